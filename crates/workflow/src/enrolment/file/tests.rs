//! Every cell of the table, and what the table cannot say.

use super::*;
use crate::class::ClassPlan;
use crate::enrolment::{EnrolmentClocks, LearnerName, Level, Outcome, Presence};
use crate::{DeviceKind, WorkCalendar};
use domain::PersonName;

mod lessons;

/// From workflows: in a state, an action, who may, and what follows; every other cell is refused.
const CELLS: &str = "
draft enrol resident applied
draft withdraw resident withdrawn
draft expire system lapsed
applied judge system applied
applied name resident applied
applied hold system,training_officer held
applied wait_list system waitlisted
applied return training_officer returned
applied refuse training_officer not_eligible
applied withdraw resident withdrawn
applied cancel_class system class_cancelled
returned resubmit resident applied
returned withdraw resident withdrawn
returned expire system lapsed
returned cancel_class system class_cancelled
waitlisted name resident waitlisted
waitlisted offer system offered
waitlisted withdraw resident withdrawn
waitlisted expire system lapsed
waitlisted cancel_class system class_cancelled
offered name resident offered
offered accept resident held
offered pass resident withdrawn
offered expire system lapsed
offered cancel_class system class_cancelled
held judge system applied
held withdraw resident withdrawn
held name resident,trainer held
held check_in resident,trainer attending
held report_no_show trainer,system no_show
held cancel_class system class_cancelled
attending name trainer attending
attending check_in resident,trainer attending
attending undo_check_in trainer attending
attending report_no_show trainer,system no_show
attending drop trainer dropped
attending complete trainer completed
no_show explain resident no_show
no_show check_in trainer attending
dropped explain resident dropped
dropped check_in trainer attending
completed name trainer completed
completed record_pass trainer completed
completed fail trainer failed
completed certify training_officer certified
failed retake trainer completed
failed appeal resident failed
failed uphold training_officer failed
failed overturn training_officer completed
certified follow_up resident,training_officer followed_up
followed_up follow_up resident,training_officer followed_up
not_eligible appeal resident not_eligible
not_eligible uphold training_officer not_eligible
not_eligible overturn training_officer applied
";

pub(super) fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub(super) fn class() -> ClassPlan {
    ClassPlan {
        capacity: 3,
        elsewhere: 0,
        enrol_by: day("2026-12-10"),
        starts_on: day("2026-12-15"),
        ends_on: day("2026-12-20"),
    }
}

pub(super) fn event(action: EnrolmentAction, role: Role, at_ms: i64) -> EnrolmentEvent {
    EnrolmentEvent {
        action,
        role,
        actor_id: "a".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Phone,
        at_ms,
        on: Date::from_unix_ms_shanghai(at_ms),
        idempotency_key: "k".into(),
        detail: usual_detail(action, at_ms),
    }
}

fn usual_detail(action: EnrolmentAction, at_ms: i64) -> EnrolmentDetail {
    let text = || "原因".to_owned();
    match action {
        EnrolmentAction::Enrol => EnrolmentDetail::Place {
            number: 1,
            overlap: None,
        },
        EnrolmentAction::Judge => EnrolmentDetail::Verdict {
            is_clear: false,
            receipt: text(),
        },
        EnrolmentAction::Explain => EnrolmentDetail::Absence {
            reason: Absence::Work,
        },
        EnrolmentAction::Offer => EnrolmentDetail::Offer {
            until_ms: at_ms + 10,
        },
        EnrolmentAction::Return
        | EnrolmentAction::Appeal
        | EnrolmentAction::Overturn
        | EnrolmentAction::Uphold => EnrolmentDetail::Reason { text: text() },
        EnrolmentAction::Name => EnrolmentDetail::Name {
            name: LearnerName::new(&PersonName::parse("王芳").unwrap()),
        },
        EnrolmentAction::CheckIn => EnrolmentDetail::Lesson {
            on: Date::from_unix_ms_shanghai(at_ms),
            by: Presence::Tick,
        },
        EnrolmentAction::UndoCheckIn => EnrolmentDetail::Lesson {
            on: day("2026-12-15"),
            by: Presence::Tick,
        },
        EnrolmentAction::RecordPass => EnrolmentDetail::Assessed {
            level: Some(Level::Five),
        },
        EnrolmentAction::Refuse => EnrolmentDetail::Refusal {
            reason_code: "age".into(),
            rule: text(),
            remedies: text(),
        },
        EnrolmentAction::Certify => EnrolmentDetail::Certificate { number: "1".into() },
        EnrolmentAction::FollowUp => EnrolmentDetail::FollowUp {
            days: 30,
            outcome: Outcome::Employed,
        },
        _ => EnrolmentDetail::None,
    }
}

