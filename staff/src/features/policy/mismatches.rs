//! What browsers saw and the server did not come to.

use super::{
    desk::{Asked, use_desk},
    place::DeskPlace,
    words::{code, short},
};
use crate::table::table;
use api::policy_desk::{ListReceiptMismatchesResponse, ReceiptMismatchRow};
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, PageTitle};

/// The page.
#[component]
pub(super) fn MismatchesPage() -> impl IntoView {
    let found: Asked<ListReceiptMismatchesResponse> =
        use_desk().ask(|staff| async move { staff.list_receipt_mismatches().await });
    let is_empty = |found: &ListReceiptMismatchesResponse| found.mismatches.is_empty();
    let drawn = |found: ListReceiptMismatchesResponse| {
        let count = t::staff_policy::mismatches::count(found.total, found.mismatches.len());
        let rows: Vec<AnyView> = found.mismatches.into_iter().map(row).collect();
        let heads = [
            t::staff_policy::column::when(),
            t::staff_policy::column::number(),
            t::staff_policy::column::reason(),
            t::staff_policy::column::pack(),
            t::staff_policy::column::receipts(),
        ];
        view! {
            <p>{count}</p>
            {table(t::staff_policy::mismatches::title(), &heads, rows)}
        }
        .into_any()
    };
    view! {
        <BackLink href=DeskPlace::Overview.to_string() label=t::staff_policy::back() />
        <PageTitle title=t::staff_policy::mismatches::title() />
        <p>{t::staff_policy::mismatches::about()}</p>
        <Loadable resource=found view=drawn is_empty=is_empty empty=t::staff_policy::mismatches::empty() />
    }
    .into_any()
}

fn row(row: ReceiptMismatchRow) -> AnyView {
    let one = row.mismatch;
    let server = one.server_hash.as_deref().map(short);
    view! {
        <tr>
            <td class="figures">{i18n::time_ms(one.at_ms)}</td>
            <td class="figures">{row.number_masked}</td>
            <td class="policy__long">{code("mismatch", &one.reason)}</td>
            <td><code>{short(&one.pack_hash)}</code></td>
            <td><code>{short(&one.browser_hash)}</code> " / " <code>{server}</code></td>
        </tr>
    }
    .into_any()
}
