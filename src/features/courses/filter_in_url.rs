//! The filter, which lives in the address: a link can be shared, Back undoes a choice.

use catalogue::CourseFilter;
use leptos::prelude::*;
use router::{NavigateOptions, use_location, use_navigate};

use super::{LIST, memory::list_address, memory::use_courses_memory};

/// How a change enters the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A choice: Back undoes it.
    Choice,
    /// A letter more: Back goes past all of them.
    Typing,
}

/// The filter of the address shown.
#[derive(Clone, Copy)]
pub(super) struct FilterInUrl {
    filter: Memo<CourseFilter>,
    /// The same without its words.
    choices: Memo<CourseFilter>,
    go: Callback<(CourseFilter, Step)>,
}

/// The filter of the address shown, for the list page.
pub(super) fn use_filter_in_url() -> FilterInUrl {
    let location = use_location();
    let memory = use_courses_memory();
    let (path, search) = (location.pathname, location.search);
    // While the next page is being opened this one still stands, with an address that is no longer its own.
    let filter = Memo::new(move |before: Option<&CourseFilter>| {
        let query = search.get();
        match before {
            Some(before) if path.get() != LIST => before.clone(),
            _ => CourseFilter::from_query(&query),
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

    /// Replaces the words; the letters of one word are one step.
    pub(super) fn type_text(self, text: String) {
        let changed = CourseFilter {
            text,
            ..self.filter.get_untracked()
        };
        if changed != self.filter.get_untracked() {
            self.go.run((changed, Step::Typing));
        }
    }
}
