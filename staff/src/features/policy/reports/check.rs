//! The check: what must be mended before publishing, and what looks suspicious.

use super::{
    super::{
        desk::use_desk,
        frame::{Frame, Head},
        mistakes::Mistakes,
        person::person,
        place::{DeskPlace, Report, Subject},
        words::{Lexicon, code, day},
    },
    Told, told,
};
use api::policy_desk::{CheckResponse, FindingView};
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, StatusTag, Tone};

/// The page.
#[component]
pub(in super::super) fn CheckPage(
    /// Whose rules.
    subject: Subject,
) -> impl IntoView {
    let desk = use_desk();
    let here = DeskPlace::Report(subject.clone(), Report::Check);
    let of = subject.clone();
    let body = move |_: Head| {
        let about = of.clone();
        let report = told(
            desk,
            of.clone(),
            |staff, subject: Subject| async move { staff.check_policy(subject.asked()).await },
            move |found| report(&about, found),
        );
        view! {
            <p>{t::staff_policy::check::about()}</p>
            {report}
        }
        .into_any()
    };
    view! { <Frame subject=subject here=here title=t::staff_policy::check::title() body=body /> }
        .into_any()
}

fn report(subject: &Subject, (found, lexicon): Told<CheckResponse>) -> AnyView {
    if !found.errors.is_empty() {
        return view! { <Mistakes subject=subject.clone() errors=found.errors /> }.into_any();
    }
    let hash = hash(&found);
    let verdict = if found.is_ok {
        view! { <Notice tone=Tone::Success title=t::staff_policy::check::ok() is_live=true>{hash}</Notice> }
            .into_any()
    } else {
        let errors = found.findings.iter().filter(|one| one.is_error).count();
        view! {
            <Notice tone=Tone::Error title=t::staff_policy::check::errors(errors) is_live=true>
                <p>{t::staff_policy::check::mend()}</p>
            </Notice>
        }
        .into_any()
    };
    let findings: Vec<AnyView> = found
        .findings
        .iter()
        .map(|one| finding(one, &lexicon))
        .collect();
    let list = if findings.is_empty() {
        view! { <p class="loadable__empty">{t::staff_policy::check::empty()}</p> }.into_any()
    } else {
        view! { <ul class="policy__list">{findings}</ul> }.into_any()
    };
    view! { {verdict} {list} }.into_any()
}

fn hash(found: &CheckResponse) -> AnyView {
    let hash = found.pack_hash.clone().unwrap_or_default();
    view! { <p class="policy__hash">{t::staff_policy::pack::hash()} " " <code>{hash}</code></p> }
        .into_any()
}

fn finding(one: &FindingView, lexicon: &Lexicon) -> AnyView {
    let (tone, grade) = if one.is_error {
        (Tone::Error, t::staff_policy::check::error())
    } else {
        (Tone::Warning, t::staff_policy::check::warning())
    };
    let mut about = vec![name(one, lexicon)];
    about.extend(one.version.as_deref().map(day));
    let condition = one.condition.as_deref();
    about.extend(condition.map(|id| lexicon.condition(&one.programme, id)));
    let shown_by = one.witness.as_ref().map(|facts| {
        let on = one
            .as_of
            .as_deref()
            .map(|iso| t::staff_policy::check::on_day(day(iso)));
        view! { <p>{on}</p> {person(facts, lexicon)} }
    });
    view! {
        <li class="policy__item">
            <p class="row">
                <StatusTag tone=tone label=grade />
                <span class="policy__strong">{code("finding", &one.code)}</span>
            </p>
            <p>{about.join(" · ")}</p>
            <p class="policy__message" lang="en">{one.message.clone()}</p>
            {shown_by}
        </li>
    }
    .into_any()
}

/// A finding is about a programme, or about a document.
fn name(one: &FindingView, lexicon: &Lexicon) -> String {
    if lexicon
        .0
        .documents
        .iter()
        .any(|document| document.id == one.programme)
    {
        lexicon.document(&one.programme)
    } else {
        lexicon.programme(&one.programme)
    }
}
