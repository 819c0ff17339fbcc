use super::*;
use crate::events::{CONSENTS, Chain};
use crate::testing::{add_application, in_write};
use crate::{applications, loans};

const INDEX: [u8; 32] = [7; 32];

fn consent(id: &str, application_id: &str, until_ms: i64) -> FileConsent {
    FileConsent {
        id: id.into(),
        application_id: application_id.into(),
        kind: "spouse".into(),
        state: "asked".into(),
        version: 1,
        sealed_person: vec![1],
        id_number_index: INDEX,
        until_ms,
        created_ms: until_ms - 10,
        updated_ms: until_ms - 10,
    }
}

#[test]
fn a_consent_is_written_once_per_version() {
    let (found, stale, missing) = in_write(|tx| {
        add_application(tx, "a");
        let mut row = consent("c1", "a", 20);
        insert(tx, &row)?;
        row.state = "seen".into();
        row.version = 2;
        update(tx, &row, 1).unwrap();
        let stale = update(tx, &row, 1);
        let missing = update(tx, &consent("c2", "a", 20), 1);
        Ok((find(tx, "c1")?, stale, missing))
    });
    let found = found.unwrap();
    assert_eq!((found.state.as_str(), found.version), ("seen", 2));
    assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
    assert_eq!(missing, Err(UpdateError::NotFound));
}

#[test]
fn what_ran_out_is_found_and_what_is_thrown_away_is_gone() {
    let (due, answered, of_a, left, chain) = in_write(|tx| {
        add_application(tx, "a");
        add_application(tx, "b");
        for (id, file, until_ms) in [("c1", "a", 20), ("c2", "a", 30), ("c3", "b", 20)] {
            insert(tx, &consent(id, file, until_ms))?;
            CONSENTS.append_after(tx, id, None, 1, &[vec![1]])?;
        }
        let due = list_due(tx, 20, 9)?.len();
        let given = FileConsent {
            state: "given".into(),
            version: 2,
            ..consent("c1", "a", 20)
        };
        update(tx, &given, 1).unwrap();
        let answered = list_due(tx, 20, 9)?.len();
        let of_a: Vec<String> = list(tx, "a")?.into_iter().map(|row| row.id).collect();
        delete_of(tx, "a")?;
        let left = [list(tx, "a")?.len(), list(tx, "b")?.len()];
        Ok((due, answered, of_a, left, CONSENTS.verify_chain(tx, "c1")?))
    });
    assert_eq!((due, answered), (2, 1));
    assert_eq!(of_a, ["c1", "c2"]);
    assert_eq!(left, [0, 1]);
    assert_eq!(chain, Chain::Whole { length: 0 });
}

#[test]
fn what_somebody_has_to_do_with_is_known_by_the_keyed_hash_alone() {
    let tie = |role: &str, state: &str, is_handed_in, loan_state: Option<&str>| Tie {
        role: role.into(),
        product: "startup_loan_individual".into(),
        state: state.into(),
        is_handed_in,
        loan_state: loan_state.map(str::to_owned),
    };
    let (all, but_for_own, but_for_other, of_nobody) = in_write(|tx| {
        let mut file = add_application(tx, "a");
        file.id_number_index = Some(INDEX);
        file.submitted_ms = Some(1);
        file.state = "disbursed".into();
        applications::update(tx, &file).unwrap();
        loans::insert(
            tx,
            &loans::Loan {
                id: "a".into(),
                person_id: file.person_id.clone(),
                bank_id: "bank".into(),
                guarantor_id: None,
                acceptance_number: "1".into(),
                loan_number_index: None,
                state: "overdue".into(),
                version: 1,
                next_due_on: None,
                extension_due_on: None,
                waits_since: None,
                ended: false,
                created_ms: 1,
                updated_ms: 1,
            },
        )?;
        add_application(tx, "b");
        for (id, kind, state) in [
            ("c1", "partner", "given"),
            ("c2", "guarantor", "asked"),
            ("c3", "guarantor", "withdrawn"),
        ] {
            let named = FileConsent {
                kind: kind.into(),
                state: state.into(),
                ..consent(id, "b", 20)
            };
            insert(tx, &named)?;
        }
        Ok((
            list_ties(tx, &INDEX, "")?,
            list_ties(tx, &INDEX, "a")?,
            list_ties(tx, &INDEX, "b")?,
            list_ties(tx, &[8; 32], "")?,
        ))
    });
    let own = tie("applicant", "disbursed", true, Some("overdue"));
    let partner = tie("partner", "draft", false, None);
    // Only a consent that was given and stands counts.
    assert!(all.len() == 2 && all.contains(&own) && all.contains(&partner));
    assert_eq!(but_for_own, [partner]);
    assert_eq!(but_for_other, [own]);
    assert_eq!(of_nobody, []);
}
