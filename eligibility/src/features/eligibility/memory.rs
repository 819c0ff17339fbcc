//! Where a check is kept: in this tab, so that a reload loses nothing and closing forgets everything.

use std::cell::RefCell;

use domain::Date;
use leptos::prelude::*;
use leptos::web_sys::{Storage, js_sys};

use super::check::Check;

/// A key of `sessionStorage`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StorageKey {
    /// The answers in the form of `facts.json`, which the application reads.
    Facts,
    /// The rest of the check.
    Settings,
}

impl StorageKey {
    const fn name(self) -> &'static str {
        match self {
            Self::Facts => "fumin.eligibility.facts",
            Self::Settings => "fumin.eligibility.check",
        }
    }
}

thread_local! {
    /// The check of this page's life, for browsers that keep nothing.
    static KEPT: RefCell<Option<Check>> = const { RefCell::new(None) };
}

/// The check of this tab.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeptCheck(RwSignal<Check>);

/// Takes up the check of this tab, or begins one.
pub(super) fn open_check() -> KeptCheck {
    let check = KEPT
        .with(|kept| kept.borrow().clone())
        .or_else(read)
        .unwrap_or_default();
    KeptCheck(RwSignal::new(check))
}

impl KeptCheck {
    /// The check now, tracked.
    pub(super) fn get(self) -> Check {
        self.0.get()
    }

    /// The check now, untracked.
    pub(super) fn get_untracked(self) -> Check {
        self.0.get_untracked()
    }

    /// Changes the check and keeps it.
    pub(super) fn change(self, change: impl FnOnce(&mut Check)) {
        self.0.update(change);
        self.0.with_untracked(|check| {
            KEPT.with(|kept| *kept.borrow_mut() = Some(check.clone()));
            write(check);
        });
    }
}

/// Today in Wuwei by the device's clock.
pub(super) fn today() -> Date {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit for 285,000 years"
    )]
    Date::from_unix_ms_shanghai(js_sys::Date::now() as i64)
}

fn read() -> Option<Check> {
    let storage = storage()?;
    let item = |key: StorageKey| storage.get_item(key.name()).ok().flatten();
    let facts = item(StorageKey::Facts).and_then(|text| json::from_str(&text).ok());
    Some(Check::restore(
        facts.unwrap_or_default(),
        &item(StorageKey::Settings).unwrap_or_default(),
    ))
}

fn write(check: &Check) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage keeps nothing, and the page works on.
    let _ = if check.facts.is_empty() {
        storage.remove_item(StorageKey::Facts.name())
    } else {
        let text = serde_json::to_string(&check.facts).unwrap_or_default();
        storage.set_item(StorageKey::Facts.name(), &text)
    };
    let _ = storage.set_item(StorageKey::Settings.name(), &check.settings());
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
