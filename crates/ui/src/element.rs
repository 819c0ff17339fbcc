//! A piece of a page as data, and the one routine that draws it.
//!
//! `view!` compiles code of its own for every set of attributes and children it meets; a resident downloads all of it.
//! An [`Element`] says the same as a value: tag, attributes, what listens, children. One routine draws them all.
//!
//! ```text
//! el("div")
//!     .class("notice")
//!     .attr("role", is_live.then_some("status"))            // absent, present, or with a value
//!     .child(el("p").class("notice__title").child(title))   // elements, text, views, options and lists of them
//!     .child(move || count.get().to_string())               // a closure is drawn again when what it reads changes
//!     .on("click", move |_| count.update(|count| *count += 1))
//! ```
//!
//! It is a view like any other: it stands inside `view!`, and a component inside it.

mod child;
mod draw;
mod value;

pub use child::IntoChild;
pub use draw::Drawn;
pub use value::{IntoValue, Source, Value};

use crate::Text;
use leptos::prelude::{AnyView, IntoAny, Owner};
use send_wrapper::SendWrapper;
use web_sys::Event;

/// An element that is not drawn yet. Made by [`el`] or [`drawing`]; becomes a view by being put among views.
// A pointer, and calls that stay calls: what a page says of an element is handed over in a few bytes of code.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    is_drawing: bool,
    takes_focus: bool,
    attributes: Vec<Attribute>,
    listeners: Vec<Listener>,
    children: Vec<AnyView>,
}

struct Attribute {
    name: &'static str,
    is_property: bool,
    source: Source,
}

struct Listener {
    event: &'static str,
    owner: Owner,
    run: SendWrapper<Box<dyn FnMut(Event)>>,
}

/// An HTML element.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts {
        tag,
        is_drawing: false,
        takes_focus: false,
        attributes: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    }))
}

/// An element of a drawing (SVG).
pub fn drawing(tag: &'static str) -> Element {
    let mut element = el(tag);
    element.0.is_drawing = true;
    element
}

impl Element {
    /// Its classes.
    #[must_use]
    pub fn class(self, class: impl IntoValue) -> Self {
        self.attr("class", class)
    }

    /// Its id.
    #[must_use]
    pub fn id(self, id: impl IntoValue) -> Self {
        self.attr("id", id)
    }

    /// An attribute: a text, a number, `true` for one without a value, `None` or `false` for none; or a closure of one of
    /// these, read again whenever it changes.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl IntoValue) -> Self {
        value.give(self, name, false)
    }

    /// A property of the element in the page, for what the person changes too: `value`, `checked`, `selected`, `open`.
    #[must_use]
    pub fn prop(self, name: &'static str, value: impl IntoValue) -> Self {
        value.give(self, name, true)
    }

    /// What happens on an event.
    #[must_use]
    pub fn on(self, event: &'static str, run: impl FnMut(Event) + 'static) -> Self {
        self.listening(event, Box::new(run))
    }

    /// A child: text, an element, any view, an option or a list of them, or a closure that draws one.
    #[must_use]
    pub fn child(self, child: impl IntoChild) -> Self {
        child.give(self)
    }

    /// Takes the focus each time it is drawn.
    #[must_use]
    pub fn focused(mut self, takes_focus: bool) -> Self {
        self.0.takes_focus = takes_focus;
        self
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, is_property: bool, source: Source) -> Self {
        self.0.attributes.push(Attribute {
            name,
            is_property,
            source,
        });
        self
    }

    #[inline(never)]
    fn with_text(self, name: &'static str, is_property: bool, text: &'static str) -> Self {
        self.with(name, is_property, Source::Still(Value::Text(text.into())))
    }

    #[inline(never)]
    fn holding(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn holding_text(self, text: Text) -> Self {
        self.holding(text.into_any())
    }

    #[inline(never)]
    fn holding_words(self, words: &'static str) -> Self {
        self.holding_text(Text::Borrowed(words))
    }

    #[inline(never)]
    fn holding_element(self, child: Self) -> Self {
        self.holding(child.into_any())
    }

    #[inline(never)]
    fn holding_nothing(self) -> Self {
        self.holding(().into_any())
    }

    #[inline(never)]
    fn listening(mut self, event: &'static str, run: Box<dyn FnMut(Event)>) -> Self {
        self.0.listeners.push(Listener {
            event,
            owner: Owner::current().unwrap_or_default(),
            run: SendWrapper::new(run),
        });
        self
    }
}

impl std::fmt::Debug for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Element")
            .field("tag", &self.0.tag)
            .finish_non_exhaustive()
    }
}
