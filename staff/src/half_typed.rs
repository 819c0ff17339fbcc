//! What stands half typed in the rows of a list: it outlives the list that is drawn anew.

use leptos::prelude::*;
use std::collections::BTreeMap;
use ui::{FormErrors, KeptErrors};

/// A row, and its field.
type Place = (String, &'static str);

struct Kept<T> {
    /// What stood there before anything was typed.
    known: T,
    typed: ArcRwSignal<T>,
}

/// What is typed on one page.
pub(crate) struct HalfTyped<T: Send + Sync + 'static = String> {
    all: StoredValue<BTreeMap<Place, Kept<T>>>,
    /// What is to be put right in each row.
    wrong: StoredValue<BTreeMap<String, KeptErrors>>,
}

impl<T: Send + Sync + 'static> Clone for HalfTyped<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for HalfTyped<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> HalfTyped<T> {
    /// Nothing yet; made where the page is, above what is drawn anew.
    pub(crate) fn new() -> Self {
        Self {
            all: StoredValue::new(BTreeMap::new()),
            wrong: StoredValue::new(BTreeMap::new()),
        }
    }

    /// The errors of a row's form, as they were left; installed for its controls.
    pub(crate) fn errors(self, row: &str) -> FormErrors {
        let kept = self.wrong.try_update_value(|all| {
            let of_row = all.entry(row.to_owned()).or_default();
            of_row.clone()
        });
        kept.unwrap_or_default().provide()
    }

    /// Whether something is to be put right in a row.
    pub(crate) fn is_wrong(self, row: &str) -> bool {
        let is_any =
            |all: &BTreeMap<String, KeptErrors>| all.get(row).is_some_and(KeptErrors::is_any);
        self.wrong.try_with_value(is_any).unwrap_or_default()
    }

    /// The form of a row as it was left, or what is known now where nothing was changed in it; true where something was.
    pub(crate) fn form(self, row: &str, known: T) -> (RwSignal<T>, bool) {
        self.at((row.to_owned(), ""), known)
    }

    fn at(self, place: Place, known: T) -> (RwSignal<T>, bool) {
        let found = self.all.try_update_value(|all| {
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

    /// Somebody else changed meanwhile what is known of a row: that is what is known now, and what was typed is joined with it.
    pub(crate) fn comes_second(self, row: &str, newer: T, joined: impl FnOnce(&T, &T, &T) -> T) {
        let after = self.all.try_update_value(|all| {
            let kept = all.get_mut(&(row.to_owned(), ""))?;
            let mine = kept.typed.get_untracked();
            let after = joined(&kept.known, &newer, &mine);
            kept.known = newer;
            Some((kept.typed.clone(), after))
        });
        if let Some((typed, after)) = after.flatten() {
            typed.set(after);
        }
    }

    /// What was typed into a row is done with.
    pub(crate) fn forget(self, row: &str) {
        let of_row = |all: &BTreeMap<Place, Kept<T>>| {
            let of_row = all.iter().filter(|((of, _), _)| of == row);
            let of_row = of_row.map(|(_, kept)| (kept.typed.clone(), kept.known.clone()));
            of_row.collect::<Vec<_>>()
        };
        for (typed, known) in self.all.try_with_value(of_row).unwrap_or_default() {
            typed.set(known);
        }
        let wrong = self.wrong.try_with_value(|all| all.get(row).cloned());
        if let Some(wrong) = wrong.flatten() {
            wrong.clear();
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
    fn what_is_wrong_in_a_row_stays_until_the_row_is_done_with() {
        let owner = Owner::new();
        owner.set();
        let typed = HalfTyped::<String>::new();
        let drawn = owner.child();
        drawn.with(|| {
            let wrong = |row: &str| {
                let line = ui::FieldError::new(["reason-", row].concat(), "请填写");
                typed.errors(row).show(vec![line]);
            };
            wrong("a");
            wrong("b");
        });
        typed.forget("a");
        drawn.cleanup();
        assert!(typed.is_wrong("b") && !typed.is_wrong("a"));
        assert!(typed.errors("a").is_empty());
        assert_eq!(typed.errors("b").of("reason-b").as_deref(), Some("请填写"));
    }

    #[test]
    fn what_somebody_else_changed_meanwhile_is_known_and_what_was_typed_stays() {
        let owner = Owner::new();
        owner.set();
        let forms = HalfTyped::<(String, String)>::new();
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let (typed, _) = forms.form("a", pair("照片", "请重拍"));
        typed.set(pair("照片", "请在亮处重拍"));
        let own = |before: &String, theirs: &String, mine: &String| {
            if mine == before {
                theirs.clone()
            } else {
                mine.clone()
            }
        };
        forms.comes_second(
            "a",
            pair("照片不清", "请重新拍"),
            |before, theirs, mine| {
                let one = own(&before.0, &theirs.0, &mine.0);
                (one, own(&before.1, &theirs.1, &mine.1))
            },
        );
        assert_eq!(typed.get_untracked(), pair("照片不清", "请在亮处重拍"));
        forms.forget("a");
        assert_eq!(typed.get_untracked(), pair("照片不清", "请重新拍"));
        // A row that nobody opened has nothing to join.
        forms.comes_second("b", pair("", ""), |_, theirs, _| theirs.clone());
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
