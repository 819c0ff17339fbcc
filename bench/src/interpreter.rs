//! The rules as the `cel` interpreter reads them: a second evaluator that shares neither diagrams nor cells with ours.

use std::collections::BTreeMap;

use cel::{Context, Program};
use domain::{Date, Money};
use policy::{
    ConditionVerdict, FactKind, FactSpec, Facts, Pack, Rules, Value, Verdict,
    compile::{self, Sources},
};

use crate::{
    Fault,
    people::{Crowd, Dice, days},
    repository::told,
};

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

/// Months by the calendar, whatever the day.
const CALENDAR_SPAN: (&str, &str) = (
    "calendar_months_since_business_registration",
    "business_registered_on",
);

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

/// A condition as it is written.
pub struct Written {
    /// Its id.
    pub id: String,
    /// The facts it names, directly or by a span.
    pub facts: Vec<String>,
    program: Program,
    /// The parameters it names.
    parameters: Vec<(String, i64)>,
}

impl std::fmt::Debug for Written {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} of {:?}", self.id, self.facts)
    }
}

impl Written {
    fn new(pack: &Pack, written: compile::WrittenCondition) -> Result<Self, Fault> {
        let program = Program::compile(&written.expression)
            .map_err(|errors| Fault::new(format!("{}: {errors}", written.condition)))?;
        let named = program.references();
        let parameters = written
            .parameters
            .into_iter()
            .filter(|(name, _)| named.has_variable(name))
            .collect();
        let about = |spec: &FactSpec| {
            let id = &*spec.id;
            let spans = SPANS
                .iter()
                .any(|(name, fact, _)| *fact == id && named.has_variable(name));
            let rises = || RISES.iter().any(|rise| named.has_variable(rise.name));
            named.has_variable(id)
                || spans
                || (id == "birth_date" && rises())
                || (id == CALENDAR_SPAN.1 && named.has_variable(CALENDAR_SPAN.0))
        };
        let facts = pack.facts().iter().filter(|spec| about(spec));
        Ok(Self {
            facts: facts.map(|spec| spec.id.to_string()).collect(),
            id: written.condition,
            parameters,
            program,
        })
    }

    /// What the interpreter says to the person of a scope.
    ///
    /// # Errors
    /// When the expression cannot be worked out, or is neither true nor false.
    pub fn holds(&self, person: &mut Context<'_, '_>) -> Result<bool, Fault> {
        for (name, value) in &self.parameters {
            person.add_variable_from_value(name.as_str(), *value);
        }
        match self.program.execute(person) {
            Ok(cel::Value::Bool(holds)) => Ok(holds),
            other => Err(Fault::new(format!("{}: {other:?}", self.id))),
        }
    }
}

/// Every condition of every version, ready to be interpreted.
pub struct Interpreter {
    root: Context<'static, 'static>,
    /// By programme and version, in reading order.
    rules: BTreeMap<(String, String), Vec<Written>>,
}

impl std::fmt::Debug for Interpreter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rules.fmt(out)
    }
}

impl Interpreter {
    /// Reads the conditions of a folder whose pack is `pack`.
    ///
    /// # Errors
    /// When the folder has mistakes.
    pub fn new(sources: &Sources, pack: &Pack) -> Result<Self, Fault> {
        let mut rules: BTreeMap<_, Vec<Written>> = BTreeMap::new();
        for written in compile::written_conditions(sources).map_err(told)? {
            let key = (written.programme.clone(), written.version.clone());
            rules
                .entry(key)
                .or_default()
                .push(Written::new(pack, written)?);
        }
        let mut root = Context::default();
        root.add_variable_from_value("never", NEVER);
        Ok(Self { root, rules })
    }

    /// The conditions of a version.
    pub fn conditions(&self, programme: &str, version: &str) -> &[Written] {
        let key = (programme.to_owned(), version.to_owned());
        self.rules.get(&key).map_or(&[], Vec::as_slice)
    }

