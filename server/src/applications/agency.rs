//! Which office works on a file in which stage.

use api::application::HolderView;
use application::{Answers, Field};
use catalogue::{Agency, AgencyRole, District};
use workflow::Role;
use workflow::loan::{LoanFile, Stage};

/// The office of a stage: the district's bureau and guarantee agency, and the bank the resident chose.
#[must_use]
pub fn agency_of<'a>(
    district: &'a District,
    stage: Stage,
    answers: &Answers,
) -> Option<&'a Agency> {
    let of_role = |role| district.agencies_with_role(role).next();
    match stage {
        Stage::Hr => of_role(AgencyRole::HrBureau),
        Stage::Guarantee => of_role(AgencyRole::Guarantor),
        Stage::Bank => {
            let chosen = district
                .agency(answers.text(Field::Bank))
                .filter(|agency| agency.role == AgencyRole::Bank);
            chosen.or_else(|| of_role(AgencyRole::Bank))
        }
    }
}

/// Who holds the file, as residents are told.
#[must_use]
pub fn holder_view(district: &District, loan: &LoanFile, agency_id: Option<&str>) -> HolderView {
    let role = loan.holder();
    let agency = match role {
        Some(Role::Resident) | None => None,
        Some(_) => agency_id.and_then(|id| district.agency(id)),
    };
    HolderView {
        role,
        agency: agency.map(|agency| agency.name.clone()),
        agency_is_sample: agency.is_some_and(|agency| agency.is_sample),
    }
}

/// Ids of the district's banks, for the check of the form.
#[must_use]
pub fn bank_ids(district: &District) -> Vec<String> {
    district
        .agencies_with_role(AgencyRole::Bank)
        .map(|agency| agency.id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_has_its_office() {
        let mut district = crate::district::load_district(None).unwrap();
        let mut second = district
            .agencies_with_role(AgencyRole::Bank)
            .next()
            .unwrap()
            .clone();
        second.id = "another-bank".to_owned();
        district.agencies.push(second);
        let mut answers = Answers::default();
        let id = |stage, answers: &Answers| {
            agency_of(&district, stage, answers).map(|agency| agency.id.clone())
        };
        assert_eq!(id(Stage::Hr, &answers).as_deref(), Some("hr-bureau"));
        assert_eq!(
            id(Stage::Guarantee, &answers).as_deref(),
            Some("sample-guarantor")
        );
        assert_eq!(id(Stage::Bank, &answers).as_deref(), Some("sample-bank"));
        answers.set_text(Field::Bank, "another-bank");
        assert_eq!(id(Stage::Bank, &answers).as_deref(), Some("another-bank"));
        answers.set_text(Field::Bank, "hr-bureau");
        assert_eq!(id(Stage::Bank, &answers).as_deref(), Some("sample-bank"));
    }
}
