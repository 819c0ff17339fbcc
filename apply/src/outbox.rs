//! What was typed and is not yet received: nothing typed is lost, whatever the network does.

mod patch;

pub(crate) use patch::Patch;

use application::Answer;
use patch::as_seen;
use std::collections::BTreeMap;

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
    /// Send this.
    Send(Patch),
}

/// Typed answers between the control and the server: at most one save under way, the rest waits for the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    waiting: Patch,
    sent: Option<Patch>,
    /// What stands at the server where it was typed elsewhere too, and what was typed here.
    theirs: BTreeMap<String, Option<Answer>>,
    mine: BTreeMap<String, Option<Answer>>,
    saving: Saving,
}

impl Outbox {
    /// An outbox with what an earlier visit to the page could not save.
    pub(crate) fn restored(patch: Patch) -> Self {
        let saving = if patch.is_empty() {
            Saving::Quiet
        } else {
            Saving::Failed
        };
        Self {
            waiting: patch.after_all(),
            saving,
            ..Self::default()
        }
    }

    /// Takes what was typed in a field, or why a paper is missing as `documents/<kind>`, in place of what stood there. Where
    /// two answers stand it waits for the decision.
    pub(crate) fn answer(&mut self, name: &str, answer: Option<Answer>, before: Option<&Answer>) {
        if self.theirs.contains_key(name) {
            self.mine.insert(name.to_owned(), answer);
            return;
        }
        if self.waiting.get(name).is_none() {
            self.waiting.note_seen(name, as_seen(before));
        }
        self.waiting.put(name, answer);
    }

    /// Sends what was typed here, now that somebody has seen what stands at the server.
    pub(crate) fn keep_mine(&mut self, field: &str) {
        if let (Some(theirs), Some(mine)) = (self.theirs.remove(field), self.mine.remove(field)) {
            self.waiting.note_seen(field, as_seen(theirs.as_ref()));
            self.waiting.put(field, mine);
        }
    }

    /// Gives up what was typed here for what stands at the server.
    pub(crate) fn take_theirs(&mut self, field: &str) -> Option<Option<Answer>> {
        self.theirs.remove(field)
    }

    /// What was typed here and what stands at the server, of a field where these are two answers.
    pub(crate) fn two_answers(&self, field: &str) -> Option<(Option<Answer>, Option<Answer>)> {
        let theirs = self.theirs.get(field)?.clone();
        Some((self.mine.get(field).cloned().flatten(), theirs))
    }

    /// The fields of which somebody must decide.
    pub(crate) fn to_decide(&self) -> Vec<String> {
        self.theirs.keys().cloned().collect()
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
        self.sent = Some(patch.clone());
        self.saving = Saving::Sending;
        Step::Send(patch)
    }

    /// The save is durable, but for the fields that were typed elsewhere too.
    pub(crate) fn received(&mut self, at_ms: i64, conflicts: BTreeMap<String, Option<Answer>>) {
        let sent = self.sent.take().unwrap_or_default();
        for (field, theirs) in conflicts {
            // What is being typed there goes with the next save, and is asked about then.
            if self.waiting.get(&field).is_none() {
                let mine = sent.get(&field).cloned().flatten();
                self.mine.insert(field.clone(), mine);
                self.theirs.insert(field, theirs);
            }
        }
        self.saving = Saving::Received(at_ms);
    }

