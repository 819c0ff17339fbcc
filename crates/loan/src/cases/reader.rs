//! Reading a JSON object key by key, gathering every mistake.

use domain::{Date, Money};
use serde_json::{Map, Value};

use super::Mistake;
use crate::rate::{Rate, RateError};

/// One object that is being read.
pub(super) struct Reader<'a> {
    object: Option<&'a Map<String, Value>>,
    at: String,
    known: Vec<&'static str>,
    mistakes: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(value: &'a Value, at: &str) -> Self {
        let mut reader = Self {
            object: value.as_object(),
            at: at.to_owned(),
            known: Vec::new(),
            mistakes: Vec::new(),
        };
        if reader.object.is_none() {
            let pointer = at.to_owned();
            reader.mistakes.push(Mistake {
                pointer,
                advice: "write an object with its keys in braces".to_owned(),
            });
        }
        reader
    }

    /// What is wrong, with the keys nobody asked for.
    pub(super) fn finish(mut self, ignored: &[&str]) -> Vec<Mistake> {
        let keys = self.object.into_iter().flat_map(Map::keys);
        let unknown: Vec<String> = keys
            .filter(|key| !self.known.contains(&key.as_str()) && !ignored.contains(&key.as_str()))
            .cloned()
            .collect();
        for key in unknown {
            let advice = format!(
                "is not known here; leave it out, or write one of {}",
                self.known.join(", ")
            );
            self.refuse(&key, advice);
        }
        self.mistakes
    }

    pub(super) fn refuse(&mut self, key: &str, advice: impl Into<String>) {
        // JSON pointer, RFC 6901.
        let key = key.replace('~', "~0").replace('/', "~1");
        self.mistakes.push(Mistake {
            pointer: format!("{}/{key}", self.at),
            advice: advice.into(),
        });
    }

    /// Where this object stands.
    pub(super) fn place(&self) -> &str {
        &self.at
    }

    pub(super) fn take_over(&mut self, mistakes: Vec<Mistake>) {
        self.mistakes.extend(mistakes);
    }

    /// What stands at a key; null is nothing.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        self.object?.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.object
            .and_then(|object| object.get(key))
            .is_some_and(|value| !value.is_null())
    }

    /// Says that a key must be there, unless the object is none and says so already.
    pub(super) fn require<T>(
        &mut self,
        key: &'static str,
        found: Option<T>,
        advice: &str,
    ) -> Option<T> {
        if found.is_none() && self.object.is_some() && !self.has(key) {
            self.refuse(key, format!("is missing; {advice}"));
        }
        found
    }

    fn text(&mut self, key: &'static str, advice: &str) -> Option<&'a str> {
        let value = self.value(key)?;
        let text = value.as_str();
        if text.is_none() {
            self.refuse(key, format!("is no text; {advice}"));
        }
        text
    }

    pub(super) fn money(&mut self, key: &'static str) -> Option<Money> {
        const ADVICE: &str = "write yuan in quotes, such as \"200000.00\"";
        let text = self.text(key, ADVICE)?;
        match Money::parse_yuan(text) {
            Ok(amount) => Some(amount),
            Err(error) => {
                self.refuse(key, format!("{error}; {ADVICE}"));
                None
            }
        }
    }

    pub(super) fn rate(&mut self, key: &'static str) -> Option<Rate> {
        const ADVICE: &str = "write percent in quotes, such as \"4.60\"";
        let text = self.text(key, ADVICE)?;
        let read = Rate::parse_percent(text);
        if let Err(error) = read {
            let advice = if error == RateError::TooLarge {
                "write at most \"100\""
            } else {
                ADVICE
            };
            self.refuse(key, format!("{error}; {advice}"));
        }
        read.ok()
    }

    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        const ADVICE: &str = "write a day such as \"2026-11-24\"";
        let text = self.text(key, ADVICE)?;
        let date = Date::parse_iso(text);
        if date.is_none() {
            self.refuse(key, format!("is no day of the calendar; {ADVICE}"));
        }
        date
    }

    pub(super) fn whole(&mut self, key: &'static str) -> Option<u32> {
        let value = self.value(key)?;
        let whole = value.as_u64().and_then(|whole| u32::try_from(whole).ok());
        if whole.is_none() {
            self.refuse(key, "write a whole number without quotes, such as 36");
        }
        whole
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let value = self.value(key)?;
        let found = value
            .as_str()
            .and_then(|text| words.iter().find(|(word, _)| *word == text));
        if found.is_none() {
            self.refuse(key, format!("write one of {}", listed(words)));
        }
        found.map(|(_, meaning)| *meaning)
    }
}

/// The words one can write, in quotes.
pub(super) fn listed<T>(words: &[(&str, T)]) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|(word, _)| format!("\"{word}\""))
        .collect();
    words.join(", ")
}
