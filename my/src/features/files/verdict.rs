//! The verdict frozen when the application was handed in.

use super::model::day;
use api::policy::{ConditionView, VerdictView};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Tone};

/// Each condition with its own verdict and the sentence it comes from.
#[component]
pub(super) fn FrozenVerdict(verdict: VerdictView) -> impl IntoView {
    let conditions: Vec<AnyView> = verdict.conditions.into_iter().map(condition).collect();
    let (tone, words) = match verdict.verdict.as_str() {
        "eligible" => (Tone::Success, t::files::verdict::eligible()),
        "not_eligible" => (Tone::Error, t::files::verdict::not_eligible()),
        "unknown" => (Tone::Warning, t::files::verdict::unknown()),
        _ => (Tone::Warning, t::files::verdict::no_rule()),
    };
    let cap = verdict.amount_fen.map(|fen| {
        view! { <p>{t::files::verdict::cap(i18n::money_in_words(Money::from_fen(fen)))}</p> }
    });
    view! {
        <details class="verdict">
            <summary class="verdict__summary">{t::files::verdict::title()}</summary>
            <p>{t::files::verdict::as_of(day(&verdict.as_of))}</p>
            <p><StatusTag tone=tone label=words /></p>
            {verdict.is_provisional.then(|| view! { <p>{t::files::verdict::provisional()}</p> })}
            {cap}
            <ul class="verdict__conditions">{conditions}</ul>
        </details>
    }
    .into_any()
}

fn condition(condition: ConditionView) -> AnyView {
    let (tone, words) = match condition.verdict.as_str() {
        "met" => (Tone::Success, t::files::verdict::met()),
        "unmet" => (Tone::Error, t::files::verdict::unmet()),
        _ => (Tone::Warning, t::files::verdict::open()),
    };
    view! {
        <li>
            <p class="verdict__label">{condition.label} " " <StatusTag tone=tone label=words /></p>
            <p class="verdict__citation">{condition.citation}</p>
        </li>
    }
    .into_any()
}
