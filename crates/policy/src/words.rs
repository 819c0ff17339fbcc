//! The sentences of one language, apart from the rules.

use crate::{Change, Value, order};

/// Sentences by key, in one language. A key that is missing reads as an empty text.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<(String, String)>);

impl Words {
    pub(crate) fn new(mut entries: Vec<(String, String)>) -> Self {
        order::sort(&mut entries, |one, other| one.0 < other.0);
        Self(entries)
    }

    /// The sentence of a key such as `fact/birth_date/question`.
    pub fn text(&self, key: &str) -> &str {
        let found = self.0.binary_search_by(|(id, _)| id.as_str().cmp(key)).ok();
        found
            .and_then(|place| self.0.get(place))
            .map_or("", |(_, text)| text)
    }

    fn under(&self, parts: &[&str]) -> &str {
        self.text(&parts.join("/"))
    }

    /// The question that asks for a fact.
    pub fn question(&self, fact: &str) -> &str {
        self.under(&["fact", fact, "question"])
    }

    /// The help under the question.
    pub fn help(&self, fact: &str) -> &str {
        self.under(&["fact", fact, "help"])
    }

    /// The short name of a fact, for summaries.
    pub fn fact_label(&self, fact: &str) -> &str {
        self.under(&["fact", fact, "label"])
    }

    /// The label of one option of a choice or a set.
    pub fn option(&self, fact: &str, option: &str) -> &str {
        self.under(&["fact", fact, "option", option])
    }

    /// The short name of a condition; `words` is [`ConditionResult::words`](crate::ConditionResult::words).
    pub fn condition_label(&self, words: &str) -> &str {
        self.under(&["condition", words, "label"])
    }

    /// What to say when the condition is met.
    pub fn pass(&self, words: &str) -> &str {
        self.under(&["condition", words, "pass"])
    }

    /// What to say when the condition is not met.
    pub fn fail(&self, words: &str) -> &str {
        self.under(&["condition", words, "fail"])
    }

    /// What the person may do about a condition that is not met.
    pub fn how(&self, words: &str) -> &str {
        self.under(&["condition", words, "how"])
    }

    /// The title of a programme.
    pub fn programme(&self, programme: &str) -> &str {
        self.under(&["programme", programme, "title"])
    }

    /// What a programme gives, in a sentence or two.
    pub fn summary(&self, programme: &str) -> &str {
        self.under(&["programme", programme, "summary"])
    }

    /// What no rule can decide and a person will (the bank's judgement, say).
    pub fn decided_by_person(&self, programme: &str) -> &str {
        self.under(&["programme", programme, "decided_by_person"])
    }

    /// The papers to bring, in order.
    pub fn papers(&self, programme: &str) -> Vec<&str> {
        self.numbered(programme, "paper")
    }

    /// The steps from asking to being paid, with their clocks, in order.
    pub fn steps(&self, programme: &str) -> Vec<&str> {
        self.numbered(programme, "step")
    }

    fn numbered(&self, programme: &str, part: &str) -> Vec<&str> {
        let mut found = Vec::new();
        loop {
            let sentence = self.under(&["programme", programme, part, &found.len().to_string()]);
            if sentence.is_empty() {
                return found;
            }
            found.push(sentence);
        }
    }

    /// Where to ask.
    pub fn office(&self, programme: &str) -> &str {
        self.under(&["programme", programme, "office"])
    }

    /// When claims are taken.
    pub fn window(&self, programme: &str) -> &str {
        self.under(&["programme", programme, "window"])
    }

    /// Who pays the interest under a version.
    pub fn interest(&self, programme: &str, version: &str) -> &str {
        self.under(&["version", programme, version, "interest"])
    }

    /// The longest term and its extension under a version.
    pub fn term(&self, programme: &str, version: &str) -> &str {
        self.under(&["version", programme, version, "term"])
    }

    /// How the amount under a version comes about.
    pub fn amount(&self, programme: &str, version: &str) -> &str {
        self.under(&["version", programme, version, "amount"])
    }

    /// Why a period has no rule: nothing dates one.
    pub fn gap(&self, programme: &str, gap: &str) -> &str {
        self.under(&["gap", programme, gap])
    }

    /// The title of a document.
    pub fn document(&self, document: &str) -> &str {
        self.under(&["document", document, "title"])
    }

    /// The short name of a parameter.
    pub fn parameter(&self, parameter: &str) -> &str {
        self.under(&["parameter", parameter])
    }

    /// What to do to bring a change about: one sentence per option given up or taken up, else the fact's own.
    pub fn change(&self, change: &Change) -> Vec<&str> {
        let mut sentences = Vec::new();
        let moved = |one: &Value, other: &Value| match (one, other) {
            (Value::Set(held), Value::Set(without)) => held
                .iter()
                .filter(|option| !without.contains(option))
                .cloned()
                .collect(),
            _ => Vec::new(),
        };
        for option in moved(&change.from, &change.to)
            .iter()
            .chain(moved(&change.to, &change.from).iter())
        {
            sentences.push(self.under(&["fact", &change.fact, "change", option]));
        }
        sentences.retain(|sentence| !sentence.is_empty());
        if sentences.is_empty() {
            sentences.push(self.under(&["fact", &change.fact, "change"]));
        }
        sentences
    }
}
