//! A sheet with everybody in it, opened and judged.

use std::collections::{BTreeMap, BTreeSet};

use api::settlement::{CatalogueWord, RateNeeded};
use catalogue::Course;
use domain::Date;
use store::{Connection, classes, organisations, settlements};
use workflow::Role;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};
use workflow::settlement::{Finding, FindingKind, SetRate, SettlementState, find};

use super::card::{self, Card};
use super::file::Sheet;
use super::judge::{self, ALLOWANCE, Judged, is_closed, is_left_out};
use super::kept::{Frozen, Row, id_index};
use crate::applications::error::impossible;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::rules::with_rules;
use crate::enrolments::subject::find_taught;
use crate::problem::ApiError;
use crate::state::Parts;

/// A sheet with everybody in it, opened and judged.
#[derive(Debug)]
pub struct Opened {
    /// The sheet.
    pub sheet: Sheet,
    /// The course; none when it is gone from the catalogue.
    pub course: Option<Course>,
    /// What the district's catalogues say of trade and school.
    pub catalogues: Option<CatalogueWord>,
    /// Everybody, in the order of asking.
    pub people: Vec<Person>,
    /// Classes of the same school among those in which something was found.
    pub own: BTreeSet<String>,
}

/// One person of it.
#[derive(Debug)]
pub struct Person {
    /// The enrolment and what is known of it.
    pub judged: Judged,
    /// What is kept.
    pub row: Row,
    /// What stands against paying.
    pub findings: Vec<Finding>,
    /// The verdicts: frozen once handed in, as of now before.
    pub verdicts: Vec<Frozen>,
    /// Where it is paid to, and whether somebody else gave the same card.
    pub card: Option<(Card, bool)>,
    /// Whether the person, who failed, may still ask for another look.
    pub may_appeal: bool,
    /// Whether the sheet is settled: what was decided stays, whatever is found afterwards.
    pub is_decided: bool,
    /// Whether a yes of the sheet as handed in is none any more, or its sum is of other days, since the person was paid for
    /// other classes meanwhile.
    pub is_paid_since: bool,
}

impl Person {
    /// Whether a verdict is a yes with nothing against it; once it was decided, whether it was granted.
    #[must_use]
    pub fn is_payable(&self, verdict: &Frozen) -> bool {
        if self.is_decided {
            let mut decided = self.row.decided.iter();
            return decided.any(|one| one.title == verdict.title && one.outcome == "granted");
        }
        let programme = &verdict.view.programme;
        let stops = |one: &Finding| one.stops(programme) && !self.is_at_other_hours(one);
        let is_due = programme != ALLOWANCE || self.judged.allowance_days() > 0;
        verdict.view.verdict == "eligible" && is_due && !self.findings.iter().any(stops)
    }

    /// Whether it is of a class on the same day at other hours: to be looked at, and no reason to pay nothing.
    fn is_at_other_hours(&self, finding: &Finding) -> bool {
        let class = finding.class.as_ref();
        let is_other = class.is_some_and(|class| self.judged.other_hours.contains(class));
        finding.kind == FindingKind::SameDay && is_other
    }

    /// Whether one of the verdicts of now says no where it was a yes with nothing against it, or is of other days than the sum
    /// that was worked out: a day paid for elsewhere meanwhile would be paid twice.
    fn is_judged_otherwise(&self, now: &[Frozen]) -> bool {
        now.iter().any(|now| {
            let is_no = now.view.verdict == "not_eligible";
            let mut kept = self.verdicts.iter();
            kept.any(|kept| {
                let is_same = kept.view.programme == now.view.programme;
                let has_sum = kept.view.amount_fen.is_some();
                let is_other = is_no || has_sum && kept.training_days() != now.training_days();
                is_same && is_other && self.is_payable(kept)
            })
        })
    }

    /// What is paid, fen; none while the sum is open or nothing is paid.
    #[must_use]
    pub fn amount_fen(&self, verdict: &Frozen, rates: &[SetRate]) -> Option<i64> {
        if !self.is_payable(verdict) {
            return None;
        }
        if self.is_decided {
            // What was paid for other classes since changes nothing here.
            let mut decided = self.row.decided.iter();
            let kept = decided.find(|one| one.title == verdict.title);
            if let Some(fen) = kept.and_then(|one| one.amount_fen) {
                return Some(fen);
            }
        }
        verdict.view.amount_fen.or_else(|| {
            let mut rates = rates.iter();
            let rate = rates.find(|rate| rate.programme == verdict.view.programme)?;
            let times = if verdict.view.programme == ALLOWANCE {
                i64::try_from(self.judged.allowance_days()).ok()?
            } else {
                1
            };
            rate.fen.checked_mul(times)
        })
    }

