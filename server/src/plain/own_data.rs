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
    /// Days after which a draft that nobody touches is emptied.
    pub(crate) draft_days: u32,
    /// Days for which an ended session is kept.
    pub(crate) session_days: i64,
    /// It is read in a browser that downloads nothing.
    pub(crate) in_wechat: bool,
    /// The way to have it.
    pub(crate) form: CodeForm<'a>,
}

/// What is done against a code to the phone: a button that sends one, and the form that takes it.
#[derive(Debug)]
pub(crate) struct CodeForm<'a> {
    /// The phone, masked.
    pub(crate) phone: &'a str,
    /// Minutes for which a code is good.
    pub(crate) minutes: i64,
    /// A code was sent a moment ago.
    pub(crate) is_sent: bool,
    /// What was typed, where it was not taken.
    pub(crate) typed: &'a str,
    /// The key of the form.
    pub(crate) key: &'a str,
}

/// The control of the code.
pub(super) const CODE: &str = "code";

/// What is wrong about what was typed, in words.
pub(super) fn said(errors: &[FieldError]) -> Vec<(&'static str, String)> {
    let errors = errors.iter();
    errors
        .map(|error| (CODE, said_of(&error.code).to_owned()))
        .collect()
}

/// The page, with what is wrong about what was typed.
pub(crate) fn own_data_page(look: Look, page: &OwnDataPage<'_>, errors: &[FieldError]) -> String {
    let wrong = said(errors);
    let erase = format!("{}?{}", super::OWN_DATA, super::ERASE);
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
        h2 { (t::own_erase::title()) }
        p { a href=(look.link(&erase)) { (t::own_erase::see()) } }
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
    let (files, papers, looks) = (held.files.len() - drafts, held.papers(), held.looks());
    let (enrolments, certificates) = (held.enrolments.len(), held.certificates.len());
    let (complaints, searches) = (held.complaints.len(), held.searches.searches.len());
    let helpers = held.helpers.len();
    let account = item::account(page.form.phone, i18n::time_ms(held.since_ms));
    let lines = [
        (1, account, unknown()),
        (drafts, item::drafts(drafts), kept::drafts(page.draft_days)),
        (files, item::files(files), unknown()),
        (papers, item::papers(papers), kept::papers().to_owned()),
        (enrolments, item::enrolments(enrolments), unknown()),
        (certificates, item::certificates(certificates), unknown()),
        (complaints, item::complaints(complaints), unknown()),
        (searches, item::searches(searches), until_you),
        (helpers, item::helpers(helpers), unknown()),
        (looks, item::looks(looks), unknown()),
    ];
    // Of nothing there is no saying how long it stays.
    html! {
        ul {
            @for (held, what, until) in &lines {
                li { strong { (what) } @if *held > 0 { br; (until) } }
            }
        }
    }
}

fn download(look: Look, page: &OwnDataPage<'_>, wrong: &[(&str, String)]) -> Markup {
    html! {
        @if !look.is_terminal {
            @if page.in_wechat { div.notice data-tone="warning" { p { (t::wechat::detail()) } } }
            p { (t::own_data::download_about()) }
        }
        (page.form.draw(look, super::OWN_DATA, wrong, ("download", t::own_data::get())))
    }
}

impl CodeForm<'_> {
    /// Both forms, which are sent to `here`; at a terminal that many use, why there are none.
    pub(super) fn draw(
        &self,
        look: Look,
        here: &str,
        wrong: &[(&str, String)],
        (what, words): (&str, &str),
    ) -> Markup {
        let here = look.link(here);
        let wrong = wrong.first().map(|(_, words)| words.as_str());
        let button = |what: &str, words: &str| {
            html! { p { button.button type="submit" name="what" value=(what) { (words) } } }
        };
        html! {
            @if look.is_terminal { p { strong { (t::own_data::shared()) } } }
            @else {
                p { (t::own_data::code_about()) }
                form method="post" action=(here) novalidate {
                    (own::key_field(self.key))
                    (button("code", t::own_data::send()))
                }
                @if self.is_sent {
                    div.notice { p { (t::own_data::sent(self.phone, self.minutes)) } }
                }
                form method="post" action=(here) novalidate {
                    (own::key_field(self.key))
                    (own::field(CODE, (t::own_data::code(), t::signin::code_hint()), wrong, |described| html! {
                        input.field__control id=(CODE) name=(CODE) value=(self.typed) inputmode="numeric"
                            autocomplete="one-time-code" aria-describedby=(described) aria-invalid=[wrong.map(|_| "true")];
                    }))
                    (button(what, words))
                }
            }
        }
    }
}
