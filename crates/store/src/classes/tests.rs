use super::*;
use crate::testing::{add_class, add_enrolment, add_listing, add_organisation, in_write};

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

#[test]
fn seats_are_counted_from_the_enrolments() {
    let (found, listed, nothing) = in_write(|tx| {
        let class = add_class(tx, "a");
        add_class(tx, "b");
        for (place, seat) in [(1, "taken"), (2, "taken"), (3, "waiting"), (4, "none")] {
            add_enrolment(tx, "a", place, seat);
        }
        Ok((
            find(tx, "a")?.unwrap(),
            list_by_course(tx, &class.course_id)?,
            find(tx, "c")?,
        ))
    });
    assert_eq!((found.taken, found.waiting), (2, 1));
    assert_eq!(
        (found.class.capacity, found.class.starts_on),
        (2, day("2026-12-15"))
    );
    assert_eq!((listed, nothing), (vec![found], None));
}

#[test]
fn two_writes_that_read_the_same_class_do_not_both_stand() {
    let (first, second, missing) = in_write(|tx| {
        let mut class = add_class(tx, "a");
        class.last_place = 7;
        let first = update(tx, &class);
        let second = update(tx, &class);
        class.id = "nothing".into();
        Ok((first, second, update(tx, &class)))
    });
    assert_eq!(first, Ok(2));
    assert_eq!(second, Err(UpdateError::Stale { current: 2 }));
    assert_eq!(missing, Err(UpdateError::NotFound));
}

#[test]
fn a_day_moves_the_classes_it_has_come_for() {
    let due = in_write(|tx| {
        for (id, state) in [
            ("a", "open"),
            ("b", "full"),
            ("c", "closed"),
            ("d", "running"),
            ("e", "postponed"),
            ("f", "finished"),
        ] {
            let mut class = add_class(tx, id);
            class.state = state.into();
            update(tx, &class).unwrap();
        }
        Ok([
            list_due(tx, day("2026-12-10"))?,
            list_due(tx, day("2026-12-11"))?,
            list_due(tx, day("2026-12-15"))?,
            list_due(tx, day("2026-12-21"))?,
        ])
    });
    assert_eq!(due[0], ["e"]);
    assert_eq!(due[1], ["a", "b", "e"]);
    assert_eq!(due[2], ["a", "b", "c", "e"]);
    assert_eq!(due[3], ["a", "b", "c", "d", "e"]);
}

#[test]
fn seats_are_counted_of_classes_that_have_not_begun() {
    let found = in_write(|tx| {
        for (id, state, taken) in [("a", "open", 2), ("b", "full", 1), ("c", "running", 1)] {
            let mut class = add_class(tx, id);
            class.state = state.into();
            (class.capacity, class.elsewhere) = (10, 3);
            update(tx, &class).unwrap();
            for number in 1..=taken {
                add_enrolment(tx, id, number, "taken");
            }
            add_enrolment(tx, id, 9, "waiting");
        }
        Ok([
            list_seat_counts(tx, day("2026-12-15"))?,
            list_seat_counts(tx, day("2026-12-16"))?,
        ])
    });
    let mut taken: Vec<i64> = found[0].iter().map(|one| one.taken).collect();
    taken.sort_unstable();
    assert_eq!(taken, [4, 5]);
    assert!(found[1].is_empty());
}

#[test]
fn classes_that_begin_soon_are_found_until_somebody_decides() {
    let found = in_write(|tx| {
        for id in ["few", "more", "known", "decided", "running"] {
            let mut class = add_class(tx, id);
            class.capacity = 10;
            class.elsewhere = if id == "more" { 2 } else { 1 };
            class.minimum_not_met_on = (id == "known").then(|| day("2026-12-10"));
            class.is_confirmed = id == "decided";
            if id == "running" {
                class.state = "running".into();
            }
            update(tx, &class).unwrap();
            add_enrolment(tx, id, 1, "taken");
        }
        let soon = |after, until| list_soon(tx, day(after), day(until));
        Ok([
            soon("2026-12-10", "2026-12-15")?,
            soon("2026-12-10", "2026-12-14")?,
            soon("2026-12-15", "2026-12-20")?,
        ])
    });
    let counts = found[0].iter().map(|one| (one.id.as_str(), one.in_it));
    assert_eq!(counts.collect::<Vec<_>>(), [("few", 2), ("more", 3)]);
    assert!(found[1].is_empty() && found[2].is_empty());
}

