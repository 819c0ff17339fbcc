//! The places on these pages that something points at by id.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// A place with an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Search,
    Panel,
    Count,
    Near,
    Division,
    Trade,
    Audience,
    From,
    Until,
    Sessions,
}

impl Spot {
    /// The id in the page.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Search => "course-search",
            Self::Panel => "course-filters",
            Self::Count => "course-count",
            Self::Near => "course-near",
            Self::Division => "course-division",
            Self::Trade => "course-trade",
            Self::Audience => "course-audience",
            Self::From => "course-from",
            Self::Until => "course-until",
            Self::Sessions => "course-sessions",
        }
    }

    /// Moves the focus there.
    pub(super) fn focus(self) {
        focus_id(self.id());
    }
}

/// Moves the focus to the element with this id once the page has been redrawn.
pub(super) fn focus_id(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(found) = document().get_element_by_id(&id) {
            let _ = found.unchecked_into::<HtmlElement>().focus();
        }
    });
}
