//! Answers as the numbers the engine compares, turned both ways here and not by the evaluator.

use domain::{Date, Money};
use policy::{FactKind, FactSpec, Facts, NEVER, OPEN, Pack, Value};

fn epoch() -> Date {
    Date::from_unix_ms_shanghai(0)
}

/// The numbers of a person's answers, in the order of the vocabulary; [`OPEN`] where there is none.
pub fn numbers(pack: &Pack, facts: &Facts) -> Vec<i64> {
    let specs = pack.facts().iter();
    specs
        .map(|spec| facts.get(&spec.id).and_then(|value| number(spec, value)))
        .map(|number| number.unwrap_or(OPEN))
        .collect()
}

fn number(spec: &FactSpec, value: &Value) -> Option<i64> {
    let place = |option: &str| spec.options.iter().position(|known| *known == option);
    match (spec.kind, value) {
        (FactKind::Bool, Value::Bool(yes)) => Some(i64::from(*yes)),
        (FactKind::Int, Value::Int(number)) => Some(*number),
        (FactKind::Money, Value::Text(yuan)) => Some(Money::parse_yuan(yuan).ok()?.fen()),
        (FactKind::Date, Value::Text(text)) => Some(match Date::parse_iso(text) {
            Some(date) => i64::from(epoch().days_until(date)),
            None => NEVER,
        }),
        (FactKind::Choice, Value::Text(option)) => i64::try_from(place(option)?).ok(),
        (FactKind::Set, Value::Set(options)) => {
            let bits = options.iter().filter_map(|option| place(option));
            Some(bits.fold(0, |mask, bit| mask | 1 << bit))
        }
        _ => None,
    }
}

/// The answers that numbers stand for.
pub fn told(specs: &[FactSpec], numbers: &[i64]) -> Facts {
    let mut facts = Facts::default();
    for (spec, number) in specs
        .iter()
        .zip(numbers)
        .filter(|(_, number)| **number != OPEN)
    {
        facts.set(&spec.id, answer(spec, *number));
    }
    facts
}

fn answer(spec: &FactSpec, number: i64) -> Value {
    let mut held = spec.options.iter().enumerate();
    match spec.kind {
        FactKind::Bool => Value::Bool(number == 1),
        FactKind::Int => Value::Int(number),
        FactKind::Money => Value::money(Money::from_fen(number)),
        FactKind::Date if number == NEVER => Value::never(),
        FactKind::Date => Value::date(epoch().add_days(i32::try_from(number).unwrap_or(0))),
        FactKind::Choice => {
            let chosen = held.find(|(place, _)| i64::try_from(*place) == Ok(number));
            Value::choice(chosen.map_or("", |(_, option)| option))
        }
        FactKind::Set => Value::set(
            held.filter(|(bit, _)| number >> bit & 1 == 1)
                .map(|(_, option)| &**option),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        people::{Crowd, Dice},
        repository,
    };

    #[test]
    fn both_ways_are_one_another() {
        let pack = repository::pack(&repository::sources().unwrap()).unwrap();
        let crowd = Crowd::on(&pack, repository::day(2026, 11, 24).unwrap());
        for seed in 0..50 {
            let facts = crowd.complete(&mut Dice::new(seed));
            let again = told(pack.facts(), &numbers(&pack, &facts));
            assert_eq!(numbers(&pack, &again), numbers(&pack, &facts));
        }
    }
}
