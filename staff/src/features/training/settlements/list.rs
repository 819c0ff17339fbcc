//! Settlements that were handed in, by how long they have waited.

use super::super::{frame::Ways, place::TrainingPlace, words::course_title};
use super::model::state_tone;
use super::outside::OutsidePayments;
use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::settlement::{ListSettlementsResponse, SettlementSummary};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, PageTitle, StatusTag, Text};
use workflow::settlement::SettlementState;

/// The words of a code.
pub(in super::super) fn code(kind: &str, id: &str) -> Text {
    t::staff_settlement_code::by_key(&[kind, ".", id].concat())
        .unwrap_or_default()
        .into()
}

/// The list.
#[component]
pub(in super::super) fn SettlementsPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListSettlementsResponse> =
        desk.ask(|staff| async move { staff.list_settlements().await });
    let drawn = move |found: ListSettlementsResponse| {
        use t::staff_settlement as words;
        let heads = [
            t::staff_lessons::course(),
            t::staff_lessons::provider(),
            t::staff_lessons::state(),
            words::submitted(),
            words::waited(),
            words::pay_state(),
        ];
        let waiting = found
            .settlements
            .iter()
            .filter(|one| one.state == SettlementState::Submitted)
            .count();
        let unpaid = found
            .settlements
            .iter()
            .filter(|one| is_unpaid(one))
            .count();
        let left_out = usize::try_from(found.left_out).unwrap_or_default();
        let count = words::count(
            found.settlements.len().saturating_add(left_out),
            waiting,
            unpaid,
        );
        let left_out = (left_out > 0).then(|| view! { <p>{words::left_out(left_out)}</p> });
        let rows = found.settlements.into_iter().map(row).collect();
        let table = table(words::nav(), &heads, rows);
        view! { <p role="status">{count}</p> {left_out} {table} }.into_any()
    };
    view! {
        <PageTitle title=t::staff_settlement::title() />
        <Ways here=TrainingPlace::Settlements />
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListSettlementsResponse| found.settlements.is_empty()}
            empty=t::staff_settlement::empty()
        />
        <OutsidePayments />
    }
    .into_any()
}

/// Whether somebody was granted something and has not been paid.
fn is_unpaid(one: &SettlementSummary) -> bool {
    one.to_pay.is_some_and(|people| people > 0)
}

/// Who waits for money; when nobody does, the day of the last payment.
fn pay_state(one: &SettlementSummary) -> Option<String> {
    use t::staff_settlement as words;
    match one.to_pay {
        Some(people) if people > 0 => Some(words::to_pay(people)),
        _ => one.paid_on.map(|on| words::paid_on(i18n::date(on))),
    }
}

fn row(one: SettlementSummary) -> AnyView {
    let paid = pay_state(&one);
    let href = TrainingPlace::Settlement(one.id).to_string();
    let title = course_title(one.title);
    let waited = one
        .waited_working_days
        .map(t::staff_settlement::waited_days);
    view! {
        <tr>
            <th scope="row"><a href=href>{title}</a></th>
            <td>{one.provider}</td>
            <td><StatusTag tone=state_tone(one.state) label=code("state", one.state.as_str()) /></td>
            <td>{one.submitted_on.map(i18n::date)}</td>
            <td>{waited}</td>
            <td>{paid}</td>
        </tr>
    }
    .into_any()
}
