//! Which files are ticked, and why those that could not be assigned were not.

use api::{
    assignment::{FileToAssign, MOST_FILES},
    staff::QueueEntry,
};
use i18n::t;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use ui::{Button, ButtonKind, Text};

/// A file that waits, as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    number: String,
    seen: u32,
}

/// What is ticked; it outlives the list, which is drawn anew with every answer.
#[derive(Clone, Copy)]
pub(super) struct Ticks {
    known: RwSignal<BTreeMap<String, Known>>,
    ticked: RwSignal<BTreeSet<String>>,
    refused: RwSignal<BTreeMap<String, Text>>,
}

impl Ticks {
    /// Nothing is ticked.
    pub(super) fn new() -> Self {
        Self {
            known: RwSignal::default(),
            ticked: RwSignal::default(),
            refused: RwSignal::default(),
        }
    }

    /// Takes over what waits now; what waits no more cannot stay ticked.
    pub(super) fn follow(self, waiting: &[QueueEntry]) {
        let known: BTreeMap<String, Known> = waiting.iter().map(known).collect();
        let is_there = |id: &String| known.contains_key(id);
        self.ticked.try_update(|ticked| ticked.retain(is_there));
        self.refused
            .try_update(|refused| refused.retain(|id, _| is_there(id)));
        self.known.try_set(known);
    }

    /// Whether anything waits, tracked.
    pub(super) fn has_files(self) -> bool {
        self.known.with(|known| !known.is_empty())
    }

    /// How many are ticked, tracked.
    pub(super) fn count(self) -> usize {
        self.ticked.with(BTreeSet::len)
    }

    /// Those ticked, as they were on screen.
    pub(super) fn files(self) -> Vec<FileToAssign> {
        self.known.with_untracked(|known| {
            let file = |id: &String| {
                Some(FileToAssign {
                    id: id.clone(),
                    seen: known.get(id)?.seen,
                })
            };
            self.ticked
                .with_untracked(|ticked| ticked.iter().filter_map(file).collect())
        })
    }

    /// The acceptance number of a file.
    pub(super) fn number(self, id: &str) -> String {
        self.known.with_untracked(|known| {
            let found = known.get(id).map(|known| known.number.clone());
            found.unwrap_or_else(|| id.to_owned())
        })
    }

    /// Takes the ticks off what was assigned and keeps the reasons of the others.
    pub(super) fn settle(self, assigned: &[String], refused: BTreeMap<String, Text>) {
        self.ticked
            .update(|ticked| ticked.retain(|id| !assigned.contains(id)));
        self.refused.set(refused);
    }

    /// Why a file was not assigned at the last press, tracked.
    pub(super) fn reason(self, id: &str) -> Option<Text> {
        self.refused.with(|refused| refused.get(id).cloned())
    }

    /// The box before a file.
    pub(super) fn tick_box(self, id: String, number: &str) -> AnyView {
        let (shown, changed) = (id.clone(), id.clone());
        let is_ticked = move || self.ticked.with(|ticked| ticked.contains(&shown));
        let change = move |event| {
            let is_on = event_target_checked(&event);
            self.ticked.update(|ticked| {
                if is_on {
                    ticked.insert(changed.clone());
                } else {
                    ticked.remove(&changed);
                }
            });
        };
        let words = t::staff_assign::tick(number);
        view! {
            <label class="queue__tick">
                <input type="checkbox" class="queue__box" name="file" value=id prop:checked=is_ticked on:change=change />
                <span class="visually-hidden">{words}</span>
            </label>
        }
        .into_any()
    }

    /// The buttons that tick the files shown, as many as one request takes, and none.
    pub(super) fn all_or_none(self, shown: Vec<String>) -> AnyView {
        let all = Callback::new(move |()| {
            let some = shown.iter().take(MOST_FILES).cloned().collect();
            self.ticked.set(some);
        });
        let none = Callback::new(move |()| self.ticked.set(BTreeSet::new()));
        let count = move || t::staff_assign::ticked(self.count());
        view! {
            <p class="row">
                <Button kind=ButtonKind::Secondary on_press=all>{t::staff_assign::tick_all()}</Button>
                <Button kind=ButtonKind::Secondary on_press=none>{t::staff_assign::tick_none()}</Button>
                <span role="status">{count}</span>
            </p>
        }
        .into_any()
    }
}

fn known(entry: &QueueEntry) -> (String, Known) {
    let known = Known {
        number: entry.acceptance_number.clone(),
        seen: entry.assignment.as_ref().map_or(0, |one| one.count),
    };
    (entry.id.clone(), known)
}

#[cfg(test)]
mod tests {
    use super::super::model::testing::entry;
    use super::*;
    use api::assignment::AssignmentView;
    use domain::Date;

    #[test]
    fn what_failed_stays_ticked_and_what_left_does_not() {
        let owner = Owner::new();
        owner.set();
        let ticks = Ticks::new();
        let mine = QueueEntry {
            assignment: Some(AssignmentView {
                count: 3,
                officer_id: "li".into(),
                officer: "示例 李".into(),
                on: Date::new(2026, 11, 24).unwrap(),
                is_mine: true,
            }),
            ..entry("B2", false)
        };
        let waiting = [entry("A1", false), mine.clone(), entry("C3", false)];
        ticks.follow(&waiting);
        let all = ["A1", "B2", "C3"].map(str::to_owned);
        ticks.ticked.set(all.clone().into());
        let seen: Vec<u32> = ticks.files().iter().map(|file| file.seen).collect();
        assert_eq!(seen, [0, 3, 0]);
        let reasons = [("B2", "own"), ("C3", "moved")];
        let reasons = reasons.map(|(id, words)| (id.to_owned(), Text::from(words)));
        ticks.settle(&all[..1], reasons.into());
        assert_eq!(ticks.count(), 2);
        ticks.follow(&[entry("A1", false), mine]);
        let left: Vec<String> = ticks.files().into_iter().map(|file| file.id).collect();
        assert_eq!(left, ["B2"]);
        assert!(ticks.reason("B2").is_some() && ticks.reason("C3").is_none());
    }
}
