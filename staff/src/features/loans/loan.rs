//! One loan: where it stands, what can be recorded, its schedule, payments and subsidy.

use super::{
    act::Acts,
    clock::clock,
    extension::{extensions, write_off},
    model::{money, tone},
    open::{provide_open_loan, use_open_loan},
    told::{calls, changes, queries},
};
use crate::{
    desk::{Asked, use_desk},
    loan_rows::loan_rows,
    no_conflict::StepBack,
    place::Place,
    said::SaidNotice,
    table::table,
    words,
};
use api::servicing::{LoanTimelineEntry, PaymentView, QuarterDecision, QuarterView, StaffLoanView};
use api::subsidy::QuarterPaid;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Loadable, PageTitle, StatusTag, SummaryList, SummaryRow, Tone};
use workflow::servicing::ServicingAction;

/// The loan with this id.
#[component]
pub(super) fn OneLoan(
    /// The application's id.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let found: Asked<StaffLoanView> = desk.ask(move |staff| {
        let id = id.clone();
        async move { staff.find_loan(&id).await }
    });
    let opened = |found: StaffLoanView| view! { <Opened found=found /> }.into_any();
    view! { <Loadable resource=found view=opened /> }.into_any()
}

#[component]
fn Opened(
    /// What the server gave.
    found: StaffLoanView,
) -> impl IntoView {
    let title = t::staff_loan::one(&found.acceptance_number);
    let file = Place::File(found.id.clone()).to_string();
    let open_loan = provide_open_loan(found);
    let loan = open_loan.loan;
    let can_act = Memo::new(move |_| loan.with(|loan| !loan.actions.is_empty()));
    let id = StoredValue::new(loan.with_untracked(|loan| loan.id.clone()));
    let way_out = move || {
        can_act
            .get()
            .then(|| view! { <StepBack id=id.get_value() /> })
    };
    view! {
        <PageTitle title=title />
        {move || loan.with(head)}
        <p><a href=file>{t::staff_loan::to_file()}</a></p>
        <SaidNotice said=open_loan.said />
        {move || loan.with(extensions)}
        {move || loan.with(write_off)}
        {move || loan.with(changes)}
        {move || loan.with(queries)}
        {move || loan.with(calls)}
        <section class="panel">
            <h2>{t::staff_loan::acts()}</h2>
            <Acts />
            {way_out}
        </section>
        <h2>{t::staff_loan::payments::title()}</h2>
        {move || loan.with(|loan| payments(&loan.payments))}
        <h2>{t::staff_loan::rows::title()}</h2>
        {move || loan.with(|loan| loan_rows(&loan.rows))}
        <h2>{t::staff_loan::quarters::title()}</h2>
        {move || loan.with(quarters)}
        <h2>{t::staff_loan::timeline::title()}</h2>
        {move || loan.with(|loan| timeline(&loan.id, &loan.timeline))}
    }
    .into_any()
}

fn head(loan: &StaffLoanView) -> AnyView {
    use t::staff_loan::head;
    let seen = &loan.loan;
    let mut rows = vec![
        SummaryRow::new(head::borrower(), loan.borrower.clone()),
        SummaryRow::new(head::amount(), money(seen.amount_fen)),
        SummaryRow::new(head::start(), i18n::date(seen.start_on)),
        SummaryRow::new(
            head::method(),
            words::repayment("method", loan.terms.method.as_str()),
        ),
        SummaryRow::new(
            head::early(),
            words::repayment("early_effect", loan.terms.early_effect.as_str()),
        ),
        SummaryRow::new(head::balance(), money(seen.balance_fen)),
    ];
    if let Some(since) = loan.overdue_since {
        rows.push(SummaryRow::new(
            head::overdue(),
            head::overdue_since(money(seen.overdue_fen), i18n::date(since)),
        ));
    }
    if seen.next.is_some() {
        rows.push(SummaryRow::new(head::owed(), money(loan.owed_today_fen)));
    }
    if let Some(paid) = &loan.compensation {
        rows.push(SummaryRow::new(head::compensated(), money(paid.amount_fen)));
        rows.push(SummaryRow::new(
            head::left_to_recover(),
            money(loan.left_to_recover_fen),
        ));
    }
    rows.push(SummaryRow::new(head::subsidy(), money(seen.subsidy_fen)));
    view! {
        <p><StatusTag tone=tone(seen.state) label=words::loan_state(seen.state) /></p>
        <SummaryList rows=rows />
    }
    .into_any()
}

