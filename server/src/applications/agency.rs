//! Which office works on a file in which stage.

use api::application::HolderView;
use application::{Answers, Field};
use catalogue::{Agency, AgencyRole, District};
use workflow::Role;
use workflow::loan::{LoanFile, Stage};

use super::file::ApplicationFile;

/// The office of a file in a stage.
#[must_use]
pub fn office_of<'a>(
    district: &'a District,
    stage: Stage,
    file: &ApplicationFile,
) -> Option<&'a Agency> {
    let guarantor_id = file.row.guarantor_id.as_deref();
    agency_of(district, stage, (&file.draft.answers, guarantor_id))
}

/// The office of a stage: the district's bureau, the bank the resident chose, and the guarantee agency the file was passed
/// to, or before that the one for this bank and place.
#[must_use]
pub fn agency_of<'a>(
    district: &'a District,
    stage: Stage,
    (answers, guarantor_id): (&Answers, Option<&str>),
) -> Option<&'a Agency> {
    let of_role = |role| district.agencies_with_role(role).next();
    match stage {
        Stage::Hr => of_role(AgencyRole::HrBureau),
        Stage::Guarantee => {
            let known = guarantor_id
                .and_then(|id| district.agency(id))
                .filter(|agency| agency.role == AgencyRole::Guarantor);
            known.or_else(|| {
                let division = answers.text(Field::BusinessDivision);
                district.guarantor_for(answers.text(Field::Bank), division)
            })
        }
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
        phone: agency.and_then(|agency| agency.phone.clone()),
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
            agency_of(&district, stage, (answers, None)).map(|agency| agency.id.clone())
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

    #[test]
    fn a_guarantee_agency_takes_the_files_of_its_banks_and_places() {
        let mut district = crate::district::load_district(None).unwrap();
        let first = district.agency("sample-guarantor").unwrap().clone();
        let mut add = |id: &str, banks: &[&str], divisions: &[&str]| {
            let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
            district.agencies.push(Agency {
                id: id.to_owned(),
                banks: owned(banks),
                divisions: owned(divisions),
                ..first.clone()
            });
        };
        add("of-bank", &["another-bank"], &[]);
        add("of-town", &["sample-bank"], &["620602100"]);
        let of = |bank: &str, division: &str, known: Option<&str>| {
            let mut answers = Answers::default();
            answers.set_text(Field::Bank, bank);
            answers.set_text(Field::BusinessDivision, division);
            let agency = agency_of(&district, Stage::Guarantee, (&answers, known)).unwrap();
            agency.id.clone()
        };
        for (bank, division, known, expected) in [
            ("sample-bank", "620602001", None, "sample-guarantor"),
            ("sample-bank", "620602100", None, "of-town"),
            ("another-bank", "620602100", None, "of-bank"),
            ("", "", None, "sample-guarantor"),
            // What was passed to one agency stays there, and another bank's file at no bank.
            ("another-bank", "620602100", Some("of-town"), "of-town"),
            ("another-bank", "620602100", Some("sample-bank"), "of-bank"),
            ("another-bank", "620602100", Some("gone"), "of-bank"),
        ] {
            assert_eq!(of(bank, division, known), expected, "{bank} {division}");
        }
    }
}
