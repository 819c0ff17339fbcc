//! Saying that what a phone shows is somebody else's: what happens then, the press, and what came of it.

use i18n::t;
use maud::{Markup, html};

use super::frame::OwnPage;
use super::look::Look;
use super::own;

/// The page before the press; `is_unsure` where it was pressed without the tick.
pub(crate) fn not_mine_page(look: Look, key: &str, is_unsure: bool) -> String {
    let wrong = is_unsure.then(t::not_mine::sure_first);
    let summary: Vec<(&str, String)> = wrong
        .iter()
        .map(|words| ("sure", (*words).to_owned()))
        .collect();
    let matter = html! {
        (own::summary(&summary, &[("sure", t::not_mine::sure())]))
        p { (t::not_mine::when()) }
        h2 { (t::not_mine::then()) }
        ul {
            li { (t::not_mine::empty()) }
            li { (t::not_mine::stays()) }
            li { (t::not_mine::no_messages()) }
            li { (t::not_mine::ends()) }
            li { (t::not_mine::officer()) }
        }
        div.notice data-tone="warning" { p { strong { (t::not_mine::last()) } } }
        p { (t::not_mine::owner()) }
        (form(look, key, wrong))
    };
    OwnPage {
        look,
        title: t::not_mine::title(),
        here: super::NOT_MINE,
        back: ("/my/", t::not_mine::back()),
        matter,
    }
    .write()
}

fn form(look: Look, key: &str, wrong: Option<&str>) -> Markup {
    html! {
        form method="post" action=(look.link(super::NOT_MINE)) novalidate {
            (own::key_field(key))
            div.field {
                @if let Some(words) = wrong { p.field__error #sure-error { (words) } }
                label.plain-tick {
                    input #sure type="checkbox" name="sure" value="1" aria-describedby=[wrong.map(|_| "sure-error")]
                        aria-invalid=[wrong.map(|_| "true")];
                    (t::not_mine::sure())
                }
            }
            p { button.button type="submit" { (t::not_mine::send()) } }
        }
    }
}

/// The page after it. Nobody is signed in any more, so there is no page to lead back to.
pub(crate) fn separated_page(look: Look) -> String {
    OwnPage {
        look,
        title: t::not_mine::done(),
        here: super::NOT_MINE,
        back: ("/my/sign-in", t::not_mine::sign_in()),
        matter: html! {
            div.notice data-tone="success" { p { (t::not_mine::done_detail()) } }
            p { (t::not_mine::owner()) }
        },
    }
    .write()
}
