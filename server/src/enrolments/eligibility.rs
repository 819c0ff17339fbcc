//! Whether a subsidy pays for somebody who asks for a seat: the engine's verdict on the last day of the class, kept with
//! its receipt. Who clearly gets it has the seat at once; everybody else has the seat kept until the section has looked.

use api::ProblemCode;
use api::settlement::{Claim, Statement};
use catalogue::Course;
use domain::IdNumber;
use store::{Connection, Tx, settlements as kept};
use workflow::Role;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentDetail as D, EnrolmentState};

use super::member::Member;
use super::notice::Notice;
use super::room::Room;
use super::subject::find_taught;
use super::view::is_sample;
use crate::applications::actor::Actor;
use crate::problem::ApiError;
use crate::settlements::check;
use crate::settlements::judge::{self, TRAINING};
use crate::settlements::kept::{Frozen, Row, id_index};
use crate::settlements::opened::catalogue_word;
use crate::sms::daytime::is_daytime;
use crate::sms::words;
use crate::state::Parts;

/// A request for a subsidy, judged.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Whether the person clearly gets it: a yes, and no other account with the same identity card in a class at the time.
    pub is_clear: bool,
    row: Row,
}

impl Judgement {
    /// The step that says so in the log.
    #[must_use]
    pub fn step(&self) -> (A, D) {
        let verdict = self.row.at_enrolment.as_ref();
        let receipt = verdict.map(|verdict| verdict.view.receipt_hash.clone());
        let detail = D::Verdict {
            is_clear: self.is_clear,
            receipt: receipt.unwrap_or_else(|| "none".to_owned()),
        };
        (A::Judge, detail)
    }

    /// Keeps what was said and what the engine made of it.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn keep(&self, tx: &Tx, parts: &Parts, member: &Member) -> Result<(), ApiError> {
        self.row.put(tx, parts, member)
    }
}

/// Reads a claim; a number that is known needs no typing again.
///
/// # Errors
/// Everything that is wrong with it, at once.
pub fn read(claim: &Claim, actor: &Actor, known: Option<&str>) -> Result<Row, ApiError> {
    let mut problems = check::statement("/claim/statement", &claim.statement);
    let typed = claim.id_number.trim();
    let typed = known.filter(|_| typed.is_empty()).unwrap_or(typed);
    let number = IdNumber::parse(typed, actor.today());
    if let Err(error) = &number {
        problems.push(check::wrong("/claim/id_number".to_owned(), error.code()));
    }
    match number {
        Ok(number) if problems.is_empty() => Ok(Row {
            statement: Statement {
                left_out: None,
                ..claim.statement.clone()
            },
            id_number: Some(number.as_str().to_owned()),
            ..Row::default()
        }),
        _ => Err(ApiError::invalid(problems)),
    }
}

/// Judges a claim for a class.
///
/// # Errors
/// What is wrong with the claim; `not_expected` where no subsidy can cover the course.
pub fn judge(
    connection: &Connection,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    claim: &Claim,
) -> Result<Judgement, ApiError> {
    let row = read(claim, actor, None)?;
    let course = taught(connection, room)?;
    if !course.is_subsidised {
        return Err(ApiError::invalid_field("/claim", "not_expected"));
    }
    judge_row(connection, parts, actor, room, (row, &course))
}

fn taught(connection: &Connection, room: &Room) -> Result<Course, ApiError> {
    let course = find_taught(connection, room)?;
    Ok(course.ok_or(ProblemCode::NotFound)?)
}

/// Judges a claim that was taken: who asked while a subsidy could cover the course is not turned away because it says so no
/// more.
fn judge_row(
    connection: &Connection,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    (mut row, course): (Row, &Course),
) -> Result<Judgement, ApiError> {
    let person_id = actor.person_id();
    let id = row.id_number.as_deref().map(|id| id_index(parts, id));
    let before = judge::before(parts, connection, (person_id, id.as_ref()), &room.row.id)?;
    let trade = judge::trade(&room.row.id, Some(course), judge::level_of(course));
    // The section has reviewed the course as one that a subsidy may cover; the district's own catalogues, once they are
    // real, say it better.
    let word = catalogue_word(parts, connection, &room.row.course_id, Some(course))?;
    let word = word.filter(|word| !word.is_sample);
    let listed = word.is_none_or(|word| word.has_trade && word.has_institution);
    let year = i64::from(room.plan.ends_on.year());
    let facts = judge::said(Some(listed), &row.statement, &before, (&trade, year));
    parts.packs.follow(connection, actor.today())?;
    let pack = parts.packs.pack_on(actor.today());
    let verdict = judge::freeze(pack.pack(), TRAINING, room.plan.ends_on, &facts);
    let is_yes = verdict
        .as_ref()
        .is_some_and(|verdict: &Frozen| verdict.view.verdict == "eligible");
    let others = other_accounts(connection, id.as_ref(), person_id)?;
    row.at_enrolment = verdict;
    Ok(Judgement {
        is_clear: is_yes && others.is_empty(),
        row,
    })
}

