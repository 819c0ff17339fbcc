//! What the names in an expression mean: facts, derived spans and a version's parameters.

use std::{cell::RefCell, collections::BTreeMap};

use super::{
    expression::{Expression, Sign},
    formula::Formula,
    source::{CiteSource, Kind, Parsed, ScheduleSource, SpanSource},
};
use crate::{
    day::NEVER,
    quantity::{Quantity, Schedule},
};

/// A sum of quantities and a constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) constant: i64,
    pub(crate) terms: BTreeMap<Quantity, i64>,
}

pub(crate) struct Scope<'a> {
    pub(crate) parsed: &'a Parsed<'a>,
    /// The version's parameters.
    pub(crate) parameters: &'a BTreeMap<String, (i64, CiteSource)>,
    /// The citations of the parameters used so far.
    pub(crate) used: RefCell<Vec<CiteSource>>,
}

type Lower<T> = Result<T, String>;

impl Scope<'_> {
    /// An expression that is true or false.
    pub(crate) fn truth(&self, expression: &Expression) -> Lower<Formula> {
        Ok(match expression {
            Expression::Bool(value) => Formula::Always(*value),
            Expression::Not(inner) => self.truth(inner)?.not(),
            Expression::And(one, other) => Formula::All(vec![self.truth(one)?, self.truth(other)?]),
            Expression::Or(one, other) => Formula::Any(vec![self.truth(one)?, self.truth(other)?]),
            Expression::Compare(sign, one, other) => self.comparison(*sign, one, other)?,
            Expression::In(one, other) => self.membership(one, other)?,
            Expression::Name(name) => match self.fact(name) {
                Some((fact, Kind::Bool)) => Formula::at_least(Quantity::Fact(fact), 1),
                Some(_) => {
                    return Err(format!(
                        "`{name}` is neither true nor false; compare it with something"
                    ));
                }
                None => return Err(self.unknown(name)),
            },
            _ => {
                return Err(
                    "is a number where a condition belongs; compare it with something".into(),
                );
            }
        })
    }

    fn comparison(&self, sign: Sign, one: &Expression, other: &Expression) -> Lower<Formula> {
        match (one, other) {
            (Expression::Name(name), Expression::Text(option))
            | (Expression::Text(option), Expression::Name(name)) => {
                let equal = self.choice(name, option)?;
                match sign {
                    Sign::Equal => Ok(equal),
                    Sign::NotEqual => Ok(equal.not()),
                    _ => Err(format!("`{name}` is a choice; compare it by == or !=")),
                }
            }
            (Expression::Name(name), Expression::Bool(value))
            | (Expression::Bool(value), Expression::Name(name)) => {
                let holds = self.truth(&Expression::Name(name.clone()))?;
                match (sign, value) {
                    (Sign::Equal, true) | (Sign::NotEqual, false) => Ok(holds),
                    (Sign::Equal, false) | (Sign::NotEqual, true) => Ok(holds.not()),
                    _ => Err(format!("`{name}` is true or false; compare it by == or !=")),
                }
            }
            _ => {
                let (one, other) = (self.sum(one)?, self.sum(other)?);
                compare(sign, one.plus(&other, -1)?)
            }
        }
    }

    fn choice(&self, name: &str, option: &str) -> Lower<Formula> {
        match self.fact(name) {
            Some((fact, Kind::Enum)) => {
                let (place, quantity) = (self.option(fact, name, option)?, Quantity::Fact(fact));
                let last = self
                    .parsed
                    .facts
                    .get(fact)
                    .map_or(0, |fact| fact.option.len());
                // The first and the last option need one cut only.
                Ok(if place == 0 {
                    Formula::at_least(quantity, 1).not()
                } else if usize::try_from(place + 1) == Ok(last) {
                    Formula::at_least(quantity, place)
                } else {
                    Formula::exactly(quantity, place)
                })
            }
            Some(_) => Err(format!(
                "`{name}` is no choice and cannot be compared with a text"
            )),
            None => Err(self.unknown(name)),
        }
    }

    fn membership(&self, one: &Expression, other: &Expression) -> Lower<Formula> {
        match (one, other) {
            (Expression::Text(option), Expression::Name(name)) => match self.fact(name) {
                Some((fact, Kind::Set)) => {
                    let bit = u32::try_from(self.option(fact, name, option)?)
                        .map_err(|error| error.to_string())?;
                    Ok(Formula::at_least(Quantity::Bit(fact, bit), 1))
                }
                Some(_) => Err(format!("`{name}` is no set; write {name} == \"{option}\"")),
                None => Err(self.unknown(name)),
            },
            (Expression::Name(name), Expression::List(options)) => {
                let mut any = Vec::new();
                for option in options {
                    let Expression::Text(option) = option else {
                        return Err("the list after `in` holds something else than texts".into());
                    };
                    any.push(self.choice(name, option)?);
                }
                Ok(Formula::Any(any))
            }
            _ => Err("write \"option\" in set_fact, or choice_fact in [\"option\", …]".into()),
        }
    }

    /// An expression that is a number.
    pub(crate) fn sum(&self, expression: &Expression) -> Lower<Sum> {
        match expression {
            Expression::Int(value) => Ok(Sum::constant(*value)),
            Expression::Name(name) => self.number(name),
            Expression::Negate(inner) => Sum::default().plus(&self.sum(inner)?, -1),
            Expression::Add(one, other) => self.sum(one)?.plus(&self.sum(other)?, 1),
            Expression::Subtract(one, other) => self.sum(one)?.plus(&self.sum(other)?, -1),
            Expression::Multiply(one, other) => {
                let (one, other) = (self.sum(one)?, self.sum(other)?);
                if one.terms.is_empty() {
                    Sum::default().plus(&other, one.constant)
                } else if other.terms.is_empty() {
                    Sum::default().plus(&one, other.constant)
                } else {
                    Err("multiplies two facts; multiply by numbers and parameters only".into())
                }
            }
            Expression::Divide(..) => match self.fraction(expression)? {
                (sum, 1) => Ok(sum),
                _ => Err(
                    "divides with a remainder or by a fact; multiply the other side instead".into(),
                ),
            },
            _ => Err("is no number; numbers, number facts, spans and parameters are".into()),
        }
    }

    /// A number with its divisor, in lowest terms: for amounts, which are rounded down once, at the end.
    pub(crate) fn fraction(&self, expression: &Expression) -> Lower<(Sum, i64)> {
        let (sum, by) = match expression {
            Expression::Divide(one, other) => {
                let ((one, by), (other, under)) = (self.fraction(one)?, self.fraction(other)?);
                if other.constant <= 0 || !other.terms.is_empty() {
                    return Err("divides by a fact or by nothing; divide by a number or a parameter above zero".into());
                }
                (
                    Sum::default().plus(&one, under)?,
                    times(by, other.constant)?,
                )
            }
            Expression::Multiply(one, other) => {
                let ((one, by), (other, under)) = (self.fraction(one)?, self.fraction(other)?);
                let product = match (one.terms.is_empty(), other.terms.is_empty()) {
                    (true, _) => Sum::default().plus(&other, one.constant)?,
                    (_, true) => Sum::default().plus(&one, other.constant)?,
                    _ => {
                        return Err(
                            "multiplies two facts; multiply by numbers and parameters only".into(),
                        );
                    }
                };
                (product, times(by, under)?)
            }
            _ => (self.sum(expression)?, 1),
        };
        let shared = sum
            .terms
            .values()
            .fold(by.unsigned_abs(), |shared, factor| {
                gcd(shared, factor.unsigned_abs())
            });
        let shared = i64::try_from(gcd(shared, sum.constant.unsigned_abs()))
            .unwrap_or(1)
            .max(1);
        let mut lowest = sum;
        lowest.constant /= shared;
        lowest
            .terms
            .values_mut()
            .for_each(|factor| *factor /= shared);
        Ok((lowest, by / shared))
    }

    fn number(&self, name: &str) -> Lower<Sum> {
        if name == "never" {
            return Ok(Sum::constant(NEVER));
        }
        if let Some((value, cite)) = self.parameters.get(name) {
            self.used.borrow_mut().push(cite.clone());
            return Ok(Sum::constant(*value));
        }
        if let Some(derived) = self
            .parsed
            .derived
            .iter()
            .find(|derived| derived.id.as_ref() == name)
        {
            let (fact, _) = self
                .fact(derived.fact.as_ref())
                .ok_or_else(|| self.unknown(derived.fact.as_ref()))?;
            let schedule = derived.schedule.as_ref().and_then(|wanted| {
                self.parsed
                    .schedules
                    .iter()
                    .find(|schedule| schedule.id.as_ref() == wanted.as_ref())
            });
            if let Some(schedule) = schedule {
                self.used.borrow_mut().push(schedule.cite.clone());
            }
            return Ok(Sum::of(match (schedule, derived.span) {
                (Some(schedule), _) => Quantity::Past(fact, schedule.read()?),
                (None, SpanSource::Years) => Quantity::Years(fact),
                (None, SpanSource::Months) => Quantity::Months(fact),
                (None, SpanSource::CalendarMonths) => Quantity::Calendar(fact),
            }));
        }
        match self.fact(name) {
            Some((fact, Kind::Int | Kind::Money | Kind::Date)) => Ok(Sum::of(Quantity::Fact(fact))),
            Some(_) => Err(format!("`{name}` is no number")),
            None => Err(self.unknown(name)),
        }
    }

    fn fact(&self, name: &str) -> Option<(usize, Kind)> {
        let place = self
            .parsed
            .facts
            .iter()
            .position(|fact| fact.id.as_ref() == name)?;
        Some((place, self.parsed.facts.get(place)?.kind))
    }

    fn option(&self, fact: usize, name: &str, option: &str) -> Lower<i64> {
        let options = self
            .parsed
            .facts
            .get(fact)
            .map_or(&[][..], |fact| &fact.option);
        let place = options.iter().position(|known| known.id == option);
        place
            .and_then(|place| i64::try_from(place).ok())
            .ok_or_else(|| {
                let known: Vec<_> = options.iter().map(|known| known.id.as_str()).collect();
                format!(
                    "`{name}` has no option \"{option}\"; write one of {}",
                    known.join(", ")
                )
            })
    }

    fn unknown(&self, name: &str) -> String {
        let facts = self
            .parsed
            .facts
            .iter()
            .map(|fact| fact.id.as_ref().as_str());
        let derived = self
            .parsed
            .derived
            .iter()
            .map(|derived| derived.id.as_ref().as_str());
        let parameters = self.parsed.parameters.keys().map(String::as_str);
        let dated = self.parsed.parameters.contains_key(name);
        if dated {
            return format!(
                "parameter `{name}` has no value, or more than one, over this version's days"
            );
        }
        let near = nearest(name, facts.chain(derived).chain(parameters));
        format!("`{name}` is no fact, span or parameter; did you mean `{near}`?")
    }
}