fn in_state(state: EnrolmentState) -> EnrolmentFile {
    EnrolmentFile {
        state,
        version: 2,
        place: Some(7),
        entered_on: Some(day("2026-12-01")),
        name: Some(LearnerName::new(&PersonName::parse("王芳").unwrap())),
        // Nobody is kept from a cell by having been there too seldom.
        attended: BTreeSet::from([day("2026-12-15")]),
        offered_until_ms: (state == EnrolmentState::Offered)
            .then(|| day("2026-12-03").start_ms_shanghai()),
        ..EnrolmentFile::default()
    }
}

fn at(text: &str) -> i64 {
    day(text).start_ms_shanghai()
}

fn with_rules<T>(work: impl FnOnce(EnrolmentRules<'_>) -> T) -> T {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let (clocks, class) = (EnrolmentClocks::default(), class());
    let lessons: Vec<_> = (0..6).map(|days| class.starts_on.add_days(days)).collect();
    work(EnrolmentRules {
        calendar: &calendar,
        clocks: &clocks,
        class: &class,
        lessons: &lessons,
        attendance_percent: 80,
        has_free_seat: false,
    })
}

fn decide(file: &EnrolmentFile, event: &EnrolmentEvent) -> Result<EnrolmentFile, StepError> {
    with_rules(|rules| file.decide(event, rules))
}

#[test]
fn every_cell() {
    let mut rows = 0;
    for &state in EnrolmentState::ALL {
        for &action in EnrolmentAction::ALL {
            let row = CELLS.lines().find_map(|line| {
                let words: Vec<_> = line.split(' ').collect();
                (words.len() == 4 && words[..2] == [state.as_str(), action.as_str()])
                    .then(|| (words[2], words[3]))
            });
            rows += usize::from(row.is_some());
            for &role in Role::ALL {
                let outcome = in_state(state).accept(&event(action, role, at("2026-12-02")));
                match row {
                    Some((roles, to)) if roles.split(',').any(|name| name == role.as_str()) => {
                        let after = outcome
                            .unwrap_or_else(|error| panic!("{state} {action} {role}: {error}"));
                        assert_eq!((after.state().as_str(), after.version()), (to, 3));
                        assert!(after.place().is_some());
                        assert_eq!(
                            after.offered_until_ms().is_some(),
                            after.state() == EnrolmentState::Offered
                        );
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
fn what_time_allows() {
    use EnrolmentAction as A;
    use EnrolmentState as S;
    let (early, late) = (Err(StepError::TooEarly), Err(StepError::TooLate));
    for (state, action, role, on, expected) in [
        (
            S::Offered,
            A::Accept,
            Role::Resident,
            "2026-12-03",
            Ok(S::Held),
        ),
        (S::Offered, A::Accept, Role::Resident, "2026-12-04", late),
        (S::Offered, A::Pass, Role::Resident, "2026-12-04", late),
        (S::Offered, A::Expire, Role::System, "2026-12-03", early),
        (
            S::Offered,
            A::Expire,
            Role::System,
            "2026-12-04",
            Ok(S::Lapsed),
        ),
        (
            S::Held,
            A::Withdraw,
            Role::Resident,
            "2026-12-14",
            Ok(S::Withdrawn),
        ),
        (S::Held, A::Withdraw, Role::Resident, "2026-12-15", late),
        (
            S::Waitlisted,
            A::Offer,
            Role::System,
            "2026-12-15",
            Ok(S::Offered),
        ),
        (S::Waitlisted, A::Offer, Role::System, "2026-12-16", late),
        (S::Waitlisted, A::Expire, Role::System, "2026-12-15", early),
        (
            S::Waitlisted,
            A::Expire,
            Role::System,
            "2026-12-16",
            Ok(S::Lapsed),
        ),
        (
            S::Returned,
            A::Resubmit,
            Role::Resident,
            "2026-12-08",
            Ok(S::Applied),
        ),
        (S::Returned, A::Resubmit, Role::Resident, "2026-12-09", late),
        (S::Returned, A::Expire, Role::System, "2026-12-08", early),
        (
            S::Returned,
            A::Expire,
            Role::System,
            "2026-12-09",
            Ok(S::Lapsed),
        ),
        (S::Draft, A::Expire, Role::System, "2026-12-31", early),
        (
            S::Draft,
            A::Expire,
            Role::System,
            "2027-01-01",
            Ok(S::Lapsed),
        ),
        (
            S::NotEligible,
            A::Appeal,
            Role::Resident,
            "2026-12-15",
            Ok(S::NotEligible),
        ),
        (
            S::NotEligible,
            A::Appeal,
            Role::Resident,
            "2026-12-16",
            late,
        ),
        (S::Held, A::CheckIn, Role::Trainer, "2026-12-14", early),
    ] {
        let outcome = decide(&in_state(state), &event(action, role, at(on)));
        assert_eq!(
            outcome.map(|file| file.state()),
            expected,
            "{state} {action} {on}"
        );
        let offered = with_rules(|rules| in_state(state).available(role, at(on), rules));
        assert_eq!(
            offered.contains(&action),
            expected.is_ok(),
            "{state} {action} {on}"
        );
    }
}

#[test]
fn a_clock_set_back_gives_an_offer_no_more_time() {
    let mut file = in_state(EnrolmentState::Offered);
    file.last_event_ms = Some(at("2026-12-04"));
    let accept = event(EnrolmentAction::Accept, Role::Resident, at("2026-12-02"));
    assert_eq!(decide(&file, &accept), Err(StepError::TooLate));
}

#[test]
fn a_helper_needs_consent_and_officers_act_in_nobodys_place() {
    let mut enrol = event(EnrolmentAction::Enrol, Role::Resident, at("2026-12-02"));
    enrol.on_behalf_of = Some("p".into());
    assert_eq!(
        decide(&EnrolmentFile::default(), &enrol),
        Err(StepError::ConsentMissing)
    );
    enrol.consent_id = Some("c".into());
    assert!(decide(&EnrolmentFile::default(), &enrol).is_ok());
    enrol.on = day("2026-12-03");
    assert_eq!(
        decide(&EnrolmentFile::default(), &enrol),
        Err(StepError::DateMismatch)
    );
    let mut refuse = event(
        EnrolmentAction::Refuse,
        Role::TrainingOfficer,
        at("2026-12-02"),
    );
    refuse.on_behalf_of = Some("p".into());
    let applied = in_state(EnrolmentState::Applied);
    assert_eq!(decide(&applied, &refuse), Err(StepError::NotOnBehalf));
}

#[test]
fn details_are_checked() {
    let mut offer = event(EnrolmentAction::Offer, Role::System, at("2026-12-02"));
    offer.detail = EnrolmentDetail::Offer {
        until_ms: offer.at_ms,
    };
    let waits = in_state(EnrolmentState::Waitlisted);
    assert_eq!(
        decide(&waits, &offer),
        Err(StepError::DetailInvalid { part: "until_ms" })
    );
    offer.detail = EnrolmentDetail::None;
    assert_eq!(decide(&waits, &offer), Err(StepError::WrongDetail));
    let mut withdraw = event(EnrolmentAction::Withdraw, Role::Resident, at("2026-12-02"));
    withdraw.detail = EnrolmentDetail::Reason { text: " ".into() };
    assert_eq!(
        decide(&waits, &withdraw),
        Err(StepError::DetailInvalid { part: "reason" })
    );
    let mut again = event(EnrolmentAction::FollowUp, Role::Resident, at("2027-03-20"));
    let once = decide(&in_state(EnrolmentState::Certified), &again).unwrap();
    assert_eq!(
        decide(&once, &again),
        Err(StepError::DetailInvalid { part: "days" })
    );
    again.detail = EnrolmentDetail::FollowUp {
        days: 90,
        outcome: Outcome::Looking,
    };
    assert!(decide(&once, &again).is_ok());
}

#[test]
fn the_stored_form_folds() {
    let events = [
        event(EnrolmentAction::Enrol, Role::Resident, at("2026-12-01")),
        event(EnrolmentAction::WaitList, Role::System, at("2026-12-01")),
        event(EnrolmentAction::Offer, Role::System, at("2026-12-02")),
    ];
    let text = serde_json::to_string(&events).unwrap();
    let read: Vec<EnrolmentEvent> = serde_json::from_str(&text).unwrap();
    assert_eq!(read, events);
    let folded = EnrolmentFile::fold(&read).unwrap();
    assert_eq!(
        (folded.state(), folded.version(), folded.place()),
        (EnrolmentState::Offered, 3, Some(1))
    );
    assert_eq!(EnrolmentFile::fold(&events[1..]).unwrap_err().index, 0);
    let first = serde_json::to_string(&events[0]).unwrap();
    assert!(
        serde_json::from_str::<EnrolmentEvent>(&first.replacen('{', r#"{"more":1,"#, 1)).is_err()
    );
}

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
