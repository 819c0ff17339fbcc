//! Answers on their way, with what this device knows to have stood there before.

use application::Answer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Answers on their way, by field; `None` forgets one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Patch {
    /// Answers by field id.
    #[serde(default)]
    pub(crate) answers: BTreeMap<String, Option<Answer>>,
    /// Why papers are missing, by document kind; each a text. Of the same type as the answers, so that one kind of map does.
    #[serde(default)]
    pub(crate) cannot_supply: BTreeMap<String, Option<Answer>>,
    /// What this device knows to have stood in a field or as `documents/<kind>` before, a list of texts each; the server takes
    /// what is sent only where one of them, or the same, stands there now. Of the same type for the same reason.
    #[serde(default)]
    pub(crate) seen: BTreeMap<String, Option<Answer>>,
}

/// The most texts known of one field; with fewer the server asks once too often, which loses nothing.
const SEEN: usize = 16;

impl Patch {
    /// True when there is nothing to send.
    pub(crate) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.cannot_supply.is_empty()
    }

    /// What it says of a field or `documents/<kind>`, if anything.
    pub(crate) fn get(&self, name: &str) -> Option<&Option<Answer>> {
        match name.strip_prefix("documents/") {
            Some(kind) => self.cannot_supply.get(kind),
            None => self.answers.get(name),
        }
    }

    pub(super) fn put(&mut self, name: &str, answer: Option<Answer>) {
        match name.strip_prefix("documents/") {
            Some(kind) => self.cannot_supply.insert(kind.to_owned(), answer),
            None => self.answers.insert(name.to_owned(), answer),
        };
    }

    /// This patch with what was typed later on top.
    pub(crate) fn under(mut self, later: Self) -> Self {
        self.answers.extend(later.answers);
        self.cannot_supply.extend(later.cannot_supply);
        for (field, seen) in later.seen {
            for text in listed(Some(&seen)) {
                self.note_seen(&field, text);
            }
        }
        self
    }

    /// What it says of one field or `documents/<kind>`; nothing if it says nothing.
    pub(super) fn part(&self, name: &str) -> Self {
        let mut part = Self::default();
        if let Some(answer) = self.get(name) {
            part.put(name, answer.clone());
        }
        if let Some(seen) = self.seen.get(name) {
            part.seen.insert(name.to_owned(), seen.clone());
        }
        part
    }

    /// What it says something of.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.answers.keys().cloned().collect();
        let kinds = self.cannot_supply.keys();
        names.extend(kinds.map(|kind| ["documents/", kind].concat()));
        names
    }

    pub(super) fn note_seen(&mut self, field: &str, text: String) {
        let mut texts = listed(self.seen.get(field));
        if texts.len() < SEEN && !texts.contains(&text) {
            texts.push(text);
        }
        self.seen
            .insert(field.to_owned(), Some(Answer::Many(texts)));
    }

    /// It may have arrived although no answer came, so that all it says may stand there now.
    pub(super) fn after_all(mut self) -> Self {
        for name in self.names() {
            let text = as_seen(self.get(&name).and_then(Option::as_ref));
            self.note_seen(&name, text);
        }
        self
    }
}

pub(super) fn listed(seen: Option<&Option<Answer>>) -> Vec<String> {
    match seen {
        Some(Some(Answer::Many(texts))) => texts.clone(),
        _ => Vec::new(),
    }
}

pub(super) fn as_seen(answer: Option<&Answer>) -> String {
    answer.map(Answer::as_seen).unwrap_or_default()
}
