//! What a person typed, kept exactly as typed.

use std::collections::BTreeMap;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::Field;

/// One answer: the text typed or the option chosen, or several options.
///
/// It is *not* a checked value; [`crate::check_field`] says whether it is a good one. A wrong answer is stored too, so
/// that nothing typed is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

    /// Its text; of several options, nothing.
    pub fn into_text(self) -> String {
        match self {
            Self::One(text) => text,
            Self::Many(_) => String::new(),
        }
    }

    /// It as one text, options joined by commas: what one device tells another's answer by.
    pub fn as_seen(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Many(codes) => codes.join(","),
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

/// By hand: what serde derives keeps a value of any kind before it looks which it is, which weighs kilobytes in the browser.
impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyAnswer)
    }
}

struct AnyAnswer;

impl<'de> Visitor<'de> for AnyAnswer {
    type Value = Answer;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a text or a list of texts")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::One(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Answer, E> {
        Ok(Answer::One(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Answer, A::Error> {
        let mut codes = Vec::new();
        while let Some(code) = texts.next_element()? {
            codes.push(code);
        }
        Ok(Answer::Many(codes))
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

    /// The whole number answered, in digits of either width; none when it is none.
    ///
    /// ```
    /// use application::{Answers, Field};
    /// let mut answers = Answers::default();
    /// answers.set_text(Field::Partners, " １2 ");
    /// assert_eq!(answers.whole(Field::Partners), Some(12));
    /// answers.set_text(Field::Partners, "三");
    /// assert_eq!(answers.whole(Field::Partners), None);
    /// ```
    pub fn whole(&self, field: Field) -> Option<u32> {
        let half_width = |letter: char| match letter {
            '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            other => other,
        };
        let digits: String = self.text(field).chars().map(half_width).collect();
        digits.parse().ok()
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

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn an_answer_is_a_text_or_a_list_of_texts() {
        let table = [
            (r#""买面粉""#, Some(Answer::One("买面粉".into()))),
            (
                r#"["veteran","graduate"]"#,
                Some(Answer::Many(vec!["veteran".into(), "graduate".into()])),
            ),
            ("[]", Some(Answer::Many(Vec::new()))),
            ("7", None),
            ("true", None),
            ("null", None),
            (r#"{"a":"b"}"#, None),
            ("[1]", None),
        ];
        for (text, expected) in table {
            let read: Option<Answer> = serde_json::from_str(text).ok();
            assert_eq!(read, expected, "{text}");
            if let Some(answer) = expected {
                assert_eq!(serde_json::to_string(&answer).unwrap(), text);
            }
        }
    }
}
