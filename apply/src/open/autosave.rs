//! Saving what is typed: on a pause, on leaving a field, on leaving the page, and again when the line comes back.

use super::OpenApplication;
use crate::outbox::{Outbox, Patch, Step};
use account::{Failure, Ready};
use api::ProblemCode;
use client::IdempotencyKey;
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
                Some(Step::Send(patch)) => self.send(patch).await?,
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

    /// The same with the photos that wait, and then hands in what waits to be handed in.
    pub(crate) fn send_now(self) {
        self.save_now();
        if self.handing_in().is_waiting() {
            spawn_local(self.hand_in_again());
        } else {
            spawn_local(async move {
                self.send_photos().await;
            });
        }
    }

    async fn send(self, patch: Patch) -> Result<(), Failure> {
        let Some(id) = self.open.file.try_with_untracked(|file| file.id.clone()) else {
            return Ok(());
        };
        // Sent again it finds its own answers, which change nothing: each try has a key of its own.
        let key = IdempotencyKey::fresh();
        let answer = self.open.resident.save_answers(&id, &patch, &key).await;
        let answer = answer.map_err(Failure::from);
        if !self.is_open() {
            // The page has gone. What arrived is sent again by the next one, and found to stand there.
            return Ok(());
        }
        match answer {
            Ok(saved) => {
                self.outbox
                    .update(|outbox| outbox.received(saved.saved_at_ms, saved.conflicts));
                self.keep_unsent(patch.names());
                self.note_refused(&patch, &saved.errors);
                Ok(())
            }
            Err(failure) => Err(self.not_saved(failure)),
        }
    }

    /// Once, however many saves fail meanwhile: each would go on trying by itself.
    fn try_again_later(self) {
        if self.is_tried_again.try_get_value() == Some(false) {
            self.is_tried_again.set_value(true);
            let again = move || {
                self.is_tried_again.try_set_value(false);
                self.send_now();
            };
            set_timeout(again, RETRY);
        }
    }

    fn not_saved(self, failure: Failure) -> Failure {
        self.outbox.update(Outbox::failed);
        if failure.is_passing() {
            self.try_again_later();
        } else if failure.is(ProblemCode::NotFound) {
            self.outbox.update(Outbox::discard);
            self.forget_unsent();
            self.open.reload.try_run(failure.explain());
        } else if failure.is_outdated() && self.is_kept.get_untracked() {
            // What was typed comes back from the device, to be copied. Where that keeps nothing it stays on the page.
            self.open.reload.try_run(failure.explain());
        }
        drop(self.open.session.watch(failure.clone()));
        failure
    }
}

/// Saves when typing pauses, when the page is hidden and when the line comes back, and hands in what waits for it. Returns
/// what to call after typing.
pub(crate) fn keep_saving(application: OpenApplication) -> Callback<()> {
    let save = move || application.send_now();
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
            *timer = set_timeout_with_handle(move || application.save_now(), PAUSE).ok();
        });
    })
}
