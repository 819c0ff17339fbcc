//! The verdict frozen when the application was handed in.

use super::model::day;
use api::policy::{ConditionView, VerdictView};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Tone,
    element::{Element, IntoChild, el},
    status_tag,
};

/// Each condition with its own verdict and the sentence it comes from.
pub(super) fn frozen_verdict(verdict: &VerdictView) -> AnyView {
    let conditions: Vec<Element> = verdict.conditions.iter().map(condition).collect();
    let (tone, words) = match verdict.verdict.as_str() {
        "eligible" => (Tone::Success, t::files::verdict::eligible()),
        "not_eligible" => (Tone::Error, t::files::verdict::not_eligible()),
        "unknown" => (Tone::Warning, t::files::verdict::unknown()),
        _ => (Tone::Warning, t::files::verdict::no_rule()),
    };
    let provisional = verdict
        .is_provisional
        .then(|| el("p").child(t::files::verdict::provisional()));
    let cap = verdict.amount_fen.map(|fen| {
        let cap = i18n::money_in_words(Money::from_fen(fen));
        el("p").child(t::files::verdict::cap(cap))
    });
    let title = el("summary");
    el("details")
        .class("verdict")
        .child(title.child(t::files::verdict::title()))
        .child(el("p").child(t::files::verdict::as_of(day(&verdict.as_of))))
        .child(el("p").child(status_tag(tone, words)))
        .child(provisional)
        .child(cap)
        .child(el("ul").class("verdict__conditions").child(conditions))
        .into_child()
}

fn condition(condition: &ConditionView) -> Element {
    let (tone, words) = match condition.verdict.as_str() {
        "met" => (Tone::Success, t::files::verdict::met()),
        "unmet" => (Tone::Error, t::files::verdict::unmet()),
        _ => (Tone::Warning, t::files::verdict::open()),
    };
    let label = el("p")
        .class("verdict__label")
        .child(condition.label.clone())
        .child(" ")
        .child(status_tag(tone, words));
    let citation = el("p").class("verdict__citation");
    el("li")
        .child(label)
        .child(citation.child(condition.citation.clone()))
}
