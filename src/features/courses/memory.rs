//! What outlives a page: what was fetched, and where in the list one was.

use std::{sync::Arc, time::Duration};

use catalogue::{Catalogue, CourseListing, CourseText, CourseTexts};
pub(super) use client::today;
use client::{Anonymous, ClientError};
use json::List;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::js_sys;
use ui::Fetched;

use super::{
    LIST,
    compared::Compared,
    fetch::{FoundCourse, fetch_catalogue},
    model::TextsState,
};

/// After this long, seats have changed enough to ask again; the old rows stay until the answer comes.
const FRESH_MS: f64 = 300_000.0;

/// Seats go by the minute, and here one decides by them.
const FRESH_COURSE_MS: f64 = 60_000.0;

/// Texts read before the page can answer again: some milliseconds on a slow phone.
const TEXTS_AT_ONCE: usize = 100;

/// A catalogue on its way.
pub(super) type CatalogueResource = Fetched<CatalogueAnswer>;

type CatalogueAnswer = Result<Arc<Catalogue>, ClientError>;

/// What outlives a page.
#[derive(Clone, Copy)]
pub(super) struct CoursesMemory {
    /// The app's own: what a page owns ends with the page.
    owner: StoredValue<Option<Owner>>,
    catalogue: StoredValue<Option<CatalogueResource>>,
    asked_ms: StoredValue<f64>,
    texts: RwSignal<CourseTexts>,
    texts_state: RwSignal<TextsState>,
    texts_asked_ms: StoredValue<f64>,
    courses: StoredValue<Vec<KeptCourse>>,
    list_query: StoredValue<String>,
    compared: Compared,
}

/// A course whose page was opened.
#[derive(Clone)]
struct KeptCourse {
    course: Arc<FoundCourse>,
    found_ms: f64,
}

/// Makes room for the catalogue; nothing is fetched before a page wants it.
pub(crate) fn provide_courses_memory() {
    let memory = CoursesMemory {
        owner: StoredValue::new(Owner::current()),
        catalogue: StoredValue::new(None),
        asked_ms: StoredValue::new(0.0),
        texts: RwSignal::new(CourseTexts::default()),
        texts_state: RwSignal::new(TextsState::default()),
        texts_asked_ms: StoredValue::new(0.0),
        courses: StoredValue::new(Vec::new()),
        list_query: StoredValue::new(String::new()),
        compared: Compared::open(),
    };
    provide_context(memory);
    // What the device keeps was shown, and the server has something newer: `public/offline.js` says so.
    let heard = window_event_listener_untyped("fumin:new", move |_| memory.look_again());
    on_cleanup(move || heard.remove());
}

/// What the app remembers.
pub(super) fn use_courses_memory() -> CoursesMemory {
    expect_context()
}

impl CoursesMemory {
    /// The courses chosen to be compared.
    pub(super) fn compared(self) -> Compared {
        self.compared
    }

    /// The catalogue, fetched at the first call and again when it has grown old.
    pub(super) fn catalogue(self) -> CatalogueResource {
        let now_ms = js_sys::Date::now();
        let is_old = !is_fresh(self.asked_ms.get_value());
        if let Some(resource) = self.catalogue.get_value() {
            if is_old {
                self.asked_ms.set_value(now_ms);
                resource.refetch();
            }
            return resource;
        }
        self.asked_ms.set_value(now_ms);
        let fetch = || Fetched::new(fetch_catalogue);
        let resource = self.owner.with_value(|owner| match owner {
            Some(owner) => owner.with(fetch),
            None => fetch(),
        });
        self.catalogue.set_value(Some(resource));
        resource
    }

    /// Asks for the catalogue again, if a page has wanted it.
    fn look_again(self) {
        if let Some(resource) = self.catalogue.get_value() {
            self.asked_ms.set_value(js_sys::Date::now());
            resource.refetch();
        }
    }

    /// The catalogue if it is at hand, however old: names and places hardly change.
    pub(super) fn catalogue_at_hand(self) -> Option<Arc<Catalogue>> {
        self.catalogue.get_value()?.get_untracked()?.ok()
    }

