//! From the first lesson to the certificate: what the days and the results allow.

use super::*;

const DAYS: [&str; 6] = [
    "2026-12-15",
    "2026-12-16",
    "2026-12-17",
    "2026-12-18",
    "2026-12-19",
    "2026-12-20",
];

fn lesson(action: EnrolmentAction, role: Role, on: &str, at_ms: i64) -> EnrolmentEvent {
    let by = if role == Role::Resident {
        Presence::Code
    } else {
        Presence::Tick
    };
    EnrolmentEvent {
        detail: EnrolmentDetail::Lesson { on: day(on), by },
        ..event(action, role, at_ms)
    }
}

/// Somebody who was there on so many of the six days.
fn there_on(days: usize) -> EnrolmentFile {
    EnrolmentFile {
        attended: DAYS[..days].iter().map(|text| day(text)).collect(),
        ..in_state(EnrolmentState::Attending)
    }
}

#[test]
fn a_tick_is_for_a_lesson_that_has_come_once_and_can_be_taken_back() {
    use EnrolmentAction as A;
    let bad = |part| Err(StepError::DetailInvalid { part });
    let count = |after: EnrolmentFile| after.attended().len();
    let held = EnrolmentFile {
        attended: BTreeSet::new(),
        ..in_state(EnrolmentState::Held)
    };
    for (role, on, today, expected) in [
        (Role::Trainer, "2026-12-15", "2026-12-15", Ok(1)),
        (Role::Trainer, "2026-12-15", "2026-12-18", Ok(1)),
        (
            Role::Trainer,
            "2026-12-16",
            "2026-12-15",
            Err(StepError::TooEarly),
        ),
        (Role::Trainer, "2026-12-21", "2026-12-22", bad("on")),
        (
            Role::Trainer,
            "2026-12-15",
            "2026-12-14",
            Err(StepError::TooEarly),
        ),
        // A code is shown in the lesson alone.
        (Role::Resident, "2026-12-16", "2026-12-16", Ok(1)),
        (
            Role::Resident,
            "2026-12-15",
            "2026-12-16",
            Err(StepError::TooLate),
        ),
        (
            Role::Resident,
            "2026-12-20",
            "2026-12-21",
            Err(StepError::NotAllowed),
        ),
    ] {
        let event = lesson(A::CheckIn, role, on, at(today));
        let outcome = decide(&held, &event).map(count);
        assert_eq!(outcome, expected, "{role} {on} {today}");
    }
    let once = there_on(1);
    let again = lesson(A::CheckIn, Role::Trainer, DAYS[0], at(DAYS[1]));
    assert_eq!(decide(&once, &again).map(count), bad("on"));
    let undo = lesson(A::UndoCheckIn, Role::Trainer, DAYS[0], at(DAYS[1]));
    let none = decide(&once, &undo).unwrap();
    assert!(none.attended().is_empty());
    assert_eq!(decide(&none, &undo).map(count), bad("on"));
    let other = lesson(A::UndoCheckIn, Role::Trainer, DAYS[1], at(DAYS[1]));
    assert_eq!(decide(&once, &other).map(count), bad("on"));
}

#[test]
fn four_of_five_lessons_complete_a_class() {
    // 80 % of six days are 4.8, so five.
    for (days, today, expected) in [
        (5, "2026-12-19", Err(StepError::TooEarly)),
        (4, "2026-12-20", Err(StepError::AttendanceTooLow)),
        (5, "2026-12-20", Ok(EnrolmentState::Completed)),
        (6, "2027-01-10", Ok(EnrolmentState::Completed)),
    ] {
        let complete = event(EnrolmentAction::Complete, Role::Trainer, at(today));
        let outcome = decide(&there_on(days), &complete).map(|file| file.state());
        assert_eq!(outcome, expected, "{days} {today}");
    }
}

#[test]
fn who_never_came_is_found_after_the_second_lesson() {
    let never = EnrolmentFile {
        attended: BTreeSet::new(),
        ..in_state(EnrolmentState::Held)
    };
    for (role, today, expected) in [
        (Role::System, "2026-12-16", Err(StepError::TooEarly)),
        (Role::System, "2026-12-17", Ok(EnrolmentState::NoShow)),
        (Role::Trainer, "2026-12-14", Err(StepError::TooEarly)),
        (Role::Trainer, "2026-12-15", Ok(EnrolmentState::NoShow)),
    ] {
        let report = event(EnrolmentAction::ReportNoShow, role, at(today));
        let outcome = decide(&never, &report).map(|file| file.state());
        assert_eq!(outcome, expected, "{role} {today}");
    }
    let report = event(
        EnrolmentAction::ReportNoShow,
        Role::System,
        at("2026-12-18"),
    );
    assert_eq!(decide(&there_on(1), &report), Err(StepError::NotAllowed));
}

#[test]
fn who_comes_after_all_needs_a_seat() {
    let come = lesson(
        EnrolmentAction::CheckIn,
        Role::Trainer,
        DAYS[2],
        at(DAYS[2]),
    );
    for state in [EnrolmentState::NoShow, EnrolmentState::Dropped] {
        assert_eq!(decide(&in_state(state), &come), Err(StepError::NoSeat));
        let seated = with_rules(|rules| {
            let rules = EnrolmentRules {
                has_free_seat: true,
                ..rules
            };
            in_state(state).decide(&come, rules)
        });
        assert_eq!(seated.unwrap().state(), EnrolmentState::Attending);
    }
}

