//! From an element to what stands in the page, and from the next one to what changes there.

use super::{Attribute, Element, Listener, Parts, Source, Value};
use leptos::{
    prelude::{AnyView, RenderEffect, queue_microtask},
    tachys::{
        html::attribute::{Attribute as AnyAttr, any_attribute::AnyAttribute},
        hydration::Cursor,
        renderer::{RemoveEventHandler, Rndr},
        view::{
            Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr,
            any_view::AnyViewState,
        },
    },
};
use wasm_bindgen::{JsCast, JsValue};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element that stands in the page, with all that keeps it up to date.
pub struct Drawn {
    node: web_sys::Element,
    tag: &'static str,
    /// Each attribute, and what it says if that stays.
    attributes: Vec<(&'static str, Option<Value>)>,
    live: Vec<RenderEffect<Value>>,
    listeners: Vec<RemoveEventHandler<web_sys::Element>>,
    children: Vec<AnyViewState>,
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drawn")
            .field("tag", &self.tag)
            .finish_non_exhaustive()
    }
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        let mut drawn = Drawn {
            node: Rndr::create_element(self.0.tag, self.0.is_drawing.then_some(SVG)),
            tag: self.0.tag,
            attributes: Vec::new(),
            live: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
        };
        drawn.take_up(*self.0);
        drawn
    }

    fn rebuild(self, drawn: &mut Drawn) {
        if self.0.tag == drawn.tag {
            drawn.take_up(*self.0);
        } else {
            let mut new = self.build();
            drawn.insert_before_this(&mut new);
            drawn.unmount();
            *drawn = new;
        }
    }
}

impl Drawn {
    /// Makes the node what the element says. What is the same stays, and with it the focus and what a reader has read.
    fn take_up(&mut self, element: Parts) {
        // Children first: a list's value means nothing before its options are there.
        self.draw_children(element.children);
        self.live.clear();
        let before = std::mem::take(&mut self.attributes);
        for (name, _) in &before {
            if !element.attributes.iter().any(|new| new.name == *name) {
                Rndr::remove_attribute(&self.node, name);
            }
        }
        for attribute in element.attributes {
            let known = match &attribute.source {
                // A property may have been changed by the person since.
                Source::Still(value) if !attribute.is_property => Some(value.clone()),
                _ => None,
            };
            let known = (attribute.name, known);
            if known.1.is_none() || !before.contains(&known) {
                self.set(attribute);
            }
            self.attributes.push(known);
        }
        self.listeners.clear();
        for listener in element.listeners {
            self.listen(listener);
        }
        if element.takes_focus {
            let node: web_sys::HtmlElement = self.node.clone().unchecked_into();
            // It is mounted only after it is built.
            queue_microtask(move || drop(node.focus()));
        }
    }

    fn draw_children(&mut self, children: Vec<AnyView>) {
        let mut old = std::mem::take(&mut self.children).into_iter();
        for child in children {
            let state = match old.next() {
                Some(mut state) => {
                    child.rebuild(&mut state);
                    state
                }
                None => {
                    let mut state = child.build();
                    state.mount(&self.node, None);
                    state
                }
            };
            self.children.push(state);
        }
        for mut state in old {
            state.unmount();
        }
    }

    fn set(&mut self, attribute: Attribute) {
        let (name, is_property) = (attribute.name, attribute.is_property);
        match attribute.source {
            Source::Still(value) => show(&self.node, name, is_property, &value),
            Source::Live(read) => {
                let node = self.node.clone();
                self.live
                    .push(RenderEffect::new(move |before: Option<Value>| {
                        let now = read();
                        if before.as_ref() != Some(&now) {
                            show(&node, name, is_property, &now);
                        }
                        now
                    }));
            }
        }
    }

    fn listen(&mut self, listener: Listener) {
        let (owner, mut run) = (listener.owner, listener.run.take());
        let run = Box::new(move |event: JsValue| owner.with(|| run(event.unchecked_into())));
        let kept = Rndr::add_event_listener(&self.node, listener.event, run);
        self.listeners.push(kept);
    }
}

fn show(node: &web_sys::Element, name: &str, is_property: bool, value: &Value) {
    match (is_property, value) {
        (false, Value::Absent) => Rndr::remove_attribute(node, name),
        (false, Value::Bare) => Rndr::set_attribute(node, name, ""),
        (false, Value::Text(text)) => Rndr::set_attribute(node, name, text),
        (true, Value::Absent) => Rndr::set_property(node, name, &JsValue::FALSE),
        (true, Value::Bare) => Rndr::set_property(node, name, &JsValue::TRUE),
        (true, Value::Text(text)) => Rndr::set_property(node, name, &JsValue::from_str(text)),
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.node.unmount();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        self.node.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.node.insert_before_this(child)
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.node.clone()]
    }
}

impl AddAnyAttr for Element {
    type Output<A: AnyAttr> = Self;

    fn add_any_attr<A: AnyAttr>(self, _: A) -> Self {
        self
    }
}

// The pages are drawn in the browser alone: there is no text to write and none to take over.
impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
