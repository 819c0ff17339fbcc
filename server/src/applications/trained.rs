//! What the portal knows of an applicant's startup courses, so that nobody is asked for it.

use std::collections::BTreeMap;

use application::{Field, Product};
use catalogue::CourseKind;
use i18n::t;
use store::{Connection, classes, enrolments};
use workflow::enrolment::EnrolmentState;

use super::file::ApplicationFile;
use super::staff::own_file::bare;
use crate::enrolments::view::find_course;
use crate::lessons::certificate;
use crate::problem::ApiError;
use crate::state::Parts;

/// The certificates of the account that applies, titles by number, a sample's marked; none for an enterprise, which is no
/// person and went to no course, and none in another name than the applicant's: an account may have learnt for a relative.
///
/// # Errors
/// When one does not open.
pub fn trained(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<BTreeMap<String, String>, ApiError> {
    let mut found = BTreeMap::new();
    if file.product != Product::StartupLoanIndividual {
        return Ok(found);
    }
    let applicant = bare(file.draft.answers.text(Field::ApplicantName));
    let is_theirs = |name: &str| applicant.is_empty() || bare(name) == applicant;
    let certified = [EnrolmentState::Certified, EnrolmentState::FollowedUp];
    for row in enrolments::list_by_person(connection, &file.row.person_id)? {
        let is_certified = certified.iter().any(|state| state.as_str() == row.state);
        if !is_certified || row.wrapped_key.is_none() {
            continue;
        }
        let class = classes::find(connection, &row.class_id)?;
        let course = match class {
            Some(class) => find_course(connection, &class.class.course_id)?,
            None => None,
        };
        if course.is_none_or(|course| course.kind != CourseKind::Startup) {
            continue;
        }
        let said = certificate::find_of(parts, connection, row)?;
        if let Some(said) = said.filter(|said| is_theirs(&said.name)) {
            let title = if said.is_sample {
                format!("{}（{}）", said.course, t::common::sample())
            } else {
                said.course
            };
            found.insert(said.number, title);
        }
    }
    Ok(found)
}
