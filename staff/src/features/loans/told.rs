//! What was asked about the subsidy, what the borrower told of the business, and the calls while the loan was late.

use super::model::money;
use crate::words;
use api::servicing::StaffLoanView;
use api::subsidy::{CallView, ChangeView, QueryView};
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, SummaryList, SummaryRow, Tone};

/// Every question, the newest first; nothing where there is none.
pub(super) fn queries(loan: &StaffLoanView) -> AnyView {
    if loan.queries.is_empty() {
        return ().into_any();
    }
    let asked: Vec<AnyView> = loan.queries.iter().rev().map(query).collect();
    view! {
        <section class="panel">
            <h2>{t::staff_loan::query::title()}</h2>
            {asked}
        </section>
    }
    .into_any()
}

fn query(query: &QueryView) -> AnyView {
    use t::staff_loan::query as said;
    let whom = words::repayment("query_to", query.to.as_str());
    let asked = said::asked_of(i18n::date(query.asked_on), &query.quarter, whom);
    let mut rows = vec![
        SummaryRow::new(said::asked(), asked),
        SummaryRow::new(said::question(), query.question.clone()),
    ];
    if let Some(role) = query.answered_by {
        let answer = said::answer_of(words::role(role), &query.answer);
        rows.push(SummaryRow::new(said::answer(), answer));
    }
    let (tone, label) = match (query.closed_on, query.answered_by) {
        (None, _) => (Tone::Warning, said::waits().to_owned()),
        (Some(on), Some(_)) => (Tone::Success, said::answered(i18n::date(on))),
        (Some(on), None) => (Tone::Info, said::closed(i18n::date(on))),
    };
    view! {
        <p><StatusTag tone=tone label=label /></p>
        <SummaryList rows=rows />
    }
    .into_any()
}

/// Every change in the business, the newest first.
pub(super) fn changes(loan: &StaffLoanView) -> AnyView {
    if loan.changes.is_empty() {
        return ().into_any();
    }
    let told: Vec<AnyView> = loan.changes.iter().rev().map(change).collect();
    view! {
        <section class="panel">
            <h2>{t::staff_loan::told::title()}</h2>
            {told}
            <p>{t::staff_loan::told::about()}</p>
        </section>
    }
    .into_any()
}

fn change(change: &ChangeView) -> AnyView {
    use t::staff_loan::told as said;
    let kind = words::repayment("change", change.kind.as_str());
    let mut rows = vec![
        SummaryRow::new(said::kind(), kind),
        SummaryRow::new(said::on(), i18n::date(change.on)),
        SummaryRow::new(said::words(), change.words.clone()),
        SummaryRow::new(said::told_on(), i18n::date(change.told_on)),
    ];
    let (tone, label) = match &change.answer {
        None => (Tone::Warning, said::waits().to_owned()),
        Some(answer) => {
            rows.push(SummaryRow::new(said::reason(), answer.reason.clone()));
            if !answer.article.is_empty() {
                rows.push(SummaryRow::new(said::article(), answer.article.clone()));
            }
            let on = i18n::date(answer.on);
            if let Some(back) = &answer.taken_back {
                rows.push(SummaryRow::new(said::resumed_why(), back.reason.clone()));
                if back.arrears_fen > 0 {
                    let later = said::later(&back.quarter);
                    rows.push(SummaryRow::new(later, money(back.arrears_fen)));
                }
            }
            match (answer.stops_from, &answer.taken_back) {
                (None, _) => (Tone::Success, said::goes_on(on)),
                (Some(_), Some(back)) => (Tone::Success, said::resumed(i18n::date(back.on))),
                (Some(from), None) => (Tone::Error, said::stops(on, i18n::date(from))),
            }
        }
    };
    view! {
        <p><StatusTag tone=tone label=label /></p>
        <SummaryList rows=rows />
    }
    .into_any()
}

/// The calls, the newest first.
pub(super) fn calls(loan: &StaffLoanView) -> AnyView {
    if loan.calls.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = loan.calls.iter().rev().map(call).collect();
    view! {
        <section class="panel">
            <h2>{t::staff_loan::call::title()}</h2>
            <ol reversed="">{lines}</ol>
        </section>
    }
    .into_any()
}

fn call(call: &CallView) -> AnyView {
    let outcome = words::repayment("call", call.outcome.as_str());
    let who = t::common::with_note(words::role(call.by), &call.caller);
    let line = t::staff_loan::call::line(i18n::date(call.on), who, outcome);
    view! { <li>{line} " " {call.words.clone()}</li> }.into_any()
}
