//! What a draft is measured against.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{BusySeason, Division, SkillLevel, SubsidyStandard};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::WorkCalendar;

/// What a training organisation is licensed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Trades, each with its levels. Courses outside the list of trades need none.
    pub scopes: Vec<Scope>,
    /// The last day it holds.
    pub valid_until: Date,
    /// Codes of the townships and streets where the organisation teaches; empty means all of the district.
    pub divisions: Vec<String>,
}

/// One trade and the levels it may be taught to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The trade.
    pub trade: String,
    /// Levels; empty means courses without a level only.
    pub levels: Vec<SkillLevel>,
}

/// A class that is there already. Its days change through the class alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenClass {
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Last day to enrol.
    pub enrol_by: Date,
    /// Seats that somebody has or is offered; it never has fewer.
    pub taken: u32,
    /// Seats in all, which are the class's own once it is there.
    pub seats: u32,
    /// Whether it has ended, so that it may be left out.
    pub has_ended: bool,
    /// Whether it was given up. Then it has ended too, and takes nobody whatever is written of it.
    pub is_cancelled: bool,
}

/// What the district's two catalogues of subsidised training (培训工种目录、机构目录) say.
#[derive(Clone, Copy, Debug)]
pub struct Catalogues<'a> {
    /// Names of the trades in the first.
    pub trades: &'a [String],
    /// Whether the organisation is in the second.
    pub has_institution: bool,
    /// Whether both are made up (示例): then they warn, and stop nothing.
    pub is_sample: bool,
}

/// What a draft is measured against.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Today.
    pub today: Date,
    /// Working days.
    pub calendar: &'a WorkCalendar,
    /// Working days between opening a class and its first day.
    pub notice_working_days: u32,
    /// The district's townships and streets.
    pub divisions: &'a [Division],
    /// The organisation's licence.
    pub licence: &'a Licence,
    /// Titles of the organisation's other listings.
    pub other_titles: &'a BTreeSet<String>,
    /// What may be subsidised; none where the district gives no catalogues.
    pub catalogues: Option<Catalogues<'a>>,
    /// What is paid for a person's training in a trade; empty where no document says.
    pub standards: &'a [SubsidyStandard],
    /// When farmers are in their fields.
    pub busy_seasons: &'a [BusySeason],
    /// Classes of this listing that are there already, by [`crate::class_key`].
    pub open: &'a BTreeMap<String, OpenClass>,
}
