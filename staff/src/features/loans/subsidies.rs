//! The subsidy of a quarter over all loans, and the list to pay by.

use super::{
    clock::clock,
    loan::{paid, why},
    model::money,
    page::Guarded,
    payment::payment,
};
use crate::{
    clock::today,
    desk::{Asked, Desk, use_desk},
    place::Place,
    said::{Said, SaidNotice},
    save::save,
    session::SignedInOnly,
    table::table,
};
use api::subsidy::{ListSubsidiesResponse, SubsidyEntry};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Bound, Button, ButtonKind, Choice, Doing, Loadable, PageTitle, Select, StatusTag,
    Tone,
};
use workflow::{Role, servicing::Quarter};

/// Quarters to choose from.
const QUARTERS: usize = 12;

/// The page.
#[component]
pub(crate) fn SubsidiesPage() -> impl IntoView {
    let list = |staff| {
        let list = |()| view! { <Subsidies /> }.into_any();
        view! { <Guarded staff=staff of=vec![Role::HrOfficer] view=list /> }.into_any()
    };
    view! {
        <BackLink href=Place::Loans.to_string() label=t::staff_loan::title() />
        <PageTitle title=t::staff_loan::subsidy::title() />
        <SignedInOnly view=list />
    }
    .into_any()
}

/// The last ones that are over, the newest first.
fn quarters() -> Vec<Quarter> {
    let mut quarters = Vec::new();
    let mut first = Quarter::of(today()).first_day();
    for _ in 0..QUARTERS {
        let quarter = Quarter::of(first.add_days(-1));
        quarters.push(quarter);
        first = quarter.first_day();
    }
    quarters
}

#[component]
fn Subsidies() -> impl IntoView {
    let desk = use_desk();
    let quarters = quarters();
    let newest = quarters.first().map(Quarter::to_string).unwrap_or_default();
    let chosen = RwSignal::new(newest.clone());
    let choices: Vec<Choice> = quarters
        .iter()
        .map(|quarter| {
            let words = t::staff_loan::subsidy::quarter(quarter.year(), quarter.number());
            Choice::new(quarter.to_string(), words)
        })
        .collect();
    let change = Callback::new(move |quarter: String| {
        if !quarter.is_empty() {
            chosen.set(quarter);
        }
    });
    let value = Bound::new(chosen.into(), change);
    view! {
        <Select id="quarter" label=t::staff_loan::subsidy::choose() choices=choices value=value />
        {move || of_quarter(desk, chosen.get())}
    }
    .into_any()
}

fn of_quarter(desk: Desk, quarter: String) -> AnyView {
    let asked = quarter.clone();
    let found: Asked<ListSubsidiesResponse> = desk.ask(move |staff| {
        let quarter = asked.clone();
        async move { staff.list_subsidies(&quarter).await }
    });
    let again = Callback::new(move |()| found.refetch());
    let drawn = move |found: ListSubsidiesResponse| {
        use t::staff_loan::{column, quarters, subsidy};
        let heads = [
            column::number(),
            column::name(),
            subsidy::bank(),
            quarters::interest(),
            quarters::state_pays(),
            quarters::decision(),
        ];
        let sums = subsidy::sums(
            found.entries.len(),
            money(found.total_fen),
            money(found.approved_fen),
        );
        let export = (found.waiting > 0).then(|| export(desk, found.quarter.clone()));
        let payment = payment(desk, &found, again);
        let days = subsidy::days(
            found.rules.review_working_days,
            found.rules.pay_working_days,
        );
        let waits = found.rules.is_local_confirm.then(subsidy::local_confirm);
        let rows = found.entries.into_iter().map(row).collect();
        view! {
            <p role="status">{sums}</p>
            <p>{days} " " {waits}</p>
            {export}
            {payment}
            {table(subsidy::title(), &heads, rows)}
        }
        .into_any()
    };
    view! {
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListSubsidiesResponse| found.entries.is_empty() && found.left_to_others == 0}
            empty=t::staff_loan::subsidy::empty()
        />
    }
    .into_any()
}

fn row(entry: SubsidyEntry) -> AnyView {
    use t::staff_loan::{quarters, subsidy};
    let href = Place::Loan(entry.id).to_string();
    let clock = entry.clock.as_ref().map(clock);
    let (tone, words, more) = match &entry.decision {
        None => (Tone::Warning, subsidy::waits().to_owned(), None),
        Some(decided) => {
            let day = i18n::date(decided.on);
            let (code, reason) = why(decided);
            let paid = decided.paid.as_ref().map(paid);
            let more = view! { {code} " " {reason} " " {paid} }.into_any();
            match decided.stopped {
                None => (Tone::Success, quarters::approved(day), Some(more)),
                Some(_) => (Tone::Warning, quarters::stopped(day), Some(more)),
            }
        }
    };
    view! {
        <tr>
            <th scope="row" class="figures"><a href=href>{entry.acceptance_number}</a></th>
            <td>{entry.borrower_masked}</td>
            <td>{entry.bank}</td>
            <td class="figures">{money(entry.interest_fen)}</td>
            <td class="figures">{money(entry.state_pays_fen)}</td>
            <td class="decision"><StatusTag tone=tone label=words /> " " {more} {clock}</td>
        </tr>
    }
    .into_any()
}

/// The list to pay by, saved where the browser saves things.
fn export(desk: Desk, quarter: String) -> AnyView {
    let said = RwSignal::new(None);
    let fetch = Doing::new(move |quarter: String| async move {
        let answer = desk.staff.export_subsidies(&quarter).await;
        let name = t::staff_loan::subsidy::file(&quarter);
        said.set(match &answer {
            Ok(bytes) if save(bytes, &name) => {
                Some(Said::Done(t::staff_loan::subsidy::saved().into()))
            }
            Ok(_) => Some(Said::Failed(t::staff_export::not_saved().into(), None)),
            Err(error) if desk.has_ended_by(error) => None,
            Err(error) => Some(Said::of(error)),
        });
    });
    let pending = fetch.pending();
    let press = move |()| fetch.start(quarter.clone());
    view! {
        <Button kind=ButtonKind::Secondary pending=pending on_press=press>{t::staff_loan::subsidy::export()}</Button>
        <SaidNotice said=said />
    }
    .into_any()
}