/// The newest first; what was taken back says why.
fn payments(payments: &[PaymentView]) -> AnyView {
    use t::staff_loan::payments as words;
    if payments.is_empty() {
        return view! { <p class="loadable__empty">{words::empty()}</p> }.into_any();
    }
    let heads = [
        words::no(),
        words::on(),
        words::amount(),
        words::kind(),
        words::reference(),
        words::note(),
    ];
    let rows = payments.iter().rev().map(|payment| {
        let kind = if payment.is_early {
            words::early()
        } else {
            words::due()
        };
        let note = payment.reversed.as_ref().map(words::reversed);
        view! {
            <tr>
                <th scope="row" class="figures">{payment.no}</th>
                <td class="figures">{i18n::date(payment.on)}</td>
                <td class="figures">{money(payment.amount_fen)}</td>
                <td>{kind}</td>
                <td>{payment.reference.clone()}</td>
                <td>{note}</td>
            </tr>
        }
        .into_any()
    });
    table(words::title(), &heads, rows.collect())
}

fn quarters(loan: &StaffLoanView) -> AnyView {
    use t::staff_loan::quarters as words;
    if loan.quarters.is_empty() {
        return view! { <p class="loadable__empty">{words::empty()}</p> }.into_any();
    }
    let heads = [
        words::quarter(),
        words::interest(),
        words::state_pays(),
        words::decision(),
    ];
    // One question at a time, so it says which quarter waits.
    let mut asked = loan.queries.iter();
    let asked = asked.find(|query| query.closed_on.is_none());
    let asked = asked.map(|query| query.quarter.as_str());
    let rows = loan.quarters.iter().map(|quarter| {
        view! {
            <tr>
                <th scope="row" class="figures">{quarter.quarter.clone()}</th>
                <td class="figures">{money(quarter.interest_fen)}</td>
                <td class="figures">{money(quarter.state_pays_fen)}</td>
                <td class="decision">
                    {decision(quarter)} {quarter.clock.as_ref().map(clock)}
                    {deciding(quarter, &loan.actions, asked == Some(quarter.quarter.as_str()))}
                </td>
            </tr>
        }
        .into_any()
    });
    table(words::title(), &heads, rows.collect())
}

fn decision(quarter: &QuarterView) -> AnyView {
    use t::staff_loan::quarters as words;
    match &quarter.decision {
        None => ().into_any(),
        Some(decided) => {
            let day = i18n::date(decided.on);
            let (tone, words) = match &decided.stopped {
                None => (Tone::Success, words::approved(day)),
                Some(_) => (Tone::Warning, words::stopped(day)),
            };
            // A tag is one line; why is a sentence of somebody's.
            let (code, reason) = why(decided);
            let paid = decided.paid.as_ref().map(paid);
            view! { <StatusTag tone=tone label=words /> " " {code} " " {reason} " " {paid} }
                .into_any()
        }
    }
}

/// Why a quarter is held back: by its code, and in the officer's words.
pub(super) fn why(decided: &QuarterDecision) -> (Option<&'static str>, Option<String>) {
    let code = decided.code;
    let code = code.map(|code| words::repayment("stop", code.as_str()));
    (code, decided.stopped.clone())
}

/// That a quarter was paid.
pub(super) fn paid(paid: &QuarterPaid) -> AnyView {
    let label = t::staff_loan::quarters::paid(i18n::date(paid.on), &paid.reference);
    view! { <StatusTag tone=Tone::Success label=label /> }.into_any()
}

/// The buttons of a quarter that waits for a decision; one of which something is asked is not approved.
fn deciding(quarter: &QuarterView, can: &[ServicingAction], is_asked: bool) -> AnyView {
    use ServicingAction as A;
    if !quarter.is_open {
        return ().into_any();
    }
    let open_loan = use_open_loan();
    let is_stopped = quarter.decision.is_some();
    let button = |action: ServicingAction| {
        let name = quarter.quarter.clone();
        let press = Callback::new(move |()| open_loan.begin(action, &name));
        view! { <Button kind=ButtonKind::Secondary on_press=press>{words::loan_action(action)}</Button> }
            .into_any()
    };
    let buttons: Vec<AnyView> = [
        (A::ApproveSubsidy, !is_asked),
        (A::StopSubsidy, !is_stopped),
        (A::QuerySubsidy, true),
    ]
    .into_iter()
    .filter(|(action, is_possible)| *is_possible && can.contains(action))
    .map(|(action, _)| button(action))
    .collect();
    view! { <div class="row">{buttons}</div> }.into_any()
}

/// The newest first, each with the way to the file as it stood then.
fn timeline(id: &str, entries: &[LoanTimelineEntry]) -> AnyView {
    let lines = entries.iter().rev().map(|entry| {
        let done = t::staff_loan::timeline::line(
            i18n::time_ms(entry.at_ms),
            words::role(entry.role),
            words::loan_action(entry.action),
        );
        let then = Place::Moment(id.to_owned(), entry.at_ms).to_string();
        let name = t::staff_file::replay::open_named(&done);
        let then = view! { <a href=then aria-label=name>{t::staff_file::replay::open()}</a> };
        view! { <li>{done} " " {then}</li> }.into_any()
    });
    let lines: Vec<AnyView> = lines.collect();
    view! { <ol reversed="">{lines}</ol> }.into_any()
}
