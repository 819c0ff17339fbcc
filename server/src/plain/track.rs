//! Where is my file: the form, and what it finds. What is typed travels in the body, never in an address.

use api::application::{DefectView, TimelineEntry};
use api::tracking::TrackResponse;
use api::{FieldError, ProblemCode};
use i18n::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::Page;
use super::look::Look;
use super::{PACE, TRACK};
use super::{own, words};

/// What somebody typed, as the browser sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Typed {
    /// The query code.
    #[serde(default)]
    pub(crate) query_code: String,
    /// The last four digits of the phone; never put into a page again.
    #[serde(default)]
    pub(crate) phone_tail: String,
}

/// The form: empty, or with what is wrong about what was typed. A wrong code and wrong digits sound the same.
pub(crate) fn track_page(
    look: Look,
    code: &str,
    refused: Option<ProblemCode>,
    errors: &[FieldError],
) -> String {
    let wrong: Vec<(&str, String)> = errors
        .iter()
        .filter_map(|error| {
            let id = error.pointer.strip_prefix('/')?;
            Some((id, t::problem::by_key(&error.code)?.to_owned()))
        })
        .collect();
    let fields = [
        ("query_code", t::track::code()),
        ("phone_tail", t::track::tail()),
    ];
    let failed = refused.filter(|_| wrong.is_empty()).map(|code| match code {
        ProblemCode::NotFound | ProblemCode::InvalidInput => t::track::wrong_pair(),
        ProblemCode::TooManyRequests => t::track::too_many(),
        code => words::problem(code),
    });
    let matter = html! {
        (own::summary(&wrong, &fields))
        @if let Some(words) = failed {
            div.notice data-tone="error" role="alert" {
                p.notice__title { (t::track::failed()) }
                p { (words) }
            }
        }
        p { (t::track::what()) }
        form method="post" action=(look.link(TRACK)) novalidate autocomplete="off" {
            (field("query_code", t::track::code(), t::track::code_hint(), Some(code), "text", &wrong))
            (field("phone_tail", t::track::tail(), t::track::tail_hint(), None, "numeric", &wrong))
            p { button.button type="submit" { (t::track::find()) } }
        }
        p.plain-links { a href=(look.link(PACE)) { (t::plain::pace::title()) } }
    };
    write(look, t::track::title(), matter)
}

fn write(look: Look, title: &str, matter: Markup) -> String {
    Page {
        look,
        title,
        here: TRACK,
        full: "/track",
        matter,
    }
    .write()
}

fn field(
    id: &str,
    label: &str,
    hint: &str,
    value: Option<&str>,
    mode: &str,
    wrong: &[(&str, String)],
) -> Markup {
    let error = wrong.iter().find(|(field, _)| *field == id);
    let described = if error.is_some() {
        format!("{id}-hint {id}-error")
    } else {
        format!("{id}-hint")
    };
    html! {
        div.field {
            label.field__label for=(id) { (label) }
            p.field__hint id=(format!("{id}-hint")) { (hint) }
            @if let Some((_, words)) = error {
                p.field__error id=(format!("{id}-error")) { (words) }
            }
            input.field__control.field__control--short id=(id) name=(id) type="text" inputmode=(mode) maxlength="20"
                value=[value] autocomplete="off" autocapitalize="characters" spellcheck="false"
                aria-describedby=(described) aria-invalid=[error.map(|_| "true")];
        }
    }
}

/// Where the file is. Nothing on it names a person.
pub(crate) fn found_page(look: Look, file: &TrackResponse) -> String {
    let state = file.holder.words_of(file.state);
    let matter = html! {
        p { (words::product(&file.product)) }
        p { (t::track::number(&file.acceptance_number)) }
        p { (words::state(state, "sentence")) }
        (holder(file))
        (clock(file))
        @if let Some(until) = file.posted_until {
            p { (t::track::posted(i18n::date(until))) " " a href=(look.link(super::NOTICES)) { (t::track::posted_list()) } }
        }
        @if let Some(address) = &file.correction {
            p { strong { a href=(look.link(address)) { (t::track::correction()) } } }
        }
        (to_fix(&file.defects))
        h2 { (t::track::next()) }
        p { (words::state(state, "next")) }
        @if let Some(until) = file.reopen_until {
            p { (t::track::reopen_until(i18n::date(until))) }
        }
        @if let Some(until) = file.appeal_until {
            p { (t::track::appeal_until(i18n::date(until))) }
        }
        h2 { (t::track::timeline()) }
        ol reversed { @for entry in file.timeline.iter().rev() { (happened(entry)) } }
        p.plain-links { a href=(look.link(TRACK)) { (t::track::another()) } }
    };
    write(look, words::state(state, "name"), matter)
}

