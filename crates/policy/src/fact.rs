//! The vocabulary: what may be asked of a person, and which answers are possible.

use domain::{Date, Money};
use thiserror::Error;

use crate::{Facts, Name, Value, day, day::NEVER};

/// The type of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// An amount, in yuan with two decimals.
    Money,
    /// A day.
    Date,
    /// One of several options.
    Choice,
    /// Any number of options.
    Set,
}

/// Whether a person can do anything about a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// By an act of their own.
    Now,
    /// Only time does it.
    WithTime,
    /// Nothing does.
    Never,
}

/// One fact of the vocabulary. Made by reading a pack.
#[derive(Clone, Debug)]
pub struct FactSpec {
    /// The id used in `facts.json`.
    pub id: Name,
    /// The type.
    pub kind: FactKind,
    /// Ids of the options of a choice or a set.
    pub options: Vec<Name>,
    /// True for a date that may never have come (`none`).
    pub may_be_never: bool,
    /// Who can confirm it: `self`, `document` or `data_match`.
    pub confirmed_by: Name,
    /// Whether the person can change it.
    pub change: ChangeKind,
    pub(crate) min: i64,
    pub(crate) max: i64,
    /// May grow (a number rises, a no becomes a yes).
    pub(crate) rises: bool,
    /// May shrink (a number falls, a yes becomes a no).
    pub(crate) falls: bool,
    /// Options that a person can take up.
    pub(crate) gains: i64,
    /// Options that a person can give up.
    pub(crate) sheds: i64,
    /// The effort of changing it, to order the alternatives.
    pub(crate) effort: u32,
    /// Another fact that grows by the same number (hiring one person is also one more employee).
    pub(crate) moves_with: Option<usize>,
}

/// Why an answer cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FactError {
    /// No such fact in the pack.
    #[error("no such fact")]
    UnknownFact,
    /// A number where a date belongs, and the like.
    #[error("the answer has another type than the fact")]
    WrongType,
    /// No such option.
    #[error("no such option")]
    UnknownOption,
    /// Not a date or not an amount.
    #[error("the answer cannot be read")]
    Unreadable,
    /// Outside the range that a person can have.
    #[error("the answer is out of range")]
    OutOfRange,
}

impl FactError {
    /// The problem code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownFact => "fact_unknown",
            Self::WrongType => "fact_wrong_type",
            Self::UnknownOption => "fact_unknown_option",
            Self::Unreadable => "fact_unreadable",
            Self::OutOfRange => "fact_out_of_range",
        }
    }
}

impl FactSpec {
    /// Smallest and largest whole number, for a fact of kind [`FactKind::Int`].
    pub fn int_range(&self) -> (i64, i64) {
        (self.min, self.max)
    }

    /// Smallest and largest number an answer is compared as; a date that never came lies beyond. See
    /// [`Person`](crate::Person) for what the numbers mean.
    pub fn number_range(&self) -> (i64, i64) {
        (self.min, self.max)
    }

    /// First and last day, for a fact of kind [`FactKind::Date`].
    pub fn date_range(&self) -> Option<(Date, Date)> {
        Some((day::date(self.min)?, day::date(self.max)?))
    }

    /// Smallest and largest amount, for a fact of kind [`FactKind::Money`].
    pub fn money_range(&self) -> (Money, Money) {
        (Money::from_fen(self.min), Money::from_fen(self.max))
    }

    /// Checks one answer.
    ///
    /// # Errors
    /// When no person can have this answer.
    pub fn check(&self, value: &Value) -> Result<(), FactError> {
        self.encode(value).map(|_| ())
    }

    /// The largest number an answer can be encoded as.
    pub(crate) fn ceiling(&self) -> i64 {
        if self.may_be_never { NEVER } else { self.max }
    }

    /// True for a number that is an answer.
    #[cfg(feature = "compile")]
    pub(crate) fn holds(&self, number: i64) -> bool {
        (self.min..=self.max).contains(&number) || (self.may_be_never && number == NEVER)
    }

    /// The answer as the number that diagrams compare.
    pub(crate) fn encode(&self, value: &Value) -> Result<i64, FactError> {
        let number = match (self.kind, value) {
            (FactKind::Bool, Value::Bool(value)) => i64::from(*value),
            (FactKind::Int, Value::Int(value)) => *value,
            (FactKind::Money, Value::Text(text)) => Money::parse_yuan(text)
                .map_err(|_| FactError::Unreadable)?
                .fen(),
            (FactKind::Date, Value::Text(text)) if text == "none" && self.may_be_never => {
                return Ok(NEVER);
            }
            (FactKind::Date, Value::Text(text)) => {
                day::number(Date::parse_iso(text).ok_or(FactError::Unreadable)?)
            }
            (FactKind::Choice, Value::Text(option)) => self.option(option)?,
            (FactKind::Set, Value::Set(options)) => {
                let mut mask = 0;
                for option in options {
                    mask |= 1 << self.option(option)?;
                }
                mask
            }
            _ => return Err(FactError::WrongType),
        };
        if number < self.min || number > self.max {
            return Err(FactError::OutOfRange);
        }
        Ok(number)
    }

    /// The number back as an answer.
    pub(crate) fn decode(&self, number: i64) -> Value {
        match self.kind {
            FactKind::Bool => Value::Bool(number != 0),
            FactKind::Int => Value::Int(number),
            FactKind::Money => Value::money(Money::from_fen(number)),
            FactKind::Date => day::date(number)
                .filter(|_| number < NEVER)
                .map_or_else(Value::never, Value::date),
            FactKind::Choice => Value::choice(
                usize::try_from(number)
                    .ok()
                    .and_then(|place| self.options.get(place))
                    .map_or("", |option| option),
            ),
            FactKind::Set => Value::set(
                self.options
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| (number >> bit) & 1 == 1)
                    .map(|(_, option)| &**option),
            ),
        }
    }

    fn option(&self, id: &str) -> Result<i64, FactError> {
        let place = self
            .options
            .iter()
            .position(|option| *option == id)
            .ok_or(FactError::UnknownOption)?;
        i64::try_from(place).map_err(|_| FactError::UnknownOption)
    }
}

/// Every answer of `facts` that the vocabulary cannot use.
pub(crate) fn problems(specs: &[FactSpec], facts: &Facts) -> Vec<(String, FactError)> {
    let mut found = Vec::new();
    for (id, value) in facts.iter() {
        let outcome = match specs.iter().find(|spec| spec.id == id) {
            Some(spec) => spec.check(value),
            None => Err(FactError::UnknownFact),
        };
        if let Err(error) = outcome {
            found.push((id.to_owned(), error));
        }
    }
    found
}
