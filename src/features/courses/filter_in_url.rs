//! The filter, which lives in the address: a link can be shared, Back undoes a choice.

use catalogue::CourseFilter;
use leptos::prelude::*;
use router::{NavigateOptions, use_location, use_navigate};

use super::{LIST, after_paint::after_paint, memory::list_address, memory::use_courses_memory};

/// How a change enters the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A choice: Back undoes it.
    Choice,
    /// A letter more: Back goes past all of them.
    Typing,
}

/// The filter of the address shown, with the words that are being typed.
#[derive(Clone, Copy)]
pub(super) struct FilterInUrl {
    filter: Memo<CourseFilter>,
    /// The same without its words.
    choices: Memo<CourseFilter>,
    go: Callback<(CourseFilter, Step)>,
    typed: RwSignal<Option<String>>,
    path: ReadSignal<String>,
    search: ReadSignal<String>,
}

/// The filter of the address shown, for the list page.
pub(super) fn use_filter_in_url() -> FilterInUrl {
    let location = use_location();
    let memory = use_courses_memory();
    let (path, search) = (location.pathname, location.search);
    // While the next page is being opened this one still stands, with an address that is no longer its own.
    let typed = RwSignal::new(None);
    let filter = Memo::new(move |before: Option<&CourseFilter>| {
        let (query, typed) = (search.get(), typed.get());
        match before {
            Some(before) if path.get() != LIST => before.clone(),
            _ => {
                let asked = CourseFilter::from_query(&query);
                match typed {
                    Some(text) => CourseFilter { text, ..asked },
                    None => asked,
                }
            }
        }
    });
    // Texts that did not come are asked for once more when the page is opened, not with each letter: what failed stands on
    // the page, with a way to try again.
    Effect::new(move |before: Option<()>| {
        filter.with(|filter| {
            memory.keep_list_query(filter.to_query());
            if !filter.text.is_empty() && (before.is_none() || !memory.has_no_texts()) {
                memory.want_texts();
            }
        });
    });
    let navigate = use_navigate();
    let go = Callback::new(move |(filter, step): (CourseFilter, Step)| {
        let options = NavigateOptions {
            replace: step == Step::Typing,
            scroll: false,
        };
        navigate(&list_address(&filter.to_query()), options);
    });
    let choices = Memo::new(move |_| CourseFilter {
        text: String::new(),
        ..filter.get()
    });
    FilterInUrl {
        filter,
        choices,
        go,
        typed,
        path,
        search,
    }
}

impl FilterInUrl {
    /// Reads it, tracked.
    pub(super) fn with<T>(self, read: impl FnOnce(&CourseFilter) -> T) -> T {
        self.filter.with(read)
    }

    /// Reads all of it but the words, tracked: a letter more changes none of the many choices.
    pub(super) fn with_choices<T>(self, read: impl FnOnce(&CourseFilter) -> T) -> T {
        self.choices.with(read)
    }

    /// Changes it.
    pub(super) fn change(self, change: impl FnOnce(&CourseFilter) -> CourseFilter) {
        self.go
            .run((self.filter.with_untracked(change), Step::Choice));
    }

    /// Replaces the words; the letters of one word are one step. The list follows at once, the address when that is painted:
    /// to write it costs a slow phone as much as the search.
    pub(super) fn type_text(self, text: String) {
        let before = self.filter.get_untracked();
        // As the address will say it.
        let text = CourseFilter::from_query(
            &CourseFilter {
                text,
                ..CourseFilter::default()
            }
            .to_query(),
        )
        .text;
        if text == before.text {
            return;
        }
        let is_under_way = self.typed.get_untracked().is_some();
        self.typed.set(Some(text));
        if is_under_way {
            return;
        }
        let shown = self.search.get_untracked();
        after_paint(move || self.write(&shown));
    }

    /// Has the address say what was typed, unless it is another's by now.
    fn write(self, shown: &str) {
        // The page may be gone, or stand only until the next one is there, whose address may be as bare as this one was.
        let is_here = self.typed.try_with_untracked(Option::is_some) == Some(true)
            && self.path.with_untracked(|path| path == LIST)
            && self.search.with_untracked(|search| search == shown);
        if is_here {
            self.go.run((self.filter.get_untracked(), Step::Typing));
        }
        let _ = self.typed.try_set(None);
    }
}
