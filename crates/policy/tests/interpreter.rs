//! The diagrams against the `cel` interpreter on complete people: two independent evaluators, no difference.
#![cfg(test)]

mod common;

use cel::{Context, Program};
use common::people::{Dice, complete, days, nearly_eligible};
use domain::{Date, Money};
use policy::{
    ConditionVerdict, FactKind, Facts, Pack, Value, Verdict, compile::WrittenCondition, evaluate,
};

const PEOPLE: u64 = 400;

/// A date that never came lies after every real day.
const NEVER: i64 = 3_000_000;

/// The spans of facts.toml: name, fact, and months to a unit.
const SPANS: [(&str, &str, i64); 4] = [
    ("age_on_as_of", "birth_date", 12),
    ("years_since_graduation", "graduated_on", 12),
    (
        "months_since_unemployment_registration",
        "unemployment_registered_on",
        1,
    ),
    (
        "months_since_business_registration",
        "business_registered_on",
        1,
    ),
];

/// A retirement age that rises by month of birth: from `first` on, a month more for every `step` months, `most` at most.
struct Rise {
    name: &'static str,
    years: i32,
    first: (i32, i32),
    step: i32,
    most: i32,
}

const RISES: [Rise; 3] = [
    Rise {
        name: "months_past_retirement_male_60",
        years: 60,
        first: (1965, 1),
        step: 4,
        most: 36,
    },
    Rise {
        name: "months_past_retirement_female_55",
        years: 55,
        first: (1970, 1),
        step: 4,
        most: 36,
    },
    Rise {
        name: "months_past_retirement_female_50",
        years: 50,
        first: (1975, 1),
        step: 2,
        most: 60,
    },
];

impl Rise {
    fn day(&self, born: Date) -> Date {
        let month = |(year, month): (i32, i32)| 12 * year + month;
        let late = month((born.year(), born.month())) - month(self.first);
        let more = (late / self.step + 1).min(self.most) * i32::from(late >= 0);
        born.add_months(12 * self.years + more)
    }
}

fn months_between(from: Date, until: Date) -> i64 {
    let months = (until.year() - from.year()) * 12 + until.month() - from.month();
    i64::from(months - i32::from(until.day() < from.day()))
}

/// The interpreter's view of a person: the same numbers, worked out here and not by the evaluator.
fn bind<'a>(
    pack: &Pack,
    facts: &Facts,
    as_of: Date,
    written: &WrittenCondition,
) -> Context<'a, 'a> {
    let mut context = Context::default();
    for spec in pack.facts() {
        let id = spec.id.to_string();
        let bound = match (spec.kind, facts.get(&spec.id).unwrap()) {
            (FactKind::Bool, Value::Bool(value)) => context.add_variable(id, *value),
            (FactKind::Int, Value::Int(value)) => context.add_variable(id, *value),
            (FactKind::Money, Value::Text(yuan)) => {
                context.add_variable(id, Money::parse_yuan(yuan).unwrap().fen())
            }
            (FactKind::Date, Value::Text(text)) => {
                let date = Date::parse_iso(text);
                for rise in RISES.iter().filter(|_| id == "birth_date") {
                    let past = date.map_or(-NEVER, |born| months_between(rise.day(born), as_of));
                    context.add_variable(rise.name, past).unwrap();
                }
                if id == "business_registered_on" {
                    let month = |date: Date| i64::from(12 * date.year() + date.month());
                    let since = date.map_or(-NEVER, |date| month(as_of) - month(date));
                    let name = "calendar_months_since_business_registration";
                    context.add_variable(name, since).unwrap();
                }
                for (name, _, months) in SPANS.iter().filter(|(_, fact, _)| *fact == id) {
                    let span = date.map_or(-NEVER, |date| months_between(date, as_of));
                    context
                        .add_variable(*name, span.div_euclid(*months))
                        .unwrap();
                }
                let epoch = Date::new(1970, 1, 1).unwrap();
                let day = date.map_or(NEVER, |date| i64::from(epoch.days_until(date)));
                context.add_variable(id, day)
            }
            (FactKind::Choice, Value::Text(option)) => context.add_variable(id, option.clone()),
            (FactKind::Set, Value::Set(options)) => context.add_variable(id, options.clone()),
            other => panic!("{id}: {other:?}"),
        };
        bound.unwrap();
    }
    context.add_variable("never", NEVER).unwrap();
    for (name, value) in &written.parameters {
        context.add_variable(name.clone(), *value).unwrap();
    }
    context
}

#[test]
fn diagrams_and_interpreter_agree() {
    let pack = common::pack();
    let written = policy::compile::written_conditions(&common::sources()).unwrap();
    let programs: Vec<_> = written
        .iter()
        .map(|w| (w, Program::compile(&w.expression).unwrap()))
        .collect();
    let mut seen = [0, 0];
    for seed in 0..PEOPLE {
        let mut dice = Dice::new(seed);
        let as_of = dice.pick(&days());
        let person = if seed % 2 == 0 {
            complete
        } else {
            nearly_eligible
        };
        let facts = person(pack, as_of, &mut dice);
        for programme in pack.programmes() {
            let found = evaluate(pack, &programme.id, as_of, &facts).unwrap();
            let Some(version) = &found.version else {
                continue;
            };
            let mut all = true;
            for condition in &found.conditions {
                let (written, program) = programs
                    .iter()
                    .find(|(w, _)| {
                        programme.id == w.programme.as_str()
                            && *version == w.version.as_str()
                            && condition.id == w.condition.as_str()
                    })
                    .unwrap();
                let answer = program
                    .execute(&bind(pack, &facts, as_of, written))
                    .unwrap();
                let holds = answer == cel::Value::Bool(true);
                let expected = if holds {
                    ConditionVerdict::Met
                } else {
                    ConditionVerdict::Unmet
                };
                assert_eq!(
                    condition.verdict, expected,
                    "{} of {version} for {facts:?} on {as_of}",
                    condition.id
                );
                all &= holds;
            }
            assert_eq!(
                found.verdict,
                if all {
                    Verdict::Eligible
                } else {
                    Verdict::NotEligible
                },
                "{facts:?} on {as_of}"
            );
            seen[usize::from(all)] += 1;
        }
    }
    assert!(
        seen[0] > 50 && seen[1] > 50,
        "both verdicts must occur often: {seen:?}"
    );
}
