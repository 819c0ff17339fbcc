//! What a person typed, kept exactly as typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Field;

/// One answer: the text typed or the option chosen, or several options.
///
/// It is *not* a checked value; [`crate::check_field`] says whether it is a good one. A wrong answer is stored too, so
/// that nothing typed is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Text, a date, a number, or one option's code.
    One(String),
    /// The codes of the options ticked.
    Many(Vec<String>),
}

impl Answer {
    /// Bytes held, for limits.
    pub fn len(&self) -> usize {
        match self {
            Self::One(text) => text.len(),
            Self::Many(codes) => codes.iter().map(String::len).sum(),
        }
    }

    /// True when there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::One(text) => text.trim().is_empty(),
            Self::Many(codes) => codes.is_empty(),
        }
    }
}

/// All answers of one application by field id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// The answer's text, trimmed; empty when unanswered or when it is a list.
    pub fn text(&self, field: Field) -> &str {
        match self.0.get(field.id()) {
            Some(Answer::One(text)) => text.trim(),
            _ => "",
        }
    }

    /// The options ticked; empty when unanswered.
    pub fn many(&self, field: Field) -> &[String] {
        match self.0.get(field.id()) {
            Some(Answer::Many(codes)) => codes,
            _ => &[],
        }
    }

    /// The raw answer.
    pub fn get(&self, field: Field) -> Option<&Answer> {
        self.0.get(field.id())
    }

    /// True when the field has an answer that is not blank.
    pub fn has(&self, field: Field) -> bool {
        self.get(field).is_some_and(|answer| !answer.is_empty())
    }

    /// Stores an answer; `None` forgets it.
    pub fn set(&mut self, field: Field, answer: Option<Answer>) {
        match answer {
            Some(answer) => self.0.insert(field.id().to_owned(), answer),
            None => self.0.remove(field.id()),
        };
    }

    /// Stores one text.
    pub fn set_text(&mut self, field: Field, text: impl Into<String>) {
        self.set(field, Some(Answer::One(text.into())));
    }

    /// The answers in field-id order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(id, answer)| (id.as_str(), answer))
    }

    /// True when nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Field, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Field, Answer)>>(answers: I) -> Self {
        Self(
            answers
                .into_iter()
                .map(|(field, answer)| (field.id().to_owned(), answer))
                .collect(),
        )
    }
}
