//! What still has to be known, each with its question.

use i18n::t;
use leptos::prelude::*;
use policy::{Evaluation, Pack};

use super::{address::Address, check::Check, words::words};

/// The fewest answers that are still needed.
pub(super) fn missing(pack: &Pack, check: &Check, found: &Evaluation) -> Option<AnyView> {
    let line = |fact: &policy::Name| {
        let unsure = check.is_unsure(fact).then(t::eligibility::missing::unsure);
        view! {
            <li>
                <a href=Address::Question(fact.to_string()).href()>{words(pack).fact_label(fact).to_owned()}</a>
                {unsure}
            </li>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = found.missing.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h3>{t::eligibility::missing::title()}</h3>
            <ul>{lines}</ul>
        }
        .into_any()
    })
}
