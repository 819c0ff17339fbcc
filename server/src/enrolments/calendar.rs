//! The days of a class as a calendar file. Made here and not on the device: browsers inside other apps save no file that a
//! page has made. Its words are read by the phone's calendar, which no client shows, so they stand here as messages do.

use api::enrolment::EnrolmentView;
use calendar_file::{Entry, calendar_text};
use domain::Date;

/// The calendar file of one enrolment.
#[must_use]
pub fn file(enrolment: &EnrolmentView, made_on: Date) -> String {
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
    let entry = Entry {
        // The same class replaces itself when its days have changed.
        uid: format!("fumin-class-{}", enrolment.id),
        from: enrolment.starts_on,
        until: enrolment.ends_on,
        summary: title,
        description: lines.join("\n"),
        location: place.trim().to_owned(),
        remind_days: &[3, 1],
    };
    calendar_text("class", made_on, &[entry])
}
