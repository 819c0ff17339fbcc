//! Where one person after the other sits at a computer, a page asks whether somebody is still there before it leaves: at a
//! self-service terminal, and around what a clerk does for a resident. Nothing else runs on a page that the server draws.

use std::sync::LazyLock;

use axum::response::Response;
use http::header::CONTENT_SECURITY_POLICY;
use i18n::t;
use maud::{Markup, PreEscaped, html};

use super::look::START_AGAIN;
use super::style::{POLICY, policy};

/// As long as in `public/kiosk.js`: a terminal asks everywhere after the same minute, and starts again half a minute later.
const QUIET_S: i64 = 60;
const WARNING_S: i64 = 30;
/// Where a clerk's tab ends what it helps with, and clears.
const COUNTER: &str = "/staff/service-point";
/// Where scripts are switched off, nobody can tell that somebody writes: long enough to write something.
pub(super) const WITHOUT_SCRIPT: &str = "300; url=/?kiosk=1&left=1";

/// The script without its comments and indents.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("alone.js").lines().map(str::trim);
    let code = lines.filter(|line| !line.starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
});

/// Lets in this script beside the style, by hash.
static WITH_SCRIPT: LazyLock<http::HeaderValue> = LazyLock::new(|| policy(Some(SCRIPT.as_str())));

/// Lets a drawn page that asks do so; anything else of an answer stays as strict as it was.
pub(crate) fn let_ask(answer: &mut Response) {
    let headers = answer.headers_mut();
    if headers.get(CONTENT_SECURITY_POLICY) == Some(&*POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, WITH_SCRIPT.clone());
    }
}

/// At a terminal: any press or key begins the time anew, and at its end the page leaves for where everything is cleared.
pub(super) fn at_a_terminal() -> Markup {
    let leads = (Some(START_AGAIN), None);
    let buttons = html! {
        p { button.button #alone-stay type="button" { (t::kiosk::stay()) } }
        p { a.button.button--secondary href=(START_AGAIN) { (t::kiosk::again()) } }
    };
    let counted = t::kiosk::idle("{n}");
    let words = (t::kiosk::idle_title(), counted.as_str());
    question((QUIET_S, WARNING_S), leads, words, &buttons)
}

/// While a clerk helps, asked at two thirds of the time: the server counts it, so going on asks the server, and the browser
/// leaves by the answer's own header. One key ends it here as on every other page.
pub(super) fn in_a_helped_session(idle_s: i64, here: &str) -> Markup {
    let warning_s = idle_s / 3;
    let buttons = html! { p { a.button #alone-stay href=(here) { (t::helped::go_on()) } } };
    let counted = t::helped::idle_left("{n}");
    let words = (t::helped::idle(), counted.as_str());
    let times = (idle_s - warning_s, warning_s);
    question(times, (None, Some(COUNTER)), words, &buttons)
}

fn question(
    (quiet_s, warning_s): (i64, i64),
    (leads, ends): (Option<&str>, Option<&str>),
    (title, counted): (&str, &str),
    buttons: &Markup,
) -> Markup {
    html! {
        div.plain-alone #alone role="alertdialog" aria-labelledby="alone-title" hidden
            data-quiet=(quiet_s) data-warning=(warning_s) data-leads=[leads] data-ends=[ends] {
            h2.notice__title #alone-title { (title) }
            p #alone-clock aria-hidden="true" data-words=(counted) {}
            p.visually-hidden #alone-heard role="status" {}
            (buttons)
        }
        script { (PreEscaped(SCRIPT.as_str())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_cannot_end_its_element_and_is_named_by_hash() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        assert!(!SCRIPT.contains("\n//") && SCRIPT.ends_with("})();"));
        let policy = WITH_SCRIPT.to_str().unwrap();
        assert!(policy.contains("; script-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }

    #[test]
    fn what_is_counted_is_asked_for_by_the_script() {
        let shown = at_a_terminal().into_string();
        assert!(shown.contains("data-leads=\"/?kiosk=1&amp;left=1\""));
        assert!(shown.contains("data-words=\"还有 {n} 秒"), "{shown}");
        let shown = in_a_helped_session(180, "/apply/7/roster").into_string();
        assert!(shown.contains("data-quiet=\"120\" data-warning=\"60\""));
        assert!(!shown.contains("data-leads="), "{shown}");
    }
}
