//! Where a check is kept: in this tab, so that a reload loses nothing and closing forgets everything.

use std::cell::RefCell;

pub(super) use client::today;
use domain::Date;
use leptos::prelude::*;
use web_sys::Storage;

use super::check::Check;

/// A key of `sessionStorage`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StorageKey {
    /// The answers in the form of `facts.json`, which the application reads.
    Facts,
    /// The rest of the check.
    Settings,
    /// The receipt of a loan's verdict, which the application hands in for comparison.
    Receipt(&'static str),
}

impl StorageKey {
    fn name(self) -> String {
        match self {
            Self::Facts => "fumin.eligibility.facts".to_owned(),
            Self::Settings => "fumin.eligibility.check".to_owned(),
            Self::Receipt(programme) => ["fumin.eligibility.receipt.", programme].concat(),
        }
    }
}

/// The key of what the page of a course reads, in `sessionStorage`.
const TRAINING: &str = "fumin.eligibility.training";

/// The key of the pack's hash in `localStorage`.
const PACK: &str = "fumin.policy.pack";

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

/// The day whose rules a check reads.
pub(super) fn day_of(check: &Check) -> Date {
    check.as_of.unwrap_or_else(today)
}

/// Keeps what a loan's application hands in beside the answers, or forgets it.
pub(super) fn keep_receipt(programme: &'static str, receipt: Option<&str>) {
    let Some(storage) = storage() else { return };
    let key = StorageKey::Receipt(programme).name();
    let _ = match receipt {
        Some(receipt) => storage.set_item(&key, receipt),
        None => storage.remove_item(&key),
    };
}

/// Keeps how the subsidies for learning stand, which the page of a course reads, or forgets it.
pub(super) fn keep_training(lines: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match lines {
        Some(lines) => storage.set_item(TRAINING, lines),
        None => storage.remove_item(TRAINING),
    };
}

/// The hash of the pack read last on this device, for days without a line. It says nothing of a person.
pub(super) fn pack_seen_last() -> Option<String> {
    window().local_storage().ok()??.get_item(PACK).ok()?
}

/// Remembers which pack was read.
pub(super) fn remember_pack(hash: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(PACK, hash);
    }
}

fn read() -> Option<Check> {
    let storage = storage()?;
    let item = |key: StorageKey| storage.get_item(&key.name()).ok().flatten();
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
        storage.remove_item(&StorageKey::Facts.name())
    } else {
        let text = serde_json::to_string(&check.facts).unwrap_or_default();
        storage.set_item(&StorageKey::Facts.name(), &text)
    };
    let _ = storage.set_item(&StorageKey::Settings.name(), &check.settings());
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