impl Sum {
    fn constant(constant: i64) -> Self {
        Self {
            constant,
            terms: BTreeMap::new(),
        }
    }

    fn of(quantity: Quantity) -> Self {
        Self {
            constant: 0,
            terms: BTreeMap::from([(quantity, 1)]),
        }
    }

    fn plus(mut self, other: &Self, times: i64) -> Lower<Self> {
        let too_large = || "has numbers too large to weigh".to_owned();
        let scaled = |value: i64| value.checked_mul(times).ok_or_else(too_large);
        self.constant = self
            .constant
            .checked_add(scaled(other.constant)?)
            .ok_or_else(too_large)?;
        for (quantity, factor) in &other.terms {
            let slot = self.terms.entry(*quantity).or_default();
            *slot = slot.checked_add(scaled(*factor)?).ok_or_else(too_large)?;
        }
        self.terms.retain(|_, factor| *factor != 0);
        Ok(self)
    }
}

fn times(one: i64, other: i64) -> Lower<i64> {
    one.checked_mul(other)
        .ok_or_else(|| "has numbers too large to weigh".to_owned())
}

impl ScheduleSource {
    /// The schedule as the evaluator keeps it.
    pub(crate) fn read(&self) -> Lower<Schedule> {
        let month = domain::Date::parse_iso(&format!("{}-01", self.first_birth_month.as_ref()));
        let Some(month) = month else {
            return Err(
                "follows a schedule whose first_birth_month is no month; write it like \"1965-01\""
                    .into(),
            );
        };
        if self.base_years < 0 || self.step_months < 1 || self.most_months < 0 {
            return Err(
                "follows a schedule with a negative number, or a step below one month".into(),
            );
        }
        Ok(Schedule {
            base_months: self.base_years * 12,
            first_month: crate::day::month(crate::day::number(month)),
            step: self.step_months,
            most: self.most_months,
        })
    }
}

