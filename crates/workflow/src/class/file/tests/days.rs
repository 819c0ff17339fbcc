//! What days bring about: the last day to enrol, the first day, too few people, lessons.

use super::*;

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
