//! Loans as lists and jobs find them.

use super::*;
use crate::applications;
use crate::testing::{add_application, add_person, in_write};

fn day(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

fn loan_of(application: crate::applications::Application, bank: &str, due: Option<&str>) -> Loan {
    let id = application.id;
    Loan {
        person_id: application.person_id,
        bank_id: bank.into(),
        guarantor_id: None,
        acceptance_number: format!("number-{id}"),
        loan_number_index: Some([id.as_bytes()[0]; 32]),
        state: "repaying".into(),
        version: 1,
        next_due_on: due.map(day),
        extension_due_on: None,
        waits_since: None,
        ended: due.is_none(),
        created_ms: 1,
        updated_ms: 1,
        id,
    }
}

fn add(tx: &Tx, id: &str, bank: &str, due: Option<&str>) -> Loan {
    let loan = loan_of(add_application(tx, id), bank, due);
    insert(tx, &loan).unwrap();
    loan
}

#[test]
fn a_file_goes_to_another_account_with_its_loan_and_alone() {
    let (moved, loan, stays, versions) = in_write(|tx| {
        let before = add(tx, "a", "bank", None);
        let other = add(tx, "b", "bank", None);
        let version = |id: &str| applications::find(tx, id).map(|found| found.unwrap().version);
        let seen = version("a")?;
        let next = add_person(tx, "next");
        applications::move_to(tx, "a", &next.id)?;
        let whose = |id: &str| applications::find(tx, id).map(|found| found.unwrap().person_id);
        let loan = find(tx, "a")?.unwrap();
        assert_ne!(before.person_id, "next");
        Ok((
            whose("a")?,
            loan.person_id,
            whose("b")? == other.person_id,
            (seen, version("a")?),
        ))
    });
    assert_eq!(
        (moved.as_str(), loan.as_str(), stays),
        ("next", "next", true)
    );
    assert_eq!(versions.0, versions.1);
}

#[test]
fn lists_begin_with_what_is_due_first() {
    let (mine, all, late) = in_write(|tx| {
        add(tx, "a", "bank", Some("2026-12-15"));
        add(tx, "b", "bank", Some("2026-11-15"));
        add(tx, "c", "bank", None);
        add(tx, "d", "other", Some("2026-10-15"));
        let ids = |loans: Vec<Loan>| loans.into_iter().map(|loan| loan.id).collect::<Vec<_>>();
        Ok((
            ids(list(tx, LoansOf::Bank("bank"), 10)?),
            ids(list(tx, LoansOf::All, 2)?),
            list_late(tx, day("2026-11-16"), false)?,
        ))
    });
    assert_eq!(mine, ["b", "a", "c"]);
    assert_eq!(all, ["d", "b"]);
    assert_eq!(late, ["b", "d"]);
}

/// What ended before is not even opened for a quarter's list; what goes on, and what something happened to since, is.
#[test]
fn what_ended_long_ago_has_nothing_due_in_a_later_quarter() {
    let found = in_write(|tx| {
        add(tx, "a", "bank", Some("2026-12-15"));
        add(tx, "b", "bank", None);
        let late = Loan {
            updated_ms: 7,
            ..loan_of(add_application(tx, "c"), "bank", None)
        };
        insert(tx, &late)?;
        let ids = |since_ms, after: &str| list_ids_since(tx, since_ms, after, 10);
        Ok([ids(1, "")?, ids(7, "")?, ids(8, "")?, ids(7, "a")?])
    });
    let expected: [&[&str]; 4] = [&["a", "b", "c"], &["a", "c"], &["a"], &["c"]];
    assert_eq!(
        found
            .each_ref()
            .map(|ids| ids.iter().map(String::as_str).collect::<Vec<_>>()),
        expected.map(<[&str]>::to_vec)
    );
}

#[test]
fn a_guarantee_agency_has_its_own_and_one_those_without() {
    let (first, second) = in_write(|tx| {
        for (id, guarantor) in [("a", Some("first")), ("b", Some("second")), ("c", None)] {
            let application = add_application(tx, id);
            let loan = Loan {
                guarantor_id: guarantor.map(str::to_owned),
                ..loan_of(application, "bank", None)
            };
            insert(tx, &loan).unwrap();
        }
        let ids = |id, has_unnamed| -> Result<Vec<String>, StoreError> {
            let found = list(tx, LoansOf::Guarantor { id, has_unnamed }, 10)?;
            Ok(found.into_iter().map(|loan| loan.id).collect())
        };
        Ok((ids("first", true)?, ids("second", false)?))
    });
    assert_eq!(first, ["a", "c"]);
    assert_eq!(second, ["b"]);
}

#[test]
fn what_waits_for_an_answer_comes_first() {
    let ids = in_write(|tx| {
        add(tx, "a", "bank", Some("2026-11-15"));
        let mut asked = add(tx, "b", "bank", Some("2026-12-15"));
        asked.extension_due_on = Some(day("2026-12-01"));
        update(tx, &asked, 1).unwrap();
        let found = list(tx, LoansOf::Bank("bank"), 10)?;
        assert_eq!(found.first(), Some(&asked));
        // Also a question about a loan that has ended.
        let mut told = add(tx, "c", "bank", None);
        told.waits_since = Some(day("2026-11-20"));
        told.ended = true;
        update(tx, &told, 1).unwrap();
        let found = list(tx, LoansOf::Bank("bank"), 10)?;
        assert_eq!(found.first(), Some(&told));
        Ok(found.into_iter().map(|loan| loan.id).collect::<Vec<_>>())
    });
    assert_eq!(ids, ["c", "b", "a"]);
}

#[test]
fn a_loan_is_found_by_either_number_at_its_own_bank() {
    let found = in_write(|tx| {
        add(tx, "a", "bank", None);
        let found = |bank: &str, number: &str, index| {
            find_by_number(tx, bank, number, &index).map(|loan| loan.is_some())
        };
        Ok([
            found("bank", "number-a", [0; 32])?,
            found("bank", "", [b'a'; 32])?,
            found("other", "number-a", [b'a'; 32])?,
            found("bank", "number-b", [0; 32])?,
        ])
    });
    assert_eq!(found, [true, true, false, false]);
}

/// A loan is looked at once, then on the day noted, and again after each event.
#[test]
fn only_loans_with_something_to_look_at_are_listed() {
    let (first, before, on, never, stale, changed) = in_write(|tx| {
        let mut loan = add(tx, "a", "bank", Some("2026-12-15"));
        add(tx, "b", "bank", None);
        let list = |day_of: &str| list_to_look_at(tx, day(day_of), "", 10);
        let first = list("2026-11-24")?;
        note_next_look(tx, "a", 1, Some(day("2027-01-01")))?;
        note_next_look(tx, "b", 1, None)?;
        let (before, on) = (list("2026-12-31")?, list("2027-01-01")?);
        note_next_look(tx, "a", 1, None)?;
        let never = list("2099-12-31")?;
        loan.version = 2;
        update(tx, &loan, 1).unwrap();
        note_next_look(tx, "a", 1, None)?;
        let stale = list("2026-11-24")?;
        note_next_look(tx, "a", 2, None)?;
        Ok((first, before, on, never, stale, list("2026-11-24")?))
    });
    assert_eq!(first, ["a", "b"]);
    assert_eq!((before, on), (vec![], vec!["a".to_owned()]));
    assert_eq!((never, stale), (vec![], vec!["a".to_owned()]));
    assert_eq!(changed, Vec::<String>::new());
}

#[test]
fn whoever_saw_an_older_version_writes_nothing() {
    let (first, second) = in_write(|tx| {
        let mut loan = add(tx, "a", "bank", Some("2026-12-15"));
        loan.version = 2;
        Ok((update(tx, &loan, 1), update(tx, &loan, 1)))
    });
    assert_eq!(first, Ok(()));
    assert_eq!(second, Err(UpdateError::Stale { current: 2 }));
}

#[test]
fn each_is_reminded_once_of_each_day() {
    let (before, first, again, after, forgotten) = in_write(|tx| {
        let due = day("2026-12-15");
        add(tx, "a", "bank", Some("2026-12-15"));
        let window = (day("2026-12-13"), day("2026-12-16"));
        let before = list_to_remind(tx, window, 5)?.len();
        let outside = (day("2026-12-16"), day("2026-12-20"));
        assert_eq!(list_to_remind(tx, outside, 5)?, []);
        assert!(!is_reminded(tx, "a", due, 5)?);
        let first = note_reminder(tx, "a", due, 5, 1)?;
        let again = note_reminder(tx, "a", due, 5, 2)?;
        let after = (
            list_to_remind(tx, window, 5)?.len(),
            list_to_remind(tx, window, 1)?.len(),
        );
        assert!(is_reminded(tx, "a", due, 5)? && !is_reminded(tx, "a", due, 1)?);
        Ok((
            before,
            first,
            again,
            after,
            [
                forget_reminders(tx, due)?,
                forget_reminders(tx, due.add_days(1))?,
            ],
        ))
    });
    assert_eq!((before, first, again), (1, true, false));
    assert_eq!((after, forgotten), ((0, 1), [0, 1]));
}
