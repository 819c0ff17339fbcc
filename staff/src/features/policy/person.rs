//! A made-up person in plain words: what was answered to which question.

use super::words::{Lexicon, both, day};
use api::policy_desk::{FactOutline, WitnessView};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// A person's answers.
pub(super) type Facts = BTreeMap<String, Value>;

/// The answers as question and answer, in the order questions are asked.
pub(super) fn answers(facts: &Facts, lexicon: &Lexicon) -> Vec<(String, String)> {
    let asked = lexicon.0.facts.iter();
    let mut lines: Vec<(String, String)> = asked
        .filter_map(|fact| Some((both(&fact.label), answer(facts.get(&fact.id)?, fact))))
        .collect();
    // What this pack has no question for is shown as it came.
    for (id, value) in facts {
        if !lexicon.0.facts.iter().any(|fact| fact.id == *id) {
            lines.push((id.clone(), plain(value)));
        }
    }
    lines
}

fn answer(value: &Value, fact: &FactOutline) -> String {
    match (fact.kind.as_str(), value) {
        (_, Value::Bool(true)) => t::common::yes().into(),
        (_, Value::Bool(false)) => t::common::no().into(),
        ("date", Value::String(text)) if text == "none" => t::staff_policy::person::never().into(),
        ("date", Value::String(text)) => day(text),
        ("money", Value::String(text)) => {
            Money::parse_yuan(text).map_or_else(|_| text.clone(), i18n::money_in_words)
        }
        (_, Value::String(code)) => option(fact, code),
        (_, Value::Array(codes)) if codes.is_empty() => t::staff_policy::person::none().into(),
        (_, Value::Array(codes)) => {
            let words: Vec<String> = codes
                .iter()
                .map(|code| {
                    code.as_str()
                        .map_or_else(|| plain(code), |code| option(fact, code))
                })
                .collect();
            words.join(t::staff_file::list_separator())
        }
        _ => plain(value),
    }
}

fn option(fact: &FactOutline, code: &str) -> String {
    let found = fact.options.iter().find(|option| option.id == code);
    found.map_or_else(|| code.to_owned(), |option| both(&option.label))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The person behind a fold: a page of witnesses stays short.
pub(super) fn person(facts: &Facts, lexicon: &Lexicon) -> AnyView {
    let lines: Vec<AnyView> = answers(facts, lexicon)
        .into_iter()
        .map(|(question, answer)| {
            view! { <div class="policy__answer"><dt>{question}</dt><dd>{answer}</dd></div> }
                .into_any()
        })
        .collect();
    view! {
        <details class="policy__person">
            <summary>{t::staff_policy::person::show()}</summary>
            <p class="policy__note">{t::staff_policy::person::made_up()}</p>
            <dl class="policy__answers">{lines}</dl>
        </details>
    }
    .into_any()
}

/// Somebody under both rules, with what it shows.
pub(super) fn witness(
    shows: &'static str,
    programme: &str,
    witness: &WitnessView,
    lexicon: &Lexicon,
) -> AnyView {
    let (before, after) = (
        lexicon.outcome(programme, &witness.before),
        lexicon.outcome(programme, &witness.after),
    );
    view! {
        <li class="policy__witness">
            <p class="policy__strong">{shows}</p>
            <p>{t::staff_policy::person::before(before)}</p>
            <p>{t::staff_policy::person::after(after)}</p>
            {person(&witness.facts, lexicon)}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{super::words::tests::lexicon, *};
    use serde_json::json;

    #[test]
    fn a_person_is_said_in_the_words_of_the_questions() {
        let facts = Facts::from([
            ("dibao".into(), json!(true)),
            ("birth_date".into(), json!("1990-03-08")),
            ("employees".into(), json!(12)),
            ("insurance_paid".into(), json!("3500.50")),
            ("track".into(), json!("male_60")),
            ("categories".into(), json!(["veteran", "graduate"])),
            ("new_fact".into(), json!("x")),
        ]);
        let expected = [
            ("出生日期", "1990年3月8日"),
            ("吃低保", "是"),
            ("职工人数", "12"),
            ("交的社保", "3,500.50 元"),
            ("退休档", "男"),
            ("属于哪类人", "退役军人、毕业生"),
            ("new_fact", "x"),
        ];
        let found = answers(&facts, &lexicon());
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(question, answer)| (question.as_str(), answer.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn never_and_nothing_are_answers() {
        let facts = Facts::from([
            ("birth_date".into(), json!("none")),
            ("categories".into(), json!([])),
        ]);
        let found = answers(&facts, &lexicon());
        assert_eq!(found[0].1, "从来没有");
        assert_eq!(found[1].1, "都不是");
    }
}
