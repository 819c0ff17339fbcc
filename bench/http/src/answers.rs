//! What a made-up applicant answers: everything, rightly, so that the file can be handed in.

use api::application::SaveAnswersRequest;
use catalogue::{AgencyRole, District};
use domain::made_up;
use serde_json::{Value, json};

use crate::Fault;

/// A person who is nobody: no ID number begins with 629999.
///
/// # Errors
/// When the form has no such fields any more.
pub fn of_person(number: u64, district: &District) -> Result<SaveAnswersRequest, Fault> {
    let bank = district.agencies_with_role(AgencyRole::Bank).next();
    let papers = [
        "id_card_front",
        "id_card_back",
        "business_licence",
        "category_proof",
    ];
    let reasons: Value = papers
        .into_iter()
        .map(|kind| (kind.to_owned(), json!("示例：还在办")))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let division = district
        .divisions
        .get(number as usize % district.divisions.len().max(1));
    let division = division.map_or("620602001", |division| division.code.as_str());
    let request = json!({
        "answers": {
            "applicant_name": "示例甲",
            "id_number": id_number(number),
            "residence_division": division,
            "residence_address": format!("示例路 {} 号", number % 1_000),
            "marital_status": "single",
            "categories": ["returning_migrant"],
            "excluded_work": ["none"],
            "business_kind": "self_employed",
            "business_name": format!("示例小店 {number}"),
            "credit_code": "91110000600037341L",
            "business_registered_on": "2025-03-01",
            "business_operating": "yes",
            "business_division": division,
            "business_address": format!("示例路 {} 号", number % 700),
            "industry": "trade",
            "other_loans": ["none"],
            "prior_guaranteed_loans": "0",
            "loan_overdue_record": "no",
            "amount_yuan": format!("{}", 50_000 + number % 15 * 10_000),
            "term_months": "24",
            "purpose": "示例：进货、租店面",
            "bank": bank.map_or("", |agency| agency.id.as_str()),
        },
        "cannot_supply": reasons,
    });
    Ok(serde_json::from_value(request)?)
}

/// An ID number of nobody.
fn id_number(number: u64) -> String {
    let (day, month, year) = (
        number % 28 + 1,
        number / 28 % 12 + 1,
        1970 + number / 336 % 30,
    );
    made_up::id_number((year, month, day), number / 10_080 % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Date, IdNumber};

    #[test]
    fn made_up_numbers_are_right_and_differ() {
        let today = Date::new(2026, 11, 24).unwrap();
        let numbers: std::collections::HashSet<String> = (0..20_000).map(id_number).collect();
        assert_eq!(numbers.len(), 20_000);
        for number in numbers {
            assert!(IdNumber::parse(&number, today).is_ok(), "{number}");
        }
    }
}
