//! What stands half typed in the rows of a list: it outlives the list that is drawn anew.

use leptos::prelude::*;
use std::collections::BTreeMap;

/// A row, and its field.
type Place = (String, &'static str);

struct Kept<T> {
    /// What stood there before anything was typed.
    known: T,
    typed: ArcRwSignal<T>,
}

/// What is typed on one page.
pub(crate) struct HalfTyped<T: Send + Sync + 'static = String>(
    StoredValue<BTreeMap<Place, Kept<T>>>,
);

impl<T: Send + Sync + 'static> Clone for HalfTyped<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for HalfTyped<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> HalfTyped<T> {
    /// Nothing yet; made where the page is, above what is drawn anew.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(BTreeMap::new()))
    }

    /// The form of a row as it was left, or what is known now where nothing was changed in it; true where something was.
    pub(crate) fn form(self, row: &str, known: T) -> (RwSignal<T>, bool) {
        self.at((row.to_owned(), ""), known)
    }

    fn at(self, place: Place, known: T) -> (RwSignal<T>, bool) {
        let found = self.0.try_update_value(|all| {
            let left = all.get(&place).and_then(|kept| {
                let is_changed = kept.typed.with_untracked(|typed| *typed != kept.known);
                is_changed.then(|| kept.typed.clone())
            });
            if let Some(left) = left {
                return (left, true);
            }
            let (known, typed) = (known.clone(), ArcRwSignal::new(known.clone()));
            let fresh = typed.clone();
            all.insert(place, Kept { known, typed });
            (fresh, false)
        });
        let (typed, is_begun) = found.unwrap_or_else(|| (ArcRwSignal::new(known), false));
        (RwSignal::from(typed), is_begun)
    }

    /// What was typed into a row is done with.
    pub(crate) fn forget(self, row: &str) {
        let of_row = |all: &BTreeMap<Place, Kept<T>>| {
            let of_row = all.iter().filter(|((of, _), _)| of == row);
            let of_row = of_row.map(|(_, kept)| (kept.typed.clone(), kept.known.clone()));
            of_row.collect::<Vec<_>>()
        };
        for (typed, known) in self.0.try_with_value(of_row).unwrap_or_default() {
            typed.set(known);
        }
    }
}

impl HalfTyped {
    /// The text of a row's field, as it was left.
    pub(crate) fn text(self, row: &str, field: &'static str) -> RwSignal<String> {
        let (text, _) = self.at((row.to_owned(), field), String::new());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_done_with_is_forgotten_and_the_others_stay() {
        let owner = Owner::new();
        owner.set();
        let typed = HalfTyped::<String>::new();
        let drawn = owner.child();
        drawn.with(|| {
            typed.text("a", "reason").set("查过了".into());
            typed.text("b", "reason").set("还在".into());
            typed.text("b", "rule").set("第三条".into());
        });
        typed.forget("a");
        // The list is drawn anew.
        drawn.cleanup();
        let text = |row, field| typed.text(row, field).get_untracked();
        assert_eq!(text("a", "reason"), "");
        assert_eq!(text("b", "reason"), "还在");
        assert_eq!(text("b", "rule"), "第三条");
    }

    #[test]
    fn a_form_that_nobody_touched_shows_what_is_known_now() {
        let owner = Owner::new();
        owner.set();
        let forms = HalfTyped::<String>::new();
        let shown = |row, known: &str| {
            let (typed, is_begun) = forms.form(row, known.to_owned());
            (typed.get_untracked(), is_begun)
        };
        assert_eq!(shown("a", "旧"), ("旧".to_owned(), false));
        assert_eq!(shown("a", "新"), ("新".to_owned(), false));
        forms.form("a", "新".into()).0.set("写了一半".into());
        assert_eq!(shown("a", "更新"), ("写了一半".to_owned(), true));
        forms.forget("a");
        assert_eq!(shown("a", "更新"), ("更新".to_owned(), false));
    }
}
