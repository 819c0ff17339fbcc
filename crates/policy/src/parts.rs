//! A compiled pack in the parts that travel apart: the rules, and the words of each language.

use serde_json::{Map, Value, json};

use crate::{PackError, canonical_json};

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
}