/// The enrolments under other accounts for which the same number of an identity card was given and that go on.
///
/// # Errors
/// When the store does not answer.
pub fn other_accounts(
    connection: &Connection,
    id: Option<&[u8; 32]>,
    person_id: &str,
) -> Result<Vec<store::enrolments::Enrolment>, ApiError> {
    let Some(id) = id else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for enrolment in kept::list_same_id(connection, id)? {
        let row = store::enrolments::find(connection, &enrolment)?;
        found.extend(row.filter(|row| row.active && row.person_id != person_id));
    }
    Ok(found)
}

/// Somebody who waited unjudged has taken a seat: it is looked at again, and kept until the section has looked too.
///
/// # Errors
/// When the workflow refuses, or the store does not answer.
pub fn look_again(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    member: &mut Member,
) -> Result<(), ApiError> {
    if member.file.state() != EnrolmentState::Held || member.file.is_clear() != Some(false) {
        return Ok(());
    }
    let row = Row::of(tx, member)?;
    let course = taught(tx, room)?;
    let judged = judge_row(tx, parts, actor, room, (row, &course))?;
    place(tx, parts, actor, room, member, &judged)
}

/// What was returned is handed back, put right.
///
/// # Errors
/// What is wrong with the claim, or the workflow's refusal.
pub fn resubmit(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    member: &mut Member,
    claim: &Claim,
) -> Result<(), ApiError> {
    let known = Row::of(tx, member)?.id_number;
    let row = read(claim, actor, known.as_deref())?;
    let course = taught(tx, room)?;
    let judged = judge_row(tx, parts, actor, room, (row, &course))?;
    member.step(tx, parts, room, actor, (A::Resubmit, D::None))?;
    place(tx, parts, actor, room, member, &judged)
}

fn place(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    member: &mut Member,
    judged: &Judgement,
) -> Result<(), ApiError> {
    let portal = actor.portal();
    judged.keep(tx, parts, member)?;
    member.step(tx, parts, room, &portal, judged.step())?;
    if judged.is_clear {
        member.step(tx, parts, room, &portal, (A::Hold, D::None))?;
    }
    Ok(())
}

/// Silence is no refusal: who is unjudged when the class begins has the seat, and whether a subsidy pays is settled after
/// the class. What was returned and not put right in time ends, in the daytime, and the person is told.
///
/// # Errors
/// When the workflow refuses, or the store does not answer.
pub fn follow(
    tx: &Tx,
    parts: &Parts,
    room: &mut Room,
    actor: &Actor,
    told: &mut Vec<Notice>,
) -> Result<bool, ApiError> {
    let is_day = is_daytime(actor.now_ms);
    let begins = actor.today() >= room.plan.starts_on;
    let mut is_touched = false;
    for row in store::enrolments::list_unjudged(tx, &room.row.id)? {
        let mut member = Member::open(parts, tx, row)?;
        let possible = super::rules::with_rules(parts, room, |rules| {
            member.file.available(Role::System, actor.now_ms, rules)
        });
        let action = match member.file.state() {
            EnrolmentState::Applied if begins => A::Hold,
            EnrolmentState::Returned if is_day && possible.contains(&A::Expire) => A::Expire,
            _ => continue,
        };
        member.step(tx, parts, room, actor, (action, D::None))?;
        if action == A::Expire {
            let text = words::request_lapsed(is_sample(tx, &room.row.course_id)?);
            told.push(Notice::new(&member.row.person_id, text));
        }
        is_touched = true;
    }
    Ok(is_touched)
}
