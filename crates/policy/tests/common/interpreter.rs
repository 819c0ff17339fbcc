//! Conditions as the `cel` interpreter reads them: a second evaluator that shares nothing with the first.

use cel::{Context, Program};
use domain::{Date, Money};
use policy::{FactKind, Facts, Pack, Value, compile::WrittenCondition};

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

/// The interpreter's view of a person: the same numbers, worked out here and not by the evaluator. What is not answered
/// has no variable, and whoever asks for it fails.
fn bind<'a>(
    pack: &Pack,
    facts: &Facts,
    as_of: Date,
    written: &WrittenCondition,
) -> Context<'a, 'a> {
    let mut context = Context::default();
    for spec in pack.facts() {
        let id = spec.id.to_string();
        let Some(value) = facts.get(&spec.id) else {
            continue;
        };
        let bound = match (spec.kind, value) {
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

/// Every condition of every version, ready to be interpreted.
pub(crate) struct Interpreter(Vec<(WrittenCondition, Program)>);

impl Interpreter {
    pub(crate) fn new() -> Self {
        let written = policy::compile::written_conditions(&super::sources()).unwrap();
        let compiled = written.into_iter().map(|written| {
            let program = Program::compile(&written.expression).unwrap();
            (written, program)
        });
        Self(compiled.collect())
    }

    /// Whether a person meets a condition of a version, by its ids.
    pub(crate) fn holds(
        &self,
        (pack, facts, as_of): (&Pack, &Facts, Date),
        (programme, version, condition): (&str, &str, &str),
    ) -> bool {
        let wanted = |(written, _): &&(WrittenCondition, Program)| {
            written.programme == programme
                && written.version == version
                && written.condition == condition
        };
        let (written, program) = self.0.iter().find(wanted).unwrap();
        let answer = program.execute(&bind(pack, facts, as_of, written)).unwrap();
        answer == cel::Value::Bool(true)
    }
}
