//! What the table of enrolments cannot say; every cell of it is in `cells`.

use super::*;
use crate::class::ClassPlan;
use crate::enrolment::{EnrolmentClocks, LearnerName, Level, Outcome, Presence};
use crate::{DeviceKind, WorkCalendar};
use domain::PersonName;

mod answered;
mod cells;
mod lessons;

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
