//! What the table cannot say: details and times.

use super::*;
use crate::DeviceKind;
use crate::consent::Party;

const ASKED_MS: i64 = 1_795_485_600_000;
const UNTIL_MS: i64 = ASKED_MS + 1_000;

fn event(action: A, party: Party, at_ms: i64) -> ConsentEvent {
    ConsentEvent {
        action,
        party,
        actor_id: String::new(),
        helper_consent_id: None,
        device: DeviceKind::Phone,
        at_ms,
        on: Date::from_unix_ms_shanghai(at_ms),
        idempotency_key: "key".into(),
        until_ms: (action == A::Ask).then_some(UNTIL_MS),
        terms: (action == A::Give).then(|| ConsentTerms {
            amount_fen: 10_000_000,
            months: 24,
            text_version: "2026-11-01".into(),
        }),
    }
}

fn after(events: &[(A, Party, i64)]) -> Result<ConsentFile, StepError> {
    let log: Vec<_> = events
        .iter()
        .map(|(action, party, at_ms)| event(*action, *party, *at_ms))
        .collect();
    ConsentFile::fold(&log).map_err(|broken| broken.source)
}

const ASK: (A, Party, i64) = (A::Ask, Party::Applicant, ASKED_MS);
const SEE: (A, Party, i64) = (A::See, Party::Named, ASKED_MS + 1);
const GIVE: (A, Party, i64) = (A::Give, Party::Named, ASKED_MS + 2);

#[test]
fn an_answer_is_taken_until_the_time_is_over() {
    let table = [
        (vec![ASK, SEE, GIVE], Ok(ConsentState::Given)),
        (
            vec![ASK, SEE, (A::Give, Party::Named, UNTIL_MS - 1)],
            Ok(ConsentState::Given),
        ),
        (
            vec![ASK, SEE, (A::Give, Party::Named, UNTIL_MS)],
            Err(StepError::TooLate),
        ),
        (
            vec![ASK, (A::See, Party::Named, UNTIL_MS)],
            Err(StepError::TooLate),
        ),
        (
            vec![ASK, SEE, (A::Refuse, Party::Named, UNTIL_MS)],
            Err(StepError::TooLate),
        ),
        (
            vec![ASK, SEE, (A::Expire, Party::Portal, UNTIL_MS - 1)],
            Err(StepError::TooEarly),
        ),
        (
            vec![ASK, SEE, (A::Expire, Party::Portal, UNTIL_MS)],
            Ok(ConsentState::Expired),
        ),
        // A yes has no last day on which it can be taken back; whether the contract is signed is the application's.
        (
            vec![ASK, SEE, GIVE, (A::Withdraw, Party::Named, UNTIL_MS * 2)],
            Ok(ConsentState::Withdrawn),
        ),
        (
            vec![ASK, SEE, GIVE, (A::Withdraw, Party::Applicant, UNTIL_MS)],
            Err(StepError::WrongRole),
        ),
        (vec![ASK, GIVE], Err(StepError::NotAllowed)),
    ];
    for (events, expected) in table {
        let found = after(&events).map(|file| file.state());
        assert_eq!(found, expected, "{events:?}");
    }
}

#[test]
fn each_action_brings_its_own_detail_and_no_other() {
    let asked = after(&[ASK]).unwrap();
    let seen = after(&[ASK, SEE]).unwrap();
    let bare = |action, party, at_ms| ConsentEvent {
        until_ms: None,
        terms: None,
        ..event(action, party, at_ms)
    };
    let invalid = |part| Err(StepError::DetailInvalid { part });
    let ask = bare(A::Ask, Party::Applicant, ASKED_MS);
    assert_eq!(ConsentFile::default().decide(&ask), invalid("until_ms"));
    let past = ConsentEvent {
        until_ms: Some(ASKED_MS),
        ..ask
    };
    assert_eq!(ConsentFile::default().decide(&past), invalid("until_ms"));
    let give = bare(A::Give, Party::Named, ASKED_MS + 2);
    assert_eq!(seen.decide(&give), invalid("terms"));
    let odd = ConsentEvent {
        until_ms: Some(UNTIL_MS),
        ..bare(A::See, Party::Named, ASKED_MS + 1)
    };
    assert_eq!(asked.decide(&odd), invalid("until_ms"));
    let other_day = ConsentEvent {
        on: Date::from_unix_ms_shanghai(0),
        ..event(A::See, Party::Named, ASKED_MS + 1)
    };
    assert_eq!(asked.decide(&other_day), Err(StepError::DateMismatch));
}

#[test]
fn a_yes_holds_for_what_was_read_and_only_while_it_stands() {
    let given = after(&[ASK, SEE, GIVE]).unwrap();
    assert!(given.agrees_to(10_000_000, 24) && given.agrees_to(5_000_000, 12));
    assert!(!given.agrees_to(10_000_001, 24) && !given.agrees_to(10_000_000, 36));
    let withdrawn = after(&[ASK, SEE, GIVE, (A::Withdraw, Party::Named, ASKED_MS + 3)]).unwrap();
    assert!(!withdrawn.agrees_to(1, 1));
    assert_eq!(
        (withdrawn.version(), withdrawn.changed_ms()),
        (4, ASKED_MS + 3)
    );
    assert_eq!(withdrawn.until_ms(), UNTIL_MS);
}
