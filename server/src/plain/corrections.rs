//! What an officer corrected in one's own form: what it was, what it is now, and the resident's word on it.

use api::FieldError;
use application::{Field, FieldKind};
use domain::Date;
use i18n::t;
use maud::{Markup, html};
use workflow::correction::{Change, CorrectionFile, CorrectionOutcome, CorrectionReason};

use super::frame::OwnPage;
use super::look::Look;
use super::{own, words};

/// What the page is about.
#[derive(Debug)]
pub(crate) struct CorrectionsPage<'a> {
    /// The application.
    pub(crate) id: &'a str,
    /// The corrections, the newest first.
    pub(crate) made: &'a [MadeCorrection<'a>],
    /// The application has ended: nothing said changes anything.
    pub(crate) is_over: bool,
    /// The days to object wait for the district to confirm them.
    pub(crate) is_local_confirm: bool,
    /// The day on which it is read.
    pub(crate) today: Date,
}

/// One correction.
#[derive(Debug)]
pub(crate) struct MadeCorrection<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// What happened to it.
    pub(crate) file: &'a CorrectionFile,
    /// Whose officer made it, and whether that is a sample.
    pub(crate) office: (String, bool),
    /// When, unix milliseconds.
    pub(crate) made_ms: i64,
    /// Whether the last day may still move.
    pub(crate) is_provisional: bool,
    /// The key of its form.
    pub(crate) key: String,
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Objected<'a> {
    /// To which correction.
    pub(crate) correction: &'a str,
    /// What is wrong with it.
    pub(crate) text: &'a str,
    /// What is wrong, by pointer.
    pub(crate) errors: &'a [FieldError],
}

/// The page.
pub(crate) fn corrections_page(
    look: Look,
    page: &CorrectionsPage<'_>,
    objected: &Objected<'_>,
) -> String {
    let here = own::CORRECTIONS.replace("{id}", page.id);
    let above = format!("/my/applications/{}", page.id);
    let wrong: Vec<(&str, String)> = objected
        .errors
        .iter()
        .map(|error| (TEXT, said_of(&error.code).to_owned()))
        .collect();
    let is_open = page.made.iter().any(|made| made.file.is_open(page.today));
    let matter = html! {
        (own::summary(&wrong, &[(TEXT, t::correcting::text())]))
        @if page.made.is_empty() { p { (t::correcting::none()) } }
        @else {
            p { (t::correcting::what()) }
            @if page.is_over { p { strong { (t::correcting::over()) } } }
            @else if is_open {
                p { strong { (t::correcting::silence()) } }
                p { (t::correcting::goes_on()) }
                @if page.is_local_confirm { p { (t::correcting::local_confirm()) } }
            }
            @for made in page.made { (correction(look, page, made, (&here, objected, &wrong))) }
        }
    };
    OwnPage {
        look,
        title: t::correcting::title(),
        here: &here,
        back: (&above, t::correcting::back()),
        matter,
    }
    .write()
}

/// The control of the form that was sent; another's has its own name.
const TEXT: &str = "text";

fn said_of(code: &str) -> &str {
    let own = t::form_problem::by_key(code);
    t::problem::by_key(code).or(own).unwrap_or(code)
}

fn correction(
    look: Look,
    page: &CorrectionsPage<'_>,
    made: &MadeCorrection<'_>,
    (here, objected, wrong): (&str, &Objected<'_>, &[(&str, String)]),
) -> Markup {
    let (office, is_sample) = &made.office;
    let outcome = made.file.outcome(page.today);
    let corrected = made.file.corrected();
    let can_answer = outcome == CorrectionOutcome::Open && !page.is_over;
    let is_sent = objected.correction == made.id;
    let changes = corrected.into_iter().flat_map(|of| &of.changes);
    html! {
        section {
            @for of in changes { (change(of)) }
            p {
                (t::correcting::who(office, i18n::time_ms(made.made_ms)))
                @if *is_sample { " " span.sample-mark { (t::common::sample()) } }
            }
            @if !(page.is_over && outcome == CorrectionOutcome::Open) {
                div.notice { p { strong { (words_of(outcome)) } } }
            }
            @if let Some(objection) = made.file.objection() {
                p { (t::correcting::said(&objection.text)) }
            }
            @if can_answer {
                @if let Some(until) = made.file.until() {
                    p { strong { (t::correcting::until(day(until, made.is_provisional))) } }
                }
                (form(look, made, here, (is_sent.then_some(objected.text), if is_sent { wrong } else { &[] })))
            }
            @else if is_sent { (own::unsent(&[objected.text])) }
        }
    }
}

fn day(on: Date, is_provisional: bool) -> String {
    let words = i18n::date(on);
    if is_provisional {
        t::common::with_note(words, t::correcting::until_note())
    } else {
        words
    }
}

fn words_of(outcome: CorrectionOutcome) -> &'static str {
    match outcome {
        CorrectionOutcome::Open => t::correcting::outcome::open(),
        CorrectionOutcome::Accepted => t::correcting::outcome::accepted(),
        CorrectionOutcome::Objected => t::correcting::outcome::objected(),
        CorrectionOutcome::Stands => t::correcting::outcome::stands(),
    }
}

fn change(change: &Change) -> Markup {
    let reason = match change.reason {
        CorrectionReason::AsInPaper => t::correcting::reason::as_in_paper(),
        CorrectionReason::Slip => t::correcting::reason::slip(),
        CorrectionReason::Other => t::correcting::reason::other(),
    };
    let paper = words::name(&format!("documents/{}", change.paper));
    html! {
        h2 { (words::name(&change.field)) }
        p { del { (t::correcting::before(answer(&change.field, &change.before))) } }
        p { strong { ins { (t::correcting::after(answer(&change.field, &change.after))) } } }
        p {
            (t::correcting::why(reason))
            @if !change.note.is_empty() { br; (change.note) }
            br; (t::correcting::paper(paper))
        }
    }
}

/// An answer as it is read: an option by its name, a day as a day.
fn answer(id: &str, text: &str) -> String {
    if text.is_empty() {
        return t::common::not_answered().to_owned();
    }
    match Field::from_id(id).map(Field::kind) {
        Some(FieldKind::PastDate) => {
            Date::parse_iso(text).map_or_else(|| text.to_owned(), i18n::date)
        }
        Some(FieldKind::Choice(_)) => {
            let named = t::option::by_key(&format!("{id}.{text}"));
            named.unwrap_or(text).to_owned()
        }
        _ => text.to_owned(),
    }
}

fn form(
    look: Look,
    made: &MadeCorrection<'_>,
    here: &str,
    (typed, wrong): (Option<&str>, &[(&str, String)]),
) -> Markup {
    let wrong = wrong.first().map(|(_, words)| words.as_str());
    // Only one form was sent; its control is the one that the summary leads to.
    let control = if typed.is_some() {
        TEXT.to_owned()
    } else {
        format!("{TEXT}-{}", made.id)
    };
    html! {
        form method="post" action=(look.link(here)) novalidate {
            (own::key_field(&made.key))
            input type="hidden" name="correction" value=(made.id);
            p { button.button type="submit" name="answer" value="accept" { (t::correcting::accept()) } }
            (own::field(&control, (t::correcting::text(), t::correcting::text_hint()), wrong, |described| html! {
                textarea.field__control id=(control) name="text" rows="4" maxlength="2000" aria-describedby=(described)
                    aria-invalid=[wrong.map(|_| "true")] { (typed.unwrap_or_default()) }
            }))
            p { button.button type="submit" name="answer" value="object" { (t::correcting::object()) } }
        }
    }
}
