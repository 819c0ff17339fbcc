//! The address shown, and going to another.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;

use crate::{ParamsMap, link::followed, pattern::below};

/// The address shown, in parts that tell only their own changes.
#[derive(Clone, Copy, Debug)]
pub struct Location {
    /// The path, base and all.
    pub pathname: ReadSignal<String>,
    /// The query without its question mark.
    pub search: ReadSignal<String>,
    /// The query, read.
    pub query: Memo<ParamsMap>,
}

/// How a step is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavigateOptions {
    /// Whether the new address takes the place of the one shown, which Back then passes over.
    pub replace: bool,
    /// Whether the new page is shown from its top.
    pub scroll: bool,
}

impl Default for NavigateOptions {
    fn default() -> Self {
        Self {
            replace: false,
            scroll: true,
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Here {
    pub(crate) base: &'static str,
    path: RwSignal<String>,
    search: RwSignal<String>,
    query: Memo<ParamsMap>,
}

/// Listens to links and to Back for as long as the app lives; everything that asks for the address stands inside.
#[component]
pub fn Router(
    /// What all paths of the app begin with: `/my`, or nothing.
    #[prop(optional)]
    base: &'static str,
    /// The app.
    children: Children,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let here = Here {
        base,
        path: RwSignal::new(String::new()),
        search,
        query: Memo::new(move |_| search.with(|search| ParamsMap::from_query(search))),
    };
    here.read();
    provide_context(here);
    window_event_listener(ev::popstate, move |_| here.read());
    window_event_listener(ev::click, move |event| {
        if let Some(address) = followed(&event, here.base) {
            event.prevent_default();
            here.go(&address, NavigateOptions::default());
        }
    });
    children().into_any()
}

impl Here {
    /// Takes over what the browser's address bar says.
    fn read(self) {
        let location = window().location();
        let search = location.search().unwrap_or_default();
        let search = search.strip_prefix('?').unwrap_or_default();
        set_if_new(self.path, &location.pathname().unwrap_or_default());
        set_if_new(self.search, search);
    }

    fn go(self, address: &str, options: NavigateOptions) {
        if self.leave(address, options.replace) {
            return;
        }
        if let Ok(history) = window().history() {
            let shown = window().location();
            // As browsers do: the address that is shown already makes no step of its own.
            let is_shown = shown.href().is_ok_and(|href| {
                href == address || shown.origin().is_ok_and(|origin| href == origin + address)
            });
            let written = if options.replace || is_shown {
                history.replace_state_with_url(&JsValue::NULL, "", Some(address))
            } else {
                history.push_state_with_url(&JsValue::NULL, "", Some(address))
            };
            if written.is_err() {
                // Not an address of ours, or the browser allows no more steps: load it.
                let _ = shown.set_href(address);
                return;
            }
        }
        self.read();
        if options.scroll {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            // The page with the part the address names is drawn before the next frame.
            request_animation_frame(scroll_to_named_part);
        }
    }

    /// Loads an address that is another app's; whether it was.
    fn leave(self, address: &str, replace: bool) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        if below(self.base, path).is_some() {
            return false;
        }
        let shown = window().location();
        let _ = if replace {
            shown.replace(address)
        } else {
            shown.assign(address)
        };
        true
    }
}

fn set_if_new(signal: RwSignal<String>, value: &str) {
    if signal.with_untracked(|known| known != value) {
        signal.set(value.to_owned());
    }
}

fn scroll_to_named_part() {
    let hash = window().location().hash().unwrap_or_default();
    if let Some(part) = hash
        .strip_prefix('#')
        .and_then(|id| document().get_element_by_id(id))
    {
        part.scroll_into_view();
    }
}

pub(crate) fn use_here() -> Here {
    expect_context()
}

/// The address shown.
pub fn use_location() -> Location {
    let here = use_here();
    Location {
        pathname: here.path.read_only(),
        search: here.search.read_only(),
        query: here.query,
    }
}

/// The query of the address shown.
pub fn use_query_map() -> Memo<ParamsMap> {
    use_here().query
}

/// Goes to an address of the app, written with its base; any other is loaded.
pub fn use_navigate() -> impl Fn(&str, NavigateOptions) + Copy {
    let here = use_here();
    move |address, options| here.go(address, options)
}

impl Here {
    /// The path below the base, tracked.
    pub(crate) fn with_path<T>(self, read: impl FnOnce(&str) -> T) -> T {
        self.path
            .with(|path| read(below(self.base, path).unwrap_or(path)))
    }
}
