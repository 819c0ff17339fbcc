//! Every condition with its own verdict, its sentence and its source.

use i18n::t;
use leptos::prelude::*;
use policy::{Citation, ConditionResult, ConditionVerdict, Evaluation, Pack};
use ui::{IconName, StatusTag, Tone};

use super::{
    citations::{TEXT_LANGUAGE, citations},
    words::words,
};

/// The conditions: first what stands in the way, then what is open, then what is met.
pub(super) fn conditions(pack: &Pack, found: &Evaluation) -> AnyView {
    let mut sorted: Vec<&ConditionResult> = found.conditions.iter().collect();
    sorted.sort_by_key(|condition| match condition.verdict {
        ConditionVerdict::Unmet => 0,
        ConditionVerdict::Unknown => 1,
        ConditionVerdict::Met => 2,
    });
    let lines: Vec<AnyView> = sorted
        .into_iter()
        .map(|condition| line(pack, condition))
        .collect();
    view! {
        <h3>{t::eligibility::condition::title()}</h3>
        <ul class="eligibility__conditions">{lines}</ul>
    }
    .into_any()
}

fn line(pack: &Pack, condition: &ConditionResult) -> AnyView {
    let words = words(pack);
    let verdict = (condition.verdict == ConditionVerdict::Met).then_some("met");
    let (tone, icon, label) = match condition.verdict {
        ConditionVerdict::Met => (
            Tone::Success,
            IconName::Check,
            t::eligibility::condition::met(),
        ),
        ConditionVerdict::Unmet => (
            Tone::Error,
            IconName::Cross,
            t::eligibility::condition::unmet(),
        ),
        ConditionVerdict::Unknown => (
            Tone::Info,
            IconName::Info,
            t::eligibility::condition::unknown(),
        ),
    };
    let sentence = match condition.verdict {
        ConditionVerdict::Met => said(words.pass(&condition.words)),
        ConditionVerdict::Unmet => said(words.fail(&condition.words)),
        ConditionVerdict::Unknown => condition.citations.first().map(rule).into_any(),
    };
    let how = (condition.verdict == ConditionVerdict::Unmet).then(|| {
        view! { <p>{words.how(&condition.words).to_owned()}</p> }
    });
    view! {
        <li class="eligibility__condition" data-verdict=verdict>
            <p class="eligibility__condition-head">
                <strong>{words.condition_label(&condition.words).to_owned()}</strong>
                <StatusTag tone=tone label=label icon=icon />
            </p>
            {sentence}
            {how}
            {citations(pack, &condition.citations)}
        </li>
    }
    .into_any()
}

fn said(sentence: &str) -> AnyView {
    view! { <p>{sentence.to_owned()}</p> }.into_any()
}

/// What the text says, for a condition of which nothing can be said yet.
fn rule(citation: &Citation) -> AnyView {
    let clause = citation.clause.to_string();
    view! { <p>{t::eligibility::condition::rule()} <span lang=TEXT_LANGUAGE>{clause}</span></p> }
        .into_any()
}