/// `sum` compared with zero.
fn compare(sign: Sign, sum: Sum) -> Lower<Formula> {
    let mut terms = sum.terms.iter();
    let (quantity, factor) = match (terms.next(), terms.next(), terms.next()) {
        (None, ..) => {
            let ordering = sum.constant;
            return Ok(Formula::Always(match sign {
                Sign::Equal => ordering == 0,
                Sign::NotEqual => ordering != 0,
                Sign::Less => ordering < 0,
                Sign::AtMost => ordering <= 0,
                Sign::Greater => ordering > 0,
                Sign::AtLeast => ordering >= 0,
            }));
        }
        (Some((quantity, factor)), None, _) => (*quantity, *factor),
        (Some((Quantity::Fact(one), a)), Some((Quantity::Fact(other), b)), None) => {
            let divisor = gcd(a.unsigned_abs(), b.unsigned_abs()).max(1);
            let divisor = i64::try_from(divisor).unwrap_or(1);
            (
                Quantity::Linear(
                    *one,
                    (a / divisor) * a.signum(),
                    *other,
                    (b / divisor) * a.signum(),
                ),
                divisor * a.signum(),
            )
        }
        _ => {
            return Err(
                "weighs more than two facts, or spans against facts; split it into conditions"
                    .into(),
            );
        }
    };
    // factor · quantity + constant, against zero.
    let negative = factor < 0;
    let (factor, bound) = (
        factor.abs(),
        if negative {
            sum.constant
        } else {
            -sum.constant
        },
    );
    let sign = match (sign, negative) {
        (Sign::Less, true) => Sign::Greater,
        (Sign::AtMost, true) => Sign::AtLeast,
        (Sign::Greater, true) => Sign::Less,
        (Sign::AtLeast, true) => Sign::AtMost,
        (sign, _) => sign,
    };
    let (floor, exact) = (bound.div_euclid(factor), bound % factor == 0);
    let ceiling = if exact { floor } else { floor + 1 };
    Ok(match sign {
        Sign::AtLeast => Formula::at_least(quantity, ceiling),
        Sign::Greater => Formula::at_least(quantity, floor + 1),
        Sign::Less => Formula::at_least(quantity, ceiling).not(),
        Sign::AtMost => Formula::at_least(quantity, floor + 1).not(),
        Sign::Equal if exact => Formula::exactly(quantity, floor),
        Sign::NotEqual if exact => Formula::exactly(quantity, floor).not(),
        Sign::Equal => Formula::Always(false),
        Sign::NotEqual => Formula::Always(true),
    })
}

fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 {
        one
    } else {
        gcd(other, one % other)
    }
}

/// The known word that a misspelt one most likely means.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> &'a str {
    known
        .min_by_key(|known| distance(known, word))
        .unwrap_or("nothing")
}

/// Letters to change to get from one word to the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, sign) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for (column, known) in other.iter().enumerate() {
            let at = |place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let before = next.last().copied().unwrap_or(usize::MAX - 1);
            next.push(
                (at(column) + usize::from(sign != *known))
                    .min(at(column + 1) + 1)
                    .min(before + 1),
            );
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}
