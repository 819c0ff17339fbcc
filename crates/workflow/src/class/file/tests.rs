//! Every cell of the table, and what the table cannot say.

use super::*;
use crate::DeviceKind;
use crate::class::Postponement;

/// From workflows: in a state, an action, who may, and what follows; every other cell is refused.
const CELLS: &str = "
planned plan trainer,system planned
planned open trainer,system open
planned cancel trainer,training_officer cancelled
open fill system full
open change_capacity trainer open
open set_lessons trainer open
open close system closed
open report_minimum_not_met system open
open confirm trainer,training_officer open
open postpone trainer,training_officer postponed
open cancel trainer,training_officer cancelled
full free_seat system open
full change_capacity trainer full
full set_lessons trainer full
full close system closed
full postpone trainer,training_officer postponed
full cancel trainer,training_officer cancelled
closed change_capacity trainer closed
closed set_lessons trainer closed
closed report_minimum_not_met system closed
closed confirm trainer,training_officer closed
closed postpone trainer,training_officer postponed
closed start system running
closed cancel trainer,training_officer cancelled
postponed change_capacity trainer postponed
postponed set_lessons trainer postponed
postponed end_consent system open
postponed cancel trainer,training_officer cancelled
running set_lessons trainer running
running finish trainer,system finished
finished settle training_officer settled
";

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn plan() -> ClassPlan {
    ClassPlan {
        capacity: 30,
        elsewhere: 2,
        enrol_by: day("2026-12-10"),
        starts_on: day("2026-12-15"),
        ends_on: day("2026-12-20"),
    }
}

fn class(state: ClassState) -> ClassFile {
    ClassFile {
        state,
        version: 3,
        plan: Some(plan()),
        postponed_on: Some(day("2026-11-24")),
        ..ClassFile::default()
    }
}

fn usual_detail(action: ClassAction) -> ClassDetail {
    match action {
        ClassAction::Plan => ClassDetail::Plan(plan()),
        ClassAction::ChangeCapacity => ClassDetail::Capacity {
            capacity: 35,
            approved: None,
        },
        ClassAction::Postpone => ClassDetail::Postponement(Postponement {
            enrol_by: day("2027-01-08"),
            starts_on: day("2027-01-12"),
            ends_on: day("2027-01-17"),
            reason: "下雪".into(),
        }),
        ClassAction::Cancel | ClassAction::Confirm => ClassDetail::Reason {
            text: "人太少".into(),
        },
        ClassAction::SetLessons => ClassDetail::Lessons {
            days: vec![day("2026-12-15"), day("2026-12-17")],
        },
        _ => ClassDetail::None,
    }
}

fn event(action: ClassAction, role: Role, on: &str) -> ClassEvent {
    let on = day(on);
    ClassEvent {
        action,
        role,
        actor_id: "a".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Server,
        at_ms: on.start_ms_shanghai() + 1,
        on,
        idempotency_key: "k".into(),
        detail: usual_detail(action),
    }
}

fn decide(file: &ClassFile, event: &ClassEvent, taken: u32) -> Result<ClassFile, StepError> {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let rules = ClassRules {
        calendar: &calendar,
        opening_notice_working_days: 5,
        minimum_check_working_days: 3,
        consent_working_days: 3,
        taken,
        minimum_percent: 30,
    };
    file.decide(event, rules)
}

#[test]
fn every_cell() {
    let mut rows = 0;
    for &state in ClassState::ALL {
        for &action in ClassAction::ALL {
            let row = CELLS.lines().find_map(|line| {
                let words: Vec<_> = line.split(' ').collect();
                (words.len() == 4 && words[..2] == [state.as_str(), action.as_str()])
                    .then(|| (words[2], words[3]))
            });
            rows += usize::from(row.is_some());
            for &role in Role::ALL {
                let outcome = class(state).accept(&event(action, role, "2026-12-01"));
                match row {
                    Some((roles, to)) if roles.split(',').any(|name| name == role.as_str()) => {
                        let after = outcome
                            .unwrap_or_else(|error| panic!("{state} {action} {role}: {error}"));
                        assert_eq!((after.state().as_str(), after.version()), (to, 4));
                    }
                    Some(_) => assert_eq!(
                        outcome,
                        Err(StepError::WrongRole),
                        "{state} {action} {role}"
                    ),
                    None => assert_eq!(
                        outcome,
                        Err(StepError::NotAllowed),
                        "{state} {action} {role}"
                    ),
                }
            }
        }
    }
    assert_eq!(rows, CELLS.trim().lines().count());
}

