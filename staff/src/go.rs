//! Going to another page from code: after a press has done its work.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Goes to an address of these pages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Go(StoredValue<Navigate, LocalStorage>);

type Navigate = Box<dyn Fn(&str, Jump)>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Jump {
    Page,
    Instead,
    InPlace,
}

impl Go {
    /// Goes there; Back leads here again.
    pub(crate) fn to(self, address: &str) {
        let _ = self
            .0
            .try_with_value(|navigate| navigate(address, Jump::Page));
    }

    /// Goes there in place of the page shown, which Back then passes over.
    pub(crate) fn instead(self, address: &str) {
        let _ = self
            .0
            .try_with_value(|navigate| navigate(address, Jump::Instead));
    }

    /// The same page under another address: neither scrolls nor leaves a step behind for Back.
    pub(crate) fn rename(self, address: &str) {
        let _ = self
            .0
            .try_with_value(|navigate| navigate(address, Jump::InPlace));
    }
}

/// Installs [`use_go`] for the pages below; inside the router.
pub(crate) fn provide_go() {
    let navigate = use_navigate();
    let go: Navigate = Box::new(move |address, jump| {
        let options = NavigateOptions {
            resolve: false,
            replace: jump != Jump::Page,
            scroll: jump != Jump::InPlace,
            ..NavigateOptions::default()
        };
        navigate(address, options);
    });
    provide_context(Go(StoredValue::new_local(go)));
}

/// The way to other pages.
pub(crate) fn use_go() -> Go {
    expect_context()
}
