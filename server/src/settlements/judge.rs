//! What the engine says of one person of a class, and what stands against it.

use std::collections::{BTreeMap, BTreeSet};

use api::settlement::{GROUPS, Statement};
use catalogue::{Course, TimeOfDay};
use domain::Date;
use policy::{Facts, Pack, Receipt, Value};
use store::{Connection, classes, code_check_ins, enrolments, settlements};
use vault::Keyring;
use workflow::enrolment::{Appeal, EnrolmentState, Level};
use workflow::settlement::{Claimed, Evidence};

use super::kept::{Frozen, Row, id_index};
use super::outside;
use crate::applications::verdict::{sha256_hex, view};
use crate::enrolments::member::Member;
use crate::enrolments::view::find_course;
use crate::problem::ApiError;
use crate::state::Parts;

/// The subsidy for the training itself.
pub const TRAINING: &str = "training_subsidy";
/// The allowance for each day of it.
pub const ALLOWANCE: &str = "living_allowance_training";
/// The subsidy for the assessment.
pub const ASSESSMENT: &str = "skill_assessment_subsidy";

/// What a class can lead to, in the order in which it is shown.
pub const PROGRAMMES: [&str; 3] = [TRAINING, ALLOWANCE, ASSESSMENT];

/// One person, opened with what is known of the person elsewhere.
#[derive(Debug)]
pub struct Judged {
    /// The enrolment.
    pub member: Member,
    /// What is kept.
    pub row: Row,
    /// What stands for and against it.
    pub evidence: Evidence,
    /// Classes on days of this one that are taught at other hours: one person can be in both.
    pub other_hours: BTreeSet<String>,
}

impl Judged {
    /// The days for which the allowance is due: one for which it was paid in another class is not paid for again.
    #[must_use]
    pub fn allowance_days(&self) -> usize {
        let evidence = &self.evidence;
        let is_paid = |class: &str| {
            let mut claimed = evidence.claimed.iter();
            claimed.any(|one| one.programme == ALLOWANCE && one.class == class)
        };
        let elsewhere = evidence.elsewhere.iter();
        let paid = elsewhere.filter(|(class, _)| is_paid(class));
        let paid: BTreeSet<Date> = paid.flat_map(|(_, days)| days.iter().copied()).collect();
        evidence.attended.difference(&paid).count()
    }
}

/// Under which a person's claims are found: a keyed hash, so that it stays when the enrolment is erased.
#[must_use]
pub fn person_index(keyring: &Keyring, person_id: &str) -> [u8; 32] {
    keyring.blind_index("subsidy", person_id)
}

/// What was decided for somebody in other classes, under whatever account gave the same number of an identity card.
///
/// # Errors
/// When the store does not answer.
pub fn before(
    parts: &Parts,
    connection: &Connection,
    (person_id, id): (&str, Option<&[u8; 32]>),
    class_id: &str,
) -> Result<Vec<Claimed>, ApiError> {
    let person = person_index(&parts.keyring, person_id);
    let before = settlements::list_claims(connection, &person, id)?;
    let before = before.into_iter().filter(|one| one.class_id != class_id);
    let claimed = before.map(|claim| Claimed {
        class: claim.class_id,
        programme: claim.programme,
        trade: claim.trade,
        for_year: claim.for_year,
    });
    Ok(claimed.collect())
}

