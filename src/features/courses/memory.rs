//! What outlives a page: the catalogue once fetched, and where in the list one was.

use std::sync::Arc;

use catalogue::Catalogue;
use client::ClientError;
use domain::Date;
use leptos::prelude::*;
use leptos::web_sys::js_sys;
use ui::Fetched;

use super::{LIST, fetch::fetch_catalogue};

/// After this long, seats have changed enough to ask again; the old rows stay until the answer comes.
const FRESH_MS: f64 = 300_000.0;

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
    list_query: StoredValue<String>,
}

/// Makes room for the catalogue; nothing is fetched before a page wants it.
pub(crate) fn provide_courses_memory() {
    provide_context(CoursesMemory {
        owner: StoredValue::new(Owner::current()),
        catalogue: StoredValue::new(None),
        asked_ms: StoredValue::new(0.0),
        list_query: StoredValue::new(String::new()),
    });
}

/// What the app remembers.
pub(super) fn use_courses_memory() -> CoursesMemory {
    expect_context()
}

/// Today in Wuwei by the device's clock.
pub(super) fn today() -> Date {
    Date::from_unix_ms_shanghai(js_sys::Date::now() as i64)
}

impl CoursesMemory {
    /// The catalogue, fetched at the first call and again when it has grown old.
    pub(super) fn catalogue(self) -> CatalogueResource {
        let now_ms = js_sys::Date::now();
        let is_old = now_ms - self.asked_ms.get_value() > FRESH_MS;
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

    /// The catalogue if it is at hand and fresh.
    pub(super) fn fresh_catalogue(self) -> Option<Arc<Catalogue>> {
        if js_sys::Date::now() - self.asked_ms.get_value() > FRESH_MS {
            return None;
        }
        self.catalogue.get_value()?.get_untracked()?.ok()
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
