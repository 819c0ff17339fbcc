//! From the form to the policy facts and back, so that nothing is asked twice.

use domain::{Date, IdNumber};
use serde_json::{Map, Value, json};

use crate::{Answer, Answers, Field, FieldKind, Product, check::whole_yuan, sections};

/// The policy facts (the `facts.json` form of the engine) that the answers settle on this day.
///
/// Birth date and the retirement track follow from the ID number: the second last digit says the sex GB 11643
/// records. For women `female_55` is assumed, since the loan's age line is the same for both women's tracks
/// (facts.md 2.2 (5)). Unreadable answers settle nothing.
pub fn facts_from_answers(product: Product, answers: &Answers, today: Date) -> Map<String, Value> {
    let mut facts = Map::new();
    let asked: Vec<Field> = sections(product, answers)
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .collect();
    for field in asked.iter().copied().filter(|field| answers.has(*field)) {
        if let Some((id, value)) = fact(field, answers) {
            facts.insert(id.to_owned(), value);
        }
    }
    if let Ok(id_number) = IdNumber::parse(answers.text(Field::IdNumber), today) {
        facts.insert(
            "birth_date".into(),
            json!(id_number.birth_date().to_string()),
        );
        let track = if id_number.is_recorded_male() {
            "male_60"
        } else {
            "female_55"
        };
        facts.insert("retirement_track".into(), json!(track));
    }
    if asked.contains(&Field::ExcludedWork) && answers.has(Field::ExcludedWork) {
        for kind in ["in_school", "public_employee", "welfare_post"] {
            let holds = answers
                .many(Field::ExcludedWork)
                .iter()
                .any(|code| code == kind);
            facts.insert(kind.into(), json!(holds));
        }
    }
    if product == Product::StartupLoanEnterprise {
        facts.insert("business_kind".into(), json!("small_micro_enterprise"));
    }
    // The division list holds this district alone, so a business that chose from it is in the district and the province.
    if answers.has(Field::BusinessDivision) && asked.contains(&Field::BusinessDivision) {
        facts.insert("business_in_district".into(), json!(true));
        facts.insert("business_in_province".into(), json!(true));
    }
    facts
}

fn fact(field: Field, answers: &Answers) -> Option<(&'static str, Value)> {
    let text = answers.text(field);
    let value = match field {
        Field::Categories | Field::OtherLoans => {
            json!(
                answers
                    .many(field)
                    .iter()
                    .filter(|code| *code != "none")
                    .collect::<Vec<_>>()
            )
        }
        Field::BusinessKind | Field::Industry => json!(text),
        Field::BusinessRegisteredOn => json!(Date::parse_iso(text)?.to_string()),
        Field::BusinessOperating | Field::Arrears | Field::OverdueRecord => json!(text == "yes"),
        Field::ConsumerLoanBalance => json!((whole_yuan(text)?.fen() / 100).to_string()),
        Field::Partners
        | Field::Employees
        | Field::NewHires
        | Field::ContractMonths
        | Field::PriorLoans => {
            json!(answers.whole(field)?)
        }
        _ => return None,
    };
    Some((field.id(), value))
}

/// The answers that an eligibility check already gave; facts the form does not ask for are left out.
pub fn prefill(product: Product, facts: &Map<String, Value>) -> Answers {
    let mut answers = Answers::default();
    for field in Field::ALL.iter().copied() {
        if let Some(answer) = facts.get(field.id()).and_then(|value| answer(field, value)) {
            answers.set(field, Some(answer));
        }
    }
    let excluded = ["in_school", "public_employee", "welfare_post"];
    let known: Vec<_> = excluded
        .iter()
        .filter_map(|kind| Some((*kind, facts.get(*kind)?.as_bool()?)))
        .collect();
    let holds: Vec<String> = known
        .iter()
        .filter(|(_, holds)| *holds)
        .map(|(kind, _)| (*kind).to_owned())
        .collect();
    if !holds.is_empty() {
        answers.set(Field::ExcludedWork, Some(Answer::Many(holds)));
    } else if known.len() == excluded.len() {
        answers.set(Field::ExcludedWork, Some(Answer::Many(vec!["none".into()])));
    }
    let asked: Vec<Field> = sections(product, &answers)
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .collect();
    asked
        .into_iter()
        .filter_map(|field| Some((field, answers.get(field)?.clone())))
        .collect()
}

fn answer(field: Field, value: &Value) -> Option<Answer> {
    match (field.kind(), value) {
        (FieldKind::Many(_), Value::Array(codes)) => {
            let codes: Vec<String> = codes
                .iter()
                .filter_map(|code| code.as_str().map(str::to_owned))
                .collect();
            Some(Answer::Many(if codes.is_empty() {
                vec!["none".into()]
            } else {
                codes
            }))
        }
        (FieldKind::Choice(options), Value::String(code)) => options
            .contains(&code.as_str())
            .then(|| Answer::One(code.clone())),
        (FieldKind::Choice(_), Value::Bool(holds)) => {
            Some(Answer::One(if *holds { "yes" } else { "no" }.into()))
        }
        (FieldKind::PastDate, Value::String(date)) => {
            Date::parse_iso(date).map(|date| Answer::One(date.to_string()))
        }
        (FieldKind::Yuan, Value::String(yuan)) => {
            whole_yuan(yuan).map(|m| Answer::One((m.fen() / 100).to_string()))
        }
        (FieldKind::Integer(..), Value::Number(number)) => Some(Answer::One(number.to_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::new(2026, 11, 24).unwrap()
    }

    #[test]
    fn what_the_check_was_told_is_not_asked_again() {
        let facts = json!({
            "categories": ["veteran"], "in_school": false, "public_employee": false, "welfare_post": false,
            "business_kind": "self_employed", "business_registered_on": "2025-03-01", "business_operating": true,
            "other_loans": [], "prior_guaranteed_loans": 1, "loan_overdue_record": false, "industry": "catering",
        });
        let Value::Object(facts) = facts else {
            unreachable!()
        };
        let answers = prefill(Product::StartupLoanIndividual, &facts);
        let back = facts_from_answers(Product::StartupLoanIndividual, &answers, today());
        assert_eq!(back, facts);
    }

    #[test]
    fn the_id_number_settles_birth_date_and_track() {
        let mut answers = Answers::default();
        answers.set_text(Field::IdNumber, "360426199101010071");
        let facts = facts_from_answers(Product::StartupLoanIndividual, &answers, today());
        assert_eq!(facts.get("birth_date"), Some(&json!("1991-01-01")));
        assert_eq!(facts.get("retirement_track"), Some(&json!("male_60")));
    }

    #[test]
    fn an_unknown_or_odd_fact_is_left_out() {
        let facts =
            json!({"business_kind": "spaceship", "business_registered_on": "none", "height": 3});
        let Value::Object(facts) = facts else {
            unreachable!()
        };
        assert!(prefill(Product::StartupLoanIndividual, &facts).is_empty());
    }
}
