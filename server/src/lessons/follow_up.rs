//! What came of a class: asked 30, 90 and 180 days after it, answered by one tap on a signed link, and shown as a count
//! once enough people have said.

use api::ProblemCode;
use catalogue::CourseOutcomes;
use domain::Date;
use store::{Connection, Tx, enrolments as rows, follow_ups, training_counts};
use vault::Keyring;
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail, EnrolmentState, Outcome};
use workflow::servicing::Quarter;
use workflow::target::FEWEST;
use workflow::{DeviceKind, Role, StepError};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::enrolments::error::refused_step;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::view::is_sample;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::message::{Message, note_and_tell};
use crate::sms::words;
use crate::state::{AppState, Parts};

/// Days after the end of a class.
pub const DAYS: [u32; 3] = [30, 90, 180];
/// A link is good for so many days from the day on which it is asked.
const LINK_DAYS: i32 = 30;

fn in_days(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// What a link carries: whom it asks, after how many days, until when it is good, and that the portal made it.
#[must_use]
pub fn token(keyring: &Keyring, enrolment_id: &str, days: u32, ended_on: Date) -> String {
    let until = ended_on.add_days(in_days(days).saturating_add(LINK_DAYS));
    let said = format!("{enrolment_id}.{days}.{until}");
    let sign = sign(keyring, &said);
    format!("{said}.{sign}")
}

fn sign(keyring: &Keyring, said: &str) -> String {
    let hash = keyring.blind_index("follow_up", said);
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Enrolment, days and last day of a link that the portal made; none for any other.
fn read_token(keyring: &Keyring, token: &str) -> Option<(String, u32, Date)> {
    let (said, found) = token.rsplit_once('.')?;
    if sign(keyring, said) != found {
        return None;
    }
    let mut parts = said.rsplitn(3, '.');
    let until = Date::parse_iso(parts.next()?)?;
    let days = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), days, until))
}

/// The link's content for a question that is open now; none when there is none.
#[must_use]
pub fn open_question(parts: &Parts, room: &Room, member: &Member, today: Date) -> Option<String> {
    let days = days_asked(room, member, today)?;
    Some(token(
        &parts.keyring,
        &member.row.id,
        days,
        room.plan.ends_on,
    ))
}

/// Which question is open now: so many days after the class; none when there is none.
#[must_use]
pub fn days_asked(room: &Room, member: &Member, today: Date) -> Option<u32> {
    let is_done = matches!(
        member.file.state(),
        EnrolmentState::Certified | EnrolmentState::FollowedUp
    );
    let answered = member.file.outcome().map_or(0, |(days, _)| days);
    let since = room.plan.ends_on.days_until(today);
    let is_open = |days: &u32| {
        let asked = in_days(*days);
        *days > answered && (asked..=asked.saturating_add(LINK_DAYS)).contains(&since)
    };
    DAYS.into_iter().rev().find(is_open).filter(|_| is_done)
}

/// Records an answer, of the person or of an officer who asked, and counts it.
///
/// # Errors
/// When the workflow refuses.
pub fn record(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    member: &mut Member,
    (days, outcome): (u32, Outcome),
) -> Result<(), ApiError> {
    let detail = EnrolmentDetail::FollowUp { days, outcome };
    let what = (EnrolmentAction::FollowUp, detail);
    member.step(tx, parts, room, actor, what)?;
    follow_ups::count(tx, &room.row.course_id, days.into(), outcome.as_str())?;
    let quarter = Quarter::of(room.plan.ends_on).to_string();
    training_counts::count_outcome(tx, &quarter, days.into(), outcome.as_str())?;
    Ok(())
}

/// Takes an answer, in the place of the one asked, and counts it.
///
/// # Errors
/// `not_found` for a link that the portal did not make; `action_not_possible` for one that ran out or was answered.
pub fn answer(
    tx: &Tx,
    parts: &Parts,
    (device, now_ms, key): (DeviceKind, i64, &str),
    typed: &str,
    outcome: Outcome,
) -> Result<(u32, Vec<Message>), ApiError> {
    let (id, days, until) = read_token(&parts.keyring, typed).ok_or(ProblemCode::NotFound)?;
    let today = Date::from_unix_ms_shanghai(now_ms);
    let row = rows::find(tx, &id)?.filter(|row| row.wrapped_key.is_some());
    let row = row.ok_or(ProblemCode::NotFound)?;
    if today > until {
        return Err(refused_step(StepError::TooLate));
    }
    let mut room = Room::load(parts, tx, &row.class_id)?.ok_or(ProblemCode::NotFound)?;
    let mut member = Member::open(parts, tx, row)?;
    if member
        .file
        .outcome()
        .is_some_and(|(answered, _)| answered >= days)
    {
        return Err(refused_step(StepError::NotAllowed));
    }
    let actor = Actor {
        id: member.row.person_id.clone(),
        role: Role::Resident,
        device,
        now_ms,
        idempotency_key: key.to_owned(),
        on_behalf: None,
    };
    record(tx, parts, &actor, &mut room, &mut member, (days, outcome))?;
    Ok((days, room.settle(tx, parts, &actor)?))
}

