//! Whether classes and enrolments still hold together: chains, folds, columns, and the seats; of those that go on whether a
//! clock stands past its time as well. It changes nothing.

pub mod late;
mod order;
mod overlap;

use std::collections::BTreeSet;

use store::backup::Reads;
use store::certificates::{self, Certificate};
use store::classes::{self, Class, ClassSeats};
use store::enrolments::{self as rows, Enrolment};
use store::events::{CLASSES, ENROLMENTS};
use store::{Connection, StoreError};
use vault::{FileKey, Keyring};
use workflow::class::{ClassEvent, ClassFile, ClassPlan, ClassState};
use workflow::enrolment::{EnrolmentAction, EnrolmentEvent, EnrolmentFile, EnrolmentState};

use self::late::Watch;
use crate::complaints;
use crate::event_log::verify::{COLUMNS, FOLD, Wrong, check_chain, holds, open_log, wrong_with};

/// Classes read in one go.
const PART: i64 = 200;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Classes.
    pub classes: usize,
    /// Enrolments.
    pub enrolments: usize,
    /// One line for each thing wrong: the id and what.
    pub findings: Vec<String>,
}

/// Goes through every class and everybody in it, each class as of one moment.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    verify_each(store, keyring, classes::list_ids, None)
}

/// The same for the classes that go on: what a change of today can have broken, and what a job has left undone.
///
/// # Errors
/// As [`verify`].
pub fn verify_live(
    store: &impl Reads,
    keyring: &Keyring,
    watch: Watch<'_>,
) -> Result<Report, StoreError> {
    verify_each(store, keyring, classes::list_live_ids, Some(watch))
}

fn verify_each(
    store: &impl Reads,
    keyring: &Keyring,
    list: impl Fn(&Connection, &str, i64) -> Result<Vec<String>, StoreError>,
    watch: Option<Watch<'_>>,
) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let mut after = String::new();
    loop {
        let ids = store.read(|connection| list(connection, &after, PART))?;
        let Some(last) = ids.last() else {
            return Ok(report);
        };
        after.clone_from(last);
        for id in &ids {
            report.add(look_at(store, keyring, id, watch)?);
        }
    }
}

/// Goes through one class and everybody in it, as of one moment; nothing when there is no such class.
///
/// # Errors
/// When the store does not answer.
pub fn verify_one(store: &impl Reads, keyring: &Keyring, id: &str) -> Result<Report, StoreError> {
    look_at(store, keyring, id, None)
}

fn look_at(
    store: &impl Reads,
    keyring: &Keyring,
    id: &str,
    watch: Option<Watch<'_>>,
) -> Result<Report, StoreError> {
    let part = store.read::<_, StoreError>(|connection| {
        classes::find(connection, id)?
            .map(|found| verify_class(connection, keyring, &found, watch))
            .transpose()
    })?;
    Ok(part.unwrap_or_default())
}

impl Report {
    fn add(&mut self, part: Self) {
        self.classes += part.classes;
        self.enrolments += part.enrolments;
        self.findings.extend(part.findings);
    }
}

fn verify_class(
    connection: &Connection,
    keyring: &Keyring,
    found: &ClassSeats,
    watch: Option<Watch<'_>>,
) -> Result<Report, StoreError> {
    let mut report = Report {
        classes: 1,
        ..Report::default()
    };
    let class = &found.class;
    let members = rows::list_by_class(connection, &class.id)?;
    let mut wrong = Vec::new();
    wrong.extend(wrong_with(check_chain(CLASSES, connection, &class.id))?);
    wrong.extend(wrong_with(check_fold(connection, keyring, class))?);
    wrong.extend(verify_seats(found, &members));
    wrong.extend(verify_state(found).map(str::to_owned));
    wrong.extend(order::verify(connection, keyring, &members)?);
    let of_class = wrong
        .into_iter()
        .map(|what| format!("class {}: {what}", class.id));
    report.findings.extend(of_class);
    for row in &members {
        report.enrolments += 1;
        let mut wrong = Vec::new();
        wrong.extend(wrong_with(check_chain(ENROLMENTS, connection, &row.id))?);
        wrong.extend(verify_member(connection, keyring, row)?);
        wrong.extend(overlap::verify(connection, keyring, found, row)?);
        wrong.extend(watch.and_then(|watch| late::verify(class, row, &watch)));
        let of_member = wrong
            .into_iter()
            .map(|what| format!("enrolment {}: {what}", row.id));
        report.findings.extend(of_member);
    }
    Ok(report)
}

fn check_fold(connection: &Connection, keyring: &Keyring, class: &Class) -> Result<(), Wrong> {
    let log: Vec<ClassEvent> = open_log(CLASSES, connection, keyring, &class.id)?;
    let folded = ClassFile::fold(&log)?;
    let stored = serde_json::from_str::<ClassFile>(&class.fold).ok();
    holds(stored.as_ref() == Some(&folded), FOLD)?;
    holds(
        folded.state().as_str() == class.state,
        "the state column is not the state",
    )?;
    let plan = folded.plan();
    holds(plan.is_some_and(|plan| is_as_planned(class, plan)), COLUMNS)
}