    /// Everything that was granted, fen; nothing before it is decided.
    ///
    /// # Errors
    /// When it is too large.
    pub fn granted_fen(&self) -> Result<i64, ApiError> {
        let granted = self
            .row
            .decided
            .iter()
            .filter(|one| one.outcome == "granted");
        let mut sums = granted.filter_map(|one| one.amount_fen);
        let sum = sums.try_fold(0_i64, i64::checked_add);
        sum.ok_or_else(|| impossible("add up what is paid"))
    }

    /// Why the sheet waits for this person.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if !is_closed(&self.judged.member) {
            problems.push("settlement_row_open".to_owned());
        }
        let is_unknown = |one: &Frozen| one.view.verdict == "unknown";
        if self.verdicts.iter().any(is_unknown) {
            problems.push("settlement_row_unknown".to_owned());
        }
        // Without it nobody can see that somebody is paid twice under two phones.
        if !self.verdicts.is_empty() && self.row.id_number.is_none() {
            problems.push("settlement_row_id".to_owned());
        }
        problems
    }

    /// Why nothing is settled yet: the same, that somebody may still ask to look at a result again, and that other classes
    /// used up meanwhile what the sheet counts on. What is settled is closed, so an answer would come to nothing.
    #[must_use]
    pub fn problems_to_settle(&self) -> Vec<String> {
        let mut problems = self.problems();
        if self.may_appeal {
            problems.push("settlement_row_appealable".to_owned());
        }
        if self.is_paid_since {
            problems.push("settlement_row_paid_since".to_owned());
        }
        problems
    }
}

/// Opens and judges the sheet of a class.
///
/// # Errors
/// When the store does not answer, or something does not open.
pub fn open(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    today: Date,
) -> Result<Opened, ApiError> {
    let id = &room.row.id;
    let course = find_taught(connection, room)?;
    let sheet = Sheet::open(parts, connection, id)?;
    let ends_on = room.plan.ends_on;
    let lessons = room.class.lessons(&parts.calendar);
    let judged = judge::people(parts, connection, id, course.as_ref())?;
    let all: Vec<_> = judged.iter().map(|one| &one.evidence).collect();
    let found: Vec<Vec<Finding>> = all.iter().map(|one| find(&lessons, one, &all)).collect();
    let own = own_classes(connection, room, &found)?;
    parts.packs.follow(connection, today)?;
    let pack = parts.packs.pack_on(today);
    let is_frozen = matches!(
        sheet.file.state(),
        SettlementState::Submitted | SettlementState::Settled
    );
    let members = judged.iter().map(|one| &one.member);
    let mut cards = card::of_all(connection, members)?;
    let mut people = Vec::new();
    for (judged, findings) in judged.into_iter().zip(found) {
        let row = judged.row.clone();
        let is_out = is_left_out(&judged.member, &row.statement);
        let verdicts = if is_out {
            Vec::new()
        } else if is_frozen {
            row.frozen.clone()
        } else {
            let listed = sheet.file.listed();
            judge::verdicts(pack.pack(), listed, &judged, ends_on)
        };
        let mut person = Person {
            may_appeal: may_appeal(parts, room, &judged.member, today),
            is_decided: sheet.file.state() == SettlementState::Settled,
            is_paid_since: false,
            card: cards.remove(&judged.member.row.id),
            findings: if is_out { Vec::new() } else { findings },
            judged,
            row,
            verdicts,
        };
        if !is_out && is_paid_since(parts, connection, &sheet, &person)? {
            let now = judge::verdicts(pack.pack(), sheet.file.listed(), &person.judged, ends_on);
            person.is_paid_since = person.is_judged_otherwise(&now);
        }
        people.push(person);
    }
    Ok(Opened {
        catalogues: catalogue_word(parts, connection, &room.row.course_id, course.as_ref())?,
        sheet,
        course,
        people,
        own,
    })
}

