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

/// Words that the address does not say yet.
#[derive(Debug, Clone)]
struct Typed {
    text: String,
    /// The query shown when they were typed: at any other the address has the say.
    at: String,
}

/// The filter of the address shown, with the words that are being typed.
#[derive(Clone, Copy)]
pub(super) struct FilterInUrl {
    filter: Memo<CourseFilter>,
    /// The same without its words.
    choices: Memo<CourseFilter>,
    go: Callback<(CourseFilter, Step)>,
    typed: RwSignal<Option<Typed>>,
    path: ReadSignal<String>,
    search: ReadSignal<String>,
}

/// The filter of the address shown, for the list page.
pub(super) fn use_filter_in_url() -> FilterInUrl {
    let location = use_location();
    let memory = use_courses_memory();
    let (path, search) = (location.pathname, location.search);
    let typed = RwSignal::new(None);
    let filter = read(path, search, typed);
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

/// While the next page is being opened this one still stands, with an address that is no longer its own.
fn read(
    path: ReadSignal<String>,
    search: ReadSignal<String>,
    typed: RwSignal<Option<Typed>>,
) -> Memo<CourseFilter> {
    Memo::new(move |before: Option<&CourseFilter>| {
        let (query, typed) = (search.get(), typed.get());
        match before {
            Some(before) if path.get() != LIST => before.clone(),
            _ => {
                let asked = CourseFilter::from_query(&query);
                match typed {
                    Some(Typed { text, at }) if at == query => CourseFilter { text, ..asked },
                    _ => asked,
                }
            }
        }
    })
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

    /// Changes it. The address then says what was typed too.
    pub(super) fn change(self, change: impl FnOnce(&CourseFilter) -> CourseFilter) {
        let changed = self.filter.with_untracked(change);
        self.typed.set(None);
        self.go.run((changed, Step::Choice));
    }

    /// Replaces the words; the letters of one word are one step. The list follows at once, the address when that is painted:
    /// to write it costs a slow phone as much as the search.
    pub(super) fn type_text(self, text: String) {
        if self.take(text) {
            after_paint(move || self.write());
        }
    }

    /// Takes the words; whether the address is still to be written, and nobody is about to.
    fn take(self, text: String) -> bool {
        // As the address will say it.
        let asked = CourseFilter {
            text,
            ..CourseFilter::default()
        };
        let text = CourseFilter::from_query(&asked.to_query()).text;
        if self.filter.with_untracked(|before| before.text == text) {
            return false;
        }
        let is_under_way = self.typed.with_untracked(Option::is_some);
        let at = self.search.get_untracked();
        self.typed.set(Some(Typed { text, at }));
        !is_under_way
    }

    /// Has the address say what was typed, unless it is another's by now.
    fn write(self) {
        // The page may be gone, or stand only until the next one is there, whose address may be as bare as this one was.
        let at = self
            .typed
            .try_with_untracked(|typed| typed.as_ref().map(|typed| typed.at.clone()));
        let Some(Some(at)) = at else { return };
        let is_here = self.path.with_untracked(|path| path == LIST)
            && self.search.with_untracked(|search| *search == at);
        if is_here {
            self.go.run((self.filter.get_untracked(), Step::Typing));
        }
        self.typed.set(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page whose steps change nothing but the query.
    fn page() -> (FilterInUrl, WriteSignal<String>) {
        let (path, _) = signal(LIST.to_owned());
        let (search, set_search) = signal(String::new());
        let typed = RwSignal::new(None);
        let filter = read(path, search, typed);
        let go = Callback::new(move |(filter, _): (CourseFilter, Step)| {
            set_search.set(filter.to_query());
        });
        let found = FilterInUrl {
            filter,
            choices: filter,
            go,
            typed,
            path,
            search,
        };
        (found, set_search)
    }

    fn with_seats(filter: &CourseFilter) -> CourseFilter {
        CourseFilter {
            seats_left: true,
            ..filter.clone()
        }
    }

    #[test]
    fn a_letter_after_a_choice_in_the_same_frame_is_kept() {
        let owner = Owner::new();
        owner.set();
        let (page, _) = page();
        assert!(page.take("电".into()));
        page.change(with_seats);
        assert!(page.take("电焊".into()));
        // The frame is over: both letters wanted the address written.
        for _ in 0..2 {
            page.write();
            let asked = CourseFilter::from_query(&page.search.get_untracked());
            assert_eq!((asked.text.as_str(), asked.seats_left), ("电焊", true));
            assert_eq!(page.filter.get_untracked(), asked);
        }
    }

    #[test]
    fn letters_of_one_frame_are_written_once_and_the_last_wins() {
        let owner = Owner::new();
        owner.set();
        let (page, _) = page();
        assert!(page.take("电".into()));
        assert!(!page.take("电焊".into()), "it is about to be written");
        assert!(!page.take("电焊".into()));
        page.write();
        assert_eq!(
            page.filter.with_untracked(|filter| filter.text.clone()),
            "电焊"
        );
        assert!(page.take("电焊工".into()));
    }

    #[test]
    fn clearing_and_going_back_win_over_letters_before_them() {
        let owner = Owner::new();
        owner.set();
        let (page, set_search) = page();
        let text = || page.filter.with_untracked(|filter| filter.text.clone());
        assert!(page.take("电".into()));
        page.change(|_| CourseFilter::default());
        assert_eq!(text(), "");
        page.write();
        assert_eq!(
            text(),
            "",
            "cleared, although its address is the one before"
        );

        assert!(page.take("焊".into()));
        let before = CourseFilter {
            text: "茶".into(),
            ..CourseFilter::default()
        };
        set_search.set(before.to_query());
        assert_eq!(text(), "茶");
        page.write();
        assert_eq!(text(), "茶");
    }
}
