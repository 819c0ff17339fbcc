//! Bringing the file of somebody whose phone has changed to the phone at the window: what is asked, and what came of it.

use api::FieldError;
use i18n::t;
use maud::{Markup, html};

use super::alone;
use super::frame::OwnPage;
use super::look::Look;
use super::own;

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct TypedMove<'a> {
    /// The acceptance number.
    pub(crate) number: &'a str,
    /// The number of the identity card.
    pub(crate) id_number: &'a str,
    /// Whether the card was seen.
    pub(crate) seen: bool,
    /// What is wrong, by pointer.
    pub(crate) errors: &'a [FieldError],
}

/// The page, with its form's key and the seconds after which a helped session ends; `done` names the file that has just moved.
pub(crate) fn moved_page(
    look: Look,
    (key, idle_s): (&str, i64),
    typed: &TypedMove<'_>,
    done: Option<&str>,
) -> String {
    let wrong: Vec<(&str, String)> = typed
        .errors
        .iter()
        .map(|error| {
            let control = control(&error.pointer);
            (control, words(control, &error.code).to_owned())
        })
        .collect();
    let fields = [
        ("number", t::moved::number()),
        ("id_number", t::moved::id_number()),
        ("seen", t::moved::seen()),
    ];
    let matter = html! {
        (own::summary(&wrong, &fields))
        @if let Some(number) = done {
            div.notice data-tone="success" role="status" { p { strong { (t::moved::done(number)) } } }
        }
        p { (t::moved::what()) }
        p { strong { (t::moved::before()) } }
        ul {
            li { (t::moved::one_only()) }
            li { (t::moved::tracking()) }
        }
        (form(look, key, typed, &wrong))
        (alone::in_a_helped_session(idle_s, &look.link(super::MOVED)))
    };
    OwnPage {
        look,
        title: t::moved::title(),
        here: super::MOVED,
        back: ("/my/", t::moved::back()),
        matter,
    }
    .write()
}

fn control(pointer: &str) -> &'static str {
    match pointer {
        "/id_number" => "id_number",
        "/seen" => "seen",
        _ => "number",
    }
}

fn words<'a>(control: &str, code: &'a str) -> &'a str {
    match (control, code) {
        (_, "not_found") => t::moved::not_found(),
        ("seen", _) => t::moved::seen_first(),
        ("number", _) => t::moved::number_wrong(),
        _ => t::problem::by_key(code).unwrap_or(code),
    }
}

fn form(look: Look, key: &str, typed: &TypedMove<'_>, wrong: &[(&str, String)]) -> Markup {
    let of = |id: &str| {
        let found = wrong.iter().find(|(control, _)| *control == id);
        found.map(|(_, words)| words.as_str())
    };
    let seen = of("seen");
    html! {
        form method="post" action=(look.link(super::MOVED)) novalidate {
            (own::key_field(key))
            (text("number", (t::moved::number(), t::moved::number_hint()), typed.number, of("number")))
            (text("id_number", (t::moved::id_number(), ""), typed.id_number, of("id_number")))
            div.field {
                @if let Some(words) = seen { p.field__error #seen-error { (words) } }
                label.plain-tick {
                    input #seen type="checkbox" name="seen" value="1" checked[typed.seen]
                        aria-describedby=[seen.map(|_| "seen-error")] aria-invalid=[seen.map(|_| "true")];
                    (t::moved::seen())
                }
            }
            p { button.button type="submit" { (t::moved::send()) } }
        }
    }
}

fn text(id: &'static str, named: (&str, &str), typed: &str, wrong: Option<&str>) -> Markup {
    own::field(id, named, wrong, |described| {
        html! {
            input.field__control id=(id) name=(id) type="text" autocomplete="off" value=(typed)
                aria-describedby=[(!described.is_empty()).then_some(described)] aria-invalid=[wrong.map(|_| "true")];
        }
    })
}
