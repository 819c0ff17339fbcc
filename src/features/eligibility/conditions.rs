//! Every condition with its own verdict, its sentence and its source.

use i18n::t;
use leptos::prelude::*;
use policy::{ConditionResult, ConditionVerdict, Evaluation, Pack};
use ui::{IconName, StatusTag, Tone};

use super::{citations::citations, words::words};

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
        ConditionVerdict::Met => words.pass(&condition.words).to_owned(),
        ConditionVerdict::Unmet => words.fail(&condition.words).to_owned(),
        ConditionVerdict::Unknown => t::eligibility::condition::rule(words.fail(&condition.words)),
    };
    let how = (condition.verdict == ConditionVerdict::Unmet).then(|| {
        view! { <p>{words.how(&condition.words).to_owned()}</p> }
    });
    view! {
        <li class="eligibility__condition">
            <p class="eligibility__condition-head">
                <strong>{words.condition_label(&condition.words).to_owned()}</strong>
                <StatusTag tone=tone label=label icon=icon />
            </p>
            <p>{sentence}</p>
            {how}
            {citations(pack, &condition.citations)}
        </li>
    }
    .into_any()
}
