//! The days of a class as a calendar file. Made here and not on the device: browsers inside other apps save no file that a
//! page has made. Its words are read by the phone's calendar, which no client shows, so they stand here as messages do.

use api::enrolment::EnrolmentView;
use calendar_file::{Entry, calendar_text};
use domain::Date;
use store::Connection;
use workflow::class::ClassState;
use workflow::enrolment::Seat;

use super::member::Member;
use super::room::Room;
use crate::problem::ApiError;
use crate::state::Parts;

/// Days of teaching that follow each other: the first and the last.
type Run = (Date, Date);

/// The days of teaching of an enrolment, as its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lessons {
    /// What takes place.
    runs: Vec<Run>,
    /// What an earlier file may have brought beyond that.
    gone: Vec<Run>,
    /// Grows with each change of class or enrolment.
    sequence: u32,
}

impl Lessons {
    /// Those of a class for somebody in it.
    ///
    /// # Errors
    /// When the events of the class cannot be read.
    pub fn of(
        parts: &Parts,
        connection: &Connection,
        room: &Room,
        member: &Member,
    ) -> Result<Self, ApiError> {
        let now = runs(&room.class.lessons(&parts.calendar));
        let before = room.earlier_lessons(parts, connection)?;
        let before: Vec<Vec<Run>> = before.iter().map(|days| runs(days)).collect();
        let is_off =
            room.class.state() == ClassState::Cancelled || member.file.state().seat() == Seat::None;
        let (runs, gone) = split(now, &before, is_off);
        let sequence = room.class.version();
        Ok(Self {
            runs,
            gone,
            sequence: sequence.saturating_add(member.file.version()),
        })
    }
}

/// What takes place, and what does so no more: an entry is named by its number, so those stay that a class had once and has
/// not now, on the days they last had.
fn split(now: Vec<Run>, before: &[Vec<Run>], is_off: bool) -> (Vec<Run>, Vec<Run>) {
    let kept = if is_off { Vec::new() } else { now.clone() };
    let mut known = now;
    for earlier in before.iter().rev() {
        known.extend(earlier.iter().skip(known.len()).copied());
    }
    let gone = known.into_iter().skip(kept.len()).collect();
    (kept, gone)
}

/// Days in order as runs of days that follow each other.
fn runs(days: &[Date]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for day in days {
        match found.last_mut() {
            Some((_, last)) if last.add_days(1) == *day => *last = *day,
            _ => found.push((*day, *day)),
        }
    }
    found
}

/// The calendar file of one enrolment.
#[must_use]
pub fn file(enrolment: &EnrolmentView, lessons: &Lessons, made_on: Date) -> String {
    let said = |words: &Option<String>| words.clone().unwrap_or_default();
    let mut title = said(&enrolment.title);
    if enrolment.is_sample {
        title.push_str("（示例）");
    }
    let mut lines = vec![said(&enrolment.schedule), said(&enrolment.provider)];
    let span = enrolment.starts_on.days_until(enrolment.ends_on) + 1;
    let is_every = usize::try_from(span).is_ok_and(|span| span == enrolment.lesson_days.len());
    if !enrolment.lesson_days.is_empty() && !is_every {
        let days = enrolment.lesson_days.iter();
        let days: Vec<_> = days
            .map(|day| format!("{}月{}日", day.month(), day.day()))
            .collect();
        lines.push(format!("上课的日子：{}", days.join("、")));
    }
    if !enrolment.bring.is_empty() {
        lines.push(format!("要带：{}", enrolment.bring.join("、")));
    }
    lines.push("日子有变动会发短信，以富民通“我的课程”为准。".to_owned());
    lines.retain(|line| !line.is_empty());
    let place = [said(&enrolment.place), said(&enrolment.venue)].join(" ");
    let kept = lessons.runs.iter().map(|run| (run, false));
    let all = kept.chain(lessons.gone.iter().map(|run| (run, true)));
    let entries = all.enumerate().map(|(at, ((from, until), is_cancelled))| {
        let name = format!("fumin-class-{}", enrolment.id);
        Entry {
            // The first bears the name that stood for the whole class once.
            uid: match at {
                0 => name,
                at => format!("{name}-{}", at.saturating_add(1)),
            },
            from: *from,
            until: *until,
            summary: title.clone(),
            description: lines.join("\n"),
            location: place.trim().to_owned(),
            // To come at all is asked early once; of the other days the evening before is enough.
            remind_days: if at == 0 { &[3, 1] } else { &[1] },
            sequence: lessons.sequence,
            is_cancelled,
        }
    });
    let entries: Vec<Entry> = entries.collect();
    calendar_text("class", made_on, &entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Vec<Date> {
        let days = texts.iter();
        days.map(|text| Date::parse_iso(text).unwrap()).collect()
    }

    #[test]
    fn days_that_follow_each_other_are_one_run() {
        let weekends = days(&[
            "2026-11-28",
            "2026-11-29",
            "2026-12-05",
            "2026-12-31",
            "2027-01-01",
        ]);
        let expected = [
            (weekends[0], weekends[1]),
            (weekends[2], weekends[2]),
            (weekends[3], weekends[4]),
        ];
        assert_eq!(runs(&weekends), expected);
        assert!(runs(&[]).is_empty());
    }

    #[test]
    fn what_a_class_has_no_more_is_named_on_the_days_it_last_had() {
        let on = |texts: &[&str]| runs(&days(texts));
        let first = on(&["2026-12-01", "2026-12-03", "2026-12-05", "2026-12-07"]);
        let second = on(&["2026-12-02", "2026-12-04", "2026-12-06"]);
        let now = on(&["2026-12-10"]);
        let before = [first.clone(), second.clone(), now.clone()];
        let (kept, gone) = split(now.clone(), &before, false);
        assert_eq!(kept, now);
        assert_eq!(gone, [second[1], second[2], first[3]]);
        let (kept, gone) = split(now.clone(), &before, true);
        assert!(kept.is_empty());
        assert_eq!(gone, [now[0], second[1], second[2], first[3]]);
        let (kept, gone) = split(first.clone(), &[second, now], false);
        assert_eq!((kept, gone), (first, Vec::new()));
    }
}