/// What people said came of a course, the longest time after it for which enough have.
///
/// # Errors
/// When the store does not answer.
pub fn outcomes(
    connection: &Connection,
    course_id: &str,
) -> Result<Option<CourseOutcomes>, ApiError> {
    let said = follow_ups::list_outcomes(connection, course_id)?;
    let shown = DAYS.into_iter().rev().find_map(|days| {
        let of = |is_wanted: fn(Outcome) -> bool| -> i64 {
            let counts = said.iter();
            counts
                .filter(|(after, name, _)| {
                    *after == i64::from(days) && name.parse().is_ok_and(is_wanted)
                })
                .map(|(_, _, people)| *people)
                .sum()
        };
        let answered = of(Outcome::is_answer);
        (answered >= i64::from(FEWEST)).then(|| (days, answered, of(Outcome::is_work)))
    });
    let number = |count: i64| u32::try_from(count).map_err(while_doing("count answers"));
    shown
        .map(|(days, answered, working)| {
            Ok(CourseOutcomes {
                days,
                answered: number(answered)?,
                working: number(working)?,
            })
        })
        .transpose()
}

/// Whether somebody did not answer yet, on the own page or by telling an officer, and is not forgotten.
fn is_to_be_asked(tx: &Tx, parts: &Parts, id: &str, days: u32) -> Result<bool, ApiError> {
    let row = rows::find(tx, id)?.filter(|row| row.wrapped_key.is_some());
    let Some(row) = row else {
        return Ok(false);
    };
    let outcome = Member::open(parts, tx, row)?.file.outcome();
    Ok(outcome.is_none_or(|(answered, _)| answered < days))
}

/// Asks whoever is to be asked at an instant, each once, and says how many.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    if !is_daytime(now_ms) {
        return Ok(0);
    }
    let today = Date::from_unix_ms_shanghai(now_ms);
    let mut asked = 0;
    for days in DAYS {
        let until = today.add_days(-in_days(days));
        let ended = (until.add_days(-LINK_DAYS), until);
        let due = state
            .store
            .read(|connection| follow_ups::list_due(connection, ended, days.into()))?;
        if due.is_empty() {
            continue;
        }
        let parts = state.clone();
        let note = move |tx: &Tx| {
            let mut messages = Vec::new();
            for due in follow_ups::list_due(tx, ended, days.into())? {
                let is_new = follow_ups::note(tx, &due.enrolment_id, days.into(), now_ms)?;
                if is_new && is_to_be_asked(tx, &parts, &due.enrolment_id, days)? {
                    let address = parts.district.parameters.portal_address.as_deref();
                    let address = address.map(|address| address.trim_end_matches('/'));
                    let link = address.map(|address| {
                        let token = token(&parts.keyring, &due.enrolment_id, days, due.ended_on);
                        format!("{address}/track/outcome#{token}")
                    });
                    let is_sample = is_sample(tx, &due.course_id)?;
                    let text = words::what_came_of_it(link.as_deref(), is_sample);
                    messages.push(Message::new(&due.person_id, text));
                }
            }
            Ok(messages)
        };
        asked += note_and_tell(state, note).await?;
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_link_of_this_portal_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::create(folder.path()).unwrap();
        let ended_on = Date::new(2027, 3, 26).unwrap();
        let link = token(&keyring, "e-1", 30, ended_on);
        let until = Date::new(2027, 5, 25).unwrap();
        assert_eq!(read_token(&keyring, &link), Some(("e-1".into(), 30, until)));
        let forged = link.replacen("e-1", "e-2", 1);
        let longer = link.replacen("2027-05-25", "2028-05-25", 1);
        let sooner = link.replacen(".30.", ".90.", 1);
        for odd in [&forged, &longer, &sooner, "", ".", "e-1.30.2027-05-25.00"] {
            assert_eq!(read_token(&keyring, odd), None, "{odd}");
        }
        let other = tempfile::tempdir().unwrap();
        let other = Keyring::create(other.path()).unwrap();
        assert_eq!(read_token(&other, &link), None);
    }
}