#[test]
fn a_certificate_needs_a_pass_and_a_name() {
    use EnrolmentAction as A;
    let now = at("2026-12-22");
    let completed = in_state(EnrolmentState::Completed);
    let certify = event(A::Certify, Role::TrainingOfficer, now);
    assert_eq!(decide(&completed, &certify), Err(StepError::NotPassed));
    let passed = decide(&completed, &event(A::RecordPass, Role::Trainer, now)).unwrap();
    assert_eq!(
        (passed.has_passed(), passed.level()),
        (true, Some(Level::Five))
    );
    let nameless = EnrolmentFile {
        name: None,
        ..passed.clone()
    };
    assert_eq!(
        decide(&nameless, &certify),
        Err(StepError::DetailInvalid { part: "name" })
    );
    let certified = decide(&passed, &certify).unwrap();
    assert_eq!(certified.certificate(), Some("1"));
    // Nothing of it changes after the paper is out.
    for action in [A::Name, A::RecordPass, A::Fail, A::Retake, A::UndoCheckIn] {
        let outcome = decide(&certified, &event(action, Role::Trainer, now));
        assert_eq!(outcome, Err(StepError::NotAllowed), "{action}");
    }
}

#[test]
fn a_result_is_looked_at_again_once() {
    use EnrolmentAction as A;
    let now = at("2026-12-22");
    let step = |file: &EnrolmentFile, action, role| decide(file, &event(action, role, now));
    let passed = step(
        &in_state(EnrolmentState::Completed),
        A::RecordPass,
        Role::Trainer,
    )
    .unwrap();
    let failed = step(&passed, A::Fail, Role::Trainer).unwrap();
    assert_eq!((failed.has_passed(), failed.level()), (false, None));
    for action in [A::Uphold, A::Overturn] {
        let outcome = step(&failed, action, Role::TrainingOfficer);
        assert_eq!(
            outcome,
            Err(StepError::NotAllowed),
            "nobody asked: {action}"
        );
    }
    let late = event(A::Appeal, Role::Resident, at("2027-01-10"));
    assert_eq!(decide(&failed, &late), Err(StepError::TooLate));
    let asked = step(&failed, A::Appeal, Role::Resident).unwrap();
    assert_eq!(asked.appeal(), Appeal::Open);
    let again = step(&asked, A::Appeal, Role::Resident);
    assert_eq!(again, Err(StepError::NotAllowed));
    let upheld = step(&asked, A::Uphold, Role::TrainingOfficer).unwrap();
    assert_eq!(
        (upheld.state(), upheld.appeal()),
        (EnrolmentState::Failed, Appeal::Decided)
    );
    let third = step(&upheld, A::Appeal, Role::Resident);
    assert_eq!(third, Err(StepError::NotAllowed));
    let overturned = step(&asked, A::Overturn, Role::TrainingOfficer).unwrap();
    assert_eq!(overturned.state(), EnrolmentState::Completed);
    assert!(overturned.has_passed());
    // Another try is another result.
    let retaken = step(&upheld, A::Retake, Role::Trainer).unwrap();
    assert_eq!(
        (retaken.has_passed(), retaken.appeal()),
        (false, Appeal::None)
    );
}

#[test]
fn what_came_of_it_is_asked_when_its_days_have_passed() {
    let certified = in_state(EnrolmentState::Certified);
    for (today, expected) in [
        ("2027-01-18", Err(StepError::TooEarly)),
        ("2027-01-19", Ok(Some((30, Outcome::Employed)))),
    ] {
        let answer = event(EnrolmentAction::FollowUp, Role::Resident, at(today));
        let outcome = decide(&certified, &answer).map(|file| file.outcome());
        assert_eq!(outcome, expected, "{today}");
    }
}

#[test]
fn a_name_is_one_and_does_not_print() {
    let name = |text: &str| {
        let name: LearnerName = serde_json::from_value(text.into()).unwrap();
        EnrolmentEvent {
            detail: EnrolmentDetail::Name { name },
            ..event(EnrolmentAction::Name, Role::Trainer, at("2026-12-15"))
        }
    };
    let held = in_state(EnrolmentState::Held);
    for odd in ["", "王3", " 王芳", "<b>"] {
        let outcome = decide(&held, &name(odd));
        let expected = StepError::DetailInvalid { part: "name" };
        assert_eq!(outcome, Err(expected), "{odd}");
    }
    let named = decide(&held, &name("王小芳")).unwrap();
    assert_eq!(named.name().unwrap().expose(), "王小芳");
    assert!(!format!("{named:?}{:?}", name("王小芳")).contains('王'));
}

#[test]
fn an_officer_says_the_level_of_a_result_that_was_put_right_and_of_no_other() {
    use EnrolmentAction as A;
    let level = event(A::RecordPass, Role::TrainingOfficer, at("2026-12-22"));
    let completed = in_state(EnrolmentState::Completed);
    assert_eq!(decide(&completed, &level), Err(StepError::NotAllowed));
    let mut file = EnrolmentFile {
        entered_on: Some(day("2026-12-21")),
        ..in_state(EnrolmentState::Failed)
    };
    for (action, role) in [
        (A::Appeal, Role::Resident),
        (A::Overturn, Role::TrainingOfficer),
        (A::RecordPass, Role::TrainingOfficer),
    ] {
        file = decide(&file, &event(action, role, at("2026-12-22"))).unwrap();
    }
    assert_eq!(
        (file.state(), file.has_passed(), file.level()),
        (EnrolmentState::Completed, true, Some(Level::Five))
    );
    // A school does not undo it, and takes no level away.
    assert!(file.was_put_right() && !completed.was_put_right());
    for action in [A::Fail, A::RecordPass] {
        let later = event(action, Role::Trainer, at("2026-12-22"));
        assert_eq!(decide(&file, &later), Err(StepError::NotAllowed));
        assert!(decide(&completed, &later).is_ok());
    }
}
