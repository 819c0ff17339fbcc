//! The bank's offer in plain words.

use account::words;
use api::application::TermsView;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    SummaryRow,
    element::{IntoChild, el},
    summary_list,
};

/// Amount, rate, term and branch, and how to take the offer up.
pub(super) fn offer(terms: &TermsView) -> AnyView {
    let rows = vec![
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
    let sum = i18n::money_in_words(Money::from_fen(terms.amount_fen));
    el("section")
        .child(el("h2").child(t::files::offer::title()))
        .child(el("p").class("money").child(sum))
        .child(summary_list(rows))
        .child(el("p").child(t::files::offer::how()))
        .child(el("p").child(t::files::offer::bring()))
        .into_child()
}
