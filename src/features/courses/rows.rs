//! The rows of the list, which stay in the page while what they show changes.

use std::sync::Arc;

use catalogue::Catalogue;
use leptos::prelude::*;
use ui::element::{IntoChild as _, el};

use super::{
    after_paint::after_paint,
    card::card_parts,
    memory::today,
    model::{FIRST, PART, Results, Row},
};

/// The id of a row's link, so that the focus can go there.
pub(super) fn link_id(place: usize) -> String {
    ["course-link-", &place.to_string()].concat()
}

/// A row in the page. To make one takes a slow phone many times as long as to say something else in it, so one that is not
/// wanted now is hidden, and keeps what it said.
#[derive(Clone)]
struct Slot {
    shows: ArcRwSignal<Row>,
    is_wanted: ArcRwSignal<bool>,
}

/// What fills a screen follows at once what was found, the rows below it by and by, each part once the one before is painted:
/// whoever types the next letter never waits for rows below the screen, which until then say what they said.
#[derive(Clone, Copy)]
struct Rows {
    found: Memo<Results>,
    slots: StoredValue<Vec<Slot>>,
    /// How many slots there are.
    made: RwSignal<usize>,
    /// Whether rows are still to follow.
    is_drawing: RwSignal<bool>,
    /// Counts what was found: parts of something else found before are given up.
    round: StoredValue<u32>,
}

/// The rows of what was found.
pub(super) fn rows(catalogue: Arc<Catalogue>, found: Memo<Results>) -> AnyView {
    let rows = Rows {
        found,
        slots: StoredValue::new(Vec::new()),
        made: RwSignal::new(0),
        is_drawing: RwSignal::new(false),
        round: StoredValue::new(0),
    };
    Effect::new(move |_| {
        found.track();
        rows.follow();
    });
    let today = today();
    let row = move |place: usize| {
        let slot = rows.slots.with_value(|slots| slots.get(place).cloned());
        slot.map(|slot| row(place, slot, Arc::clone(&catalogue), today))
            .into_child()
    };
    let places = move || 0..rows.made.get();
    let drawn = view! { <For each=places key=|place| *place children=row /> };
    let is_empty = Memo::new(move |_| found.with(|found| found.rows.is_empty()));
    el("ul")
        .class("course-cards")
        .attr("hidden", move || is_empty.get())
        .attr("aria-busy", move || rows.is_drawing.get().to_string())
        .child(drawn.into_any())
        .into_any()
}

fn row(
    place: usize,
    slot: Slot,
    catalogue: Arc<Catalogue>,
    today: domain::Date,
) -> ui::element::Element {
    let Slot { shows, is_wanted } = slot;
    let parts = move || {
        let row = shows.get();
        card_parts(&catalogue, &row, today, Some(link_id(place)))
    };
    el("li")
        .class("course-card")
        .attr("hidden", move || !is_wanted.get())
        .child(parts)
}

impl Rows {
    /// Hides the rows that are too many, and has the first that say something else follow.
    fn follow(self) {
        self.round
            .update_value(|round| *round = round.wrapping_add(1));
        let first = self.found.with_untracked(|found| {
            self.slots.with_value(|slots| {
                for slot in slots.iter().skip(found.rows.len()) {
                    set_if_new(&slot.is_wanted, false);
                }
                let mut both = slots.iter().zip(&found.rows);
                both.position(|(slot, row)| !slot.says(row))
                    .unwrap_or_else(|| slots.len().min(found.rows.len()))
            })
        });
        self.draw(first, FIRST);
    }

    /// Has these rows follow now, and those after them later.
    fn draw(self, first: usize, count: usize) {
        let until = first + count;
        let is_left = self.found.with_untracked(|found| {
            let rows = found.rows.iter().enumerate();
            for (place, row) in rows.take(until).skip(first) {
                self.say(place, row);
            }
            until < found.rows.len()
        });
        let made = self.slots.with_value(Vec::len);
        if made != self.made.get_untracked() {
            self.made.set(made);
        }
        if is_left != self.is_drawing.get_untracked() {
            self.is_drawing.set(is_left);
        }
        if is_left {
            self.draw_later(until);
        }
    }

    fn say(self, place: usize, row: &Row) {
        let known = self.slots.with_value(|slots| slots.get(place).cloned());
        if let Some(slot) = known {
            set_if_new(&slot.shows, row.clone());
            set_if_new(&slot.is_wanted, true);
        } else {
            let slot = Slot {
                shows: ArcRwSignal::new(row.clone()),
                is_wanted: ArcRwSignal::new(true),
            };
            self.slots.update_value(|slots| slots.push(slot));
        }
    }

    fn draw_later(self, first: usize) {
        let round = self.round.get_value();
        after_paint(move || {
            // Meanwhile something else may have been found, or the page be gone.
            if self.round.try_get_value() == Some(round) {
                self.draw(first, PART);
            }
        });
    }
}

impl Slot {
    fn says(&self, row: &Row) -> bool {
        self.is_wanted.get_untracked() && self.shows.with_untracked(|shown| shown == row)
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|known| *known != value) {
        signal.set(value);
    }
}
