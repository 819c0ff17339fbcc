//! What waits for an answer: a subsidy that is not clear, a refusal, a day missed.

use super::*;

/// An enrolment after these steps, each by its usual role with its usual detail.
fn after(steps: &[(EnrolmentAction, Role, &str)]) -> EnrolmentFile {
    let mut file = EnrolmentFile::default();
    for (action, role, on) in steps {
        file = decide(&file, &event(*action, *role, at(on)))
            .unwrap_or_else(|error| panic!("{action} {on}: {error}"));
    }
    file
}

#[test]
fn a_seat_is_of_the_day_on_which_the_resident_took_it() {
    use EnrolmentAction as A;
    use Role::{Resident, System, Trainer, TrainingOfficer};
    let asked = (A::Enrol, Resident, "2026-12-01");
    let waits = (A::WaitList, System, "2026-12-01");
    let offered = (A::Offer, System, "2026-12-02");
    let held = (A::Hold, TrainingOfficer, "2026-12-03");
    let named = (A::Name, Trainer, "2026-12-04");
    for (steps, expected) in [
        (vec![asked, held, named], "2026-12-01"),
        (
            vec![asked, waits, offered, (A::Accept, Resident, "2026-12-02")],
            "2026-12-02",
        ),
    ] {
        assert_eq!(after(&steps).seated_on(), Some(day(expected)), "{steps:?}");
    }
}

#[test]
fn what_is_not_clear_waits_for_an_officer_and_is_returned_once() {
    use EnrolmentAction as A;
    use Role::{Resident, System, TrainingOfficer};
    let mut steps = vec![
        (A::Enrol, Resident, "2026-12-01"),
        (A::Judge, System, "2026-12-01"),
    ];
    let applied = after(&steps);
    assert_eq!(applied.is_clear(), Some(false));
    let since = |text| Some((WaitsFor::Eligibility, day(text)));
    assert_eq!(applied.waits(), since("2026-12-01"));
    steps.push((A::Return, TrainingOfficer, "2026-12-02"));
    assert_eq!(after(&steps).waits(), None);
    steps.push((A::Resubmit, Resident, "2026-12-04"));
    steps.push((A::Judge, System, "2026-12-04"));
    let again = after(&steps);
    assert_eq!(again.waits(), since("2026-12-04"));
    let second = event(A::Return, TrainingOfficer, at("2026-12-04"));
    assert_eq!(decide(&again, &second), Err(StepError::NotAllowed));
    let held = decide(&again, &event(A::Hold, TrainingOfficer, at("2026-12-04"))).unwrap();
    assert_eq!(
        (held.state(), held.is_clear(), held.waits()),
        (EnrolmentState::Held, Some(true), None)
    );
}

#[test]
fn a_refused_person_asks_once_and_comes_back_only_to_a_free_seat() {
    use EnrolmentAction as A;
    use Role::{Resident, System, TrainingOfficer};
    let mut steps = vec![
        (A::Enrol, Resident, "2026-12-01"),
        (A::Judge, System, "2026-12-01"),
        (A::Refuse, TrainingOfficer, "2026-12-02"),
    ];
    let refused = after(&steps);
    let overturn = event(A::Overturn, TrainingOfficer, at("2026-12-03"));
    assert_eq!(decide(&refused, &overturn), Err(StepError::NotAllowed));
    steps.push((A::Appeal, Resident, "2026-12-03"));
    let asked = after(&steps);
    assert_eq!(asked.waits(), Some((WaitsFor::Appeal, day("2026-12-03"))));
    assert_eq!(decide(&asked, &overturn), Err(StepError::NoSeat));
    steps.push((A::Uphold, TrainingOfficer, "2026-12-03"));
    let upheld = after(&steps);
    assert_eq!((upheld.appeal(), upheld.waits()), (Appeal::Decided, None));
    let again = event(A::Appeal, Resident, at("2026-12-04"));
    assert_eq!(decide(&upheld, &again), Err(StepError::NotAllowed));
}

#[test]
fn why_somebody_did_not_come_is_said_once_and_a_retake_may_name_its_day() {
    use EnrolmentAction as A;
    let explain = event(A::Explain, Role::Resident, at("2026-12-18"));
    let said = decide(&in_state(EnrolmentState::NoShow), &explain).unwrap();
    assert_eq!(
        (said.state(), said.absence()),
        (EnrolmentState::NoShow, Some(Absence::Work))
    );
    assert_eq!(decide(&said, &explain), Err(StepError::NotAllowed));
    let mut retake = event(A::Retake, Role::Trainer, at("2026-12-22"));
    retake.detail = EnrolmentDetail::NextDate {
        on: day("2027-01-05"),
    };
    let failed = in_state(EnrolmentState::Failed);
    let later = decide(&failed, &retake).unwrap();
    assert_eq!(later.retake_on(), Some(day("2027-01-05")));
    retake.detail = EnrolmentDetail::NextDate {
        on: day("2026-12-21"),
    };
    assert_eq!(
        decide(&failed, &retake),
        Err(StepError::DetailInvalid { part: "on" })
    );
}