/// Those of the classes that findings name which are of the school of this one.
fn own_classes(
    connection: &Connection,
    room: &Room,
    found: &[Vec<Finding>],
) -> Result<BTreeSet<String>, ApiError> {
    let mut own = BTreeSet::new();
    let named = found.iter().flatten();
    let named: BTreeSet<&String> = named.filter_map(|one| one.class.as_ref()).collect();
    if named.is_empty() {
        return Ok(own);
    }
    let Some(school) = organisations::find_of_course(connection, &room.row.course_id)? else {
        return Ok(own);
    };
    for class in named {
        if classes::is_of_organisation(connection, class, &school.id)? {
            own.insert(class.clone());
        }
    }
    Ok(own)
}

/// Whether something was decided for somebody in another class after the sheet was handed in, while it waits.
fn is_paid_since(
    parts: &Parts,
    connection: &Connection,
    sheet: &Sheet,
    person: &Person,
) -> Result<bool, ApiError> {
    let handed_in = sheet.file.submitted_ms();
    let Some(since_ms) = handed_in.filter(|_| sheet.file.state() == SettlementState::Submitted)
    else {
        return Ok(false);
    };
    let member = &person.judged.member.row;
    let id = person.row.id_number.as_deref();
    let id = id.map(|id| id_index(parts, id));
    let by_person = judge::person_index(&parts.keyring, &member.person_id);
    let claims = settlements::list_claims(connection, &by_person, id.as_ref())?;
    let mut others = claims.iter().filter(|one| one.class_id != member.class_id);
    Ok(others.any(|one| one.created_ms >= since_ms))
}

/// Whether somebody who failed has days left to ask for another look.
fn may_appeal(parts: &Parts, room: &Room, member: &Member, today: Date) -> bool {
    let now_ms = today.start_ms_shanghai();
    member.file.state() == EnrolmentState::Failed
        && with_rules(parts, room, |rules| {
            let actions = member.file.available(Role::Resident, now_ms, rules);
            actions.contains(&EnrolmentAction::Appeal)
        })
}

/// What the district's catalogues say of trade and school of a course.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn catalogue_word(
    parts: &Parts,
    connection: &Connection,
    course_id: &str,
    course: Option<&Course>,
) -> Result<Option<CatalogueWord>, ApiError> {
    let school = organisations::find_of_course(connection, course_id)?;
    let found = parts.training_plan.catalogues.as_ref().zip(school);
    let trade = course.and_then(|course| course.trade.as_ref());
    Ok(found.map(|(catalogues, school)| CatalogueWord {
        has_trade: trade.is_some_and(|trade| catalogues.trades.contains(trade)),
        has_institution: catalogues.has_institution(&school.credit_code),
        is_sample: catalogues.is_sample,
    }))
}

impl Opened {
    /// Whether somebody of a role reads that something was found in a class. Any number of an identity card can be typed into
    /// a sheet, and a school must not learn by it where else whoever has it was.
    #[must_use]
    pub fn names_class(&self, class: &str, role: Role) -> bool {
        role != Role::Trainer || self.own.contains(class)
    }

    /// What stands against paying somebody, as far as somebody of a role reads it.
    pub fn findings_for<'a>(
        &'a self,
        person: &'a Person,
        role: Role,
    ) -> impl Iterator<Item = &'a Finding> {
        person.findings.iter().filter(move |one| {
            let class = one.class.as_ref();
            let is_read = role != Role::Trainer || !one.kind.is_for_officers();
            is_read && class.is_none_or(|class| self.names_class(class, role))
        })
    }

    /// Programmes with somebody to pay whose sum no document says.
    #[must_use]
    pub fn rates_needed(&self) -> Vec<RateNeeded> {
        let mut needed: BTreeMap<&str, RateNeeded> = BTreeMap::new();
        for person in &self.people {
            for verdict in &person.verdicts {
                if verdict.view.amount_fen.is_some() || !person.is_payable(verdict) {
                    continue;
                }
                let programme = &verdict.view.programme;
                let one = needed.entry(programme).or_insert_with(|| RateNeeded {
                    programme: programme.clone(),
                    title: verdict.title.clone(),
                    is_daily: programme == ALLOWANCE,
                    people: 0,
                });
                one.people += 1;
            }
        }
        needed.into_values().collect()
    }

    /// What is paid in all; none while a sum is open.
    #[must_use]
    pub fn total_fen(&self) -> Option<i64> {
        let rates = self.sheet.file.rates();
        let mut total = 0_i64;
        for person in &self.people {
            for verdict in &person.verdicts {
                if person.is_payable(verdict) {
                    total = total.checked_add(person.amount_fen(verdict, rates)?)?;
                }
            }
        }
        Some(total)
    }
}