/// Everybody who has or had a seat in a class; what was erased is gone.
///
/// # Errors
/// When the store does not answer, or something does not open.
pub fn people(
    parts: &Parts,
    connection: &Connection,
    class_id: &str,
    course: Option<&Course>,
) -> Result<Vec<Judged>, ApiError> {
    let shared: BTreeMap<String, i64> = code_check_ins::list_shared(connection, class_id)?
        .into_iter()
        .collect();
    let mut opened = Vec::new();
    let mut with_id: BTreeMap<[u8; 32], u32> = BTreeMap::new();
    for row in enrolments::list_seated(connection, class_id)? {
        if row.wrapped_key.is_none() {
            continue;
        }
        let member = Member::open(parts, connection, row)?;
        let kept = Row::of(connection, &member)?;
        let id = kept.id_number.as_deref().map(|id| id_index(parts, id));
        if let Some(id) = id.filter(|_| !is_left_out(&member, &kept.statement)) {
            *with_id.entry(id).or_default() += 1;
        }
        opened.push((member, kept, id));
    }
    let mut found = Vec::new();
    for (member, row, id) in opened {
        let same_device = shared.get(&member.row.id).copied().unwrap_or(0);
        let person_id = &member.row.person_id;
        let (elsewhere, accounts) = elsewhere(parts, connection, &member, id.as_ref())?;
        let twice = id.and_then(|id| with_id.get(&id)).copied();
        let evidence = Evidence {
            attended: member.file.attended().clone(),
            has_left: member.file.state() == EnrolmentState::Dropped,
            certificate: member.file.certificate().map(str::to_owned),
            same_device: u32::try_from(same_device).unwrap_or(u32::MAX),
            // A pass without a level is of the course's all the same, or leaving it out would hide what was paid for it.
            trade: trade(
                class_id,
                course,
                member.file.level().or_else(|| course.and_then(level_of)),
            ),
            elsewhere,
            claimed: before(parts, connection, (person_id, id.as_ref()), class_id)?,
            accounts,
            in_class: twice.unwrap_or(1),
            outside: outside::of(parts, connection, id.as_ref(), member.file.certificate())?,
            says_paid_elsewhere: row.statement.skills_subsidy_elsewhere == Some(true),
        };
        let mut other_hours = BTreeSet::new();
        for (class, days) in &evidence.elsewhere {
            let is_shared = !evidence.attended.is_disjoint(days);
            if is_shared && are_hours_apart(connection, class_id, class)? {
                other_hours.insert(class.clone());
            }
        }
        found.push(Judged {
            member,
            row,
            evidence,
            other_hours,
        });
    }
    Ok(found)
}

/// Whether one of two classes is taught in the day and the other in the evening, by the words that an officer approved. What
/// meets at weekends may do so at any hour.
fn are_hours_apart(connection: &Connection, one: &str, other: &str) -> Result<bool, ApiError> {
    let hours = (hours_of(connection, one)?, hours_of(connection, other)?);
    Ok(matches!(
        hours,
        (Some(TimeOfDay::Day), Some(TimeOfDay::Evening))
            | (Some(TimeOfDay::Evening), Some(TimeOfDay::Day))
    ))
}

/// When a class meets; none where its course says nothing of it any more.
fn hours_of(connection: &Connection, class_id: &str) -> Result<Option<TimeOfDay>, ApiError> {
    let Some(found) = classes::find(connection, class_id)? else {
        return Ok(None);
    };
    let course = find_course(connection, &found.class.course_id)?;
    let sessions = course.map(|course| course.sessions).unwrap_or_default();
    let mut sessions = sessions.into_iter();
    let session = sessions.find(|session| session.id == found.class.session_id);
    Ok(session.map(|session| session.time_of_day))
}

/// Trade and level: the catalogue's trade where the course has one, its title otherwise.
#[must_use]
pub fn trade(class_id: &str, course: Option<&Course>, level: Option<Level>) -> String {
    let trade = course.map_or(class_id, |course| {
        course.trade.as_deref().unwrap_or(&course.title)
    });
    format!("{trade}/{}", level.map_or("none", Level::as_str))
}

/// The level a course prepares for, in the words of the workflow.
#[must_use]
pub fn level_of(course: &Course) -> Option<Level> {
    course.level.and_then(|level| level.code().parse().ok())
}

/// The days somebody was in other classes.
type Elsewhere = Vec<(String, BTreeSet<Date>)>;

/// The days the same person was in other classes, by account and by identity card, and the classes where the card stands
/// under another account.
fn elsewhere(
    parts: &Parts,
    connection: &Connection,
    member: &Member,
    id: Option<&[u8; 32]>,
) -> Result<(Elsewhere, Vec<String>), ApiError> {
    let person_id = &member.row.person_id;
    let mut rows = enrolments::list_by_person(connection, person_id)?;
    if let Some(id) = id {
        for same in settlements::list_same_id(connection, id)? {
            let row = enrolments::find(connection, &same)?;
            rows.extend(row.filter(|row| row.person_id != *person_id));
        }
    }
    let (mut found, mut accounts) = (Vec::new(), Vec::new());
    for row in rows {
        if row.class_id == member.row.class_id || row.wrapped_key.is_none() {
            continue;
        }
        let class = row.class_id.clone();
        if row.person_id != *person_id {
            accounts.push(class.clone());
        }
        let days = Member::open(parts, connection, row)?
            .file
            .attended()
            .clone();
        if !days.is_empty() {
            found.push((class, days));
        }
    }
    Ok((found, accounts))
}

