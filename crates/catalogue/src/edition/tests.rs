//! What is written is read again, and a difference put on the old gives the new.

use std::collections::BTreeMap;

use domain::{Date, Money};
use proptest::prelude::*;
use proptest::sample::select;

use super::CatalogueEdition;
use crate::{
    Audience, CourseKind, CourseListing, SessionListing, SkillLevel, TeachingMode, TimeOfDay,
};

fn day() -> impl Strategy<Value = Date> {
    (-800_000..800_000_i32).prop_map(|days| Date::new(2026, 11, 24).unwrap().add_days(days))
}

prop_compose! {
    fn session()(
        starts_on in day(),
        notice in 0..400_i32,
        time_of_day in select(TimeOfDay::ALL),
        seats: u32,
        is_full: bool,
        seats_taken: u32,
    ) -> SessionListing {
        let seats_taken = if is_full { seats } else { seats_taken };
        SessionListing { starts_on, time_of_day, seats, seats_taken, enrol_by: starts_on.add_days(-notice) }
    }
}

prop_compose! {
    fn listing()(
        title in ".{0,8}",
        kind in select(CourseKind::ALL),
        trade in prop::option::of("[焊工电]{1,2}"),
        level in prop::option::of(select(SkillLevel::ALL)),
        price in -5..100_000_000_i64,
        flags: (bool, bool),
        audiences in prop::collection::vec(select(Audience::ALL), 0..3),
        provider in ".{0,3}",
        division in "[0-9]{9}",
        mode in select(TeachingMode::ALL),
        sessions in prop::collection::vec(session(), 0..4),
    ) -> CourseListing {
        CourseListing {
            id: String::new(),
            title,
            kind,
            trade,
            level,
            price_fen: Money::from_fen(price),
            is_subsidised: flags.0,
            audiences,
            provider,
            division,
            mode,
            is_sample: flags.1,
            sessions,
        }
    }
}

fn listings() -> impl Strategy<Value = BTreeMap<String, CourseListing>> {
    prop::collection::btree_map("[a-c羊-]{0,4}", listing(), 0..12)
}

fn in_order(listings: &BTreeMap<String, CourseListing>) -> Vec<CourseListing> {
    let named = listings.iter().map(|(id, listing)| CourseListing {
        id: id.clone(),
        ..listing.clone()
    });
    named.collect()
}

/// As it comes out at the other end of the wire, read as the server and as the browser's reader would.
fn sent(edition: &CatalogueEdition) -> CatalogueEdition {
    serde_json::from_str(&serde_json::to_string(edition).unwrap()).unwrap()
}

fn difference(old: &[CourseListing], new: &[CourseListing]) -> CatalogueEdition {
    let changed = new.iter().filter(|course| !old.contains(course));
    let is_gone = |id: &String| new.iter().all(|course| course.id != *id);
    let ids = old.iter().map(|course| &course.id);
    let removed = ids.filter(|id| is_gone(id)).cloned().collect();
    CatalogueEdition::since("1", "2", changed, removed)
}

proptest! {
    #[test]
    fn the_whole_is_read_as_written(listings in listings()) {
        let listings = in_order(&listings);
        let edition = sent(&CatalogueEdition::whole("1", &listings));
        prop_assert_eq!(edition.courses(Vec::new()), Some(listings));
    }

    #[test]
    fn what_changed_put_on_the_old_is_the_new(
        old in listings(),
        changed in listings(),
        gone in prop::collection::vec(any::<bool>(), 12),
    ) {
        let mut new = old.clone();
        let mut gone = gone.into_iter();
        new.retain(|_, _| !gone.next().unwrap_or_default());
        new.extend(changed);
        let (old, new) = (in_order(&old), in_order(&new));
        let delta = difference(&old, &new);
        prop_assert_eq!(sent(&delta).courses(old), Some(new.clone()));
        // Whoever has it already, or is told twice, loses nothing.
        prop_assert_eq!(delta.courses(new.clone()), Some(new));
    }

    #[test]
    fn damage_is_no_crash(listings in listings(), column in 0..17_usize, text in ".{0,20}") {
        let edition = CatalogueEdition::whole("1", &in_order(&listings));
        let mut json = serde_json::to_value(&edition).unwrap();
        let columns = json["listings"].as_object_mut().unwrap();
        let (inner, names) = if column < 7 {
            (None, ["shared", "sort", "place", "price", "classes", "ids", "titles"][column])
        } else {
            let of = ["first", "later"][column % 2];
            (Some(of), ["weeks", "slots", "seats", "taken", "notice"][(column - 7) / 2])
        };
        let place = match inner {
            Some(of) => &mut columns[of][names],
            None => &mut columns[names],
        };
        *place = if names == "ids" || names == "titles" { vec![text].into() } else { text.into() };
        if let Ok(damaged) = serde_json::from_value::<CatalogueEdition>(json) {
            damaged.courses(Vec::new());
        }
    }
}
