//! Handing in: the press is kept on the device with its key before it is sent, so that it happens once whatever comes
//! between, and waits for a line where there is none.

use super::OpenApplication;
use crate::kept;
use account::{Failure, Go, Part, Ready, StorageKey, use_go};
use api::{
    ProblemCode,
    application::{DECLARATION_VERSION, ResidentActionRequest},
};
use client::{FormView, IdempotencyKey};
use leptos::{prelude::*, task::spawn_local};
use ui::Explain;
use workflow::loan::{LoanAction, LoanState};

/// Where a press is kept.
fn name(id: &str) -> String {
    [id, "/press"].concat()
}

/// The press that an earlier visit could not send; empty where there is none.
pub(super) async fn find_waiting(id: &str) -> String {
    kept::all(&name(id)).await.pop().unwrap_or_default()
}

/// The way an application is handed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandingIn {
    /// The press that waits: its key, a space, the request as it is sent. Empty while nothing was pressed.
    waiting: RwSignal<String>,
    /// Whether it is on its way just now.
    pub(crate) pending: RwSignal<bool>,
    /// What went wrong, other than that there is no line.
    pub(crate) failure: RwSignal<Option<Failure>>,
    go: Go,
}

impl HandingIn {
    pub(super) fn new(waiting: String) -> Self {
        Self {
            waiting: RwSignal::new(waiting),
            pending: RwSignal::new(false),
            failure: RwSignal::new(None),
            go: use_go(),
        }
    }

    /// What waits, not tracked.
    fn press(self) -> String {
        self.waiting.try_get_untracked().unwrap_or_default()
    }

    /// Whether a press waits, not tracked.
    pub(super) fn is_waiting(self) -> bool {
        !self.press().is_empty()
    }

    /// Whether a press waits for a line, tracked.
    pub(crate) fn waits(self) -> bool {
        !self.pending.get() && self.waiting.with(|press| !press.is_empty())
    }
}

impl OpenApplication {
    /// Throws the draft away, with what is kept of it on the device. Without a line it stays.
    pub(crate) async fn discard(self) -> Result<(), Failure> {
        let id = self.open.id();
        let body = self.request(LoanAction::Discard);
        let key = IdempotencyKey::fresh();
        let _: FormView = self.open.resident.act_as_kept(&id, &body, &key).await?;
        kept::clear(&[&id, "/"].concat()).await;
        Ok(())
    }

    /// Hands it in, or back in. A press that waits already is sent again as it was.
    pub(crate) async fn hand_in(self, action: LoanAction) {
        let way = self.handing_in();
        if !way.is_waiting() {
            let key = IdempotencyKey::fresh();
            let press = [key.as_str(), " ", &self.request(action)].concat();
            // Where the device keeps nothing, the press lasts as long as the page.
            let is_kept = kept::put(&name(&self.open.id()), &press).await;
            self.is_kept.try_set(is_kept);
            way.waiting.try_set(press);
        }
        self.hand_in_again().await;
    }

    /// Sends the press that waits, after everything typed.
    pub(crate) async fn hand_in_again(self) {
        let (way, press) = (self.handing_in(), self.handing_in().press());
        let Some((key, body)) = press.split_once(' ') else {
            return;
        };
        if way.pending.try_get_untracked() != Some(false) {
            return;
        }
        way.pending.set(true);
        way.failure.set(None);
        let answer = self.carry_in(key, body).await;
        // What waits for a line, or for a decision, says so and stays; so does what waits for the same person to sign in again.
        let is_over = match &answer {
            Ok(is_in) => *is_in,
            Err(failure) => !failure.is_passing(),
        };
        let is_ended = |failure: &Failure| failure.is(ProblemCode::SignInRequired);
        way.pending.try_set(false);
        if is_over && self.is_open() {
            if !answer.as_ref().is_err_and(is_ended) {
                kept::clear(&name(&self.open.id())).await;
                way.waiting.try_set(String::new());
            }
            if let Err(failure) = answer {
                self.not_handed_in(failure);
            }
        }
    }

    /// Forgets the press that waits; it may be pressed again.
    pub(crate) fn hand_in_later(self) {
        self.handing_in().waiting.set(String::new());
        let name = name(&self.open.id());
        spawn_local(async move { kept::clear(&name).await });
    }

    /// Whether it has been taken; false where somebody must decide first, or the pages were left.
    async fn carry_in(self, key: &str, body: &str) -> Result<bool, Failure> {
        if self.flush().await? == Ready::Gone
            || self
                .outbox
                .with_untracked(|outbox| !outbox.to_decide().is_empty())
        {
            return Ok(false);
        }
        if !self.send_photos().await || !self.is_open() {
            return Ok(false);
        }
        let id = self.open.id();
        let key = IdempotencyKey::kept(key.to_owned());
        let newer: FormView = self.open.resident.act_as_kept(&id, body, &key).await?;
        // Before the page is left: what is with the server need not stay here.
        kept::clear(&[&id, "/"].concat()).await;
        let before = self.open.file.try_with_untracked(|file| file.state);
        self.open.file.try_set(newer);
        if let Some(before) = before {
            let part = if before == LoanState::Draft {
                Part::Submitted
            } else {
                Part::Overview
            };
            let there = self.open.place(part).to_string();
            self.handing_in().go.instead(&there);
        }
        Ok(true)
    }

    fn not_handed_in(self, failure: Failure) {
        if failure.is_outdated() {
            self.open.reload.try_run(failure.explain());
        } else if let Some(failure) = self.open.session.watch(failure) {
            self.handing_in().failure.try_set(Some(failure));
        }
    }

    /// The request as it is sent.
    fn request(self, action: LoanAction) -> String {
        let is_declared = action != LoanAction::Discard;
        let request = self.open.file.with_untracked(|file| ResidentActionRequest {
            version: file.version,
            action,
            declaration_version: is_declared.then(|| DECLARATION_VERSION.to_owned()),
            field: None,
            reason: None,
            anticipated_receipt: is_declared
                .then(|| StorageKey::EligibilityReceipt(file.product.id()).read())
                .flatten(),
        });
        serde_json::to_string(&request).unwrap_or_default()
    }
}
