//! What the browser keeps: for this tab alone, and whether the single keys are switched off.

/// A key of `sessionStorage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StorageKey {
    /// The mark of the helped session that this tab is in; `public/helped.js` reads it.
    Helped,
    /// Whose words this tab keeps.
    Officer,
    /// What was written about one file and is not sent.
    Drafts(String),
    /// What was written into a form of the policy desk and is not saved.
    Policy(String),
}

impl StorageKey {
    fn name(&self) -> String {
        match self {
            Self::Helped => "fumin.helped".into(),
            Self::Officer => "fumin.staff.officer".into(),
            Self::Drafts(id) => format!("fumin.staff.drafts.{id}"),
            Self::Policy(form) => format!("fumin.staff.policy.{form}"),
        }
    }

    /// What is kept; nothing where the browser keeps nothing.
    pub(crate) fn read(&self) -> Option<String> {
        storage()?.get_item(&self.name()).ok()?
    }

    /// Keeps a text. A full or forbidden storage keeps nothing, and the page works on.
    pub(crate) fn write(&self, text: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(&self.name(), text);
        }
    }

    /// Forgets.
    pub(crate) fn remove(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.name());
        }
    }
}

/// Forgets everything of this tab: nothing personal stays on a shared computer.
pub(crate) fn clear() {
    if let Some(storage) = storage() {
        let _ = storage.clear();
    }
}

/// Whether this tab is one at which many people sit: a clerk's who helps somebody, or a self-service terminal's.
pub(crate) fn is_shared() -> bool {
    let is_kiosk = storage().is_some_and(|kept| matches!(kept.get_item(KIOSK), Ok(Some(_))));
    is_kiosk || StorageKey::Helped.read().is_some()
}

/// The mark of a terminal's tab; `public/kiosk.js` writes it.
const KIOSK: &str = "fumin.kiosk";

/// The mark that an officer has switched the single keys off; it says nothing of anybody, and stays on the device.
const SHORTCUTS_OFF: &str = "fumin.staff.shortcuts-off";

/// Whether somebody has switched the single keys off on this device.
pub(crate) fn are_shortcuts_off() -> bool {
    let kept = lasting().and_then(|kept| kept.get_item(SHORTCUTS_OFF).ok().flatten());
    kept.is_some()
}

/// Keeps whether they are switched off.
pub(crate) fn keep_shortcuts_off(is_off: bool) {
    let Some(kept) = lasting() else {
        return;
    };
    let _ = if is_off {
        kept.set_item(SHORTCUTS_OFF, "1")
    } else {
        kept.remove_item(SHORTCUTS_OFF)
    };
}

fn lasting() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
