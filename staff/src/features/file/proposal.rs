//! What one officer proposed and another must confirm. The proposer is told why the button is not there.

use super::{
    open_file::use_open_file,
    record::{disbursement_rows, refusal_rows},
};
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, SummaryList, SummaryRow, Tone};

/// The proposals that wait.
#[component]
pub(super) fn Proposals() -> impl IntoView {
    let file = use_open_file().file;
    let pending = Memo::new(move |_| {
        file.with(|file| {
            (
                file.pending_refusal.clone(),
                file.pending_disbursement.clone(),
            )
        })
    });
    move || {
        let (refusal, disbursement) = pending.get();
        let verdict = file.with_untracked(|file| file.application.verdict.clone());
        let refusal = refusal.map(|proposal| {
            proposed(
                t::staff_file::proposal::refusal_title(),
                proposal.proposed_by,
                proposal.is_mine,
                refusal_rows(proposal.refusal, proposal.would_change, verdict.as_ref()),
            )
        });
        let disbursement = disbursement.map(|proposal| {
            proposed(
                t::staff_file::proposal::disbursement_title(),
                proposal.proposed_by,
                proposal.is_mine,
                disbursement_rows(proposal.disbursement),
            )
        });
        (refusal, disbursement)
    }
}

fn proposed(title: &'static str, by: String, is_mine: bool, rows: Vec<SummaryRow>) -> AnyView {
    let mine = is_mine.then(|| view! { <p>{t::staff_file::proposal::mine()}</p> });
    view! {
        <Notice tone=Tone::Warning title=title>
            <p>{t::staff_file::proposal::by(by)}</p>
            {mine}
        </Notice>
        <SummaryList rows=rows />
    }
    .into_any()
}
