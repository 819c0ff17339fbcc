//! A sheet as whoever asks sees it.

use std::collections::BTreeMap;

use api::ProblemCode;
use api::settlement::{CatalogueWord, RateNeeded, SettlementRow, SettlementView, SubsidyView};
use catalogue::Course;
use domain::{Date, IdNumber};
use store::{Connection, organisations, settlements};
use workflow::Role;
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};
use workflow::settlement::{
    Finding, FindingKind, SetRate, SettlementAction, SettlementState, allowed, find,
};

use super::card::{self, Card};
use super::file::Sheet;
use super::judge::{self, ALLOWANCE, Judged, is_closed, is_left_out};
use super::kept::{Frozen, Row, id_index};
use super::school;
use crate::applications::staff::queue::masked;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::rules::with_rules;
use crate::enrolments::subject::find_taught;
use crate::lessons::room::open_room;
use crate::lessons::roster::masked_phone;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::Parts;
use crate::training_papers::{self, FileKind};

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
    /// Whether a yes of the sheet as handed in is none any more, since the person was paid for other classes meanwhile.
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
        verdict.view.verdict == "eligible" && !self.findings.iter().any(stops)
    }

    /// Whether it is of a class on the same day at other hours: to be looked at, and no reason to pay nothing.
    fn is_at_other_hours(&self, finding: &Finding) -> bool {
        let class = finding.class.as_ref();
        let is_other = class.is_some_and(|class| self.judged.other_hours.contains(class));
        finding.kind == FindingKind::SameDay && is_other
    }

    /// Whether one of the verdicts of now says no where it was a yes with nothing against it.
    fn is_a_yes_gone(&self, now: &[Frozen]) -> bool {
        let mut no = now.iter().filter(|one| one.view.verdict == "not_eligible");
        no.any(|no| {
            let mut kept = self.verdicts.iter();
            kept.any(|kept| kept.view.programme == no.view.programme && self.is_payable(kept))
        })
    }

    /// What stands against paying, as far as somebody of a role reads it.
    #[must_use]
    pub fn findings_for(&self, role: Role) -> Vec<Finding> {
        let found = self.findings.iter();
        let read = found.filter(|one| role != Role::Trainer || !one.kind.is_for_officers());
        read.cloned().collect()
    }

    /// What is paid, fen; none while the sum is open or nothing is paid.
    #[must_use]
    pub fn amount_fen(&self, verdict: &Frozen, rates: &[SetRate]) -> Option<i64> {
        if !self.is_payable(verdict) {
            return None;
        }
        verdict.view.amount_fen.or_else(|| {
            let mut rates = rates.iter();
            let rate = rates.find(|rate| rate.programme == verdict.view.programme)?;
            let times = if verdict.view.programme == ALLOWANCE {
                i64::try_from(self.judged.evidence.attended.len()).ok()?
            } else {
                1
            };
            rate.fen.checked_mul(times)
        })
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
            person.is_paid_since = person.is_a_yes_gone(&now);
        }
        people.push(person);
    }
    Ok(Opened {
        catalogues: catalogue_word(parts, connection, &room.row.course_id, course.as_ref())?,
        sheet,
        course,
        people,
    })
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

/// The sheet for whoever asks.
///
/// # Errors
/// When the store does not answer.
pub fn view(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    opened: &Opened,
    (staff_id, role): (&str, Role),
) -> Result<SettlementView, ApiError> {
    let class_state = room.class.state();
    let lessons = room.class.lessons(&parts.calendar).len();
    let mut rows = Vec::new();
    for person in &opened.people {
        let phone = masked_phone(parts, connection, &person.judged.member.row.person_id)?;
        rows.push(row(opened, person, role, (phone, lessons)));
    }
    let name = (FileKind::Settlement, room.row.id.as_str());
    let mut papers = training_papers::views(parts, connection, name, staff_id)?;
    papers.retain(|one| is_shown_to(&opened.sheet, role, one.event));
    let course = opened.course.as_ref();
    Ok(SettlementView {
        papers,
        id: room.row.id.clone(),
        version: opened.sheet.version(),
        state: opened.sheet.file.state(),
        class_state,
        title: course.map(|course| course.title.clone()),
        provider: course.map(|course| course.provider.clone()),
        starts_on: room.plan.starts_on,
        ends_on: room.plan.ends_on,
        is_sample: course.is_some_and(|course| course.is_sample),
        listed: opened.sheet.file.listed(),
        catalogues: opened.catalogues,
        reason: opened.sheet.file.reason().map(str::to_owned),
        actions: if class_state == ClassState::Finished {
            allowed(opened.sheet.file.state(), role)
        } else {
            Vec::new()
        },
        rates_needed: opened.rates_needed(),
        rates: opened.sheet.rates(),
        total_fen: opened.total_fen(),
        // A school that reads what is looked at knows what to avoid.
        school: if role == Role::Trainer {
            Vec::new()
        } else {
            school::signs(parts, connection, room)?
        },
        rows,
    })
}

