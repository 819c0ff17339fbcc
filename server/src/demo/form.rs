//! What a sample applicant answers.

use std::collections::BTreeMap;

use api::application::SaveAnswersRequest;
use application::{Answer, Field, NewHire, Product, Roster};
use catalogue::{AgencyRole, District};
use domain::Date;

use super::people::Person;

/// Every answer; a draft's form is only begun.
pub(super) fn answers(person: &Person, district: &District) -> SaveAnswersRequest {
    let bank = district
        .agencies_with_role(AgencyRole::Bank)
        .next()
        .map_or("", |agency| agency.id.as_str());
    let overdue = if person.was_overdue { "yes" } else { "no" };
    let mut all = vec![
        one(Field::ApplicantName, person.name),
        one(Field::IdNumber, person.id_number),
        one(Field::ResidenceDivision, person.division),
        one(Field::ResidenceAddress, "示例村 1 组 1 号"),
    ];
    if person.product == Product::StartupLoanIndividual {
        all.push(one(Field::MaritalStatus, "single"));
    }
    if !person.story.is_empty() {
        all.extend([
            one(Field::BusinessName, person.business),
            one(Field::CreditCode, person.credit_code),
            one(Field::BusinessRegisteredOn, "2025-03-03"),
            one(Field::BusinessOperating, "yes"),
            one(Field::BusinessDivision, person.division),
            one(Field::BusinessAddress, "示例街 1 号"),
            one(Field::Industry, person.industry),
            one(Field::PriorLoans, "0"),
            one(Field::AmountYuan, person.amount_yuan),
            one(Field::TermMonths, "24"),
            one(Field::Purpose, person.purpose),
            one(Field::Bank, bank),
        ]);
        all.extend(match person.product {
            Product::StartupLoanIndividual => vec![
                many(Field::Categories, person.category),
                many(Field::ExcludedWork, "none"),
                one(Field::BusinessKind, "self_employed"),
                many(Field::OtherLoans, "none"),
                one(Field::OverdueRecord, overdue),
                one(Field::PlanCustomers, "示例：附近的住户"),
                one(Field::PlanIncome, "12000"),
                one(Field::PlanCosts, "6000"),
                one(Field::PlanRepayment, "示例：店里每月剩下的钱"),
                one(Field::PlanRisks, "示例：怕进货涨价，到时少进一些"),
            ],
            Product::StartupLoanEnterprise => vec![
                one(Field::Employees, "40"),
                one(Field::NewHires, "8"),
                one(Field::ContractMonths, "24"),
                one(Field::Arrears, "no"),
            ],
        });
    }
    SaveAnswersRequest {
        answers: all.into_iter().collect(),
        cannot_supply: BTreeMap::new(),
        seen: BTreeMap::new(),
    }
}

/// Who a sample enterprise hired: name, number, so many months before the day of the sheet, group.
const HIRES: [(&str, &str, i32, &str); 9] = [
    ("示例赵一", "629999199001011015", 1, "graduate"),
    ("示例钱二", "629999199001011023", 2, "veteran"),
    ("示例孙三", "629999199001011031", 3, "returning_migrant"),
    ("示例李四", "62999919900101104X", 4, "registered_unemployed"),
    ("示例周五", "629999199001011058", 5, "poverty_exited"),
    ("示例吴六", "629999199001011066", 6, "graduate"),
    ("示例郑七", "629999199001011074", 7, "hard_to_employ"),
    ("示例郑小妹", "629999199001011082", 8, "returning_migrant"),
    // In none of the ten groups, so not counted.
    ("示例冯九", "629999199001011090", 2, "none"),
];

/// The new hires of a sample enterprise; eight of them count, as many as its form says.
pub(super) fn roster(person: &Person, now_ms: i64) -> Option<Roster> {
    if person.product != Product::StartupLoanEnterprise {
        return None;
    }
    let today = Date::from_unix_ms_shanghai(now_ms);
    let hires = (2..)
        .zip(HIRES)
        .map(|(row, (name, id_number, months, category))| {
            let hired_on = today.add_months(-months);
            NewHire {
                row,
                name: name.to_owned(),
                id_number: id_number.to_owned(),
                hired_on,
                contract_from: hired_on,
                contract_until: Some(hired_on.add_months(24).add_days(-1)),
                category: category.to_owned(),
            }
        });
    Some(Roster {
        name: "示例名单.xlsx".to_owned(),
        received_ms: now_ms,
        hires: hires.collect(),
    })
}

fn one(field: Field, text: &str) -> (String, Option<Answer>) {
    (field.id().to_owned(), Some(Answer::One(text.to_owned())))
}

fn many(field: Field, code: &str) -> (String, Option<Answer>) {
    let codes = vec![code.to_owned()];
    (field.id().to_owned(), Some(Answer::Many(codes)))
}
