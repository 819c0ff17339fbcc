//! What a listing is measured against here and now.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use listing::{Catalogues, Ground, Licence, OpenClass};
use store::{Connection, classes, listings};
use workflow::class::ClassState;

use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// What a listing is measured against, owned.
#[derive(Clone, Debug)]
pub struct Measure {
    today: Date,
    licence: Licence,
    credit_code: String,
    titles: BTreeSet<String>,
    open: BTreeMap<String, OpenClass>,
}

impl Measure {
    /// For one listing, or for a new one when no id is given.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of(
        connection: &Connection,
        organisation: &Organisation,
        listing: Option<(&str, &str)>,
        today: Date,
    ) -> Result<Self, ApiError> {
        let own_id = listing.map(|(id, _)| id);
        let titles = listings::list_titles(connection, &organisation.row.id)?.into_iter();
        let others = titles.filter(|(_, id)| Some(id.as_str()) != own_id);
        let open = match listing {
            Some((_, course_id)) => open_classes(connection, course_id)?,
            None => BTreeMap::new(),
        };
        Ok(Self {
            today,
            licence: organisation.licence.clone(),
            credit_code: organisation.row.credit_code.clone(),
            titles: others.map(|(title, _)| title).collect(),
            open,
        })
    }

    /// For rows of a sheet, which bring their own listings along.
    #[must_use]
    pub fn of_rows(organisation: &Organisation, today: Date) -> Self {
        Self {
            today,
            licence: organisation.licence.clone(),
            credit_code: organisation.row.credit_code.clone(),
            titles: BTreeSet::new(),
            open: BTreeMap::new(),
        }
    }

    /// As the checks take it.
    #[must_use]
    pub fn ground<'a>(&'a self, parts: &'a Parts) -> Ground<'a> {
        Ground {
            today: self.today,
            calendar: &parts.calendar,
            notice_working_days: parts
                .district
                .parameters
                .enrolment
                .opening_notice_working_days,
            divisions: &parts.district.divisions,
            licence: &self.licence,
            other_titles: &self.titles,
            catalogues: parts
                .training_plan
                .catalogues
                .as_ref()
                .map(|found| Catalogues {
                    trades: &found.trades,
                    has_institution: found.has_institution(&self.credit_code),
                    is_sample: found.is_sample,
                }),
            standards: &parts.training_plan.standards,
            busy_seasons: &parts.training_plan.busy_seasons,
            open: &self.open,
        }
    }
}

/// The classes of a course that are there, those that were given up too, by their key.
///
/// # Errors
/// When the store does not answer.
pub fn open_classes(
    connection: &Connection,
    course_id: &str,
) -> Result<BTreeMap<String, OpenClass>, ApiError> {
    let found = classes::list_by_course(connection, course_id)?.into_iter();
    let open = found.filter_map(|found| {
        let class = found.class;
        let state: ClassState = class.state.parse().ok()?;
        let known = OpenClass {
            starts_on: class.starts_on,
            ends_on: class.ends_on,
            enrol_by: class.enrol_by,
            taken: u32::try_from(found.taken + class.elsewhere).unwrap_or(u32::MAX),
            seats: u32::try_from(class.capacity).unwrap_or_default(),
            has_ended: matches!(
                state,
                ClassState::Finished | ClassState::Settled | ClassState::Cancelled
            ),
            is_cancelled: state == ClassState::Cancelled,
        };
        Some((class.session_id, known))
    });
    Ok(open.collect())
}
