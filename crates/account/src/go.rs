//! Going to another page from code: after a press has done its work.

use leptos::prelude::*;
use router::{NavigateOptions, use_navigate};

/// Goes to an address of these pages.
#[derive(Clone, Copy, Debug)]
pub struct Go(StoredValue<Navigate, LocalStorage>);

type Navigate = Box<dyn Fn(&str, bool)>;

impl Go {
    /// Goes there; Back returns.
    pub fn to(self, address: &str) {
        let _ = self.0.try_with_value(|navigate| navigate(address, false));
    }

    /// Goes there in place of the page shown, which Back then passes over.
    pub fn instead(self, address: &str) {
        let _ = self.0.try_with_value(|navigate| navigate(address, true));
    }
}

/// Installs [`use_go`] for the pages below; inside the router.
pub(crate) fn provide_go() {
    let navigate = use_navigate();
    let go: Navigate = Box::new(move |address, replace| {
        navigate(
            address,
            NavigateOptions {
                replace,
                ..NavigateOptions::default()
            },
        );
    });
    provide_context(Go(StoredValue::new_local(go)));
}

/// The way to other pages.
pub fn use_go() -> Go {
    expect_context()
}
