//! A decision drawn by lot, as the list and the file's page tell it.

use crate::words;
use api::re_review::ReReviewView;
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, SummaryList, SummaryRow, Tone};

/// Until when somebody has to look, and whether that has passed.
pub(crate) fn deadline(one: &ReReviewView) -> AnyView {
    let due = t::staff_re_review::due(i18n::date(one.due_on));
    let late = one
        .is_overdue
        .then(|| view! { <StatusTag tone=Tone::Error label=t::staff_re_review::overdue() /> });
    view! { <p class="row"><span>{due}</span> {late}</p> }.into_any()
}

/// What came of it: nothing while it waits.
pub(crate) fn result(one: &ReReviewView) -> Option<AnyView> {
    let closed_on = i18n::date(one.closed_on?);
    let by = one.closed_by.clone().unwrap_or_default();
    let Some(finding) = &one.finding else {
        let words = t::staff_re_review::agreed_by(by, closed_on);
        return Some(
            view! { <p class="row"><StatusTag tone=Tone::Success label=t::staff_re_review::agreed() /> {words}</p> }
                .into_any(),
        );
    };
    let rows = vec![
        SummaryRow::new(t::staff_re_review::kind(), words::finding(finding.code)),
        SummaryRow::new(t::staff_re_review::evidence(), finding.evidence.clone()),
        SummaryRow::new(t::staff_re_review::advice(), finding.advice.clone()),
    ];
    let words = t::staff_re_review::found_by(by, closed_on);
    Some(
        view! {
            <p class="row"><StatusTag tone=Tone::Warning label=t::staff_re_review::found() /> {words}</p>
            <SummaryList rows=rows />
        }
        .into_any(),
    )
}
