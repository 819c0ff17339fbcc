//! Asking for a later last day of one's own loan: what it means, what it costs, the form, what came of it.

use api::FieldError;
use api::extension::ExtensionView;
use catalogue::ExtensionRules;
use domain::{Date, Money};
use i18n::t;
use maud::{Markup, html};
use workflow::servicing::ExtensionState;

use super::frame::OwnPage;
use super::look::Look;
use super::own;

/// What the page is about.
#[derive(Debug)]
pub(crate) struct ExtensionPage<'a> {
    /// The application.
    pub(crate) id: &'a str,
    /// So many months at most; 0 when it cannot be asked for.
    pub(crate) most_months: u32,
    /// Why it cannot be asked for, by the workflow's code.
    pub(crate) refused: Option<&'static str>,
    /// What came of the last request.
    pub(crate) last: Option<&'a ExtensionView>,
    /// Some lengths with the new last day and the interest on top, fen.
    pub(crate) costs: &'a [(u32, Date, i64)],
    /// What it rests on here.
    pub(crate) rules: &'a ExtensionRules,
    /// The key of the form.
    pub(crate) key: &'a str,
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Asked<'a> {
    /// Months as chosen.
    pub(crate) months: &'a str,
    /// Why.
    pub(crate) reason: &'a str,
    /// What is wrong, by pointer.
    pub(crate) errors: &'a [FieldError],
}

/// The page.
pub(crate) fn extension_page(look: Look, page: &ExtensionPage<'_>, asked: &Asked<'_>) -> String {
    let here = super::EXTENSION.replace("{id}", page.id);
    let above = format!("/my/applications/{}", page.id);
    let wrong: Vec<(&str, String)> = asked
        .errors
        .iter()
        .map(|error| (control(&error.pointer), words(&error.code).to_owned()))
        .collect();
    let matter = html! {
        (own::summary(&wrong, &[("months", t::extending::months()), ("reason", t::extending::reason())]))
        @if let Some(last) = page.last { div.notice { p { strong { (said(last)) } } } }
        p { (t::extending::what()) }
        div.notice data-tone="warning" { p { strong { (t::extending::subsidy()) } } }
        p { (t::extending::decide()) }
        @if page.rules.is_local_confirm { p { (t::extending::local_confirm()) } }
        (costs(page))
        @if page.most_months > 0 { (form(look, page, asked, (&here, &wrong))) }
        @else if page.last.is_none_or(|last| last.state != ExtensionState::Review) { (cannot(page)) }
        @if page.most_months == 0 { (own::unsent(&[asked.reason])) }
        (basis(page.rules))
    };
    OwnPage {
        look,
        title: t::extending::title(),
        here: &here,
        back: (&above, t::extending::back()),
        matter,
    }
    .write()
}

fn control(pointer: &str) -> &'static str {
    match pointer {
        "/extension/months" | "/months" => "months",
        _ => "reason",
    }
}

fn words(code: &str) -> &str {
    let own = t::loan_code::by_key(&format!("problem.{code}"));
    t::problem::by_key(code).or(own).unwrap_or(code)
}

fn said(last: &ExtensionView) -> String {
    let on = i18n::date(last.on);
    match last.state {
        ExtensionState::Review => t::files::extension::review(on),
        ExtensionState::Granted => t::files::extension::granted(on),
        ExtensionState::Refused => t::files::extension::refused(on, &last.reason),
    }
}

fn costs(page: &ExtensionPage<'_>) -> Markup {
    html! {
        @if !page.costs.is_empty() {
            h2 { (t::extending::costs()) }
            ul {
                @for (months, until, fen) in page.costs {
                    li { (t::extending::cost(*months, i18n::date(*until), i18n::money(Money::from_fen(*fen)))) }
                }
            }
            p { (t::extending::costs_note()) }
        }
    }
}

fn form(
    look: Look,
    page: &ExtensionPage<'_>,
    asked: &Asked<'_>,
    (here, wrong): (&str, &[(&str, String)]),
) -> Markup {
    let of = |id: &str| {
        let found = wrong.iter().find(|(control, _)| *control == id);
        found.map(|(_, words)| words.as_str())
    };
    let (months, reason) = (of("months"), of("reason"));
    html! {
        form method="post" action=(look.link(here)) novalidate {
            (own::key_field(page.key))
            (own::field("months", (t::extending::months(), ""), months, |described| html! {
                select.field__control.field__control--short #months name="months"
                    aria-describedby=[(!described.is_empty()).then_some(described)] aria-invalid=[months.map(|_| "true")] {
                    option value="" { (t::extending::choose()) }
                    @for count in 1..=page.most_months {
                        option value=(count) selected[asked.months == count.to_string()] { (t::extending::months_of(count)) }
                    }
                }
            }))
            (own::field("reason", (t::extending::reason(), t::extending::reason_hint()), reason, |described| html! {
                textarea.field__control #reason name="reason" rows="4" maxlength="2000" aria-describedby=(described)
                    aria-invalid=[reason.map(|_| "true")] { (asked.reason) }
            }))
            p { button.button type="submit" { (t::extending::send()) } }
        }
    }
}

fn cannot(page: &ExtensionPage<'_>) -> Markup {
    html! {
        p { strong { (t::extending::cannot()) } }
        @if let Some(why) = page.refused.and_then(|code| t::loan_code::by_key(&format!("problem.{code}"))) {
            p { (why) }
        }
    }
}

fn basis(rules: &ExtensionRules) -> Markup {
    html! {
        h2 { (t::extending::basis()) }
        ul lang="zh-CN" {
            @for source in &rules.source {
                li { (t::staff_loan::extension::basis_of(&source.document, source.clause.as_deref().unwrap_or_default())) }
            }
        }
    }
}
