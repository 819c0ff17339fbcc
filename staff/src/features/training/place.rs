//! Addresses of these pages: one enum writes them and reads them.

use std::fmt::{Display, Formatter, Result};

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TrainingPlace {
    /// A trainer's courses, or what waits for a review.
    Listings,
    /// A course about to be written.
    NewListing,
    /// One course: to write, or to review.
    Listing(String),
    /// Classes with people in them.
    Classes,
    /// One class: who was there, who passed.
    Class(String),
    /// The other classes of somebody in a class: class and enrolment.
    History(String, String),
    /// What is taught where in the next weeks.
    Calendar,
    /// Classes drawn by lot.
    SpotChecks,
    /// Of whom the section has still to say whether a subsidy pays.
    Eligibility,
    /// Complaints about courses.
    Complaints,
    /// Classes to be filed.
    Opening,
    /// Targets and results of a year.
    Year,
    /// Settlements that were handed in.
    Settlements,
    /// The settlement of one class.
    Settlement(String),
    /// Uploading a sheet, and those uploaded before.
    Sheets,
    /// One sheet.
    Sheet(String),
    /// The organisations.
    Organisations,
    /// An organisation about to be registered.
    NewOrganisation,
    /// One organisation.
    Organisation(String),
    /// The accounts of the own organisation.
    People,
}

impl TrainingPlace {
    /// The page of what stands after `/staff/training/`.
    pub(super) fn parse(rest: &str) -> Option<Self> {
        let parts: Vec<&str> = rest.trim_matches('/').split('/').collect();
        Some(match parts.as_slice() {
            [""] => Self::Listings,
            ["courses", "new"] => Self::NewListing,
            ["courses", id] => Self::Listing((*id).into()),
            ["classes"] => Self::Classes,
            ["classes", id] => Self::Class((*id).into()),
            ["classes", id, "people", person] => Self::History((*id).into(), (*person).into()),
            ["calendar"] => Self::Calendar,
            ["spot-checks"] => Self::SpotChecks,
            ["eligibility"] => Self::Eligibility,
            ["complaints"] => Self::Complaints,
            ["opening-notices"] => Self::Opening,
            ["targets"] => Self::Year,
            ["settlements"] => Self::Settlements,
            ["settlements", id] => Self::Settlement((*id).into()),
            ["sheets"] => Self::Sheets,
            ["sheets", id] => Self::Sheet((*id).into()),
            ["people"] => Self::People,
            ["organisations"] => Self::Organisations,
            ["organisations", "new"] => Self::NewOrganisation,
            ["organisations", id] => Self::Organisation((*id).into()),
            _ => return None,
        })
    }
}

impl Display for TrainingPlace {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str("/staff/training")?;
        match self {
            Self::Listings => Ok(()),
            Self::NewListing => out.write_str("/courses/new"),
            Self::Listing(id) => write!(out, "/courses/{id}"),
            Self::Classes => out.write_str("/classes"),
            Self::Class(id) => write!(out, "/classes/{id}"),
            Self::History(id, person) => write!(out, "/classes/{id}/people/{person}"),
            Self::Calendar => out.write_str("/calendar"),
            Self::SpotChecks => out.write_str("/spot-checks"),
            Self::Eligibility => out.write_str("/eligibility"),
            Self::Complaints => out.write_str("/complaints"),
            Self::Opening => out.write_str("/opening-notices"),
            Self::Year => out.write_str("/targets"),
            Self::Settlements => out.write_str("/settlements"),
            Self::Settlement(id) => write!(out, "/settlements/{id}"),
            Self::Sheets => out.write_str("/sheets"),
            Self::Sheet(id) => write!(out, "/sheets/{id}"),
            Self::People => out.write_str("/people"),
            Self::Organisations => out.write_str("/organisations"),
            Self::NewOrganisation => out.write_str("/organisations/new"),
            Self::Organisation(id) => write!(out, "/organisations/{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        for place in [
            TrainingPlace::Listings,
            TrainingPlace::NewListing,
            TrainingPlace::Listing("a".into()),
            TrainingPlace::Classes,
            TrainingPlace::Class("a.1".into()),
            TrainingPlace::History("a.1".into(), "e".into()),
            TrainingPlace::Calendar,
            TrainingPlace::SpotChecks,
            TrainingPlace::Eligibility,
            TrainingPlace::Complaints,
            TrainingPlace::Opening,
            TrainingPlace::Year,
            TrainingPlace::Settlements,
            TrainingPlace::Settlement("a.1".into()),
            TrainingPlace::Sheets,
            TrainingPlace::Sheet("b".into()),
            TrainingPlace::Organisations,
            TrainingPlace::NewOrganisation,
            TrainingPlace::Organisation("c".into()),
            TrainingPlace::People,
        ] {
            let address = place.to_string();
            let rest = address.strip_prefix("/staff/training").unwrap();
            assert_eq!(TrainingPlace::parse(rest), Some(place), "{address}");
        }
        assert_eq!(TrainingPlace::parse("x"), None);
        assert_eq!(TrainingPlace::parse("courses/a/b"), None);
    }
}
