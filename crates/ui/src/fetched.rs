//! What comes from the server, kept as a signal.

use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin};

/// An answer on its way: nothing before it is there. An old answer stays until the next one comes.
///
/// Does what the pages need of `LocalResource`; that one brings the machinery of server rendering, seven kilobytes for its
/// first type and three for each other.
#[derive(Debug)]
pub struct Fetched<T: Send + Sync + 'static> {
    answer: RwSignal<Option<T>>,
    asked: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

type Waiting<T> = Pin<Box<dyn Future<Output = T>>>;

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// Fetches at once, and again whenever a signal changes that `fetch` reads before its first wait.
    pub fn new<F: Future<Output = T> + 'static>(fetch: impl Fn() -> F + 'static) -> Self {
        Self::boxed(Box::new(move || Box::pin(fetch())))
    }

    // One type whatever fetches: each closure and each future of its own would bring a copy of what follows.
    fn boxed(fetch: Box<dyn Fn() -> Waiting<T>>) -> Self {
        let answer = RwSignal::new(None);
        let asked = RwSignal::new(0);
        let latest = StoredValue::new(0_u32);
        run_on_change(Box::new(move || {
            asked.track();
            let turn = latest.get_value().wrapping_add(1);
            latest.set_value(turn);
            let waiting = fetch();
            spawn(Box::pin(async move {
                let found = waiting.await;
                // Overtaken by a later question, or the page has gone.
                if latest.try_get_value() == Some(turn) {
                    answer.try_set(Some(found));
                }
            }));
        }));
        Self { answer, asked }
    }

    /// The answer, tracked.
    pub fn get(self) -> Option<T> {
        self.answer.get()
    }

    /// The answer, untracked.
    pub fn get_untracked(self) -> Option<T> {
        self.answer.get_untracked()
    }

    /// Puts something in the answer's place.
    pub fn set(self, answer: Option<T>) {
        self.answer.set(answer);
    }

    /// Asks again.
    pub fn refetch(self) {
        self.asked.update(|asked| *asked = asked.wrapping_add(1));
    }
}

fn run_on_change(run: Box<dyn Fn()>) {
    Effect::new(move |_| run());
}

fn spawn(future: Waiting<()>) {
    spawn_local(future);
}

/// What a [`crate::Loadable`] shows.
pub trait Awaited: Copy + 'static {
    /// What came.
    type Found;
    /// What went wrong.
    type Error;

    /// The answer, tracked.
    fn answer(self) -> Option<Result<Self::Found, Self::Error>>;

    /// Forgets the answer and asks again.
    fn ask_again(self);
}

impl<T, E> Awaited for Fetched<Result<T, E>>
where
    T: Clone + Send + Sync + 'static,
    E: Clone + Send + Sync + 'static,
{
    type Found = T;
    type Error = E;

    fn answer(self) -> Option<Result<T, E>> {
        self.get()
    }

    fn ask_again(self) {
        self.set(None);
        self.refetch();
    }
}

impl<T: Clone + 'static, E: Clone + 'static> Awaited for LocalResource<Result<T, E>> {
    type Found = T;
    type Error = E;

    fn answer(self) -> Option<Result<T, E>> {
        self.get()
    }

    fn ask_again(self) {
        self.set(None);
        self.refetch();
    }
}
