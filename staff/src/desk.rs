//! Who is at a desk, and the ways to ask and to act.

use crate::{
    go::{Go, use_go},
    intent::Intent,
    session::{Session, use_session},
};
use client::{ClientError, IdempotencyKey, Staff};
use leptos::prelude::*;
use serde::Serialize;
use std::{future::Future, rc::Rc};
use ui::Fetched;

/// Whoever is at the desk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Desk {
    /// The officer's calls.
    pub(crate) staff: Staff,
    /// The way to other pages.
    pub(crate) go: Go,
    /// Whether whoever sits here writes what the page shows: a policy officer does and the auditor reads, a trainer does and
    /// an officer of the training section judges.
    pub(crate) may_change: bool,
    session: Session,
}

/// Installs [`use_desk`].
pub(crate) fn provide_desk(staff: Staff, may_change: bool) {
    provide_context(Desk {
        staff,
        go: use_go(),
        may_change,
        session: use_session(),
    });
}

/// The desk of this page.
pub(crate) fn use_desk() -> Desk {
    expect_context()
}

/// What a page asks of the server.
pub(crate) type Asked<T> = Fetched<Result<T, ClientError>>;

impl Desk {
    /// Asks; an ended session leads to the sign-in page.
    pub(crate) fn ask<T, F>(self, ask: impl Fn(Staff) -> F + 'static) -> Asked<T>
    where
        T: Clone + Send + Sync + 'static,
        F: Future<Output = Result<T, ClientError>> + 'static,
    {
        Fetched::new(move || {
            let answer = ask(self.staff);
            async move {
                let answer = answer.await;
                if let Err(error) = &answer {
                    self.session.has_ended_by(error);
                }
                answer
            }
        })
    }

    /// Where the session has ended, leads to the sign-in page. True then.
    pub(crate) fn has_ended_by(self, error: &ClientError) -> bool {
        self.session.has_ended_by(error)
    }

    /// A press that writes. Until it is answered for good, the same press sends the same key.
    pub(crate) fn press<R, T, F>(
        self,
        call: impl Fn(R, IdempotencyKey) -> F + 'static,
        done: impl Fn(Result<T, ClientError>) + 'static,
    ) -> Press<R>
    where
        R: Serialize + Clone + Send + Sync + 'static,
        F: Future<Output = Result<T, ClientError>> + 'static,
    {
        let (intent, done) = (Intent::new(), Rc::new(done));
        let send = Action::new_local(move |request: &R| {
            let body = serde_json::to_string(request).unwrap_or_default();
            let answer = call(request.clone(), intent.key(&body));
            let done = done.clone();
            async move {
                let answer = answer.await;
                intent.settle(&answer);
                let has_ended = answer
                    .as_ref()
                    .is_err_and(|error| self.session.has_ended_by(error));
                if !has_ended {
                    done(answer);
                }
            }
        });
        Press {
            send,
            pending: send.pending().into(),
        }
    }
}

/// A press that writes.
pub(crate) struct Press<R: Send + Sync + 'static> {
    send: Action<R, ()>,
    /// Whether the last one is still being carried out.
    pub(crate) pending: Signal<bool>,
}

impl<R: Send + Sync + 'static> Clone for Press<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync + 'static> Copy for Press<R> {}

impl<R: Send + Sync + 'static> Press<R> {
    /// Sends, unless one is on its way.
    pub(crate) fn send(self, request: R) {
        if !self.pending.get_untracked() {
            self.send.dispatch_local(request);
        }
    }
}
