//! What is typed or ticked on a question, and whether it is an answer.

use domain::{Date, Money};
use policy::{FactError, FactKind, FactSpec, Value};

/// The option of a set that says none of the others.
pub(super) const NONE: &str = "none";
const YES: &str = "yes";
const NO: &str = "no";

/// What stands in the control of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// A date, a number, a sum, or the code of what is chosen.
    pub(super) text: String,
    /// What is ticked.
    pub(super) ticked: Vec<String>,
}

impl Typed {
    /// What the control shows for an earlier answer.
    pub(super) fn of(value: Option<&Value>) -> Self {
        let (mut text, mut ticked) = (String::new(), Vec::new());
        match value {
            None => {}
            Some(Value::Bool(holds)) => text = if *holds { YES } else { NO }.to_owned(),
            Some(Value::Int(number)) => text = number.to_string(),
            Some(Value::Text(known)) => text.clone_from(known),
            Some(Value::Set(options)) if options.is_empty() => ticked.push(NONE.to_owned()),
            Some(Value::Set(options)) => ticked.clone_from(options),
        }
        Self { text, ticked }
    }

    /// The answer, or the code of what to do. `latest` is the last day that can have come.
    pub(super) fn check(&self, spec: &FactSpec, latest: Date) -> Result<Value, &'static str> {
        let text = half_width(&self.text);
        let value = match spec.kind {
            FactKind::Set => Value::Set(
                self.ticked
                    .iter()
                    .filter(|option| *option != NONE)
                    .cloned()
                    .collect(),
            ),
            _ if text.is_empty() => return Err("required"),
            FactKind::Bool => Value::Bool(text == YES),
            FactKind::Choice => Value::Text(text),
            FactKind::Int => Value::Int(text.parse().map_err(|_| "whole_number")?),
            FactKind::Money => Value::money(Money::parse_yuan(&text).map_err(|_| "whole_yuan")?),
            FactKind::Date => {
                let day = Date::parse_iso(&text).ok_or("date_unreadable")?;
                if day > latest {
                    return Err("date_in_future");
                }
                Value::date(day)
            }
        };
        spec.check(&value)
            .map_err(|error| problem(spec, &value, error))?;
        Ok(value)
    }
}

fn problem(spec: &FactSpec, value: &Value, error: FactError) -> &'static str {
    match (error, value) {
        (FactError::OutOfRange, Value::Int(number)) if *number < spec.int_range().0 => {
            "number_too_small"
        }
        (FactError::OutOfRange, Value::Int(_)) => "number_too_large",
        (FactError::OutOfRange, _) if spec.kind == FactKind::Money => "number_too_large",
        (FactError::OutOfRange, _) => "date_unreadable",
        _ => "not_an_option",
    }
}

/// Full-width digits as plain ones, without spaces.
fn half_width(typed: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    typed
        .chars()
        .map(plain)
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::eligibility::testing::pack;

    fn typed(text: &str) -> Typed {
        Typed {
            text: text.to_owned(),
            ticked: Vec::new(),
        }
    }

    #[test]
    fn typed_answers_are_judged() {
        let pack = pack();
        let latest = Date::new(2026, 11, 24).unwrap();
        let table = [
            (
                "birth_date",
                "1966-05-03",
                Ok(Value::Text("1966-05-03".into())),
            ),
            ("birth_date", "", Err("required")),
            ("birth_date", "1966-02-30", Err("date_unreadable")),
            ("birth_date", "66-05-03", Err("date_unreadable")),
            ("birth_date", "2026-11-25", Err("date_in_future")),
            ("birth_date", "1066-05-03", Err("date_unreadable")),
            ("in_school", "yes", Ok(Value::Bool(true))),
            ("in_school", "no", Ok(Value::Bool(false))),
            ("in_school", " ", Err("required")),
            ("prior_guaranteed_loans", "０", Ok(Value::Int(0))),
            ("prior_guaranteed_loans", "-1", Err("number_too_small")),
            ("prior_guaranteed_loans", "21", Err("number_too_large")),
            ("prior_guaranteed_loans", "一次", Err("whole_number")),
            (
                "prior_guaranteed_loans",
                "99999999999999999999",
                Err("whole_number"),
            ),
            (
                "consumer_loan_balance",
                "50,000",
                Ok(Value::Text("50000.00".into())),
            ),
            ("consumer_loan_balance", "5万", Err("whole_yuan")),
            (
                "consumer_loan_balance",
                "100000001",
                Err("number_too_large"),
            ),
            ("industry", "trade", Ok(Value::Text("trade".into()))),
            ("industry", "<script>", Err("not_an_option")),
        ];
        for (fact, text, expected) in table {
            assert_eq!(
                typed(text).check(pack.fact(fact).unwrap(), latest),
                expected,
                "{fact} {text:?}"
            );
        }
    }

    #[test]
    fn nothing_ticked_and_none_ticked_are_the_empty_set() {
        let pack = pack();
        let spec = pack.fact("other_loans").unwrap();
        let latest = Date::new(2026, 11, 24).unwrap();
        for ticked in [Vec::new(), vec![NONE.to_owned()]] {
            let typed = Typed {
                ticked,
                ..Typed::default()
            };
            assert_eq!(typed.check(spec, latest), Ok(Value::Set(Vec::new())));
        }
    }

    #[test]
    fn an_earlier_answer_is_shown_and_stays() {
        let pack = pack();
        let latest = Date::new(2026, 11, 24).unwrap();
        let table = [
            ("birth_date", Value::Text("1966-05-03".into())),
            ("in_school", Value::Bool(false)),
            ("employees", Value::Int(12)),
            ("consumer_loan_balance", Value::Text("50000.00".into())),
            ("industry", Value::choice("catering")),
            ("other_loans", Value::set([])),
            ("other_loans", Value::set(["housing", "car"])),
        ];
        for (fact, value) in table {
            let shown = Typed::of(Some(&value));
            assert_eq!(
                shown.check(pack.fact(fact).unwrap(), latest),
                Ok(value),
                "{fact}"
            );
        }
        assert_eq!(Typed::of(None), Typed::default());
    }
}
