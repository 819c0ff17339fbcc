use super::*;
use crate::classes;
use crate::events::{self, Chain};
use crate::testing::{add_class, add_enrolment, in_write, test_store};

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn standing_in_a(tx: &Tx, person_id: &str) -> classes::Standing {
    classes::find_for(tx, "a", person_id).unwrap().unwrap().1
}

#[test]
fn a_person_is_in_a_class_once_and_may_ask_again_after_leaving() {
    let (again, standing, after) = in_write(|tx| {
        add_class(tx, "a");
        let first = add_enrolment(tx, "a", 1, "taken");
        let second = Enrolment {
            id: "second".into(),
            place: 2,
            ..first.clone()
        };
        let again = tx.attempt(|tx| insert(tx, &second));
        let standing = standing_in_a(tx, &first.person_id);
        let left = Enrolment {
            seat: "none".into(),
            active: false,
            version: 3,
            ..first.clone()
        };
        update(tx, &left, 2).unwrap();
        insert(tx, &second)?;
        Ok((again, standing, standing_in_a(tx, &first.person_id)))
    });
    assert!(matches!(again, Err(StoreError::Duplicate { .. })));
    assert_eq!(
        standing,
        classes::Standing {
            is_active: true,
            requests: 1
        }
    );
    assert_eq!(
        after,
        classes::Standing {
            is_active: true,
            requests: 2
        }
    );
}

#[test]
fn what_was_agreed_stays_whatever_is_written_later() {
    let [asked, later] = in_write(|tx| {
        add_class(tx, "a");
        let asked = add_enrolment(tx, "a", 1, "taken");
        let dearer = Enrolment {
            version: 3,
            price_fen: Some(90_000),
            ..asked.clone()
        };
        update(tx, &dearer, 2).unwrap();
        Ok([asked.price_fen, find(tx, &asked.id)?.unwrap().price_fen])
    });
    assert_eq!((asked, later), (Some(45_000), Some(45_000)));
}

#[test]
fn the_list_is_in_the_order_of_places_whatever_the_time() {
    let (head, before, all) = in_write(|tx| {
        add_class(tx, "a");
        add_class(tx, "b");
        for place in [9, 3, 5] {
            add_enrolment(tx, "a", place, "waiting");
        }
        add_enrolment(tx, "a", 1, "taken");
        add_enrolment(tx, "b", 2, "waiting");
        let all = list_by_class(tx, "a")?;
        let places: Vec<_> = all.iter().map(|row| row.place).collect();
        Ok((
            find_head(tx, "a")?.unwrap().place,
            count_before(tx, "a", 9)?,
            places,
        ))
    });
    assert_eq!((head, before, all), (3, 2, vec![1, 3, 5, 9]));
}

#[test]
fn a_stale_change_is_refused() {
    let (stale, missing) = in_write(|tx| {
        add_class(tx, "a");
        let mut row = add_enrolment(tx, "a", 1, "taken");
        let stale = update(tx, &row, 1);
        row.id = "nothing".into();
        Ok((stale, update(tx, &row, 2)))
    });
    assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
    assert_eq!(missing, Err(UpdateError::NotFound));
}

#[test]
fn overlaps_are_days_in_common_with_a_seat_taken() {
    let found = in_write(|tx| {
        add_class(tx, "a");
        let person = add_enrolment(tx, "a", 1, "taken").person_id;
        let overlapping = |from, to| list_overlapping(tx, &person, "b", (day(from), day(to)));
        Ok([
            overlapping("2026-12-01", "2026-12-14")?,
            overlapping("2026-12-01", "2026-12-15")?,
            overlapping("2026-12-20", "2026-12-30")?,
            overlapping("2026-12-21", "2026-12-30")?,
            list_overlapping(tx, &person, "a", (day("2026-12-15"), day("2026-12-20")))?,
        ])
    });
    let a = vec!["a".to_owned()];
    assert_eq!(found, [vec![], a.clone(), a, vec![], vec![]]);
}

#[test]
fn what_ran_out_is_found_in_its_class() {
    let (classes, offers, with_list) = in_write(|tx| {
        for id in ["a", "b", "c"] {
            add_class(tx, id);
        }
        let offered = add_enrolment(tx, "a", 1, "taken");
        let until = Enrolment {
            offered_until_ms: Some(100),
            version: 3,
            ..offered
        };
        update(tx, &until, 2).unwrap();
        add_enrolment(tx, "a", 2, "waiting");
        add_enrolment(tx, "b", 1, "waiting");
        let classes = [
            list_expiring(tx, 100, day("2026-12-15"))?,
            list_expiring(tx, 101, day("2026-12-15"))?,
            list_expiring(tx, 100, day("2026-12-16"))?,
        ];
        Ok((
            classes,
            list_expired(tx, "a", 101, false)?,
            list_expired(tx, "a", 101, true)?,
        ))
    });
    assert_eq!(
        classes,
        [vec![], vec!["a".to_owned()], vec!["a".into(), "b".into()]]
    );
    assert_eq!((offers.len(), with_list.len()), (1, 2));
}

#[test]
fn the_logs_of_classes_and_enrolments_are_chains_of_their_own() {
    let (length, broken) = in_write(|tx| {
        add_class(tx, "a");
        add_enrolment(tx, "a", 1, "taken");
        let log = events::ENROLMENTS;
        log.append_after(tx, "a-1", None, 1, &[vec![1], vec![2]])?;
        let last = log.find_last(tx, "a-1")?;
        log.append_after(tx, "a-1", last.as_ref(), 2, &[vec![3]])?;
        events::CLASSES.append_after(tx, "a", None, 1, &[vec![9]])?;
        let length = [
            log.verify_chain(tx, "a-1")?,
            events::CLASSES.verify_chain(tx, "a")?,
        ];
        tx.execute(
            "UPDATE enrolment_events SET sealed_payload = $1 WHERE seq = 2",
            &[vec![7_u8].as_slice().into()],
        )?;
        Ok((length, log.verify_chain(tx, "a-1")?))
    });
    assert_eq!(
        length,
        [Chain::Whole { length: 3 }, Chain::Whole { length: 1 }]
    );
    assert_eq!(broken, Chain::Broken { seq: 2 });
    let test = test_store();
    let refused = test
        .store
        .write_blocking(|tx| events::ENROLMENTS.append_after(tx, "nothing", None, 1, &[vec![1]]));
    assert!(matches!(refused, Err(StoreError::Database(_))));
}
