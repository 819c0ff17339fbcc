//! The officers' examples: which pass, and what came out instead where they do not.

use super::super::{
    desk::{Asked, use_desk},
    frame::{Frame, Head},
    mistakes::Mistakes,
    place::{DeskPlace, Report, Subject},
};
use api::policy_desk::{CaseOutcomeView, CasesResponse};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, Notice, StatusTag, Tone};

/// The page.
#[component]
pub(in super::super) fn CasesPage(
    /// Whose rules.
    subject: Subject,
) -> impl IntoView {
    let desk = use_desk();
    let here = DeskPlace::Report(subject.clone(), Report::Cases);
    let of = subject.clone();
    let body = move |_: Head| {
        let (asked, about) = (of.clone(), of.clone());
        let found: Asked<CasesResponse> = desk.ask(move |staff| {
            let of = asked.clone();
            async move { staff.run_policy_cases(of.asked()).await }
        });
        let is_empty = |found: &CasesResponse| found.errors.is_empty() && found.cases.is_empty();
        let drawn = move |found: CasesResponse| report(&about, found);
        view! {
            <p>{t::staff_policy::cases::about()}</p>
            <Loadable resource=found view=drawn is_empty=is_empty empty=t::staff_policy::cases::empty() />
        }
        .into_any()
    };
    view! { <Frame subject=subject here=here title=t::staff_policy::cases::title() body=body /> }
        .into_any()
}

fn report(subject: &Subject, found: CasesResponse) -> AnyView {
    if !found.errors.is_empty() {
        return view! { <Mistakes subject=subject.clone() errors=found.errors /> }.into_any();
    }
    let (tone, title) = if found.failed == 0 {
        (Tone::Success, t::staff_policy::trial::passed(found.passed))
    } else {
        (Tone::Error, t::staff_policy::trial::failed(found.failed))
    };
    let count = t::staff_policy::cases::count(found.passed, found.failed);
    let (failing, passing): (Vec<_>, Vec<_>) = found
        .cases
        .into_iter()
        .partition(|case| !case.differences.is_empty());
    let failing: Vec<AnyView> = failing.into_iter().map(|one| case(subject, one)).collect();
    let passing: Vec<AnyView> = passing.into_iter().map(|one| case(subject, one)).collect();
    view! {
        <Notice tone=tone title=title is_live=true>
            <p>{count}</p>
        </Notice>
        <ul class="policy__list">{failing}</ul>
        <details>
            <summary>{t::staff_policy::cases::passing(passing.len())}</summary>
            <ul class="policy__list">{passing}</ul>
        </details>
    }
    .into_any()
}

fn case(subject: &Subject, one: CaseOutcomeView) -> AnyView {
    let (tone, grade) = if one.differences.is_empty() {
        (Tone::Success, t::staff_policy::cases::pass())
    } else {
        (Tone::Error, t::staff_policy::cases::fail())
    };
    let differences: Vec<AnyView> = one
        .differences
        .into_iter()
        .map(|line| view! { <li lang="en">{line}</li> }.into_any())
        .collect();
    let file = DeskPlace::Source(subject.clone(), one.file.clone()).to_string();
    view! {
        <li class="policy__item">
            <p class="row">
                <StatusTag tone=tone label=grade />
                <span class="policy__strong">{one.name}</span>
                <a href=file>{one.file}</a>
            </p>
            <ul class="policy__message">{differences}</ul>
        </li>
    }
    .into_any()
}
