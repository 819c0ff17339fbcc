//! The bank's offer in plain words: what comes, what a month costs, who pays the interest, what has to be done first.

use account::words;
use api::application::{OfferView, TermsView};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    SummaryRow,
    element::{Element, IntoChild, el},
    summary_list,
};

/// Amount, rate, term, branch and what it comes to, and how to take the offer up while it is open.
pub(super) fn offer(terms: &TermsView, comes_to: Option<&OfferView>, is_open: bool) -> AnyView {
    let mut rows = vec![
        SummaryRow::new(
            t::files::offer::rate(),
            words::rate(terms.rate_basis_points),
        ),
        SummaryRow::new(
            t::files::offer::term(),
            t::files::offer::months(terms.months),
        ),
        SummaryRow::new(t::files::offer::branch(), terms.bank_branch.clone()),
    ];
    let mut parts: Vec<Element> = Vec::new();
    if let Some(found) = comes_to {
        rows.push(SummaryRow::new(
            t::files::offer::month(),
            money(found.month_fen),
        ));
        rows.push(SummaryRow::new(
            t::files::offer::interest(),
            money(found.interest_fen),
        ));
        rows.extend(
            found
                .state_pays_fen
                .map(|fen| SummaryRow::new(t::files::offer::state(), money(fen))),
        );
        parts.push(el("p").child(t::files::offer::reckoned()));
        parts.extend(open(&found.open_conditions));
    }
    let mut how: Vec<Element> = Vec::new();
    if is_open {
        how.push(el("p").child(t::files::offer::how()));
        how.push(el("p").child(t::files::offer::bring()));
    }
    let sum = i18n::money_in_words(Money::from_fen(terms.amount_fen));
    el("section")
        .child(el("h2").child(t::files::offer::title()))
        .child(el("p").class("money").child(sum))
        .child(summary_list(rows))
        .child(parts)
        .child(how)
        .into_child()
}

/// What has to be arranged before the contract.
fn open(conditions: &[String]) -> Option<Element> {
    let line = |text: &String| el("li").child(text.clone());
    let lines: Vec<Element> = conditions.iter().map(line).collect();
    let list = el("div")
        .child(el("p").child(el("strong").child(t::files::offer::conditions())))
        .child(el("ol").child(lines));
    (!conditions.is_empty()).then_some(list)
}

fn money(fen: i64) -> String {
    i18n::money(Money::from_fen(fen))
}
