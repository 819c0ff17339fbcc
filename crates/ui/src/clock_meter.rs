//! How long a file has lain, drawn: day 2 of 7, and the date it must be answered.

use crate::{
    Tone,
    element::{IntoChild, el},
    status_tag::status_tag,
};
use domain::Date;
use i18n::t;
use leptos::prelude::*;

/// What the clock says today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    /// Working days used, today included; none on the day of receipt.
    pub day: u32,
    /// Working days allowed.
    pub limit: u32,
    /// The last day to answer.
    pub due_on: Option<Date>,
    /// Whether the date leans on a year whose holidays are not published.
    pub is_provisional: bool,
    /// Whether it stands still while somebody else holds the file.
    pub is_paused: bool,
}

/// How many of its days have run; the day of receipt does not count.
#[must_use]
pub fn days_in_words(day: u32, limit: u32) -> String {
    if day == 0 {
        t::common::clock::not_begun(limit)
    } else {
        t::common::clock::day(day.min(limit), limit)
    }
}

/// A working-day clock as words and as a bar of days.
#[component]
pub fn ClockMeter(
    /// What the clock says.
    reading: ClockReading,
) -> impl IntoView {
    let ClockReading {
        day,
        limit,
        due_on,
        is_provisional,
        is_paused,
    } = reading;
    let words = days_in_words(day, limit);
    // Before its first day a clock that stands still has nothing to count.
    let counted = (day > 0 || !is_paused).then(|| words.clone());
    let state = if day > limit {
        Some((Tone::Error, t::common::clock::overdue(day - limit).into()))
    } else if is_paused {
        Some((Tone::Warning, t::common::clock::paused().into()))
    } else {
        None
    };
    // While it stands still, the day it would end is no day to go by.
    let due = due_on.filter(|_| !is_paused).map(|day| {
        let date = i18n::date(day);
        let note = is_provisional.then(|| {
            el("p")
                .class("clock-meter__note")
                .child(t::common::clock::provisional_note())
        });
        let date = if is_provisional {
            t::common::with_note(date, t::common::clock::provisional())
        } else {
            date
        };
        let due = el("p")
            .class("clock-meter__due")
            .child(t::common::clock::due(date));
        vec![due.into_child(), note.into_child()]
    });
    let days = el("p")
        .class("clock-meter__day")
        .child(counted)
        .child(state.map(|(tone, label): (Tone, crate::Text)| status_tag(tone, label)));
    let bar = el("meter")
        .class("clock-meter__bar")
        .attr("min", "0")
        .attr("max", limit)
        .attr("high", limit.saturating_sub(2))
        .attr("value", day.min(limit))
        .child(words);
    el("div")
        .class("clock-meter")
        .attr("data-paused", is_paused.then_some("true"))
        .child(days)
        .child(bar)
        .child(due)
        .into_any()
}
