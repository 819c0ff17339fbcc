//! The bank's offer in plain words.

use super::model::rate;
use api::application::TermsView;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{SummaryList, SummaryRow};

/// Amount, rate, term and branch, and how to take the offer up.
#[component]
pub(super) fn Offer(terms: TermsView) -> impl IntoView {
    let rows = vec![
        SummaryRow::new(t::files::offer::rate(), rate(terms.rate_basis_points)),
        SummaryRow::new(
            t::files::offer::term(),
            t::files::offer::months(terms.months),
        ),
        SummaryRow::new(t::files::offer::branch(), terms.bank_branch),
    ];
    view! {
        <section>
            <h2>{t::files::offer::title()}</h2>
            <p class="money">{i18n::money_in_words(Money::from_fen(terms.amount_fen))}</p>
            <SummaryList rows=rows />
            <p>{t::files::offer::how()}</p>
            <p>{t::files::offer::bring()}</p>
        </section>
    }
    .into_any()
}