/// Seats and days as everything that counts or waits for a day reads them.
fn is_as_planned(class: &Class, plan: &ClassPlan) -> bool {
    class.capacity == i64::from(plan.capacity)
        && class.elsewhere == i64::from(plan.elsewhere)
        && class.enrol_by == plan.enrol_by
        && class.starts_on == plan.starts_on
        && class.ends_on == plan.ends_on
}

/// Seats held, one active enrolment a person, and nobody waiting beside a free seat.
fn verify_seats(found: &ClassSeats, members: &[Enrolment]) -> Vec<String> {
    let class = &found.class;
    let mut wrong = Vec::new();
    let used = found.taken + class.elsewhere;
    if used > class.capacity {
        let capacity = class.capacity;
        wrong.push(format!("{used} of {capacity} seats are taken"));
    }
    let offers = class
        .state
        .parse()
        .is_ok_and(|state: ClassState| state.offers_seats());
    if offers && used < class.capacity && found.waiting > 0 {
        wrong.push("a seat is free while somebody waits".to_owned());
    }
    let mut seen = BTreeSet::new();
    for row in members.iter().filter(|row| row.active) {
        if !seen.insert(&row.person_id) {
            wrong.push(format!(
                "enrolment {} is a second one of its person",
                row.id
            ));
        }
    }
    wrong
}

/// Open has a free seat, full has none, and nobody is left in a class that was given up.
fn verify_state(found: &ClassSeats) -> Option<&'static str> {
    let class = &found.class;
    let is_full = found.taken + class.elsewhere >= class.capacity;
    match class.state.parse() {
        Ok(ClassState::Open) if is_full => Some("it is open without a free seat"),
        Ok(ClassState::Full) if !is_full => Some("it is full with a free seat"),
        Ok(ClassState::Cancelled) if found.taken + found.waiting > 0 => {
            Some("it was given up and somebody is in it")
        }
        _ => None,
    }
}

fn verify_member(
    connection: &Connection,
    keyring: &Keyring,
    row: &Enrolment,
) -> Result<Option<String>, StoreError> {
    // Erased on purpose: only the chain can be checked.
    let Some(wrapped) = &row.wrapped_key else {
        return complaints::verify::verify(connection, None, &row.id);
    };
    let Ok(key) = keyring.unwrap_file_key(&row.id, wrapped) else {
        return Ok(Some("the key does not open".to_owned()));
    };
    let wrong = complaints::verify::verify(connection, Some(&key), &row.id)?;
    if wrong.is_some() {
        return Ok(wrong);
    }
    wrong_with(check_member(connection, &key, row))
}

/// What the events fold into, which is what the columns say, with the certificate.
pub(super) fn check_member(
    connection: &Connection,
    key: &FileKey,
    row: &Enrolment,
) -> Result<(), Wrong> {
    let log: Vec<EnrolmentEvent> = open_log(ENROLMENTS, connection, key, &row.id)?;
    let folded = EnrolmentFile::fold(&log)?;
    let certificate = certificates::find_of(connection, &row.id)?;
    holds(
        is_certified(&log, &folded, certificate.as_ref()),
        "its certificate is not one of a completed class",
    )?;
    holds(is_as_folded(row, &folded), COLUMNS)
}

/// A certificate and its number in the log go together, after the class was completed and the assessment passed.
fn is_certified(
    log: &[EnrolmentEvent],
    folded: &EnrolmentFile,
    certificate: Option<&Certificate>,
) -> bool {
    let did = |action| log.iter().any(|event| event.action == action);
    match (folded.certificate(), certificate) {
        (None, None) => true,
        (Some(number), Some(certificate)) => {
            number == certificate.number && did(EnrolmentAction::Complete) && folded.has_passed()
        }
        _ => false,
    }
}

fn is_as_folded(row: &Enrolment, folded: &EnrolmentFile) -> bool {
    let state: EnrolmentState = folded.state();
    row.state == state.as_str()
        && row.seat == state.seat().as_str()
        && row.active == state.is_active()
        && row.version == i64::from(folded.version())
        && Some(row.place) == folded.place().map(i64::from)
        && row.offered_until_ms == folded.offered_until_ms()
        && waits_as_folded(row, folded)
}

/// What is waited for; rows of before it was written have nothing until their next step.
fn waits_as_folded(row: &Enrolment, folded: &EnrolmentFile) -> bool {
    let Some(waits_for) = &row.waits_for else {
        return true;
    };
    let waits = folded.waits();
    waits.is_some_and(|(what, since)| waits_for == what.as_str() && row.waits_since == Some(since))
}
