//! What the terminal is told of an enrolment: where it stood after each of its events, and nothing of the person.

use http::StatusCode;
use server::applications::retold::{Asked, RetellError, Retold};
use server::clock::Clock as _;
use server::enrolments::retold::retell;
use server::packages::manifest::rfc3339;
use workflow::enrolment::EnrolmentAction;

use super::rooms::{act, enrolled, open};
use crate::portal::TestPortal;

const PHONE: &str = "13800000003";

pub(super) fn retold(
    portal: &TestPortal,
    file: &str,
    at: Option<&str>,
) -> Result<Retold, RetellError> {
    let (keyring, now_ms) = (&portal.state.keyring, portal.clock.now_ms());
    portal.state.store.read(|connection| {
        let asked = Asked { file, at, now_ms };
        retell(connection, keyring, asked)
    })
}

/// Somebody who waits, is offered the seat of whoever leaves, and takes it.
#[tokio::test]
async fn the_terminal_is_told_where_a_seat_stood_and_of_nobody() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut holder = portal.resident("13800000001").await;
    enrolled(&mut holder, "t").await;
    let mut other = portal.resident("13800000002").await;
    enrolled(&mut other, "t").await;
    let mut waiting = portal.resident(PHONE).await;
    let id = enrolled(&mut waiting, "t").await.id;
    let waited = rfc3339(portal.clock.now_ms());
    portal.clock.advance_ms(60_000);
    let left = act(&mut holder, EnrolmentAction::Withdraw).await;
    assert_eq!(left.status, StatusCode::OK, "{left:?}");
    portal.clock.advance_ms(60_000);
    let accepted = act(&mut waiting, EnrolmentAction::Accept).await;
    assert_eq!(accepted.status, StatusCode::OK, "{accepted:?}");

    let now = retold(&portal, &id, None).unwrap();
    assert_eq!(now.wrong, Vec::<String>::new());
    assert_eq!(now.lines.len(), 8, "{now:?}");
    let place = "place 3 of class winter-greenhouse-vegetables.t";
    for (at, state, clock, last) in [
        (
            "2",
            "state: waitlisted, held by system",
            "no clock runs",
            "wait_list by system: waitlisted",
        ),
        (
            waited.as_str(),
            "state: waitlisted, held by system",
            "no clock runs",
            "wait_list by system: waitlisted",
        ),
        (
            "3",
            "state: offered, held by resident",
            "the offered seat stands until ",
            "offer by system: offered",
        ),
        (
            "4",
            "state: held, held by system",
            "no clock runs",
            "accept by resident: held",
        ),
    ] {
        let told = retold(&portal, &id, Some(at)).unwrap();
        assert_eq!(told.lines[1], state, "{at}");
        assert_eq!(told.lines[2], place, "{at}");
        assert!(told.lines[3].starts_with(clock), "{at}: {told:?}");
        let events = told.lines.last().unwrap();
        assert!(events.ends_with(last), "{at}: {told:?}");
        assert!(!told.lines.concat().contains(PHONE), "{told:?}");
    }
    for (file, at, expected) in [
        ("nobodys", None, "no enrolment"),
        (id.as_str(), Some("0"), "begins with event 1"),
        (id.as_str(), Some("5"), "not come yet"),
    ] {
        let refused = retold(&portal, file, at).unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    }

    portal
        .change("UPDATE enrolments SET state = 'attending' WHERE place = 3 AND class_id LIKE '%.t'")
        .await;
    let told = retold(&portal, &id, None).unwrap();
    let wrong = "the columns are not what the events fold into";
    assert_eq!(told.wrong, [wrong.to_owned()]);
    portal
        .change("UPDATE enrolments SET wrapped_key = NULL WHERE place = 3 AND class_id LIKE '%.t'")
        .await;
    let erased = retold(&portal, &id, None).unwrap_err();
    assert!(matches!(erased, RetellError::Erased), "{erased}");
}
