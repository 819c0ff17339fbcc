//! A value that a control shows and changes.

use leptos::prelude::*;

/// Ties a control to a value: all of a signal, or one part of a draft.
///
/// ```text
/// <TextField id="name" label="姓名" value=name />                       // name: RwSignal<String>
/// <TextField id="name" label="姓名" value=Bound::part(draft, |draft| draft.name.clone(), |draft, name| draft.name = name) />
/// ```
#[derive(Debug)]
pub struct Bound<T: Send + Sync + 'static> {
    value: Signal<T>,
    change: Callback<T>,
}

impl<T: Send + Sync + 'static> Clone for Bound<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Bound<T> {}

impl<T: Clone + Send + Sync + 'static> Bound<T> {
    /// Shows `value` and reports what is typed to `change`.
    pub fn new(value: Signal<T>, change: Callback<T>) -> Self {
        Self { value, change }
    }

    /// One part of a model.
    pub fn part<M: Send + Sync + 'static>(
        model: RwSignal<M>,
        read: impl Fn(&M) -> T + Send + Sync + 'static,
        write: impl Fn(&mut M, T) + Send + Sync + 'static,
    ) -> Self {
        Self {
            value: Signal::derive(move || model.with(&read)),
            change: Callback::new(move |value| model.update(|model| write(model, value))),
        }
    }

    /// The value now, tracked.
    pub fn get(&self) -> T {
        self.value.get()
    }

    /// The value now, untracked: for event handlers.
    pub fn get_untracked(&self) -> T {
        self.value.get_untracked()
    }

    /// Changes the value.
    pub fn set(&self, value: T) {
        self.change.run(value);
    }
}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<T>> for Bound<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self {
            value: signal.into(),
            change: Callback::new(move |value| signal.set(value)),
        }
    }
}