#[test]
fn a_class_opens_with_notice_unless_it_was_filed_before() {
    let planned = class(ClassState::Planned);
    let open = |role, on| decide(&planned, &event(ClassAction::Open, role, on), 0);
    assert!(open(Role::Trainer, "2026-12-08").is_ok());
    assert_eq!(open(Role::Trainer, "2026-12-09"), Err(StepError::TooLate));
    assert!(open(Role::System, "2026-12-09").is_ok());
    let unplanned = ClassFile::default();
    let opened = decide(
        &unplanned,
        &event(ClassAction::Open, Role::System, "2026-12-09"),
        0,
    );
    assert_eq!(opened, Err(StepError::NotPlanned));
}

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

#[test]
fn days_do_what_is_due_and_nothing_before() {
    for (state, action, early, due) in [
        (
            ClassState::Full,
            ClassAction::Close,
            "2026-12-10",
            "2026-12-11",
        ),
        (
            ClassState::Closed,
            ClassAction::Start,
            "2026-12-14",
            "2026-12-15",
        ),
        (
            ClassState::Running,
            ClassAction::Finish,
            "2026-12-20",
            "2026-12-21",
        ),
        (
            ClassState::Closed,
            ClassAction::ReportMinimumNotMet,
            "2026-12-09",
            "2026-12-10",
        ),
        (
            ClassState::Postponed,
            ClassAction::EndConsent,
            "2026-11-26",
            "2026-11-27",
        ),
    ] {
        let step = |on| decide(&class(state), &event(action, Role::System, on), 0);
        assert_eq!(step(early), Err(StepError::TooEarly), "{action}");
        assert!(step(due).is_ok(), "{action}");
        if action != ClassAction::ReportMinimumNotMet {
            assert_eq!(class(state).follow_day(day(due)), Some(action));
        }
    }
    assert_eq!(class(ClassState::Open).follow_day(day("2026-12-10")), None);
}

#[test]
fn the_time_to_choose_ends_with_the_first_day() {
    // Put off on a Monday, to a Wednesday: the three working days would end with the Thursday.
    let later = ClassFile {
        postponed_on: Some(day("2026-12-14")),
        plan: Some(ClassPlan {
            starts_on: day("2026-12-16"),
            ..plan()
        }),
        ..class(ClassState::Postponed)
    };
    let end = |on| decide(&later, &event(ClassAction::EndConsent, Role::System, on), 0);
    assert_eq!(end("2026-12-15"), Err(StepError::TooEarly));
    assert_eq!(end("2026-12-16").unwrap().state(), ClassState::Open);
}

#[test]
fn too_few_people_are_reported_once_and_decided_once() {
    let report = |file: &ClassFile, on, taken| {
        decide(
            file,
            &event(ClassAction::ReportMinimumNotMet, Role::System, on),
            taken,
        )
    };
    let closed = class(ClassState::Closed);
    assert_eq!(
        closed.follow_minimum(),
        Some(ClassAction::ReportMinimumNotMet)
    );
    // Thirty seats, two of them given away elsewhere: nine are the least.
    assert_eq!(
        report(&closed, "2026-12-10", 7),
        Err(StepError::SeatsDiffer)
    );
    assert_eq!(report(&closed, "2026-12-09", 6), Err(StepError::TooEarly));
    assert_eq!(report(&closed, "2026-12-15", 6), Err(StepError::TooLate));
    let reported = report(&closed, "2026-12-10", 6).unwrap();
    assert!(reported.is_minimum_not_met());
    assert_eq!(reported.minimum_not_met_on(), Some(day("2026-12-10")));
    assert_eq!(reported.follow_minimum(), None);

    let by = |action, role| decide(&reported, &event(action, role, "2026-12-11"), 6).unwrap();
    let confirmed = by(ClassAction::Confirm, Role::Trainer);
    assert!(confirmed.is_confirmed() && !confirmed.is_minimum_not_met());
    assert_eq!(
        (confirmed.minimum_not_met_on(), confirmed.follow_minimum()),
        (None, None)
    );
    let later = by(ClassAction::Postpone, Role::TrainingOfficer);
    assert_eq!(later.state(), ClassState::Postponed);
    assert_eq!(
        (later.minimum_not_met_on(), later.is_confirmed()),
        (None, false)
    );
    // On its new days the question comes anew.
    let open = decide(
        &later,
        &event(ClassAction::EndConsent, Role::System, "2026-12-16"),
        6,
    )
    .unwrap();
    assert_eq!(
        open.follow_minimum(),
        Some(ClassAction::ReportMinimumNotMet)
    );
    assert_eq!(
        by(ClassAction::Cancel, Role::Trainer).follow_minimum(),
        None
    );
}

