//! What the names in an expression mean: facts, derived spans and a version's parameters.

mod comparison;
mod number;
mod spelling;

use std::{cell::RefCell, collections::BTreeMap};

use super::{
    expression::Expression,
    formula::Formula,
    source::{CiteSource, Kind, Parsed},
};
use crate::quantity::Quantity;
pub(crate) use number::Sum;
pub(crate) use spelling::nearest;

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