fn holder(file: &TrackResponse) -> Markup {
    let role = file.holder.role.map(|role| role.as_str());
    let name = agency(file).map(|name| match role {
        Some("resident") => t::track::holder_you().to_owned(),
        _ => t::track::holder(name),
    });
    html! {
        @if let Some(name) = name {
            p {
                strong { (name) }
                @if file.holder.agency_is_sample { " " span.sample-mark { (t::common::sample()) } }
            }
            @if let Some(phone) = &file.holder.phone {
                p { (t::track::phone()) a href=(format!("tel:{phone}")) { (phone) } }
            }
        }
    }
}

/// The name of the office that holds it, or what it is.
fn agency(file: &TrackResponse) -> Option<String> {
    let role = file.holder.role?;
    let named = file.holder.agency.clone();
    Some(named.unwrap_or_else(|| words::action(&format!("role.{}", role.as_str())).to_owned()))
}

fn with_note(day: domain::Date, is_provisional: bool, note: &str) -> String {
    let day = i18n::date(day);
    if is_provisional {
        t::common::with_note(day, note)
    } else {
        day
    }
}

/// The clock that runs, and the resident's own when it is their turn.
fn clock(file: &TrackResponse) -> Markup {
    let Some(clock) = file.clock else {
        return html! {};
    };
    let mine = clock
        .resident_due_on
        .map(|day| with_note(day, clock.resident_provisional, t::track::not_final()));
    html! {
        @if let Some(day) = mine { p { strong { (t::track::your_turn_until(day)) } } }
        @if clock.day > 0 {
            p { (t::common::clock::day(clock.day.min(clock.limit), clock.limit)) }
        } @else if !clock.paused {
            p { (t::common::clock::not_begun(clock.limit)) }
        }
        @if clock.day > clock.limit {
            p { strong { (t::common::clock::overdue(clock.day - clock.limit)) } }
            @if let Some(name) = agency(file).filter(|_| !clock.paused) {
                p { strong { (t::track::late(name)) } }
            }
        } @else if clock.paused {
            p { strong { (t::common::clock::paused()) } }
        }
        // While it stands still, the day it would end is no day to go by.
        @if !clock.paused {
            p { (t::common::clock::due(with_note(clock.due_on, clock.provisional, t::common::clock::provisional()))) }
            @if clock.provisional { p { (t::common::clock::provisional_note()) } }
        }
        @if let Some(usual) = file.usual {
            p { (t::common::clock::usual(usual.half, usual.nine_tenths, usual.of)) }
        }
        @if let Some(by) = file.usual_by {
            @let nine = i18n::date(by.nine_tenths_on);
            @match by.half_on {
                Some(half) => { p { (t::common::clock::usual_by(i18n::date(half), nine)) } }
                None => { p { (t::common::clock::usual_by_nine(nine)) } }
            }
        }
    }
}

/// Everything to put right, at once.
fn to_fix(defects: &[DefectView]) -> Markup {
    html! {
        @if !defects.is_empty() {
            h2 { (t::track::fix(defects.len())) }
            ol {
                @for defect in defects {
                    @let what = format!("defect.{}", defect.code.as_str());
                    li { strong { (words::name(&defect.field)) } br; (words::action(&what)) }
                }
            }
            p { (t::track::fix_how()) }
        }
    }
}

fn happened(entry: &TimelineEntry) -> Markup {
    let role = words::action(&format!("role.{}", entry.role.as_str()));
    let line = t::track::line(role, words::action(entry.action.as_str()));
    html! { li { (line) br; (i18n::time_ms(entry.at_ms)) } }
}
