//! What the browser keeps for this tab alone, and whose the rest is.

use leptos::prelude::*;

/// A key of `sessionStorage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageKey {
    /// Answers of the eligibility check, written by the public pages.
    EligibilityFacts,
    /// The receipt the eligibility check showed for a programme, written by the public pages.
    EligibilityReceipt(&'static str),
    /// Amount and term for a product, left by the calculator, written by the public pages.
    CalculatorFacts(&'static str),
    /// Whose tab this is: the mark of who signed in here last.
    Owner,
    /// The classes this person is in, as `course/session` with a space between two; read by the public pages.
    Enrolled,
    /// The phone typed on the sign-in page.
    Phone,
    /// Why somebody asks that a refusal or a result is looked at again, by what it is about.
    Appeal(String),
}

impl StorageKey {
    fn name(&self) -> String {
        match self {
            Self::EligibilityFacts => "fumin.eligibility.facts".into(),
            Self::EligibilityReceipt(programme) => {
                ["fumin.eligibility.receipt.", programme].concat()
            }
            Self::CalculatorFacts(product) => ["fumin.calculator.facts.", product].concat(),
            Self::Owner => "fumin.my.owner".into(),
            Self::Enrolled => "fumin.my.enrolled".into(),
            Self::Phone => "fumin.my.phone".into(),
            Self::Appeal(id) => ["fumin.my.appeal.", id].concat(),
        }
    }

    /// What is kept; nothing where the browser keeps nothing.
    pub fn read(&self) -> Option<String> {
        storage()?.get_item(&self.name()).ok()?
    }

    /// Keeps a text. A full or forbidden storage keeps nothing, and the page works on.
    pub fn write(&self, text: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(&self.name(), text);
        }
    }

    /// Forgets.
    pub fn remove(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.name());
        }
    }
}

/// A text that is still there when its page is loaded again in this tab, until it is sent and its key removed.
pub fn kept_text(key: StorageKey) -> RwSignal<String> {
    let text = RwSignal::new(key.read().unwrap_or_default());
    Effect::new(move |_| {
        text.with(|text| {
            if text.is_empty() {
                key.remove();
            } else {
                key.write(text);
            }
        });
    });
    text
}

/// Forgets everything of this tab: nothing personal stays on a shared computer.
pub(crate) fn clear() {
    if let Some(storage) = storage() {
        let _ = storage.clear();
    }
}

/// Whose drafts this device keeps, in `localStorage`; the mark says nothing of the person.
const OWNER: &str = "fumin.owner";
/// Notes who has signed in. What another person's forms left on this device stays sealed, and is not spoken of.
pub fn belong_to(mark: &str) {
    let device = web_sys::window().and_then(|window| window.local_storage().ok()?);
    if let Some(device) = device {
        let _ = device.set_item(OWNER, mark);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
