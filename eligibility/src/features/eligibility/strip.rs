//! How every programme stands by the answers so far.

use std::sync::Arc;

use domain::Money;
use i18n::t;
use leptos::prelude::*;
use policy::{Evaluation, Pack};
use ui::StatusTag;

use super::{
    memory::KeptCheck, memory::today, numbers::evaluations, standing::Standing, words::words,
};

/// The result so far, in a line for each programme; changes are read aloud.
pub(super) fn strip(pack: Arc<Pack>, check: KeptCheck) -> AnyView {
    let lines = move || {
        let check = check.get();
        let as_of = check.as_of.unwrap_or_else(today);
        let found = evaluations(&pack, &check, as_of);
        found
            .iter()
            .map(|found| line(&pack, found))
            .collect::<Vec<_>>()
    };
    view! {
        <section class="eligibility__strip" aria-labelledby="so-far">
            <h2 class="eligibility__strip-title" id="so-far">{t::eligibility::so_far()}</h2>
            <ul class="eligibility__strip-list" aria-live="polite">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(pack: &Pack, found: &Evaluation) -> AnyView {
    let standing = Standing::of(found);
    let title = words(pack).programme(&found.programme).to_owned();
    let sum = found.amount_fen.map(|fen| {
        let sum = i18n::money_in_words(Money::from_fen(fen));
        view! { <span class="figures">{t::eligibility::at_most(sum)}</span> }
    });
    view! {
        <li class="eligibility__strip-line">
            <span>{title}</span>
            <StatusTag tone=standing.tone() label=standing.words() icon=standing.icon() />
            {sum}
        </li>
    }
    .into_any()
}
