//! Work that takes a while, at most once at a time.

use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin};

type Work = Pin<Box<dyn Future<Output = ()>>>;
type Begin<I> = Box<dyn Fn(I) -> Work>;

/// What a press begins and what ends by itself; a press while it is under way does nothing.
///
/// Does what the pages need of `Action`; that one keeps inputs, answers and versions, and brings a copy of all its
/// machinery for each type of them.
pub struct Doing<I: 'static = ()> {
    begin: StoredValue<Begin<I>, LocalStorage>,
    pending: RwSignal<bool>,
}

impl<I> Clone for Doing<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for Doing<I> {}

impl<I> std::fmt::Debug for Doing<I> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Doing")
    }
}

impl<I: 'static> Doing<I> {
    /// Work that `begin` begins.
    pub fn new<F: Future<Output = ()> + 'static>(begin: impl Fn(I) -> F + 'static) -> Self {
        let begin: Begin<I> = Box::new(move |input| Box::pin(begin(input)));
        Self {
            begin: StoredValue::new_local(begin),
            pending: RwSignal::new(false),
        }
    }

    /// Begins, unless it is under way or the page has gone.
    pub fn start(self, input: I) {
        if self.pending.try_get_untracked() != Some(false) {
            return;
        }
        if let Some(work) = self.begin.try_with_value(|begin| begin(input)) {
            run(work, self.pending);
        }
    }

    /// Whether it is under way.
    pub fn pending(self) -> Signal<bool> {
        self.pending.into()
    }
}

fn run(work: Work, pending: RwSignal<bool>) {
    pending.set(true);
    spawn_local(async move {
        work.await;
        pending.try_set(false);
    });
}
