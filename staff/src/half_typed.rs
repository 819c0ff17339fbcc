//! What stands half typed in the rows of a list: it outlives the list that is drawn anew.

use leptos::prelude::*;
use std::collections::BTreeMap;

/// A row, and its field.
type Place = (String, &'static str);

/// The texts of one page.
#[derive(Clone, Copy)]
pub(crate) struct HalfTyped(StoredValue<BTreeMap<Place, ArcRwSignal<String>>>);

impl HalfTyped {
    /// Nothing yet; made where the page is, above what is drawn anew.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(BTreeMap::new()))
    }

    /// The text of a row's field, as it was left.
    pub(crate) fn text(self, row: &str, field: &'static str) -> RwSignal<String> {
        let place = (row.to_owned(), field);
        let kept = self
            .0
            .try_update_value(|texts| texts.entry(place).or_default().clone());
        RwSignal::from(kept.unwrap_or_default())
    }

    /// What was typed into a row is done with.
    pub(crate) fn forget(self, row: &str) {
        let of_row = |texts: &BTreeMap<Place, ArcRwSignal<String>>| {
            let of_row = texts.iter().filter(|((of, _), _)| of == row);
            of_row.map(|(_, text)| text.clone()).collect::<Vec<_>>()
        };
        for text in self.0.try_with_value(of_row).unwrap_or_default() {
            text.set(String::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_done_with_is_forgotten_and_the_others_stay() {
        let owner = Owner::new();
        owner.set();
        let typed = HalfTyped::new();
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
}