    /// A person's answers as the interpreter sees them: the same numbers, worked out here and not by the evaluator.
    ///
    /// # Errors
    /// When an answer is of another type than its fact.
    pub fn person<'a>(
        &'a self,
        pack: &Pack,
        facts: &Facts,
        as_of: Date,
    ) -> Result<Context<'a, 'static>, Fault> {
        let mut scope = self.root.new_inner_scope();
        for (id, value) in facts.iter() {
            let spec = pack.fact(id).ok_or_else(|| Fault::new(id))?;
            match (spec.kind, value) {
                (FactKind::Bool, Value::Bool(value)) => scope.add_variable_from_value(id, *value),
                (FactKind::Int, Value::Int(value)) => scope.add_variable_from_value(id, *value),
                (FactKind::Money, Value::Text(yuan)) => {
                    let money = Money::parse_yuan(yuan).map_err(|_| Fault::new(yuan))?;
                    scope.add_variable_from_value(id, money.fen());
                }
                (FactKind::Date, Value::Text(text)) => {
                    date(&mut scope, id, Date::parse_iso(text), as_of)
                }
                (FactKind::Choice, Value::Text(option)) => {
                    scope.add_variable_from_value(id, option.clone())
                }
                (FactKind::Set, Value::Set(options)) => {
                    scope.add_variable_from_value(id, options.clone())
                }
                other => return Err(Fault::new(format!("{id}: {other:?}"))),
            }
        }
        Ok(scope)
    }
}

/// A date with every span that is counted from it.
fn date(scope: &mut Context<'_, '_>, id: &str, date: Option<Date>, as_of: Date) {
    let rises = RISES.iter().filter(|_| id == "birth_date");
    for rise in rises {
        let past = date.map_or(-NEVER, |born| months_between(rise.day(born), as_of));
        scope.add_variable_from_value(rise.name, past);
    }
    if id == CALENDAR_SPAN.1 {
        let month = |date: Date| i64::from(12 * date.year() + date.month());
        let since = date.map_or(-NEVER, |date| month(as_of) - month(date));
        scope.add_variable_from_value(CALENDAR_SPAN.0, since);
    }
    for (name, _, months) in SPANS.iter().filter(|(_, fact, _)| *fact == id) {
        let span = date.map_or(-NEVER, |date| months_between(date, as_of));
        scope.add_variable_from_value(*name, span.div_euclid(*months));
    }
    let epoch = Date::from_unix_ms_shanghai(0);
    let day = date.map_or(NEVER, |date| i64::from(epoch.days_until(date)));
    scope.add_variable_from_value(id, day);
}

/// What was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// People.
    pub people: u64,
    /// Single conditions.
    pub conditions: u64,
    /// Programmes to which both said yes.
    pub eligible: u64,
    /// Programmes to which both said no.
    pub not_eligible: u64,
}

/// Asks both about random complete people, every programme, on the days around every change of version.
///
/// # Errors
/// On the first difference.
pub fn compare(sources: &Sources, seeds: std::ops::Range<u64>) -> Result<Compared, Fault> {
    let pack = crate::repository::pack(sources)?;
    let interpreter = Interpreter::new(sources, &pack)?;
    let days = days();
    let known: Vec<(Rules, Crowd<'_>)> = days
        .iter()
        .map(|day| (pack.on(*day), Crowd::on(&pack, *day)))
        .collect();
    let mut compared = Compared::default();
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let Some((rules, crowd)) = known.get(dice.below(known.len())) else {
            continue;
        };
        let facts = crowd.person(seed, &mut dice);
        let mut scope = interpreter.person(&pack, &facts, rules.as_of())?;
        one(&interpreter, rules, &facts, &mut scope, &mut compared)?;
        compared.people += 1;
    }
    Ok(compared)
}

fn one(
    interpreter: &Interpreter,
    rules: &Rules,
    facts: &Facts,
    scope: &mut Context<'_, '_>,
    compared: &mut Compared,
) -> Result<(), Fault> {
    let person = rules.person(facts);
    for (place, programme) in rules.programmes().iter().enumerate() {
        let found = rules.explain(place, &person);
        let Some(version) = &found.version else {
            continue;
        };
        let differs = |what: &str| {
            let on = rules.as_of();
            format!("{what} of {} {version} for {facts:?} on {on}", programme.id)
        };
        let written = interpreter.conditions(&programme.id, version);
        Fault::unless(written.len() == found.conditions.len(), || {
            differs("number")
        })?;
        let mut all = true;
        for (written, condition) in written.iter().zip(&found.conditions) {
            let holds = written.holds(scope)?;
            let expected = match holds {
                true => ConditionVerdict::Met,
                false => ConditionVerdict::Unmet,
            };
            let same = condition.id == written.id.as_str() && condition.verdict == expected;
            Fault::unless(same, || differs(&written.id))?;
            all &= holds;
            compared.conditions += 1;
        }
        let expected = match all {
            true => Verdict::Eligible,
            false => Verdict::NotEligible,
        };
        let same = found.verdict == expected && rules.verdict(place, &person) == expected;
        Fault::unless(same, || differs("verdict"))?;
        compared.eligible += u64::from(all);
        compared.not_eligible += u64::from(!all);
    }
    Ok(())
}
