//! What days move, and what is forgotten of listings that ended.

use super::*;
use crate::testing::{add_class, add_listing, add_organisation, in_write};

#[test]
fn an_update_asks_for_the_version_that_was_read() {
    let (stale, missing, found) = in_write(|tx| {
        add_organisation(tx, "o");
        let mut listing = add_listing(tx, "a", "o");
        listing.version = 2;
        listing.state = "submitted".into();
        listing.is_handed_in = true;
        update(tx, &listing, 1).unwrap();
        let stale = update(tx, &listing, 1);
        let gone = Listing {
            id: "x".into(),
            ..listing
        };
        let missing = update(tx, &gone, 1);
        Ok((stale, missing, list_handed_in(tx, 5)?))
    });
    assert!(matches!(stale, Err(UpdateError::Stale { current: 2 })));
    assert!(matches!(missing, Err(UpdateError::NotFound)));
    assert_eq!(found.len(), 1);
}

#[test]
fn an_organisation_has_its_own() {
    let (own, titles) = in_write(|tx| {
        for name in ["o", "p"] {
            add_organisation(tx, name);
        }
        add_listing(tx, "a", "o");
        add_listing(tx, "b", "p");
        let mut ended = add_listing(tx, "c", "o");
        ended.state = "archived".into();
        update(tx, &ended, 1).unwrap();
        Ok((list_by_organisation(tx, "o")?, list_titles(tx, "o")?))
    });
    assert_eq!(own.len(), 1);
    assert_eq!(titles, [("title of a".to_owned(), "a".to_owned())]);
}

#[test]
fn days_move_what_is_due() {
    let day = |text| Date::parse_iso(text).unwrap();
    let due = in_write(move |tx| {
        add_organisation(tx, "o");
        for (id, state, updated_ms) in [
            ("old", "draft", 5),
            ("new", "draft", 50),
            ("back", "returned", 50),
            // A withdrawn one has days of its own.
            ("off", "withdrawn", 20),
            ("kept", "withdrawn", 40),
            ("soon", "scheduled", 99),
            ("gone", "archived", 1),
            ("beside", "live_with_draft", 5),
            ("handed in", "live_with_draft", 5),
        ] {
            let mut listing = add_listing(tx, id, "o");
            listing.state = state.into();
            listing.updated_ms = updated_ms;
            listing.is_handed_in = id == "handed in";
            listing.go_live_on = Some(day("2026-12-01"));
            update(tx, &listing, 1).unwrap();
        }
        let untouched = Untouched {
            returned: 60,
            draft: 10,
            withdrawn: 30,
        };
        list_due(tx, day("2026-12-01"), untouched)
    });
    assert_eq!(due, ["back", "beside", "off", "old", "soon"]);
}

/// What is there, with its words.
fn left(tx: &Tx) -> Vec<(String, String, Option<String>)> {
    let ids = list_ids(tx, "", 9).unwrap().into_iter();
    let rows = ids.map(|id| find(tx, &id).unwrap().unwrap());
    rows.map(|row| (row.id, row.draft, row.live)).collect()
}

#[test]
fn what_ended_loses_its_words_and_then_everything_but_what_a_class_needs() {
    let (first, again, words, ended, rest, visible) = in_write(|tx| {
        add_organisation(tx, "o");
        let ends = |id: &str, live: Option<&str>, state: &str, updated_ms: i64| {
            let mut listing = add_listing(tx, id, "o");
            listing.state = state.into();
            listing.live = live.map(str::to_owned);
            listing.updated_ms = updated_ms;
            update(tx, &listing, 1).unwrap();
        };
        ends("draft", None, "draft", 1);
        ends("fresh", None, "archived", 90);
        ends("seen", Some("{}"), "archived", 50);
        ends("taught", Some("{}"), "archived", 1);
        ends("unseen", None, "archived", 50);
        // Approved for a day that it did not see: what an officer decided on stays as long as what was seen.
        ends("dated", None, "archived", 50);
        let mut dated = find(tx, "dated")?.unwrap();
        dated.go_live_on = Date::new(2026, 12, 1);
        update(tx, &dated, 1).unwrap();
        add_class(tx, "taught");
        let first = forget_words(tx, "-", (60, 10), 100)?;
        let again = forget_words(tx, "-", (60, 10), 101)?;
        let words = left(tx);
        assert!(are_words_gone(tx, "unseen")? && !are_words_gone(tx, "seen")?);
        let ended = delete_ended(tx, 60)?;
        let visible = list_ended_by_organisation(tx, "o")?;
        Ok((first, again, words, ended, left(tx), visible))
    });
    assert_eq!((first, again, ended), (2, 0, 3));
    let row = |id: &str, draft: &str, live: Option<&str>| {
        (id.to_owned(), draft.to_owned(), live.map(str::to_owned))
    };
    let taught = row("taught", "-", Some("-"));
    assert_eq!(
        words,
        [
            row("dated", "{}", None),
            row("draft", "{}", None),
            row("fresh", "{}", None),
            row("seen", "{}", Some("{}")),
            taught.clone(),
            row("unseen", "-", None),
        ]
    );
    let kept = [row("draft", "{}", None), row("fresh", "{}", None), taught];
    assert_eq!(rest, kept);
    let visible: Vec<_> = visible.into_iter().map(|row| row.id).collect();
    assert_eq!(visible, ["fresh"]);
}
