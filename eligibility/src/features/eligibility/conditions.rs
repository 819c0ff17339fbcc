//! Every condition with its own verdict, its sentence and its source.

use i18n::t;
use leptos::prelude::AnyView;
use policy::{Citation, ConditionResult, ConditionVerdict, Evaluation, Pack};
use ui::{
    Tone,
    element::{Element, IntoChild, el},
    status_tag,
};

use super::{
    citations::{citations, clause},
    words::words,
};

/// The conditions: first what stands in the way, then what is open, then what is met.
pub(super) fn conditions(pack: &Pack, found: &Evaluation) -> Element {
    let mut sorted: Vec<&ConditionResult> = found.conditions.iter().collect();
    sorted.sort_by_key(|condition| match condition.verdict {
        ConditionVerdict::Unmet => 0,
        ConditionVerdict::Unknown => 1,
        ConditionVerdict::Met => 2,
    });
    let lines: Vec<Element> = sorted
        .into_iter()
        .map(|condition| line(pack, condition))
        .collect();
    el("section")
        .child(el("h2").child(t::eligibility::condition::title()))
        .child(el("ul").class("eligibility__conditions").child(lines))
}

fn line(pack: &Pack, condition: &ConditionResult) -> Element {
    let words = words(pack);
    let key = &condition.words;
    let (tone, label) = match condition.verdict {
        ConditionVerdict::Met => (Tone::Success, t::eligibility::condition::met()),
        ConditionVerdict::Unmet => (Tone::Error, t::eligibility::condition::unmet()),
        ConditionVerdict::Unknown => (Tone::Info, t::eligibility::condition::unknown()),
    };
    let said: Vec<AnyView> = match condition.verdict {
        ConditionVerdict::Met => vec![sentence(words.pass(key))],
        ConditionVerdict::Unmet => vec![sentence(words.fail(key)), sentence(words.how(key))],
        ConditionVerdict::Unknown => vec![condition.citations.first().map(rule).into_child()],
    };
    let head = el("p")
        .class("eligibility__condition-head")
        .child(el("strong").child(words.condition_label(key).to_owned()))
        .child(status_tag(tone, label));
    let is_met = condition.verdict == ConditionVerdict::Met;
    el("li")
        .class("eligibility__condition")
        .attr("data-verdict", is_met.then_some("met"))
        .child(head)
        .child(said)
        .child(citations(pack, &condition.citations))
}

fn sentence(text: &str) -> AnyView {
    (!text.is_empty())
        .then(|| el("p").child(text.to_owned()))
        .into_child()
}

/// What the text says, for a condition of which nothing can be said yet.
fn rule(citation: &Citation) -> Element {
    el("p")
        .child(t::eligibility::condition::rule())
        .child(" ")
        .child(clause("span", citation))
}