#[test]
fn the_last_day_to_enrol_counts() {
    let open = class(ClassState::Open);
    assert_eq!(open.check_open(day("2026-12-10")), Ok(()));
    assert_eq!(
        open.check_open(day("2026-12-11")),
        Err(StepError::ClassClosed)
    );
    assert_eq!(
        class(ClassState::Full).check_open(day("2026-12-10")),
        Ok(())
    );
    for state in [
        ClassState::Planned,
        ClassState::Closed,
        ClassState::Postponed,
        ClassState::Cancelled,
    ] {
        assert_eq!(
            class(state).check_open(day("2026-12-01")),
            Err(StepError::ClassClosed)
        );
    }
    let mut later = open;
    later.last_event_on = Some(day("2026-12-11"));
    // A clock that was set back opens nothing again.
    assert_eq!(
        later.check_open(day("2026-12-01")),
        Err(StepError::ClassClosed)
    );
}

#[test]
fn a_class_put_off_moves_and_must_say_why() {
    let mut put_off = event(ClassAction::Postpone, Role::Trainer, "2026-12-01");
    let after = decide(&class(ClassState::Closed), &put_off, 5).unwrap();
    assert_eq!(after.plan().unwrap().starts_on, day("2027-01-12"));
    assert_eq!(after.plan().unwrap().capacity, 30);
    put_off.detail = ClassDetail::None;
    let refused = decide(&class(ClassState::Closed), &put_off, 5);
    assert_eq!(refused, Err(StepError::WrongDetail));
}

#[test]
fn lessons_are_days_of_the_class_in_order() {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let running = class(ClassState::Running);
    // A class of a week or less is taught every day of it.
    assert_eq!(running.lessons(&calendar).len(), 6);
    let long = |ends_on| ClassFile {
        plan: Some(ClassPlan {
            ends_on: day(ends_on),
            ..plan()
        }),
        ..class(ClassState::Running)
    };
    assert_eq!(long("2026-12-21").lessons(&calendar).len(), 7);
    let days = long("2026-12-25").lessons(&calendar);
    assert_eq!(days.len(), 9, "weekends are free: {days:?}");
    let mut set = event(ClassAction::SetLessons, Role::Trainer, "2026-12-16");
    let after = decide(&running, &set, 5).unwrap();
    assert_eq!(
        after.lessons(&calendar),
        [day("2026-12-15"), day("2026-12-17")]
    );
    let bad = Err(StepError::DetailInvalid { part: "days" });
    for odd in [
        &[][..],
        &["2026-12-17", "2026-12-15"],
        &["2026-12-15", "2026-12-15"],
        &["2026-12-14"],
        &["2026-12-21"],
    ] {
        let days = odd.iter().map(|text| day(text)).collect();
        set.detail = ClassDetail::Lessons { days };
        assert_eq!(decide(&running, &set, 5), bad, "{odd:?}");
    }
    // New days of the class are new lessons.
    let closed = ClassFile {
        lessons: Some(vec![day("2026-12-15")]),
        ..class(ClassState::Closed)
    };
    let put_off = event(ClassAction::Postpone, Role::Trainer, "2026-12-01");
    let moved = decide(&closed, &put_off, 5).unwrap();
    assert_eq!(moved.lessons(&calendar)[0], day("2027-01-12"));
}

#[test]
fn too_few_people_is_remembered_until_somebody_decides() {
    let report = event(ClassAction::ReportMinimumNotMet, Role::System, "2026-12-11");
    let reported = decide(&class(ClassState::Closed), &report, 3).unwrap();
    assert!(reported.is_minimum_not_met());
    let confirm = event(ClassAction::Confirm, Role::TrainingOfficer, "2026-12-12");
    assert!(!decide(&reported, &confirm, 3).unwrap().is_minimum_not_met());
}

#[test]
fn the_stored_form_folds_and_refuses_more() {
    let events = [
        event(ClassAction::Plan, Role::System, "2026-11-24"),
        event(ClassAction::Open, Role::System, "2026-11-24"),
        event(ClassAction::Close, Role::System, "2026-12-11"),
    ];
    let text = serde_json::to_string(&events).unwrap();
    let read: Vec<ClassEvent> = serde_json::from_str(&text).unwrap();
    let folded = ClassFile::fold(&read).unwrap();
    assert_eq!((folded.state(), folded.version()), (ClassState::Closed, 3));
    let stored = serde_json::to_string(&folded).unwrap();
    assert_eq!(serde_json::from_str::<ClassFile>(&stored).unwrap(), folded);
    assert!(
        serde_json::from_str::<ClassEvent>(&text[1..].replacen("{", r#"{"more":1,"#, 1)).is_err()
    );
    assert_eq!(ClassFile::fold(&events[1..]).unwrap_err().index, 0);
}
