//! What a sample applicant answers.

use std::collections::BTreeMap;

use api::application::SaveAnswersRequest;
use application::{Answer, Field, Product};
use catalogue::{AgencyRole, District};

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
        one(Field::MaritalStatus, "single"),
    ];
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

fn one(field: Field, text: &str) -> (String, Option<Answer>) {
    (field.id().to_owned(), Some(Answer::One(text.to_owned())))
}

fn many(field: Field, code: &str) -> (String, Option<Answer>) {
    let codes = vec![code.to_owned()];
    (field.id().to_owned(), Some(Answer::Many(codes)))
}
