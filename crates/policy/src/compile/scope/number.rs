//! Numbers: facts, spans, parameters, and what is reckoned from them.

use std::collections::BTreeMap;

use super::{Lower, Scope};
use crate::{
    compile::{
        expression::Expression,
        source::{Kind, ScheduleSource, SpanSource},
    },
    day::NEVER,
    quantity::{Quantity, Schedule},
};

/// A sum of quantities and a constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) constant: i64,
    pub(crate) terms: BTreeMap<Quantity, i64>,
}

impl Scope<'_> {
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

    pub(super) fn plus(mut self, other: &Self, times: i64) -> Lower<Self> {
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

pub(super) fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 {
        one
    } else {
        gcd(other, one % other)
    }
}
