//! A compiled pack in the parts that travel apart: the rules, and the words of each language.

use serde_json::{Map, Value, json};

use crate::{PackError, canonical_json};

/// One question of a pack as a pack of its own, named by the hash of the whole: a fact, its words, no programme.
///
/// What a browser draws while the rules are on their way. Made by [`Parts::opening`], read as every pack is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// As [`Parts::rules`], of this fact alone.
    pub rules: String,
    /// As [`Parts::words`], of this fact alone.
    pub words: Vec<(String, String)>,
}

/// The parts of one pack, all named by the hash of the whole.
///
/// Made from the stored pack by [`Parts::split`]. [`Pack::from_parts`](crate::Pack::from_parts) reads the rules and
/// [`Pack::add_words`](crate::Pack::add_words) one language; the pack is then the same as the whole read at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// SHA-256 of the whole pack's canonical JSON, in hexadecimal.
    pub hash: String,
    /// Facts, quantities, nodes, programmes, citations, documents, parameters.
    pub rules: String,
    /// The sentences by language (`zh`, `en`).
    pub words: Vec<(String, String)>,
}

impl Parts {
    /// Takes the canonical JSON of a whole pack apart.
    ///
    /// # Errors
    /// When the text is no JSON or has no hash or no words.
    ///
    /// ```
    /// let parts = policy::Parts::split(r#"{"facts":[],"hash":"9f","words":{"zh":{"a":"甲"}}}"#).unwrap();
    /// assert_eq!(parts.rules, r#"{"facts":[],"hash":"9f"}"#);
    /// assert_eq!(parts.words, [("zh".into(), r#"{"hash":"9f","words":{"a":"甲"}}"#.into())]);
    /// ```
    pub fn split(whole: &str) -> Result<Self, PackError> {
        let mut whole: Map<String, Value> =
            serde_json::from_str(whole).map_err(|_| PackError::NotJson)?;
        let Some(Value::Object(languages)) = whole.remove("words") else {
            return Err(PackError::Malformed("words"));
        };
        let Some(Value::String(hash)) = whole.get("hash").cloned() else {
            return Err(PackError::Malformed("hash"));
        };
        let words = languages
            .into_iter()
            .map(|(language, words)| {
                let part = json!({ "hash": hash, "words": words });
                (language, canonical_json(&part))
            })
            .collect();
        Ok(Self {
            hash,
            rules: canonical_json(&Value::Object(whole)),
            words,
        })
    }

    /// The words of one language.
    pub fn words(&self, language: &str) -> Option<&str> {
        let mut all = self.words.iter();
        all.find(|(id, _)| id == language)
            .map(|(_, words)| words.as_str())
    }

    /// One question of this pack; none when it asks for no such fact.
    ///
    /// ```
    /// let whole = r#"{"facts":[{"id":"a"},{"id":"b"}],"hash":"9f","nodes":[[0,1]],
    ///     "words":{"zh":{"fact/a/label":"甲","fact/b/label":"乙"}}}"#;
    /// let opening = policy::Parts::split(whole).unwrap().opening("b").unwrap();
    /// assert_eq!(opening.rules, r#"{"facts":[{"id":"b"}],"hash":"9f","nodes":[]}"#);
    /// assert_eq!(opening.words, [("zh".into(), r#"{"hash":"9f","words":{"fact/b/label":"乙"}}"#.into())]);
    /// ```
    pub fn opening(&self, fact: &str) -> Option<Opening> {
        let mut rules: Map<String, Value> = serde_json::from_str(&self.rules).ok()?;
        for (key, part) in &mut rules {
            if let Value::Array(rows) = part {
                rows.retain(|row| key == "facts" && row.get("id").is_some_and(|id| id == fact));
            }
        }
        let asked = rules.get_mut("facts")?.as_array_mut()?.first_mut()?;
        // A fact that moves together with another one names it by its place, which this pack does not have.
        if let Some(other) = asked.get_mut("moves_with") {
            *other = Value::Null;
        }
        let prefix = format!("fact/{fact}/");
        let words = self.words.iter().filter_map(|(language, part)| {
            let mut part: Value = serde_json::from_str(part).ok()?;
            part.get_mut("words")?
                .as_object_mut()?
                .retain(|key, _| key.starts_with(&prefix));
            Some((language.clone(), canonical_json(&part)))
        });
        Some(Opening {
            words: words.collect(),
            rules: canonical_json(&Value::Object(rules)),
        })
    }
}