/// Whether somebody may look at a paper that came with what was done at a place of the log, or waits: what a sheet was settled
/// by may be of other people, and stays with the section.
fn is_shown_to(sheet: &Sheet, role: Role, event: Option<u32>) -> bool {
    role != Role::Trainer || event.is_some_and(|seq| sheet.file.is_return(seq))
}

/// Whether somebody may open a paper of a class's settlement.
///
/// # Errors
/// `not_found`.
pub fn may_open(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    class_id: &str,
    event: Option<u32>,
) -> Result<(), ApiError> {
    open_room(parts, connection, session, class_id)?;
    let sheet = Sheet::open(parts, connection, class_id)?;
    if is_shown_to(&sheet, session.role, event) {
        Ok(())
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

/// Whether somebody may see the settlement of a class.
///
/// # Errors
/// `not_found`.
pub fn may_read(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    class_id: &str,
) -> Result<(), ApiError> {
    open_room(parts, connection, session, class_id).map(drop)
}

/// Whether a settlement waits for the decision of somebody.
///
/// # Errors
/// `not_found`, or `action_not_possible`.
pub fn may_decide(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    class_id: &str,
) -> Result<(), ApiError> {
    let room = open_room(parts, connection, session, class_id)?;
    let sheet = Sheet::open(parts, connection, class_id)?;
    let actions = allowed(sheet.file.state(), session.role);
    if room.class.state() != ClassState::Finished || !actions.contains(&SettlementAction::Settle) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    Ok(())
}

/// The number of an identity card as a screen shows it.
#[must_use]
pub fn masked_id(number: &str) -> String {
    // The day decides only whether a birth date has come, which was looked at when it was typed.
    let far = Date::new(9999, 12, 31).and_then(|day| IdNumber::parse(number, day).ok());
    far.map(|number| number.masked()).unwrap_or_default()
}

fn row(
    opened: &Opened,
    person: &Person,
    role: Role,
    (phone, lessons): (String, usize),
) -> SettlementRow {
    let (member, kept) = (&person.judged.member, &person.row);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let name = member.file.name().map(|name| name.expose());
    let held = person.card.as_ref();
    SettlementRow {
        id: member.row.id.clone(),
        name: name.map(|name| {
            if role == Role::Trainer {
                name.to_owned()
            } else {
                masked(name)
            }
        }),
        phone,
        state: member.file.state(),
        attended: number(member.file.attended().len()),
        lessons: number(lessons),
        level: member.file.level(),
        certificate: member.file.certificate().map(str::to_owned),
        price_fen: opened.sheet.price_fen(member),
        statement: kept.statement.clone(),
        id_number: kept.id_number.as_deref().map(masked_id),
        remark: kept.remark.clone(),
        problems: match (role, opened.sheet.file.state()) {
            (Role::Trainer, _) | (_, SettlementState::Settled) => person.problems(),
            _ => person.problems_to_settle(),
        },
        findings: person.findings_for(role),
        other_hours: person.judged.other_hours.iter().cloned().collect(),
        subsidies: person
            .verdicts
            .iter()
            .map(|verdict| SubsidyView {
                programme: verdict.view.programme.clone(),
                title: verdict.title.clone(),
                is_payable: person.is_payable(verdict),
                amount_fen: person.amount_fen(verdict, opened.sheet.file.rates()),
                verdict: verdict.view.clone(),
            })
            .collect(),
        card: held.map(|(card, is_shared)| card.view(*is_shared)),
        may_give_card: card::may_give(role, member.file.state(), held.map(|(card, _)| card)),
    }
}
