//! A word to the reader, in four tones.

use crate::{
    IconName, Text,
    element::{Element, el},
    icon::icon,
};
use i18n::t;
use leptos::prelude::*;

/// What kind of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It worked; it is met.
    Success,
    /// Careful; not certain.
    Warning,
    /// It failed; it is not met.
    Error,
}

impl Tone {
    pub(crate) const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Success => IconName::Check,
            Self::Warning => IconName::Alert,
            Self::Error => IconName::Cross,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Info => t::common::tone::info(),
            Self::Success => t::common::tone::success(),
            Self::Warning => t::common::tone::warning(),
            Self::Error => t::common::tone::error(),
        }
    }
}

/// A framed word with its icon and heading. Set `is_live` where it appears in answer to a press, so that it is read aloud.
#[component]
pub fn Notice(
    /// What kind of word.
    #[prop(optional)]
    tone: Tone,
    /// Its heading; without one, the tone's own word.
    #[prop(into, optional)]
    title: Option<Text>,
    /// Whether it appears while the page is open.
    #[prop(optional)]
    is_live: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    notice(tone, title, is_live).child(children()).into_any()
}

/// The frame with its icon and heading, where a page is written as data; what it says are its children.
pub fn notice(tone: Tone, title: Option<Text>, is_live: bool) -> Element {
    let role = is_live.then_some(if tone == Tone::Error {
        "alert"
    } else {
        "status"
    });
    let title = el("p")
        .class("notice__title")
        .child(icon(tone.icon()))
        .child(title.unwrap_or_else(|| tone.words().into()));
    el("div")
        .class("notice")
        .attr("data-tone", tone.name())
        .attr("role", role)
        .child(title)
}