    /// The save did not arrive; it waits again, below what was typed since.
    pub(crate) fn failed(&mut self) {
        if let Some(sent) = self.sent.take() {
            self.waiting = sent.after_all().under(std::mem::take(&mut self.waiting));
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

    /// What must stay on the device of one field or `documents/<kind>`: typed and not received, or waiting for a decision.
    pub(crate) fn to_keep(&self, name: &str) -> Option<Patch> {
        let mut part = self.unsent().part(name);
        if part.is_empty()
            && let Some((mine, _)) = self.two_answers(name)
        {
            part.put(name, mine);
            let nothing = Some(Answer::Many(Vec::new()));
            part.seen.insert(name.to_owned(), nothing);
        }
        (!part.is_empty()).then_some(part)
    }

    /// How the last save went.
    pub(crate) fn saving(&self) -> Saving {
        self.saving
    }
}

#[cfg(test)]
mod tests {
    use super::patch::listed;
    use super::*;

    fn one(text: &str) -> Option<Answer> {
        Some(Answer::One(text.into()))
    }

    fn sent(outbox: &mut Outbox) -> Patch {
        match outbox.next() {
            Step::Send(patch) => patch,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_typed_during_a_save_goes_with_the_next() {
        let mut outbox = Outbox::default();
        assert_eq!(outbox.next(), Step::Idle);
        outbox.answer("purpose", one("买"), None);
        assert_eq!(sent(&mut outbox).answers["purpose"], one("买"));
        outbox.answer("purpose", one("买面粉"), one("买").as_ref());
        assert_eq!(outbox.next(), Step::Busy);
        assert_eq!(outbox.unsent().answers["purpose"], one("买面粉"));
        outbox.received(7, BTreeMap::new());
        assert_eq!(outbox.saving(), Saving::Received(7));
        assert_eq!(sent(&mut outbox).answers["purpose"], one("买面粉"));
        outbox.received(8, BTreeMap::new());
        assert!(outbox.unsent().is_empty());
        assert_eq!(outbox.next(), Step::Idle);
    }

    #[test]
    fn a_failed_save_is_sent_again_whole() {
        let mut outbox = Outbox::default();
        outbox.answer("purpose", one("买面粉"), None);
        outbox.answer("documents/category_proof", one("丢了"), None);
        let first = sent(&mut outbox);
        outbox.failed();
        assert_eq!(outbox.saving(), Saving::Failed);
        let again = sent(&mut outbox);
        assert_eq!(again.answers, first.answers);
        assert_eq!(again.cannot_supply, first.cannot_supply);
    }

    #[test]
    fn more_typed_after_a_failure_makes_another_patch() {
        let mut outbox = Outbox::default();
        outbox.answer("purpose", one("买"), None);
        sent(&mut outbox);
        outbox.answer("purpose", one("买面粉"), one("买").as_ref());
        outbox.failed();
        assert_eq!(sent(&mut outbox).answers["purpose"], one("买面粉"));
    }

    #[test]
    fn a_patch_is_what_the_server_reads() {
        let mut outbox = Outbox::default();
        outbox.answer("purpose", one("买"), None);
        outbox.answer("bank_card", None, one("62").as_ref());
        outbox.answer("documents/category_proof", one("丢了"), None);
        outbox.answer("documents/id_card_front", None, one("脏了").as_ref());
        let text = serde_json::to_string(&outbox.unsent()).unwrap();
        let read: api::application::SaveAnswersRequest = serde_json::from_str(&text).unwrap();
        assert_eq!(read.answers, outbox.unsent().answers);
        assert_eq!(
            (&*read.seen["purpose"], &*read.seen["bank_card"]),
            (&[String::new()][..], &["62".to_owned()][..])
        );
        assert_eq!(read.seen["documents/id_card_front"], ["脏了"]);
        assert_eq!(
            read.cannot_supply["category_proof"].as_deref(),
            Some("丢了")
        );
        assert_eq!(read.cannot_supply["id_card_front"], None);
    }

    #[test]
    fn the_unsent_survive_a_reload() {
        let mut outbox = Outbox::default();
        outbox.answer(
            "categories",
            Some(Answer::Many(vec!["veteran".into()])),
            None,
        );
        outbox.answer("bank_card", None, None);
        outbox.answer("documents/category_proof", one("丢了"), None);
        // One record for each answer, put together again.
        let parts = outbox.unsent().names().into_iter();
        let texts =
            parts.map(|name| serde_json::to_string(&outbox.to_keep(&name).unwrap()).unwrap());
        let kept = texts
            .map(|text| serde_json::from_str::<Patch>(&text).unwrap())
            .fold(Patch::default(), Patch::under);
        let mut restored = Outbox::restored(kept);
        assert_eq!(restored.saving(), Saving::Failed);
        let again = sent(&mut restored);
        assert_eq!(again.answers, outbox.unsent().answers);
        assert_eq!(again.cannot_supply, outbox.unsent().cannot_supply);
    }

    fn seen_of(patch: &Patch, name: &str) -> Vec<String> {
        listed(patch.seen.get(name))
    }

    fn seen(patch: &Patch) -> Vec<String> {
        seen_of(patch, "purpose")
    }

    #[test]
    fn what_may_have_arrived_counts_as_seen() {
        let mut outbox = Outbox::default();
        outbox.answer("purpose", one("一"), one("零").as_ref());
        assert_eq!(seen(&sent(&mut outbox)), ["零"]);
        outbox.failed();
        // Typed on after the failure: the server may have either.
        outbox.answer("purpose", one("二"), one("一").as_ref());
        assert_eq!(seen(&sent(&mut outbox)), ["零", "一"]);
        // And during a save.
        outbox.answer("purpose", one("三"), one("二").as_ref());
        outbox.failed();
        assert_eq!(seen(&sent(&mut outbox)), ["零", "一", "二"]);
        outbox.received(1, BTreeMap::new());
        outbox.answer("purpose", one("四"), one("三").as_ref());
        assert_eq!(seen(&sent(&mut outbox)), ["三"]);
        // A reload forgets which of them was on its way.
        let kept = outbox.to_keep("purpose").unwrap();
        assert_eq!(seen(&sent(&mut Outbox::restored(kept))), ["三", "四"]);
    }

    /// An answer and the reason why a paper is missing are one kind of thing.
    #[test]
    fn where_two_answers_stand_a_person_decides() {
        for name in ["purpose", "documents/category_proof"] {
            decide(name);
        }
    }

    fn decide(name: &str) {
        let said = |patch: &Patch| patch.get(name).cloned().flatten();
        let seen = |patch: &Patch| seen_of(patch, name);
        let refused = || {
            let mut outbox = Outbox::default();
            outbox.answer(name, one("买羊"), None);
            sent(&mut outbox);
            outbox.received(1, BTreeMap::from([(name.into(), one("买牛"))]));
            outbox
        };
        let mut outbox = refused();
        // It is not sent again by itself, and stays on the device.
        assert_eq!(outbox.next(), Step::Idle);
        assert_eq!(said(&outbox.to_keep(name).unwrap()), one("买羊"));
        // Nor does opening the page anew make it overwrite what stands there.
        let kept = Patch::default().under(outbox.to_keep(name).unwrap());
        assert_eq!(seen(&sent(&mut Outbox::restored(kept))), ["买羊"]);
        // Typing on decides nothing.
        outbox.answer(name, one("买羊羔"), one("买羊").as_ref());
        assert_eq!(outbox.next(), Step::Idle);
        assert_eq!(said(&outbox.to_keep(name).unwrap()), one("买羊羔"));
        outbox.keep_mine(name);
        let patch = sent(&mut outbox);
        assert_eq!(
            (said(&patch), seen(&patch)),
            (one("买羊羔"), vec!["买牛".to_owned()])
        );

        let mut outbox = refused();
        assert_eq!(outbox.take_theirs(name), Some(one("买牛")));
        assert_eq!((outbox.next(), outbox.to_keep(name)), (Step::Idle, None));

        // Who goes on typing during the save is asked after the next one.
        let mut outbox = Outbox::default();
        outbox.answer(name, one("买"), None);
        sent(&mut outbox);
        outbox.answer(name, one("买羊"), one("买").as_ref());
        outbox.received(1, BTreeMap::from([(name.into(), one("买牛"))]));
        assert!(outbox.to_decide().is_empty());
        assert_eq!(seen(&sent(&mut outbox)), ["买"]);
    }
}
