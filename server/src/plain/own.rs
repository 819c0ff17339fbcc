//! What the pages of a resident's own have in common: their addresses, their forms.

use i18n::t;
use maud::{Markup, html};

use super::look::Look;

/// The new hires of an application.
pub(crate) const ROSTER: &str = "/apply/{id}/roster";
/// The sheet to fill in.
pub(crate) const ROSTER_TEMPLATE: &str = "/apply/{id}/roster/template.xlsx";
/// Asking for a later last day.
pub(crate) const EXTENSION: &str = "/my/applications/{id}/extension";

/// What an officer corrected in the form.
pub(crate) const CORRECTIONS: &str = "/my/applications/{id}/corrections";
/// Leads there by number or id: from signing in, from a message, from the tracking page.
pub(crate) const TO_CORRECTIONS: &str = "/apply/{id}/corrections";
/// The subsidy of one's loan, and changes in the business.
pub(crate) const LOAN: &str = "/my/applications/{id}/loan";
/// What is held about me.
pub(crate) const OWN_DATA: &str = "/my/data";
/// Complaining about a class.
pub(crate) const COMPLAINT: &str = "/classes/{id}/complaint";
/// Saying that what the phone shows is somebody else's.
pub(crate) const NOT_MINE: &str = "/my/not-mine";
/// Bringing the file of somebody whose phone has changed, in a helped session.
pub(crate) const MOVED: &str = "/my/moved";

/// Whether a path is one of these pages.
pub(crate) fn is_own(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["apply", id, "roster" | "corrections", ..] | ["classes", id, "complaint"] => {
            !id.is_empty()
        }
        ["my", "data" | "not-mine" | "moved"] => true,
        // What lies deeper was a page of the form once, and is led to where that lives now.
        [
            "my",
            "applications",
            _,
            "extension" | "corrections" | "loan",
        ] => true,
        _ => false,
    }
}

/// Whether a path is the one that messages and signing in lead to.
pub(super) fn is_led_to(path: &str) -> bool {
    path.starts_with("/apply/") && path.ends_with("/corrections")
}

/// Where somebody signs in who comes back to such a page afterwards. The form's pages are led to by their own address;
/// those below `/my` and `/classes` by the page above, since the app that signs in would look for them among its own. A page
/// drawn here comes back as it was wanted.
pub(super) fn sign_in_address(path: &str, look: Look) -> String {
    let above = ["/extension", "/loan"]
        .into_iter()
        .find_map(|page| path.strip_suffix(page));
    let above = match above {
        Some(above) => above,
        None if path == OWN_DATA => "/my/",
        None if path.starts_with("/classes/") => "/classes/",
        None if path == NOT_MINE || path == MOVED => "/my/",
        None => path,
    };
    let below = above.strip_prefix("/my/applications/");
    let back = match below.filter(|below| below.ends_with("/corrections")) {
        // Messages lead to this one, so whoever signs in comes back to it, by an address that the app leaves to the server.
        Some(below) => format!("/apply/{below}"),
        None => above.to_owned(),
    };
    let back = if back.starts_with("/apply/") {
        look.link(&back).replace('&', "%26")
    } else {
        back
    };
    format!("/my/sign-in?return={back}")
}

/// The key of a form, which makes pressing twice one press.
///
/// Where a press meets no line, `not-sent.html` says so. These forms let it put back what was written when
/// somebody returns from there, so none of them switches `autocomplete` off; a box of one line, which browsers suggest to
/// the next person, does for itself.
pub(super) fn key_field(key: &str) -> Markup {
    html! { input type="hidden" name="key" value=(key); }
}

/// What a form was refused for, each with the name of its field and leading to its control; in the order of the fields, which
/// is that of the page. Where the browser takes `autofocus`, the page begins here.
pub(super) fn summary(wrong: &[(&str, String)], fields: &[(&str, &str)]) -> Markup {
    let place = |id: &str| fields.iter().position(|(field, _)| *field == id);
    let mut lines: Vec<(usize, String, String)> = wrong
        .iter()
        .map(|(id, words)| {
            let known = place(id).and_then(|place| Some((place, fields.get(place)?.1)));
            let (place, said) = match known {
                Some((place, name)) => (place, t::plain::pair(name, words)),
                None => (fields.len(), words.clone()),
            };
            (place, format!("#{id}"), said)
        })
        .collect();
    lines.sort_by_key(|(place, ..)| *place);
    html! {
        @if !lines.is_empty() {
            div.error-summary.notice data-tone="error" role="alert" tabindex="-1" autofocus {
                h2.notice__title { (t::common::error_summary::title(lines.len())) }
                ul { @for (_, control, said) in &lines { li { a href=(control) { (said) } } } }
            }
        }
    }
}

