//! What can stand inside an element.

use super::Element;
use crate::Text;
use leptos::prelude::*;

/// What can be written for a child. Everything becomes one of few types, so that few are compiled.
pub trait IntoChild: Sized {
    /// The child as a view.
    fn into_child(self) -> AnyView;

    /// Hands the child to an element.
    #[doc(hidden)]
    fn give(self, to: Element) -> Element {
        to.holding(self.into_child())
    }
}

impl IntoChild for AnyView {
    fn into_child(self) -> AnyView {
        self
    }
}

impl IntoChild for Element {
    #[inline(never)]
    fn into_child(self) -> AnyView {
        self.into_any()
    }

    fn give(self, to: Element) -> Element {
        to.holding_element(self)
    }
}

impl IntoChild for Text {
    #[inline(never)]
    fn into_child(self) -> AnyView {
        self.into_any()
    }

    fn give(self, to: Element) -> Element {
        to.holding_text(self)
    }
}

impl IntoChild for &'static str {
    fn into_child(self) -> AnyView {
        Text::Borrowed(self).into_child()
    }

    fn give(self, to: Element) -> Element {
        to.holding_words(self)
    }
}

impl IntoChild for String {
    fn into_child(self) -> AnyView {
        Text::Owned(self).into_child()
    }

    fn give(self, to: Element) -> Element {
        to.holding_text(Text::Owned(self))
    }
}

impl IntoChild for () {
    #[inline(never)]
    fn into_child(self) -> AnyView {
        self.into_any()
    }
}

impl<C: IntoChild> IntoChild for Option<C> {
    fn into_child(self) -> AnyView {
        match self {
            Some(child) => child.into_child(),
            None => ().into_child(),
        }
    }

    fn give(self, to: Element) -> Element {
        match self {
            Some(child) => child.give(to),
            None => to.holding_nothing(),
        }
    }
}

impl<C: IntoChild> IntoChild for Vec<C> {
    fn into_child(self) -> AnyView {
        several(self.into_iter().map(C::into_child).collect())
    }
}

impl<C: IntoChild, F: Fn() -> C + Send + 'static> IntoChild for F {
    fn into_child(self) -> AnyView {
        live(Box::new(move || self().into_child()))
    }
}

#[inline(never)]
fn several(children: Vec<AnyView>) -> AnyView {
    children.into_any()
}

#[inline(never)]
fn live(draw: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    draw.into_any()
}
