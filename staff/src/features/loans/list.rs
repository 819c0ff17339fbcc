//! The loans, those due first.

use super::{
    export::Export,
    extension::tone_of,
    model::{money, tone},
};
use crate::{
    clock::today,
    desk::{Asked, use_desk},
    place::Place,
    session::use_session,
    table::table,
    words,
};
use api::servicing::{ListLoansResponse, LoanEntry};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, StatusTag, Text, Tone};
use workflow::Role;

/// The list.
#[component]
pub(super) fn LoanList() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListLoansResponse> = desk.ask(|staff| async move { staff.list_loans().await });
    let drawn = |found: ListLoansResponse| {
        use t::staff_loan::column;
        let heads = [
            column::number(),
            column::name(),
            column::state(),
            column::balance(),
            column::next(),
            column::due(),
            column::overdue(),
        ];
        let late = found
            .loans
            .iter()
            .filter(|loan| loan.overdue_fen > 0)
            .count();
        let count = t::staff_loan::count(found.loans.len(), late);
        let more = found
            .has_more
            .then(|| view! { <p>{t::staff_loan::more()}</p> });
        let rows = found.loans.into_iter().map(row).collect();
        view! {
            <p role="status">{count}</p>
            {more}
            {table(t::staff_loan::title(), &heads, rows)}
        }
        .into_any()
    };
    let role = untrack(|| use_session().officer()).map(|officer| officer.role);
    let files = (role == Some(Role::BankOfficer)).then(|| {
        view! { <p><a href=Place::Payments.to_string()>{t::staff_loan::sheet::link()}</a></p> }
    });
    let subsidies = (role == Some(Role::HrOfficer)).then(|| {
        view! { <p><a href=Place::Subsidies.to_string()>{t::staff_loan::subsidy::link()}</a></p> }
    });
    view! {
        {files} {subsidies}
        <Export />
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListLoansResponse| found.loans.is_empty()}
            empty=t::staff_loan::empty()
        />
    }
    .into_any()
}

fn row(loan: LoanEntry) -> AnyView {
    let href = Place::Loan(loan.id).to_string();
    let (day, due): (Text, Text) = match &loan.next {
        Some(next) => (i18n::date(next.due_on).into(), money(next.due_fen).into()),
        None => (Text::default(), Text::default()),
    };
    let today = today();
    let waits = loan.extension_due_on.map(|due| {
        let day = i18n::date(due);
        let words = if due < today {
            t::staff_loan::extension::late(day)
        } else {
            t::staff_loan::extension::waits(day)
        };
        let tone = tone_of(loan.extension_urgency);
        view! { <p><StatusTag tone=tone label=words /></p> }
    });
    let role = untrack(|| use_session().officer()).map(|officer| officer.role);
    let told = loan.has_open_change && role == Some(Role::HrOfficer);
    let told = told.then(|| {
        view! { <p><StatusTag tone=Tone::Warning label=t::staff_loan::told::waits() /></p> }
    });
    let asked = loan.asks_bank && role == Some(Role::BankOfficer);
    let asked = asked.then(|| {
        view! { <p><StatusTag tone=Tone::Warning label=t::staff_loan::query::waits_bank() /></p> }
    });
    let overdue = (loan.overdue_fen > 0).then(|| money(loan.overdue_fen));
    view! {
        <tr>
            <th scope="row" class="figures"><a href=href>{loan.acceptance_number}</a></th>
            <td>{loan.borrower_masked}</td>
            <td><StatusTag tone=tone(loan.state) label=words::loan_state(loan.state) /> {waits} {told} {asked}</td>
            <td class="figures">{money(loan.balance_fen)}</td>
            <td class="figures">{day}</td>
            <td class="figures">{due}</td>
            <td class="figures">{overdue}</td>
        </tr>
    }
    .into_any()
}
