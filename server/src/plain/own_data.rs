//! What the portal holds about me, how long, and the way to have it.

use api::FieldError;
use i18n::t;
use maud::{Markup, html};

use super::frame::OwnPage;
use super::look::Look;
use super::own;
use crate::own_data::held::Held;

/// What the page is about.
#[derive(Debug)]
pub(crate) struct OwnDataPage<'a> {
    /// What is held.
    pub(crate) held: &'a Held,
    /// The phone, masked.
    pub(crate) phone: &'a str,
    /// Days after which a draft that nobody touches is emptied.
    pub(crate) draft_days: u32,
    /// Days for which an ended session is kept.
    pub(crate) session_days: i64,
    /// Minutes for which a code is good.
    pub(crate) code_minutes: i64,
    /// A code was sent a moment ago.
    pub(crate) is_sent: bool,
    /// It is read in a browser that downloads nothing.
    pub(crate) in_wechat: bool,
    /// The key of the form.
    pub(crate) key: &'a str,
}

/// The control of the code.
const CODE: &str = "code";

/// The page, with what is wrong about what was typed.
pub(crate) fn own_data_page(look: Look, page: &OwnDataPage<'_>, errors: &[FieldError]) -> String {
    let wrong: Vec<(&str, String)> = errors
        .iter()
        .map(|error| (CODE, said_of(&error.code).to_owned()))
        .collect();
    let matter = html! {
        (own::summary(&wrong, &[(CODE, t::own_data::code())]))
        p { (t::own_data::about()) }
        (list(page))
        p { (t::own_data::day_unknown()) }
        p { (t::own_data::short_lived(page.session_days)) }
        h2 { (t::own_data::withdraw()) }
        p { (t::own_data::withdraw_how()) " " a href="/my/helpers" { (t::helpers::title()) } }
        h2 { (t::own_data::download()) }
        (download(look, page, &wrong))
    };
    OwnPage {
        look,
        title: t::own_data::title(),
        here: super::OWN_DATA,
        back: ("/my/", t::own_data::back()),
        matter,
    }
    .write()
}

fn said_of(code: &str) -> &str {
    t::problem::by_key(code)
        .or_else(|| t::form_problem::by_key(code))
        .unwrap_or(code)
}

fn list(page: &OwnDataPage<'_>) -> Markup {
    use t::own_data::{item, kept};
    let held = page.held;
    let drafts = held.drafts();
    let until_you = kept::until_you().to_owned();
    let unknown = || kept::unknown().to_owned();
    let lines = [
        (
            item::account(page.phone, i18n::time_ms(held.since_ms)),
            unknown(),
        ),
        (item::drafts(drafts), kept::drafts(page.draft_days)),
        (item::files(held.files.len() - drafts), unknown()),
        (item::papers(held.papers()), kept::papers().to_owned()),
        (item::enrolments(held.enrolments.len()), unknown()),
        (item::certificates(held.certificates.len()), unknown()),
        (item::complaints(held.complaints.len()), unknown()),
        (item::searches(held.searches.searches.len()), until_you),
        (item::helpers(held.helpers.len()), unknown()),
        (item::looks(held.looks()), unknown()),
    ];
    html! { ul { @for (what, until) in &lines { li { strong { (what) } br; (until) } } } }
}

fn download(look: Look, page: &OwnDataPage<'_>, wrong: &[(&str, String)]) -> Markup {
    let here = look.link(super::OWN_DATA);
    let wrong = wrong.first().map(|(_, words)| words.as_str());
    let button = |what: &str, words: &str| {
        html! { p { button.button type="submit" name="what" value=(what) { (words) } } }
    };
    html! {
        @if look.is_terminal { p { strong { (t::own_data::shared()) } } }
        @else {
            @if page.in_wechat { div.notice data-tone="warning" { p { (t::wechat::detail()) } } }
            p { (t::own_data::download_about()) }
            p { (t::own_data::code_about()) }
            form method="post" action=(here) novalidate {
                (own::key_field(page.key))
                (button("code", t::own_data::send()))
            }
            @if page.is_sent {
                div.notice { p { (t::own_data::sent(page.phone, page.code_minutes)) } }
            }
            form method="post" action=(here) novalidate {
                (own::key_field(page.key))
                (own::field(CODE, (t::own_data::code(), t::signin::code_hint()), wrong, |described| html! {
                    input.field__control id=(CODE) name=(CODE) inputmode="numeric" maxlength="6"
                        autocomplete="one-time-code" aria-describedby=(described) aria-invalid=[wrong.map(|_| "true")];
                }))
                (button("download", t::own_data::get()))
            }
        }
    }
}