    /// What the list knows of a course, if it is at hand.
    pub(super) fn listing(self, id: &str) -> Option<CourseListing> {
        self.catalogue_at_hand()?.course(id).cloned()
    }

    /// What the list knows of a course, as soon as it is at hand; tracked.
    pub(super) fn listing_at_last(self, id: &str) -> Option<CourseListing> {
        self.catalogue().get()?.ok()?.course(id).cloned()
    }

    /// Reads what a search reads besides the list, as far as it has come; tracked.
    pub(super) fn with_texts<T>(self, read: impl FnOnce(&CourseTexts) -> T) -> T {
        self.texts.with(|texts| read(texts))
    }

    /// How far that has come; tracked.
    pub(super) fn texts_state(self) -> TextsState {
        self.texts_state.get()
    }

    /// Whether that failed, and nobody asked again since.
    pub(super) fn has_no_texts(self) -> bool {
        self.texts_state.get_untracked() == TextsState::Failed
    }

    /// Fetches that, unless it is here or on its way: twice the list, for those who search. Old texts stay until new ones
    /// come.
    pub(super) fn want_texts(self) {
        if is_fresh(self.texts_asked_ms.get_value()) {
            return;
        }
        self.texts_asked_ms.set_value(js_sys::Date::now());
        if self.texts_state.get_untracked() != TextsState::Here {
            self.texts_state.set(TextsState::Coming);
        }
        spawn_local(async move {
            let read = match Anonymous.find_course_texts().await {
                Ok(text) => List::new(text).ok(),
                Err(_) => None,
            };
            match read {
                Some(list) => self.read_texts(list, CourseTexts::default()),
                None => self.miss_texts(),
            }
        });
    }

    /// Reads some texts more, and the rest by and by: whoever types meanwhile is answered.
    fn read_texts(self, mut list: List, mut texts: CourseTexts) {
        for _ in 0..TEXTS_AT_ONCE {
            match list.read_next::<CourseText>() {
                Ok(Some(text)) => texts.push(&text),
                Ok(None) => {
                    self.texts.set(texts);
                    self.texts_state.set(TextsState::Here);
                    return;
                }
                Err(_) => return self.miss_texts(),
            }
        }
        set_timeout(move || self.read_texts(list, texts), Duration::ZERO);
    }

    fn miss_texts(self) {
        self.texts_asked_ms.set_value(0.0);
        if self.texts_state.get_untracked() != TextsState::Here {
            self.texts_state.set(TextsState::Failed);
        }
    }

    /// A course whose page was opened lately.
    pub(super) fn fresh_course(self, id: &str) -> Option<Arc<FoundCourse>> {
        self.courses.with_value(|kept| {
            kept.iter()
                .find(|kept| {
                    kept.course.listing.id == id && is_younger(kept.found_ms, FRESH_COURSE_MS)
                })
                .map(|kept| Arc::clone(&kept.course))
        })
    }

    /// Keeps a course for the next time its page is opened.
    pub(super) fn keep_course(self, course: Arc<FoundCourse>) {
        let found_ms = js_sys::Date::now();
        self.courses.update_value(|kept| {
            kept.retain(|known| known.course.listing.id != course.listing.id);
            kept.push(KeptCourse { course, found_ms });
        });
    }

    /// Notes what the list was asked, for the way back from a course.
    pub(super) fn keep_list_query(self, query: String) {
        self.list_query.set_value(query);
    }

    /// The list as it was last seen.
    pub(super) fn list_address(self) -> String {
        self.list_query.with_value(|query| list_address(query))
    }
}

fn is_fresh(asked_ms: f64) -> bool {
    is_younger(asked_ms, FRESH_MS)
}

fn is_younger(asked_ms: f64, limit_ms: f64) -> bool {
    js_sys::Date::now() - asked_ms <= limit_ms
}

/// The address of the list asked this.
pub(super) fn list_address(query: &str) -> String {
    if query.is_empty() {
        LIST.to_owned()
    } else {
        [LIST, "?", query].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::list_address;

    #[test]
    fn nothing_asked_leaves_no_question_mark() {
        assert_eq!(list_address(""), "/courses");
        assert_eq!(list_address("kind=farming"), "/courses?kind=farming");
    }
}
