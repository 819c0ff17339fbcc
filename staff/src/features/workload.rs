//! What the officer has to do and how long it took, and the sums of the office for its supervisor.

use crate::{
    desk::{Asked, provide_desk, use_desk},
    place::Place,
    session::SignedInOnly,
};
use api::workload::{Work, WorkloadResponse};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, PageTitle, SummaryList, SummaryRow, Text};

/// The page.
#[component]
pub(crate) fn WorkloadPage() -> impl IntoView {
    let figures = |staff: Staff| {
        provide_desk(staff, false);
        view! { <Figures /> }.into_any()
    };
    view! {
        <BackLink href=Place::Queue.to_string() label=t::staff_queue::title() />
        <PageTitle title=t::staff_workload::title() />
        <SignedInOnly view=figures />
    }
    .into_any()
}

#[component]
fn Figures() -> impl IntoView {
    let found: Asked<WorkloadResponse> =
        use_desk().ask(|staff| async move { staff.find_workload().await });
    let drawn = |found: WorkloadResponse| {
        let since = t::staff_workload::since(i18n::date(found.since));
        let cut = found
            .is_cut
            .then(|| view! { <p>{t::staff_workload::cut()}</p> });
        let office = found.office.map(|office| {
            let mut rows = rows(&office);
            let not_begun = found.not_begun.map(|count| {
                SummaryRow::new(
                    t::staff_workload::not_begun(),
                    t::staff_workload::files(count),
                )
            });
            rows.extend(not_begun);
            view! { <h2>{t::staff_workload::office()}</h2> <SummaryList rows=rows /> }
        });
        view! {
            <p>{since}</p>
            {cut}
            <h2>{t::staff_workload::mine()}</h2>
            <SummaryList rows=rows(&found.mine) />
            {office}
        }
        .into_any()
    };
    view! { <Loadable resource=found view=drawn /> }.into_any()
}

fn rows(work: &Work) -> Vec<SummaryRow> {
    let days = |days: Option<u32>| -> Text {
        match days {
            Some(days) => t::staff_workload::days(days).into(),
            None => t::staff_workload::none().into(),
        }
    };
    let decided = work.decided;
    vec![
        SummaryRow::new(
            t::staff_workload::waiting(),
            t::staff_workload::files(work.waiting),
        ),
        SummaryRow::new(
            t::staff_workload::late(),
            t::staff_workload::files(work.late),
        ),
        SummaryRow::new(
            t::staff_workload::decided(),
            t::staff_workload::files(decided.map_or(0, |decided| decided.of)),
        ),
        SummaryRow::new(
            t::staff_workload::half(),
            days(decided.map(|decided| decided.half)),
        ),
        SummaryRow::new(
            t::staff_workload::nine_tenths(),
            days(decided.map(|decided| decided.nine_tenths)),
        ),
    ]
}
