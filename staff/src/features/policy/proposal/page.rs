//! One proposal: what would come into force, what it does, and what became of it.

use super::{
    super::{
        desk::{Asked, use_desk},
        place::{DeskPlace, ON, Report, Subject},
        words::{code, day, short},
    },
    decide::Decide,
};
use api::policy_desk::{ProposalState, ProposalView};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Loadable, Notice, PageTitle, StatusTag, SummaryList, SummaryRow, Tone, focus_title,
};

/// The page.
#[component]
pub(in super::super) fn ProposalPage(
    /// Its id.
    id: String,
) -> impl IntoView {
    let found: Asked<Option<ProposalView>> = use_desk().ask(move |staff| {
        let id = id.clone();
        async move {
            let all = staff.list_policy_proposals().await?;
            Ok(all.proposals.into_iter().find(|one| one.id == id))
        }
    });
    let refresh = Callback::new(move |newer: ProposalView| {
        found.set(Some(Ok(Some(newer))));
        focus_title();
    });
    let drawn = move |found: Option<ProposalView>| match found {
        Some(one) => proposal(one, refresh),
        None => ().into_any(),
    };
    let is_gone = |found: &Option<ProposalView>| found.is_none();
    view! {
        <BackLink href=DeskPlace::Overview.to_string() label=t::staff_policy::back() />
        <PageTitle title=t::staff_policy::proposal::title() />
        <Loadable resource=found view=drawn is_empty=is_gone empty=t::staff_policy::proposal::gone() />
    }
    .into_any()
}

fn proposal(one: ProposalView, refresh: Callback<ProposalView>) -> AnyView {
    let tone = match one.state {
        ProposalState::Waiting => Tone::Warning,
        ProposalState::Approved => Tone::Success,
        ProposalState::Rejected | ProposalState::Withdrawn => Tone::Error,
    };
    let behind = one.is_behind.then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t::staff_policy::draft::behind()}</p>
            </Notice>
        }
    });
    let reports = reports(&one);
    let rows = rows(&one);
    let is_waiting = one.state == ProposalState::Waiting;
    let label = code("proposal", one.state.id());
    let decide = is_waiting.then(|| view! { <Decide proposal=one refresh=refresh /> });
    view! {
        <p><StatusTag tone=tone label=label /></p>
        {behind}
        <SummaryList rows=rows />
        <h2>{t::staff_policy::proposal::look()}</h2>
        {reports}
        {decide}
    }
    .into_any()
}

fn rows(one: &ProposalView) -> Vec<SummaryRow> {
    let mut rows = vec![SummaryRow::new(
        t::staff_policy::proposal::kind(),
        code("kind", one.kind.id()),
    )];
    if let Some(title) = &one.draft_title {
        rows.push(SummaryRow::new(
            t::staff_policy::proposal::draft(),
            title.clone(),
        ));
    }
    rows.push(SummaryRow::new(
        t::staff_policy::proposal::day(),
        day(&one.effective_on),
    ));
    rows.push(SummaryRow::new(
        t::staff_policy::proposal::reason(),
        one.reason.clone(),
    ));
    let prepared =
        t::staff_policy::proposal::by(one.prepared_by.clone(), i18n::time_ms(one.prepared_at_ms));
    rows.push(SummaryRow::new(
        t::staff_policy::proposal::prepared(),
        prepared,
    ));
    if let (Some(by), Some(at_ms)) = (&one.decided_by, one.decided_at_ms) {
        rows.push(SummaryRow::new(
            t::staff_policy::proposal::decided(),
            t::staff_policy::proposal::by(by.clone(), i18n::time_ms(at_ms)),
        ));
    }
    if let Some(note) = &one.note {
        rows.push(SummaryRow::new(
            t::staff_policy::proposal::note(),
            note.clone(),
        ));
    }
    rows.push(SummaryRow::new(
        t::staff_policy::pack::hash(),
        one.pack_hash.clone(),
    ));
    rows
}

/// What it does, read for the day it would come into force.
fn reports(one: &ProposalView) -> AnyView {
    let subject = Subject::Pack(one.pack_hash.clone());
    let report = |report| DeskPlace::Report(subject.clone(), report).to_string();
    let on = |report_| format!("{}?{ON}={}", report(report_), one.effective_on);
    view! {
        <ul class="policy__ways">
            <li><a class="policy__way" href=on(Report::Diff)>{t::staff_policy::ways::diff()}</a></li>
            <li><a class="policy__way" href=on(Report::Simulation)>{t::staff_policy::ways::simulation()}</a></li>
            <li><a class="policy__way" href=report(Report::Check)>{t::staff_policy::ways::check()}</a></li>
            <li><a class="policy__way" href=report(Report::Cases)>{t::staff_policy::ways::cases()}</a></li>
            <li>
                <a class="policy__way" href=subject.to_string()>{t::staff_policy::ways::rules()} " " <code>{short(&one.pack_hash)}</code></a>
            </li>
        </ul>
    }
    .into_any()
}
