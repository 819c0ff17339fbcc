//! The public list of who was found to qualify (公示), while it is posted: names masked, nothing that finds a person.

use application::{Field, Product};
use domain::Date;
use store::{Connection, applications};
use workflow::loan::LoanState;

use super::clocks::with_rules;
use super::file::ApplicationFile;
use super::staff::queue::masked;
use crate::problem::ApiError;
use crate::state::Parts;

/// A list has days, so it is never so long.
const LIMIT: i64 = 2_000;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// `王**`.
    pub name_masked: String,
    /// Township or street of the business; none where the answer names none.
    pub division: Option<String>,
    /// What was applied for.
    pub product: Product,
    /// The last day.
    pub until: Date,
}

/// Everybody whose posting has not ended, the first to end first; none where the district posts nothing.
///
/// # Errors
/// When the store does not answer or a file does not open.
pub fn list_posted(
    parts: &Parts,
    connection: &Connection,
    today: Date,
) -> Result<Option<Vec<Posted>>, ApiError> {
    if !parts.district.parameters.has_public_notice {
        return Ok(None);
    }
    let mut posted = Vec::new();
    let state = LoanState::PublicNotice.as_str();
    for row in applications::list_by_state(connection, state, LIMIT)? {
        let Some(file) = ApplicationFile::open(parts, connection, row)? else {
            continue;
        };
        let until = with_rules(parts, |rules| file.loan.public_notice_until(rules));
        // One that is over stays in this state for a minute, until the clock's job ends it.
        let Some(until) = until.filter(|until| *until >= today) else {
            continue;
        };
        let answers = &file.draft.answers;
        let division = parts
            .district
            .division(answers.text(Field::BusinessDivision));
        posted.push(Posted {
            name_masked: masked(answers.text(Field::ApplicantName)),
            division: division.map(|division| division.name.clone()),
            product: file.product,
            until,
        });
    }
    posted.sort_by(|one, other| {
        (one.until, &one.division, &one.name_masked).cmp(&(
            other.until,
            &other.division,
            &other.name_masked,
        ))
    });
    Ok(Some(posted))
}
