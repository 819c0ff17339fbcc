//! Saving what is typed: on a pause, on leaving a field, on leaving the page, and again when the line comes back.

use super::OpenApplication;
use crate::outbox::{Outbox, Patch, Step};
use account::{Failure, Ready, StorageKey};
use api::ProblemCode;
use gloo_timers::future::TimeoutFuture;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::time::Duration;
use ui::Explain;

/// A pause this long in typing sends what is there.
const PAUSE: Duration = Duration::from_millis(1_500);
/// How long to wait before a failed save is tried again.
const RETRY: Duration = Duration::from_secs(8);
/// How often a save that waits for another looks whether that has ended.
const TURN_MS: u32 = 50;

impl OpenApplication {
    /// Whether its pages are still shown: after a wait, ask this before anything else.
    pub(crate) fn is_open(self) -> bool {
        self.outbox.try_with_untracked(|_| ()).is_some()
    }

    /// Sends everything typed so far and waits for the answer.
    pub(crate) async fn flush(self) -> Result<Ready, Failure> {
        loop {
            match self.outbox.try_update(Outbox::next) {
                None => return Ok(Ready::Gone),
                Some(Step::Idle) => return Ok(Ready::Yes),
                Some(Step::Busy) => TimeoutFuture::new(TURN_MS).await,
                Some(Step::Send { patch, is_repeat }) => self.send(patch, is_repeat).await?,
            }
        }
    }

    /// Sends everything typed so far; how it went is shown beside the question.
    pub(crate) fn save_now(self) {
        let is_due = self
            .outbox
            .try_with_untracked(|outbox| !outbox.unsent().is_empty());
        if is_due == Some(true) {
            spawn_local(async move { drop(self.flush().await) });
        }
    }

    /// Keeps what the server has not received in the browser.
    pub(super) fn keep_unsent(self) {
        let unsent = self.outbox.with_untracked(Outbox::unsent);
        keep(StorageKey::Unsent(self.open.id()), &unsent);
    }

    async fn send(self, patch: Patch, is_repeat: bool) -> Result<(), Failure> {
        let Some(id) = self.open.file.try_with_untracked(|file| file.id.clone()) else {
            return Ok(());
        };
        if !is_repeat {
            self.save.renew();
        }
        let answer = self.save.settle(
            self.open
                .resident
                .save_answers(&id, &patch, &self.save.key())
                .await,
        );
        if !self.is_open() {
            // The page has gone; what arrived must not be sent again by the next.
            if answer.is_ok() {
                forget(StorageKey::Unsent(id), &patch);
            }
            return Ok(());
        }
        match answer {
            Ok(saved) => {
                self.outbox
                    .update(|outbox| outbox.received(saved.saved_at_ms));
                self.keep_unsent();
                self.note_refused(&patch, &saved.errors);
                Ok(())
            }
            Err(failure) => Err(self.not_saved(failure)),
        }
    }

    fn not_saved(self, failure: Failure) -> Failure {
        self.outbox.update(Outbox::failed);
        if failure.is_passing() {
            set_timeout(move || self.save_now(), RETRY);
        } else if failure.is_outdated() || failure.is(ProblemCode::NotFound) {
            self.outbox.update(Outbox::discard);
            self.keep_unsent();
            self.open.reload.try_run(failure.explain());
        }
        // What was typed waits in the browser until the resident has signed in again.
        drop(self.open.session.watch(failure.clone()));
        failure
    }
}

fn keep(key: StorageKey, unsent: &Patch) {
    match serde_json::to_string(unsent) {
        Ok(text) if !unsent.is_empty() => key.write(&text),
        _ => key.remove(),
    }
}

fn forget(key: StorageKey, received: &Patch) {
    let kept = key
        .read()
        .and_then(|text| json::from_str::<Patch>(&text).ok());
    if kept.as_ref() == Some(received) {
        key.remove();
    }
}

/// Saves when typing pauses, when the page is hidden and when the line comes back. Returns what to call after typing.
pub(crate) fn keep_saving(application: OpenApplication) -> Callback<()> {
    let save = move || application.save_now();
    let hidden = window_event_listener_untyped("visibilitychange", move |_| save());
    let online = window_event_listener_untyped("online", move |_| save());
    let pause = StoredValue::new(None::<TimeoutHandle>);
    on_cleanup(move || {
        hidden.remove();
        online.remove();
        if let Some(Some(timer)) = pause.try_get_value() {
            timer.clear();
        }
    });
    save();
    Callback::new(move |()| {
        pause.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = set_timeout_with_handle(save, PAUSE).ok();
        });
    })
}
