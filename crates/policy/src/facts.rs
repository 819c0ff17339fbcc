//! What a person has answered, in the form of `facts.json`.

use std::fmt;

use domain::{Date, Money};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
    ser::SerializeMap,
};

/// One answer as it is written: dates, money and choices are texts, and the pack's [`FactSpec`](crate::FactSpec)
/// says which. Not checked by itself: an answer outside its fact's range counts as unanswered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A date (ISO, or `none` for never), an amount in yuan, or the id of a choice.
    Text(String),
    /// The options that hold, in any order.
    Set(Vec<String>),
}

impl Value {
    /// A date.
    ///
    /// ```
    /// let day = domain::Date::new(1990, 1, 1).unwrap();
    /// assert_eq!(policy::Value::date(day), policy::Value::Text("1990-01-01".into()));
    /// ```
    pub fn date(date: Date) -> Self {
        Self::Text(date.to_string())
    }

    /// A date that never came.
    pub fn never() -> Self {
        Self::Text("none".into())
    }

    /// An amount of money.
    ///
    /// ```
    /// assert_eq!(policy::Value::money(domain::Money::from_yuan(50000)), policy::Value::Text("50000.00".into()));
    /// ```
    pub fn money(money: Money) -> Self {
        let mut text = money.to_string();
        text.retain(|sign| sign != ',');
        Self::Text(text)
    }

    /// The id of one option.
    pub fn choice(option: &str) -> Self {
        Self::Text(option.into())
    }

    /// The ids of the options that hold.
    pub fn set<'a>(options: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Set(options.into_iter().map(String::from).collect())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => out.serialize_bool(*value),
            Self::Int(value) => out.serialize_i64(*value),
            Self::Text(value) => out.serialize_str(value),
            Self::Set(value) => value.serialize(out),
        }
    }
}

/// Reads an optional value: `null` means unanswered.
struct Answer(Option<Value>);

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("true, false, a whole number, a text, a list of texts or null")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Answer, E> {
        Ok(Answer(Some(Value::Bool(value))))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Answer, E> {
        Ok(Answer(Some(Value::Int(value))))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Answer, E> {
        Ok(Answer(Some(Value::Int(
            i64::try_from(value).unwrap_or(i64::MAX),
        ))))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Answer, E> {
        Ok(Answer(Some(Value::Text(value.into()))))
    }

    fn visit_unit<E: Error>(self) -> Result<Answer, E> {
        Ok(Answer(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Answer, A::Error> {
        let mut options = Vec::new();
        while let Some(option) = items.next_element::<String>()? {
            options.push(option);
        }
        Ok(Answer(Some(Value::Set(options))))
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(AnswerVisitor)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        Answer::deserialize(input)?
            .0
            .ok_or_else(|| D::Error::custom("null is no value"))
    }
}

/// A person's answers by fact id. What is absent is unanswered. Serialises as `facts.json`, ids in order.
///
/// ```
/// use policy::{Facts, Value};
/// let mut facts = Facts::default();
/// facts.set("in_school", Value::Bool(false));
/// assert_eq!(facts.get("in_school"), Some(&Value::Bool(false)));
/// facts.clear("in_school");
/// assert!(facts.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(String, Value)>);

impl Facts {
    /// The answer to a fact, if there is one.
    pub fn get(&self, fact: &str) -> Option<&Value> {
        let place = self.place(fact).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// Records an answer, replacing an earlier one.
    pub fn set(&mut self, fact: &str, value: Value) {
        match self.place(fact) {
            Ok(place) => {
                if let Some(slot) = self.0.get_mut(place) {
                    slot.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (fact.into(), value)),
        }
    }

    /// Forgets an answer.
    pub fn clear(&mut self, fact: &str) {
        if let Ok(place) = self.place(fact) {
            self.0.remove(place);
        }
    }

    /// True when nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answers in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(fact, value)| (fact.as_str(), value))
    }

    fn place(&self, fact: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(id, _)| id.as_str().cmp(fact))
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (fact, value) in &self.0 {
            map.serialize_entry(fact, value)?;
        }
        map.end()
    }
}

struct FactsVisitor;

impl<'de> Visitor<'de> for FactsVisitor {
    type Value = Facts;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object of facts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Facts, A::Error> {
        let mut facts = Facts::default();
        while let Some((fact, answer)) = entries.next_entry::<String, Answer>()? {
            if let Some(value) = answer.0 {
                facts.set(&fact, value);
            }
        }
        Ok(facts)
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_map(FactsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_form_of_facts_json() {
        let text = r#"{"b":null,"z":["x","y"],"a":true,"m":"50000.00","n":3}"#;
        let facts: Facts = serde_json::from_str(text).unwrap();
        assert_eq!(facts.get("b"), None);
        assert_eq!(
            serde_json::to_string(&facts).unwrap(),
            r#"{"a":true,"m":"50000.00","n":3,"z":["x","y"]}"#
        );
    }

    #[test]
    fn refuses_what_is_no_answer() {
        for text in [r#"{"a":1.5}"#, r#"{"a":{}}"#, r#"{"a":[1]}"#, "[]"] {
            assert!(serde_json::from_str::<Facts>(text).is_err(), "{text}");
        }
    }
}
