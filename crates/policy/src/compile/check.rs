//! The static check of a pack: what no single file shows. Every finding about people carries a witness.

mod amounts;
mod conditions;
mod dates;
mod sources;

use domain::Date;
use serde::Serialize;

use super::room::Room;
use crate::{Facts, Pack, Programme, Version, diagram::NO};

/// Something suspicious in a pack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// About days: `gap`, `overlap`, `no_version`. About people: `impossible_version`, `contradiction`,
    /// `impossible_condition`, `empty_condition`, `unreachable_condition`. About money: `dead_amount`, `no_amount`,
    /// `above_cap`. About sources: `uncited`, `missing_document`, `overdue`.
    pub code: &'static str,
    /// True when the pack must not be published so.
    pub is_error: bool,
    /// The programme; for a finding about a document or a parameter, its id.
    pub programme: String,
    /// The version, when it concerns one.
    pub version: Option<String>,
    /// The condition, when it concerns one; for a contradiction, the one that cannot be met with those before it.
    pub condition: Option<String>,
    /// What is wrong.
    pub message: String,
    /// A person who shows it, as far as there is one.
    pub witness: Option<Facts>,
    /// The day on which the person shows it.
    pub as_of: Option<Date>,
}

/// Checks a pack on a day (for documents whose last look is overdue).
///
/// Witnesses are exact: each condition and amount is looked at as a diagram, on the day the version is in force that
/// is nearest to `today`.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, today: domain::Date) {
/// let findings = policy::compile::check(pack, today);
/// assert!(findings.iter().all(|finding| !finding.is_error));
/// # }
/// ```
pub fn check(pack: &Pack, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    for programme in pack.programmes.iter() {
        dates::check(pack, programme, &mut findings);
        for version in &programme.versions {
            let as_of = nearest_day(version, today);
            let mut room = Room::new(pack, programme, version, as_of);
            conditions::check(&mut room, &mut findings);
            amounts::check(&mut room, &mut findings);
        }
    }
    sources::check(pack, today, &mut findings);
    findings
}

impl Room<'_> {
    fn finding(&self, code: &'static str, is_error: bool, message: String) -> Finding {
        Finding {
            version: Some(self.version.id.to_string()),
            as_of: Some(self.as_of),
            ..finding(code, is_error, &self.programme.id, message)
        }
    }
}

/// Somebody eligible under a version on a day.
fn eligible(pack: &Pack, programme: &Programme, version: &Version, as_of: Date) -> Option<Facts> {
    let mut room = Room::new(pack, programme, version, as_of);
    let all = room.all_but(None);
    (all != NO).then(|| room.somebody(all))?
}

/// The day in force that is nearest to another.
fn nearest_day(version: &Version, day: Date) -> Date {
    let day = day.max(version.from);
    version.until.map_or(day, |until| day.min(until))
}

fn finding(code: &'static str, is_error: bool, about: &str, message: String) -> Finding {
    Finding {
        code,
        is_error,
        programme: about.into(),
        version: None,
        condition: None,
        message,
        witness: None,
        as_of: None,
    }
}