/// A control with its label, its hint and what is wrong with it.
pub(super) fn field(
    id: &str,
    (label, hint): (&str, &str),
    wrong: Option<&str>,
    control: impl Fn(&str) -> Markup,
) -> Markup {
    let hinted = !hint.is_empty();
    let mut described = Vec::new();
    if hinted {
        described.push(format!("{id}-hint"));
    }
    if wrong.is_some() {
        described.push(format!("{id}-error"));
    }
    html! {
        div.field {
            label.field__label for=(id) { (label) }
            @if hinted { p.field__hint id=(format!("{id}-hint")) { (hint) } }
            @if let Some(words) = wrong {
                p.field__error id=(format!("{id}-error")) { (words) }
            }
            (control(&described.join(" ")))
        }
    }
}

/// What somebody wrote and what was not taken, to be copied: it is kept nowhere.
pub(super) fn unsent(written: &[&str]) -> Markup {
    let written = written.iter().filter(|words| !words.trim().is_empty());
    html! {
        @for (number, words) in (1_u32..).zip(written) {
            @let id = format!("unsent-{number}");
            (field(&id, (t::plain::unsent(), ""), None, |_| html! {
                textarea.field__control id=(id) rows="6" readonly { (words) }
            }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_pages_are_known_by_their_address() {
        for (path, expected) in [
            ("/apply/7/roster", true),
            ("/apply/7/roster/template.xlsx", true),
            ("/my/applications/7/extension", true),
            ("/my/applications/7/corrections", true),
            ("/apply/7/corrections", true),
            ("/my/applications/7/loan", true),
            ("/my/applications/7/loan/purpose", false),
            ("/classes/7/complaint", true),
            ("/my/not-mine", true),
            ("/my/moved", true),
            ("/my/not-mine/7", false),
            ("/classes//complaint", false),
            ("/apply/7", false),
            ("/apply//roster", false),
            ("/apply/7/check", false),
            ("/classes/7/complaint", true),
            ("/classes//complaint", false),
            ("/classes/enrol", false),
            ("/my/data", true),
            ("/my/data/7", false),
            ("/my/applications/7", false),
            ("/my/applications/7/submitted", false),
            ("/plain", false),
        ] {
            assert_eq!(is_own(path), expected, "{path}");
        }
    }

    #[test]
    fn each_mistake_names_its_field_in_the_order_of_the_page() {
        let fields = [("months", "想延几个月"), ("reason", "为什么")];
        assert_eq!(summary(&[], &fields).into_string(), "");
        let empty = || "这里还没填。".to_owned();
        let wrong = [
            ("key", "过期了。".to_owned()),
            ("reason", empty()),
            ("months", empty()),
        ];
        let shown = summary(&wrong, &fields).into_string();
        let lines: Vec<&str> = shown.split("<li>").skip(1).collect();
        for (line, expected) in lines.iter().zip([
            "<a href=\"#months\">想延几个月：这里还没填。</a>",
            "<a href=\"#reason\">为什么：这里还没填。</a>",
            "<a href=\"#key\">过期了。</a>",
        ]) {
            assert!(line.starts_with(expected), "{line}");
        }
        assert_eq!(lines.len(), 3, "{shown}");
        assert!(
            shown.contains("role=\"alert\" tabindex=\"-1\" autofocus"),
            "{shown}"
        );
    }

    #[test]
    fn signing_in_leads_back() {
        let look = |query: &str| Look::of(&format!("/plain{query}").parse().unwrap());
        for (path, back) in [
            ("/apply/7/roster", "/my/sign-in?return=/apply/7/roster"),
            (
                "/my/applications/7/extension",
                "/my/sign-in?return=/my/applications/7",
            ),
            (
                "/my/applications/7/corrections",
                "/my/sign-in?return=/apply/7/corrections",
            ),
            (
                "/apply/7/corrections",
                "/my/sign-in?return=/apply/7/corrections",
            ),
            (
                "/my/applications/7/loan",
                "/my/sign-in?return=/my/applications/7",
            ),
            ("/classes/7/complaint", "/my/sign-in?return=/classes/"),
            ("/my/not-mine", "/my/sign-in?return=/my/"),
            ("/my/data", "/my/sign-in?return=/my/"),
        ] {
            assert_eq!(sign_in_address(path, look("")), back);
        }
        for (path, back) in [
            ("/apply/7/roster", "/apply/7/roster?large=1%26kiosk=1"),
            (
                "/my/applications/7/corrections",
                "/apply/7/corrections?large=1%26kiosk=1",
            ),
            ("/classes/7/complaint", "/classes/"),
        ] {
            let found = sign_in_address(path, look("?kiosk=1&large=1"));
            assert_eq!(found, format!("/my/sign-in?return={back}"));
        }
    }
}
