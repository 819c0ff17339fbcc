//! Seats of a class: how many there may be, and when they are full.

use super::*;

#[test]
fn seats_are_never_fewer_than_taken() {
    let mut lower = event(ClassAction::ChangeCapacity, Role::Trainer, "2026-12-01");
    let to = |capacity| ClassDetail::Capacity {
        capacity,
        approved: Some(30),
    };
    lower.detail = to(12);
    let open = class(ClassState::Open);
    assert_eq!(decide(&open, &lower, 11), Err(StepError::BelowTaken));
    assert_eq!(
        decide(&open, &lower, 10).unwrap().plan().unwrap().capacity,
        12
    );
    lower.detail = to(1);
    assert_eq!(
        decide(&open, &lower, 0),
        Err(StepError::DetailInvalid { part: "elsewhere" })
    );
}

#[test]
fn fewer_seats_leave_the_minimum_that_was_approved() {
    let set = |from: &ClassFile, capacity, approved| {
        let mut change = event(ClassAction::ChangeCapacity, Role::Trainer, "2026-12-01");
        change.detail = ClassDetail::Capacity { capacity, approved };
        decide(from, &change, 2).unwrap()
    };
    let open = class(ClassState::Open);
    assert_eq!((open.seats_approved(), open.minimum(30)), (30, 9));
    let fewer = set(&open, 12, Some(30));
    assert_eq!((fewer.seats_approved(), fewer.minimum(30)), (30, 9));
    let report = event(ClassAction::ReportMinimumNotMet, Role::System, "2026-12-10");
    // Two were given away elsewhere.
    assert!(decide(&fewer, &report, 6).is_ok());
    assert_eq!(decide(&fewer, &report, 7), Err(StepError::SeatsDiffer));
    // What an officer approves counts from then on, and so does the whole number again.
    assert_eq!(set(&fewer, 12, None).minimum(30), 4);
    assert_eq!(set(&fewer, 30, Some(30)), set(&fewer, 30, None));
    let change = event(ClassAction::ChangeCapacity, Role::Trainer, "2026-12-01");
    let nothing = ClassEvent {
        detail: ClassDetail::Capacity {
            capacity: 12,
            approved: Some(0),
        },
        ..change
    };
    let part = "approved";
    assert_eq!(
        decide(&open, &nothing, 0),
        Err(StepError::DetailInvalid { part })
    );
}

#[test]
fn a_change_of_seats_from_before_reads_as_an_approval() {
    let old = r#"{"capacity":{"capacity":12}}"#;
    let read: ClassDetail = serde_json::from_str(old).unwrap();
    let expected = ClassDetail::Capacity {
        capacity: 12,
        approved: None,
    };
    assert_eq!(read, expected);
    assert_eq!(serde_json::to_string(&read).unwrap(), old);
}

#[test]
fn full_is_what_the_seats_say() {
    let step = |state, action, taken| {
        decide(
            &class(state),
            &event(action, Role::System, "2026-12-01"),
            taken,
        )
    };
    assert!(step(ClassState::Open, ClassAction::Fill, 28).is_ok());
    assert_eq!(
        step(ClassState::Open, ClassAction::Fill, 27),
        Err(StepError::SeatsDiffer)
    );
    assert!(step(ClassState::Full, ClassAction::FreeSeat, 27).is_ok());
    assert_eq!(
        step(ClassState::Full, ClassAction::FreeSeat, 28),
        Err(StepError::SeatsDiffer)
    );
    let seats = |taken| Seats {
        capacity: 30,
        elsewhere: 2,
        taken,
        waiting: 0,
        wait_list_cap: 15,
    };
    assert_eq!(
        class(ClassState::Open).follow_seats(&seats(28)),
        Some(ClassAction::Fill)
    );
    assert_eq!(class(ClassState::Open).follow_seats(&seats(27)), None);
    assert_eq!(
        class(ClassState::Full).follow_seats(&seats(27)),
        Some(ClassAction::FreeSeat)
    );
    assert_eq!(class(ClassState::Closed).follow_seats(&seats(27)), None);
}
