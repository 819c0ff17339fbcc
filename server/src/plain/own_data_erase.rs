//! Deleting what is held about me: what goes, what stays and why, and the last word.

use api::FieldError;
use i18n::t;
use maud::{Markup, html};

use super::frame::OwnPage;
use super::look::Look;
use super::own;
use super::own_data::{CODE, CodeForm, said};
use crate::own_data::erase::Plan;

/// What stands behind the address of the own data where it is about deleting them.
pub(crate) const ERASE: &str = "part=erase";

/// The page before, with what is wrong about what was typed.
pub(crate) fn erase_page(
    look: Look,
    plan: &Plan,
    form: &CodeForm<'_>,
    errors: &[FieldError],
) -> String {
    let wrong = said(errors);
    let here = format!("{}?{ERASE}", super::OWN_DATA);
    let matter = html! {
        (own::summary(&wrong, &[(CODE, t::own_data::code())]))
        (lists(plan))
        p { strong { (t::own_erase::last()) } }
        (form.draw(look, &here, &wrong, ("erase", t::own_erase::confirm())))
    };
    OwnPage {
        look,
        title: t::own_erase::title(),
        here: &here,
        back: (&look.link(super::OWN_DATA), t::own_erase::back()),
        matter,
    }
    .write()
}

fn lists(plan: &Plan) -> Markup {
    use t::own_erase::{goes, stays};
    let is_kept = !plan.forgets_account();
    html! {
        h2 { (t::own_erase::going()) }
        ul {
            @if plan.drafts > 0 { li { (goes::drafts(plan.drafts)) } }
            @if plan.searches > 0 { li { (goes::searches(plan.searches)) } }
            @if plan.helpers > 0 { li { (goes::helpers(plan.helpers)) } }
            @if !is_kept { li { (goes::account()) } }
            li { (goes::sign_ins()) }
        }
        h2 { (t::own_erase::staying()) }
        ul {
            @if plan.files > 0 { li { (stays::files(plan.files)) } }
            @if plan.enrolments > 0 { li { (stays::enrolments(plan.enrolments)) } }
            @if plan.consents > 0 { li { (stays::consents(plan.consents)) } }
            @if is_kept { li { (stays::account()) } }
            li { (stays::looks()) }
        }
        p { (t::own_erase::why()) }
    }
}

/// The page after.
pub(crate) fn erased_page(look: Look, plan: &Plan) -> String {
    let matter = html! {
        p { strong { (t::own_erase::done()) } }
        @if plan.forgets_account() { p { (t::own_erase::done_account()) } }
        @else { p { (t::own_erase::done_stays()) } }
    };
    OwnPage {
        look,
        title: t::own_erase::done_title(),
        here: super::OWN_DATA,
        back: ("/", t::own_erase::home()),
        matter,
    }
    .write()
}
