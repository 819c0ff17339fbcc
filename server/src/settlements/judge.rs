//! What the engine says of one person of a class, and what stands against it.

use std::collections::{BTreeMap, BTreeSet};

use api::settlement::{GROUPS, Statement};
use catalogue::Course;
use domain::Date;
use policy::{Facts, Pack, Receipt, Value};
use store::{Connection, code_check_ins, enrolments, settlements};
use vault::Keyring;
use workflow::enrolment::{Appeal, EnrolmentState, Level};
use workflow::settlement::{Claimed, Evidence};

use super::kept::Frozen;
use crate::applications::verdict::{sha256_hex, view};
use crate::enrolments::member::Member;
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
    /// What stands for and against it.
    pub evidence: Evidence,
    /// Training subsidies of the year that the portal knows of, this class's not counted.
    pub this_year: i64,
}

/// Under which a person's claims are found: a keyed hash, so that it stays when the enrolment is erased.
#[must_use]
pub fn person_index(keyring: &Keyring, person_id: &str) -> [u8; 32] {
    keyring.blind_index("subsidy", person_id)
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
    ends_on: Date,
) -> Result<Vec<Judged>, ApiError> {
    let shared: BTreeMap<String, i64> = code_check_ins::list_shared(connection, class_id)?
        .into_iter()
        .collect();
    let mut found = Vec::new();
    for row in enrolments::list_seated(connection, class_id)? {
        if row.wrapped_key.is_none() {
            continue;
        }
        let same_device = shared.get(&row.id).copied().unwrap_or(0);
        let member = Member::open(parts, connection, row)?;
        let person = person_index(&parts.keyring, &member.row.person_id);
        let before = settlements::list_claims(connection, &person)?;
        let before: Vec<settlements::Claim> = before
            .into_iter()
            .filter(|claim| claim.class_id != class_id)
            .collect();
        let year = i64::from(ends_on.year());
        let of_year = before
            .iter()
            .filter(|claim| claim.programme == TRAINING && claim.for_year == year)
            .count();
        let evidence = Evidence {
            attended: member.file.attended().clone(),
            certificate: member.file.certificate().map(str::to_owned),
            same_device: u32::try_from(same_device).unwrap_or(u32::MAX),
            trade: trade(class_id, course, member.file.level()),
            elsewhere: elsewhere(parts, connection, &member)?,
            claimed: before
                .into_iter()
                .map(|claim| Claimed {
                    class: claim.class_id,
                    programme: claim.programme,
                    trade: claim.trade,
                })
                .collect(),
        };
        found.push(Judged {
            member,
            evidence,
            this_year: i64::try_from(of_year).unwrap_or(i64::MAX),
        });
    }
    Ok(found)
}

/// Trade and level: the catalogue's trade where the course has one, its title otherwise.
fn trade(class_id: &str, course: Option<&Course>, level: Option<Level>) -> String {
    let trade = course.map_or(class_id, |course| {
        course.trade.as_deref().unwrap_or(&course.title)
    });
    format!("{trade}/{}", level.map_or("none", Level::as_str))
}

fn elsewhere(
    parts: &Parts,
    connection: &Connection,
    member: &Member,
) -> Result<Vec<(String, BTreeSet<Date>)>, ApiError> {
    let mut found = Vec::new();
    for row in enrolments::list_by_person(connection, &member.row.person_id)? {
        if row.class_id == member.row.class_id || row.wrapped_key.is_none() {
            continue;
        }
        let class = row.class_id.clone();
        let days = Member::open(parts, connection, row)?
            .file
            .attended()
            .clone();
        if !days.is_empty() {
            found.push((class, days));
        }
    }
    Ok(found)
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
pub fn verdicts(
    pack: &Pack,
    listed: Option<bool>,
    statement: &Statement,
    judged: &Judged,
    as_of: Date,
) -> Vec<Frozen> {
    let facts = facts(listed, statement, judged);
    let words = pack.words("zh");
    PROGRAMMES
        .iter()
        .filter_map(|programme| {
            let found = policy::evaluate(pack, programme, as_of, &facts)?;
            let receipt = Receipt::new(pack, as_of, &facts, &found).to_json();
            let view = view(pack, as_of, &found, sha256_hex(receipt.as_bytes()));
            let title = words.map_or(*programme, |words| words.programme(programme));
            Some(Frozen {
                title: title.to_owned(),
                receipt,
                view,
            })
        })
        .collect()
}

/// What is known of somebody, in the engine's words. What nobody said stays open.
fn facts(listed: Option<bool>, statement: &Statement, judged: &Judged) -> Facts {
    let mut facts = Facts::default();
    let file = &judged.member.file;
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
        let known = i64::from(said).max(judged.this_year);
        facts.set("training_subsidies_this_year", Value::Int(known));
    }
    let trade = &judged.evidence.trade;
    let was_paid = judged
        .evidence
        .claimed
        .iter()
        .any(|claim| claim.programme != ALLOWANCE && &claim.trade == trade);
    if was_paid || statement.same_level_before.is_some() {
        let before = was_paid || statement.same_level_before == Some(true);
        facts.set("same_level_subsidised", Value::Bool(before));
    }
    let days = file.attended().len();
    facts.set("in_training", Value::Bool(days > 0));
    facts.set(
        "training_days",
        Value::Int(i64::try_from(days).unwrap_or(i64::MAX)),
    );
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
