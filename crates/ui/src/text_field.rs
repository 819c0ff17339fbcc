//! One line of text.

use crate::{Bound, Text, field::Frame};
use leptos::prelude::*;

/// What is typed, which decides keyboard, width and what the browser may offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// A phone number.
    Phone,
    /// Digits: a code, a count, a card number.
    Digits,
    /// A number that may have a point: a rate.
    Decimal,
    /// An ID number: digits and perhaps an X, so the full keyboard.
    IdNumber,
    /// A password.
    Password,
    /// Words to look for.
    Search,
}

impl InputKind {
    const fn html_type(self) -> &'static str {
        match self {
            Self::Phone => "tel",
            Self::Password => "password",
            Self::Search => "search",
            Self::Text | Self::Digits | Self::Decimal | Self::IdNumber => "text",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            Self::Decimal => Some("decimal"),
            Self::Phone => Some("tel"),
            Self::Search => Some("search"),
            Self::Text | Self::IdNumber | Self::Password => None,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Phone | Self::Digits | Self::Decimal => "field__control field__control--short",
            Self::Text | Self::IdNumber | Self::Password | Self::Search => "field__control",
        }
    }
}

/// A text input with its label, hint and error.
#[component]
pub fn TextField(
    /// The control's id, and its key among the form's errors.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// How to fill it in.
    #[prop(into, optional)]
    hint: Option<Text>,
    /// What it shows and changes.
    #[prop(into)]
    value: Bound<String>,
    /// What is typed.
    #[prop(optional)]
    kind: InputKind,
    /// The browser's autofill token.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let control = frame
        .control("input", kind.class())
        .attr("type", kind.html_type())
        .attr("inputmode", kind.input_mode())
        .attr("autocomplete", autocomplete.unwrap_or("off"))
        .attr("spellcheck", "false")
        .prop("value", move || value.get())
        .on("input", move |event| value.set(event_target_value(&event)));
    frame.around(control)
}
