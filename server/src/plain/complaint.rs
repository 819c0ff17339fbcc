//! Complaining about a class one was in: who looks into it, the form, what came of it.

use api::FieldError;
use api::complaint::MOST_COMPLAINT_CHARS;
use catalogue::{Course, TrainingClocks};
use domain::Date;
use i18n::t;
use maud::{Markup, html};
use workflow::complaint::{ComplaintFile, ComplaintState};

use super::frame::OwnPage;
use super::look::Look;
use super::own;

/// What the page is about.
#[derive(Debug)]
pub(crate) struct ComplaintPage<'a> {
    /// The enrolment.
    pub(crate) id: &'a str,
    /// The course; none when it is no longer in the catalogue.
    pub(crate) course: Option<&'a Course>,
    /// First day of the class.
    pub(crate) starts_on: Date,
    /// Whether there is a seat to keep: not once the class is over for this person.
    pub(crate) has_seat: bool,
    /// What was handed in.
    pub(crate) kept: Option<&'a ComplaintFile>,
    /// Whether the day of its answer may still move.
    pub(crate) is_provisional: bool,
    /// Whether that day is over without an answer.
    pub(crate) is_overdue: bool,
    /// How long an answer may take.
    pub(crate) clocks: TrainingClocks,
    /// The key of the form.
    pub(crate) key: &'a str,
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Complained<'a> {
    /// What happened.
    pub(crate) text: &'a str,
    /// What is wrong, by pointer.
    pub(crate) errors: &'a [FieldError],
}

/// The page.
pub(crate) fn complaint_page(
    look: Look,
    page: &ComplaintPage<'_>,
    complained: &Complained<'_>,
) -> String {
    let here = super::COMPLAINT.replace("{id}", page.id);
    let wrong: Vec<(&str, String)> = complained
        .errors
        .iter()
        .map(|error| ("text", words(&error.code).to_owned()))
        .collect();
    let title = page.course.map(|course| course.title.as_str());
    let begins = i18n::date(page.starts_on);
    let matter = html! {
        (own::summary(&wrong, &[("text", t::complaint::text())]))
        @if let Some(title) = title { p { strong { (t::complaint::course(title, begins)) } } }
        @if let Some(kept) = page.kept {
            (state(page, kept))
            (own::unsent(&[complained.text]))
        }
        @else {
            p { (t::complaint::about()) }
            ul {
                li { (t::complaint::who(page.clocks.complaint_working_days)) }
                li { (t::complaint::secret()) }
                @if page.has_seat { li { (t::complaint::seat()) } }
                li { (t::complaint::once()) }
            }
            @if page.clocks.is_local_confirm { p { (t::complaint::local_confirm()) } }
            (form(look, page, complained, (&here, &wrong)))
        }
    };
    OwnPage {
        look,
        title: t::complaint::title(),
        here: &here,
        back: ("/classes/", t::complaint::back()),
        matter,
    }
    .write()
}

fn words(code: &str) -> &str {
    t::problem::by_key(code).unwrap_or(code)
}

/// What came of it so far. The day of the answer is said as long as there is none, and once it is over, that it is.
fn state(page: &ComplaintPage<'_>, kept: &ComplaintFile) -> Markup {
    let waits = matches!(kept.state(), ComplaintState::New | ComplaintState::Open);
    let day = |date: Option<Date>| date.map(i18n::date).unwrap_or_default();
    let (tone, said) = match kept.state() {
        ComplaintState::Upheld => ("success", t::complaint::upheld(day(kept.decided_on()))),
        ComplaintState::Dismissed => ("info", t::complaint::dismissed(day(kept.decided_on()))),
        ComplaintState::New | ComplaintState::Open => {
            ("info", t::complaint::due(day(kept.due_on())))
        }
    };
    html! {
        div.notice data-tone=(tone) {
            p { (t::complaint::filed(day(kept.filed_on()))) }
            p { strong { (said) } }
            @if !kept.reason().is_empty() { p { (t::complaint::reason(kept.reason())) } }
        }
        @if waits {
            @if page.is_overdue { p { strong { (t::complaint::overdue()) } } }
            @if page.is_provisional { p { (t::complaint::provisional()) } }
            p { (t::complaint::local_confirm()) }
        }
        p {
            (t::complaint::secret())
            @if page.has_seat { " " (t::complaint::seat()) }
        }
        p { (t::complaint::yours()) }
        blockquote { (kept.text()) }
    }
}

fn form(
    look: Look,
    page: &ComplaintPage<'_>,
    complained: &Complained<'_>,
    (here, wrong): (&str, &[(&str, String)]),
) -> Markup {
    let text = wrong.first().map(|(_, words)| words.as_str());
    html! {
        form method="post" action=(look.link(here)) novalidate {
            (own::key_field(page.key))
            (own::field("text", (t::complaint::text(), t::complaint::text_hint()), text, |described| html! {
                textarea.field__control #text name="text" rows="8" maxlength=(MOST_COMPLAINT_CHARS) aria-describedby=(described)
                    aria-invalid=[text.map(|_| "true")] { (complained.text) }
            }))
            p { button.button type="submit" { (t::complaint::send()) } }
        }
    }
}