#[test]
fn the_section_sees_what_its_trainer_leaves_undecided() {
    let listed = in_write(|tx| {
        let mut class = add_class(tx, "a");
        class.minimum_not_met_on = Some(day("2026-12-10"));
        update(tx, &class).unwrap();
        let ids = |today| -> Result<Vec<String>, StoreError> {
            let found = list_taught(tx, day(today), 10)?;
            Ok(found.into_iter().map(|found| found.class.id).collect())
        };
        Ok([ids("2026-12-10")?, ids("2026-12-11")?])
    });
    assert!(listed[0].is_empty());
    assert_eq!(listed[1], ["a"]);
}

#[test]
fn what_is_taught_between_two_days_and_what_is_opened_for_later() {
    let (between, ids, opened) = in_write(|tx| {
        for (id, state) in [
            ("a", "open"),
            ("b", "finished"),
            ("gone", "cancelled"),
            ("later", "postponed"),
        ] {
            let mut class = add_class(tx, id);
            class.state = state.into();
            update(tx, &class).unwrap();
        }
        add_enrolment(tx, "a", 1, "taken");
        // The class b is the district's own.
        crate::testing::add_organisation(tx, "o");
        for listing in ["a", "gone", "later"] {
            crate::testing::add_listing(tx, listing, "o");
        }
        let event = [vec![1]];
        crate::events::CLASSES.append_after(tx, "a", None, 77, &event)?;
        // They are taught from 2026-12-15 to 2026-12-20.
        let mut between = Vec::new();
        for (from, until) in [
            ("2026-12-20", "2026-12-31"),
            ("2026-12-01", "2026-12-15"),
            ("2026-12-21", "2026-12-31"),
            ("2026-12-01", "2026-12-14"),
        ] {
            let found = list_between(tx, (day(from), day(until)), 10)?;
            let found = found.into_iter().map(|found| (found.class.id, found.taken));
            between.push(found.collect::<Vec<_>>());
        }
        let ids = list_ids_between(tx, (day("2026-12-20"), day("2026-12-20")))?;
        let opened = |from| -> Result<Vec<(String, i64)>, StoreError> {
            let found = list_opened(tx, day(from), 10)?;
            let pairs = found.into_iter().map(|(found, ms)| (found.class.id, ms));
            Ok(pairs.collect())
        };
        let day_count = count_between(tx, (day("2026-12-20"), day("2026-12-20")))?;
        assert_eq!(day_count, 3);
        Ok((between, ids, [opened("2026-12-15")?, opened("2026-12-16")?]))
    });
    let both = [
        ("a".to_owned(), 1),
        ("b".to_owned(), 0),
        ("later".to_owned(), 0),
    ];
    assert_eq!(between[0], both);
    assert_eq!(between[1], both);
    assert!(between[2].is_empty() && between[3].is_empty());
    assert_eq!(ids, ["a", "b"]);
    let first: Vec<_> = opened[0]
        .iter()
        .map(|(id, ms)| (id.as_str(), *ms))
        .collect();
    assert_eq!(first, [("a", 77), ("later", 0)]);
    assert!(opened[1].is_empty());
}

#[test]
fn a_schools_classes_of_the_days_are_all_there_but_those_that_never_were() {
    let ids = |found: Vec<ClassSeats>| -> Vec<String> {
        found.into_iter().map(|found| found.class.id).collect()
    };
    let (found, later, over) = in_write(move |tx| {
        for school in ["s", "t"] {
            add_organisation(tx, school);
        }
        for (id, school, state) in [
            ("done", "s", "settled"),
            ("given-up", "s", "cancelled"),
            ("now", "s", "running"),
            ("of-others", "t", "running"),
            ("of-others-done", "t", "settled"),
            ("over", "s", "finished"),
            ("some-day", "s", "planned"),
        ] {
            add_listing(tx, id, school);
            let mut class = add_class(tx, id);
            class.state = state.into();
            update(tx, &class).unwrap();
        }
        // They begin on 2026-12-15.
        let of = |from, until| list_by_organisation_between(tx, "s", (day(from), day(until)));
        Ok((
            ids(of("2026-12-15", "2026-12-15")?),
            ids(of("2026-12-16", "2026-12-31")?),
            list_over_ids(tx, "s")?,
        ))
    });
    assert_eq!(found, ["done", "now", "over"]);
    assert!(later.is_empty());
    // What is still to be settled comes first.
    assert_eq!(over, ["over", "done"]);
}
