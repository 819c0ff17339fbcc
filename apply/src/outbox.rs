//! What was typed and is not yet received: nothing typed is lost, whatever the network does.

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
}

impl Patch {
    /// True when there is nothing to send.
    pub(crate) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.cannot_supply.is_empty()
    }

    /// Whether it says something of this field or `documents/<kind>`.
    pub(crate) fn names(&self, field: &str) -> bool {
        match field.strip_prefix("documents/") {
            Some(kind) => self.cannot_supply.contains_key(kind),
            None => self.answers.contains_key(field),
        }
    }

    /// This patch with what was typed later on top.
    fn under(mut self, later: Self) -> Self {
        self.answers.extend(later.answers);
        self.cannot_supply.extend(later.cannot_supply);
        self
    }
}

/// How the last save went, as shown beside the question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Saving {
    /// Nothing to say.
    #[default]
    Quiet,
    /// On its way.
    Sending,
    /// Durable since this instant, unix milliseconds.
    Received(i64),
    /// Not received; it will be tried again.
    Failed,
}

/// What to do next about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing waits.
    Idle,
    /// A save is under way; come back.
    Busy,
    /// Send this. `is_repeat` when it is the same patch as the last one that failed, so that the key stays.
    Send {
        /// What to send.
        patch: Patch,
        /// The same patch as the failed one.
        is_repeat: bool,
    },
}

/// Typed answers between the control and the server: at most one save under way, the rest waits for the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    waiting: Patch,
    sent: Option<Patch>,
    failed: Option<Patch>,
    saving: Saving,
}

impl Outbox {
    /// An outbox with what an earlier visit to the page could not save.
    pub(crate) fn restored(patch: Patch) -> Self {
        Self {
            waiting: patch,
            ..Self::default()
        }
    }

    /// Takes what was typed in a field.
    pub(crate) fn answer(&mut self, field: &str, answer: Option<Answer>) {
        self.waiting.answers.insert(field.to_owned(), answer);
    }

    /// Takes the reason for a missing paper.
    pub(crate) fn explain(&mut self, kind: &str, reason: Option<String>) {
        let reason = reason.map(Answer::One);
        self.waiting.cannot_supply.insert(kind.to_owned(), reason);
    }

    /// Begins a save, if one is due and none is under way.
    pub(crate) fn next(&mut self) -> Step {
        if self.sent.is_some() {
            return Step::Busy;
        }
        if self.waiting.is_empty() {
            return Step::Idle;
        }
        let patch = std::mem::take(&mut self.waiting);
        let is_repeat = self.failed.take().is_some_and(|failed| failed == patch);
        self.sent = Some(patch.clone());
        self.saving = Saving::Sending;
        Step::Send { patch, is_repeat }
    }

    /// The save is durable.
    pub(crate) fn received(&mut self, at_ms: i64) {
        self.sent = None;
        self.saving = Saving::Received(at_ms);
    }

    /// The save did not arrive; it waits again, below what was typed since.
    pub(crate) fn failed(&mut self) {
        if let Some(sent) = self.sent.take() {
            self.failed = Some(sent.clone());
            self.waiting = sent.under(std::mem::take(&mut self.waiting));
        }
        self.saving = Saving::Failed;
    }

    /// Gives up what the server will never take.
    pub(crate) fn discard(&mut self) {
        *self = Self::default();
    }

    /// Everything not yet received: what the browser keeps until it is.
    pub(crate) fn unsent(&self) -> Patch {
        self.sent
            .clone()
            .unwrap_or_default()
            .under(self.waiting.clone())
    }

    /// How the last save went.
    pub(crate) fn saving(&self) -> Saving {
        self.saving
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<Answer> {
        Some(Answer::One(text.into()))
    }

    fn sent(outbox: &mut Outbox) -> (Patch, bool) {
        match outbox.next() {
            Step::Send { patch, is_repeat } => (patch, is_repeat),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_typed_during_a_save_goes_with_the_next() {
        let mut outbox = Outbox::default();
        assert_eq!(outbox.next(), Step::Idle);
        outbox.answer("purpose", one("买"));
        assert_eq!(sent(&mut outbox).0.answers["purpose"], one("买"));
        outbox.answer("purpose", one("买面粉"));
        assert_eq!(outbox.next(), Step::Busy);
        assert_eq!(outbox.unsent().answers["purpose"], one("买面粉"));
        outbox.received(7);
        assert_eq!(outbox.saving(), Saving::Received(7));
        assert_eq!(sent(&mut outbox).0.answers["purpose"], one("买面粉"));
        outbox.received(8);
        assert!(outbox.unsent().is_empty());
        assert_eq!(outbox.next(), Step::Idle);
    }

    #[test]
    fn a_failed_save_is_sent_again_whole() {
        let mut outbox = Outbox::default();
        outbox.answer("purpose", one("买面粉"));
        outbox.explain("category_proof", Some("丢了".into()));
        let (first, is_repeat) = sent(&mut outbox);
        assert!(!is_repeat);
        outbox.failed();
        assert_eq!(outbox.saving(), Saving::Failed);
        assert_eq!(outbox.unsent(), first);
        assert_eq!(sent(&mut outbox), (first, true));
    }

    #[test]
    fn more_typed_after_a_failure_makes_another_patch() {
        let mut outbox = Outbox::default();
        outbox.answer("purpose", one("买"));
        sent(&mut outbox);
        outbox.answer("purpose", one("买面粉"));
        outbox.failed();
        let (patch, is_repeat) = sent(&mut outbox);
        assert_eq!(
            (patch.answers["purpose"].clone(), is_repeat),
            (one("买面粉"), false)
        );
    }

    #[test]
    fn a_patch_is_what_the_server_reads() {
        let mut outbox = Outbox::default();
        outbox.answer("purpose", one("买"));
        outbox.answer("bank_card", None);
        outbox.explain("category_proof", Some("丢了".into()));
        outbox.explain("id_card_front", None);
        let text = serde_json::to_string(&outbox.unsent()).unwrap();
        let read: api::application::SaveAnswersRequest = serde_json::from_str(&text).unwrap();
        assert_eq!(read.answers, outbox.unsent().answers);
        assert_eq!(
            read.cannot_supply["category_proof"].as_deref(),
            Some("丢了")
        );
        assert_eq!(read.cannot_supply["id_card_front"], None);
    }

    #[test]
    fn the_unsent_survive_a_reload() {
        let mut outbox = Outbox::default();
        outbox.answer("categories", Some(Answer::Many(vec!["veteran".into()])));
        outbox.answer("bank_card", None);
        let text = serde_json::to_string(&outbox.unsent()).unwrap();
        let mut restored = Outbox::restored(serde_json::from_str(&text).unwrap());
        assert_eq!(sent(&mut restored).0, outbox.unsent());
    }
}
