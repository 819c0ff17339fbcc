//! The pack's words and answers, as they are read.

use domain::{Date, Money};
use i18n::{Language, t};
use policy::{FactKind, FactSpec, Pack, Value, Words};
use ui::Text;

/// The pack's words in the language of the page; a pack without them says nothing.
pub(super) fn words(pack: &Pack) -> &Words {
    static NONE: std::sync::OnceLock<Words> = std::sync::OnceLock::new();
    pack.words(language_of_words())
        .unwrap_or_else(|| NONE.get_or_init(Words::default))
}

/// The language of the page as the pack names it.
pub(super) fn language_of_words() -> &'static str {
    match i18n::language() {
        Language::Chinese => "zh",
        Language::English => "en",
    }
}

/// An answer as it is read.
pub(super) fn answer(words: &Words, spec: &FactSpec, value: &Value) -> Text {
    match value {
        Value::Bool(true) => t::common::yes().into(),
        Value::Bool(false) => t::common::no().into(),
        Value::Int(number) => i18n::number(*number).into(),
        Value::Set(options) if options.is_empty() => t::eligibility::none_of_them().into(),
        Value::Set(options) => {
            let names: Vec<&str> = options
                .iter()
                .map(|option| words.option(&spec.id, option))
                .collect();
            names.join(t::eligibility::separator()).into()
        }
        Value::Text(text) => match spec.kind {
            FactKind::Date => Date::parse_iso(text)
                .map_or(t::eligibility::never().into(), |day| i18n::date(day).into()),
            FactKind::Money => Money::parse_yuan(text)
                .map_or(text.clone(), i18n::money_in_words)
                .into(),
            _ => words.option(&spec.id, text).to_owned().into(),
        },
    }
}

/// A span of days, open at either end.
pub(super) fn span(from: Option<Date>, until: Option<Date>) -> String {
    match (from.map(i18n::date), until.map(i18n::date)) {
        (Some(from), Some(until)) => t::eligibility::span::both(from, until),
        (Some(from), None) => t::eligibility::span::from(from),
        (None, Some(until)) => t::eligibility::span::until(until),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::eligibility::testing::pack;

    #[test]
    fn answers_are_read_back() {
        let pack = pack();
        let table = [
            (
                "birth_date",
                Value::Text("1966-05-03".into()),
                "1966年5月3日",
            ),
            ("birth_date", Value::never(), "没有过"),
            ("in_school", Value::Bool(false), "否"),
            ("employees", Value::Int(1200), "1,200"),
            (
                "consumer_loan_balance",
                Value::Text("50000.00".into()),
                "5 万元",
            ),
            ("industry", Value::choice("catering"), "餐饮、住宿"),
            ("other_loans", Value::set([]), "都没有"),
            (
                "other_loans",
                Value::set(["housing", "car"]),
                "买房贷款、买车贷款",
            ),
        ];
        for (fact, value, expected) in table {
            assert_eq!(
                answer(words(pack), pack.fact(fact).unwrap(), &value),
                expected,
                "{fact}"
            );
        }
    }

    #[test]
    fn every_question_and_option_has_words() {
        let pack = pack();
        for spec in pack.facts() {
            assert!(
                !words(pack).question(&spec.id).is_empty()
                    && !words(pack).fact_label(&spec.id).is_empty(),
                "{}",
                &*spec.id
            );
            for option in &spec.options {
                assert!(
                    !words(pack).option(&spec.id, option).is_empty(),
                    "{} {}",
                    &*spec.id,
                    &**option
                );
            }
        }
    }
}
