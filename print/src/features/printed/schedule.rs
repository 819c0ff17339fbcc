//! When what of the loan is due, and who pays it: the calculator's columns, with what was booked.

use account::{Failure, OpenFile};
use api::{
    particulars::WholeApplication,
    servicing::{LoanRowView, LoanScheduleView},
};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Fetched, Loadable, Text,
    element::{Element, IntoChild, el},
};
use workflow::servicing::{BookedTerms, RepaymentMethod};

use super::table::{pair, table};

/// Capitals are Chinese whatever language the page speaks.
const CAPITALS_LANGUAGE: &str = "zh-CN";

/// The schedule of the loan, below the notice of its payout.
#[component]
pub(super) fn Schedule(open: OpenFile<WholeApplication>) -> impl IntoView {
    let found = Fetched::new(move || async move {
        let found = open.resident.find_schedule(&open.id()).await;
        found.map_err(Failure::from).inspect_err(|failure| {
            drop(open.session.watch(failure.clone()));
        })
    });
    let show =
        Callback::new(|view: LoanScheduleView| vec![schedule(&view).into_child()].into_any());
    view! { <Loadable resource=found view=show /> }
}

/// What is due, and what the state pays of it.
#[derive(Clone, Copy, Default)]
struct Due {
    principal: i64,
    interest: i64,
    state: i64,
    paid: i64,
}

impl Due {
    fn of(row: &LoanRowView) -> Self {
        Self {
            principal: row.principal_fen,
            interest: row.interest_fen,
            state: row.state_pays_fen.unwrap_or_default(),
            paid: row.paid_fen,
        }
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            principal: self.principal.saturating_add(other.principal),
            interest: self.interest.saturating_add(other.interest),
            state: self.state.saturating_add(other.state),
            paid: self.paid.saturating_add(other.paid),
        }
    }

    const fn charged(self) -> Money {
        Money::from_fen(self.principal.saturating_add(self.interest))
    }

    const fn own_interest(self) -> Money {
        Money::from_fen(self.interest.saturating_sub(self.state))
    }

    const fn payable(self) -> Money {
        let own = self.interest.saturating_sub(self.state);
        Money::from_fen(self.principal.saturating_add(own))
    }
}

fn schedule(view: &LoanScheduleView) -> Element {
    let is_shared = view.rows.iter().all(|row| row.state_pays_fen.is_some());
    let all = view
        .rows
        .iter()
        .map(Due::of)
        .fold(Due::default(), Due::plus);
    let without = (!is_shared).then(|| el("p").child(t::calculator::no_regime()));
    el("article")
        .class("printed")
        .child(el("h2").child(t::print::schedule::title()))
        .child(
            el("p")
                .class("printed__note")
                .child(t::print::schedule::note()),
        )
        .child(table(facts(view)))
        .child(without)
        .child(rows(view, all, is_shared))
        .child(table(totals(all, is_shared)))
        .child(
            el("p")
                .class("printed__note")
                .child(t::print::schedule::rules(&view.rules_version)),
        )
}

fn facts(view: &LoanScheduleView) -> Vec<Element> {
    let BookedTerms {
        method,
        rate_basis_points,
        months,
        ..
    } = view.terms;
    vec![
        pair(t::print::schedule::way(), way(method)),
        pair(t::print::rate(), account::words::rate(rate_basis_points)),
        pair(t::print::term(), t::print::months(months)),
        pair(t::print::schedule::last(), i18n::date(view.last_due_on)),
    ]
}

const fn way_words(method: RepaymentMethod) -> fn() -> &'static str {
    match method {
        RepaymentMethod::EqualInstallment => t::calculator::way::equal_installment,
        RepaymentMethod::EqualPrincipal => t::calculator::way::equal_principal,
        RepaymentMethod::InterestMonthly => t::calculator::way::monthly,
        RepaymentMethod::InterestQuarterly => t::calculator::way::quarterly,
    }
}

fn way(method: RepaymentMethod) -> Text {
    way_words(method)().into()
}

/// Every due date; the heads stand again on each sheet.
fn rows(view: &LoanScheduleView, all: Due, is_shared: bool) -> Element {
    let mut heads = vec![t::calculator::due_on(), t::calculator::bank()];
    if is_shared {
        heads.extend([t::calculator::state(), t::calculator::yours()]);
    }
    // Paid already, or blank to be ticked by hand.
    heads.push(t::print::schedule::paid());
    let heads: Vec<Element> = heads
        .into_iter()
        .map(|words| el("th").attr("scope", "col").child(words))
        .collect();
    let lines: Vec<Element> = view
        .rows
        .iter()
        .map(|row| {
            let head = el("th")
                .attr("scope", "row")
                .child(row.due_on.to_string())
                .child(small(t::calculator::no(row.no)));
            line(head, Due::of(row), is_shared)
        })
        .collect();
    let sum = el("th")
        .attr("scope", "row")
        .child(t::calculator::sum_row());
    el("table")
        .class("printed__table printed__rows figures")
        .child(
            el("caption")
                .class("visually-hidden")
                .child(t::print::schedule::title()),
        )
        .child(el("thead").child(el("tr").child(heads)))
        .child(el("tbody").child(lines))
        .child(el("tfoot").child(line(sum, all, is_shared)))
}

fn line(head: Element, due: Due, is_shared: bool) -> Element {
    let shared = is_shared.then(|| {
        vec![
            el("td").child(Money::from_fen(due.state).to_string()),
            cell(due.payable(), due.own_interest()),
        ]
    });
    let paid = (due.paid > 0).then(|| Money::from_fen(due.paid).to_string());
    el("tr")
        .child(head)
        .child(cell(due.charged(), Money::from_fen(due.interest)))
        .child(shared)
        .child(el("td").child(paid))
}

/// What is paid, and the interest in it.
fn cell(paid: Money, interest: Money) -> Element {
    el("td")
        .child(paid.to_string())
        .child(small(t::calculator::interest_of(interest)))
}

fn small(words: String) -> Element {
    el("small").class("printed__part").child(words)
}

/// The sums, in figures and in the words a contract writes them with.
fn totals(all: Due, is_shared: bool) -> Vec<Element> {
    let interest = Money::from_fen(all.interest);
    let mut sums = vec![(t::print::schedule::bank(), interest)];
    if is_shared {
        sums.push((t::print::schedule::state(), Money::from_fen(all.state)));
        sums.push((t::print::schedule::yours(), all.own_interest()));
    }
    sums.push((t::print::schedule::all(), all.payable()));
    let rows = sums.into_iter();
    rows.map(|(name, sum)| pair(name, in_both(sum))).collect()
}

fn in_both(sum: Money) -> Element {
    let capitals = el("small")
        .class("printed__part")
        .attr("lang", CAPITALS_LANGUAGE)
        .child(sum.to_capitals());
    el("span").child(i18n::money(sum)).child(capitals)
}