/// Whether nothing more comes of an enrolment that the sheet has to wait for.
#[must_use]
pub fn is_closed(member: &Member) -> bool {
    match member.file.state() {
        EnrolmentState::Failed => member.file.appeal() != Appeal::Open,
        EnrolmentState::Certified
        | EnrolmentState::FollowedUp
        | EnrolmentState::NoShow
        | EnrolmentState::Dropped => true,
        _ => false,
    }
}

/// Whether nothing is applied for: the trainer said why, or the person never came.
#[must_use]
pub fn is_left_out(member: &Member, statement: &Statement) -> bool {
    statement.left_out.is_some() || member.file.state() == EnrolmentState::NoShow
}

/// The verdicts for somebody on the last day of the class.
#[must_use]
pub fn verdicts(pack: &Pack, listed: Option<bool>, judged: &Judged, as_of: Date) -> Vec<Frozen> {
    let facts = facts(listed, judged, as_of);
    PROGRAMMES
        .iter()
        .filter_map(|programme| freeze(pack, programme, as_of, &facts))
        .collect()
}

/// The verdict on one subsidy with its receipt; none when the pack has no such programme.
#[must_use]
pub fn freeze(pack: &Pack, programme: &str, as_of: Date, facts: &Facts) -> Option<Frozen> {
    let found = policy::evaluate(pack, programme, as_of, facts)?;
    let receipt = Receipt::new(pack, as_of, facts, &found).to_json();
    let view = view(pack, as_of, &found, sha256_hex(receipt.as_bytes()));
    let title = pack
        .words("zh")
        .map_or(programme, |words| words.programme(programme));
    Some(Frozen {
        title: title.to_owned(),
        receipt,
        view,
    })
}

/// What somebody said and what the portal knows of earlier subsidies, in the engine's words. What nobody said stays open.
#[must_use]
pub fn said(
    listed: Option<bool>,
    statement: &Statement,
    before: &[Claimed],
    (trade, year): (&str, i64),
) -> Facts {
    let mut facts = Facts::default();
    if let Some(listed) = listed {
        facts.set("training_listed", Value::Bool(listed));
    }
    if let Some(groups) = &statement.groups {
        let is_in = |group: &str| groups.iter().any(|one| one == group);
        let (categories, flags): (Vec<&str>, Vec<&str>) =
            GROUPS.iter().partition(|group| CATEGORIES.contains(*group));
        let categories = categories.into_iter().filter(|group| is_in(group));
        facts.set("categories", Value::set(categories));
        for flag in flags {
            facts.set(flag, Value::Bool(is_in(flag)));
        }
    }
    if let Some(work) = &statement.work {
        facts.set("employment_status", Value::choice(work));
    }
    if let Some(said) = statement.subsidies_this_year {
        let of_year = |one: &&Claimed| one.programme == TRAINING && one.for_year == year;
        let known = i64::try_from(before.iter().filter(of_year).count()).unwrap_or(i64::MAX);
        let known = i64::from(said).max(known);
        facts.set("training_subsidies_this_year", Value::Int(known));
    }
    let was_paid = before
        .iter()
        .any(|claim| claim.programme != ALLOWANCE && claim.trade == trade);
    if was_paid || statement.same_level_before.is_some() {
        let before = was_paid || statement.same_level_before == Some(true);
        facts.set("same_level_subsidised", Value::Bool(before));
    }
    facts
}

/// What is known of somebody who was in the class.
fn facts(listed: Option<bool>, judged: &Judged, as_of: Date) -> Facts {
    let (file, evidence) = (&judged.member.file, &judged.evidence);
    let statement = &judged.row.statement;
    let of = (evidence.trade.as_str(), i64::from(as_of.year()));
    let mut facts = said(listed, statement, &evidence.claimed, of);
    facts.set("in_training", Value::Bool(!file.attended().is_empty()));
    let days = i64::try_from(judged.allowance_days());
    facts.set("training_days", Value::Int(days.unwrap_or(i64::MAX)));
    let level = match (file.certificate(), file.level()) {
        (Some(_), Some(level)) => digit(level),
        // Without a level the paper is the school's, not a skill certificate.
        _ => "none",
    };
    facts.set("certificate_level", Value::choice(level));
    facts
}

/// Those of [`GROUPS`] that the engine keeps in one set.
const CATEGORIES: [&str; 3] = ["registered_unemployed", "hard_to_employ", "poverty_exited"];

const fn digit(level: Level) -> &'static str {
    match level {
        Level::Five => "5",
        Level::Four => "4",
        Level::Three => "3",
        Level::Two => "2",
        Level::One => "1",
    }
}
