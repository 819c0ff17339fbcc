use super::*;
use crate::DeviceKind;
use crate::loan::Stage;
use crate::re_review::FindingCode;

const DAY_MS: i64 = 86_400_000;
const AT_MS: i64 = 1_795_500_000_000;

fn event(action: A, role: Role, actor_id: &str, detail: ReReviewDetail) -> ReReviewEvent {
    let at_ms = if action == A::Draw {
        AT_MS
    } else {
        AT_MS + DAY_MS
    };
    ReReviewEvent {
        action,
        role,
        actor_id: actor_id.into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Computer,
        at_ms,
        on: Date::from_unix_ms_shanghai(at_ms),
        idempotency_key: "key".into(),
        detail,
    }
}

fn drawn() -> Drawn {
    Drawn {
        ended_version: 3,
        stage: Stage::Hr,
        had_part: vec!["li".into(), "wang".into()],
        due_on: Date::from_unix_ms_shanghai(AT_MS).add_days(14),
        is_taken_over: false,
    }
}

fn draw(drawn: Drawn) -> ReReviewEvent {
    event(
        A::Draw,
        Role::System,
        "portal",
        ReReviewDetail::Drawn(drawn),
    )
}

fn finding(evidence: &str, advice: &str) -> ReReviewDetail {
    ReReviewDetail::Finding(Finding {
        code: FindingCode::EvidenceMissing,
        evidence: evidence.into(),
        advice: advice.into(),
    })
}

fn waiting() -> ReReviewFile {
    ReReviewFile::fold(&[draw(drawn())]).unwrap()
}

#[test]
fn somebody_without_a_part_agrees_or_finds_something_once() {
    let agree = event(A::Agree, Role::HrOfficer, "zhang", ReReviewDetail::None);
    let found = event(
        A::RecordFinding,
        Role::HrOfficer,
        "zhang",
        finding("缺营业执照", "请补"),
    );
    for (step, state) in [
        (agree, ReReviewState::Agreed),
        (found, ReReviewState::Found),
    ] {
        let after = waiting().decide(&step).unwrap();
        assert_eq!((after.state(), after.version()), (state, 2));
        assert_eq!(after.finding().is_some(), state == ReReviewState::Found);
        assert_eq!(after.closed_by().unwrap().0, "zhang");
        assert_eq!(after.decide(&step), Err(StepError::NotAllowed));
        assert!(!after.is_for(Role::HrOfficer, "wu"));
    }
}

#[test]
fn who_had_a_part_or_is_of_another_agency_does_not_look() {
    let file = waiting();
    for (role, id, expected) in [
        (
            Role::HrOfficer,
            "wang",
            StepError::DetailInvalid { part: "actor_id" },
        ),
        (Role::BankOfficer, "sun", StepError::WrongRole),
        (Role::Resident, "p", StepError::WrongRole),
        (Role::System, "portal", StepError::WrongRole),
    ] {
        let step = event(A::Agree, role, id, ReReviewDetail::None);
        assert_eq!(file.decide(&step), Err(expected), "{role} {id}");
        assert!(!file.is_for(role, id));
    }
    assert!(file.is_for(Role::HrOfficer, "zhang"));
}

#[test]
fn details_belong_to_their_actions() {
    let by = |action, detail| event(action, Role::HrOfficer, "zhang", detail);
    for (step, expected) in [
        (by(A::Agree, finding("a", "b")), StepError::WrongDetail),
        (
            by(A::RecordFinding, ReReviewDetail::None),
            StepError::WrongDetail,
        ),
        (
            by(A::RecordFinding, finding(" ", "b")),
            StepError::DetailInvalid { part: "evidence" },
        ),
        (
            by(A::RecordFinding, finding("a", "")),
            StepError::DetailInvalid { part: "advice" },
        ),
    ] {
        assert_eq!(waiting().decide(&step), Err(expected));
    }
    let none = Drawn {
        ended_version: 0,
        ..drawn()
    };
    let past = Drawn {
        due_on: Date::from_unix_ms_shanghai(AT_MS).add_days(-1),
        ..drawn()
    };
    for (wrong, part) in [(none, "ended_version"), (past, "due_on")] {
        let refused = ReReviewFile::default().decide(&draw(wrong));
        assert_eq!(refused, Err(StepError::DetailInvalid { part }));
    }
}

#[test]
fn what_the_bureau_took_over_from_an_agency_without_accounts_is_for_the_bureau() {
    let taken_over = Drawn {
        stage: Stage::Bank,
        is_taken_over: true,
        ..drawn()
    };
    let file = ReReviewFile::default().decide(&draw(taken_over)).unwrap();
    assert!(file.is_for(Role::HrOfficer, "zhang"));
    assert!(!file.is_for(Role::HrOfficer, "li"), "li recorded it");
    assert!(!file.is_for(Role::BankOfficer, "sun"));
    let agree = |role, who| event(A::Agree, role, who, ReReviewDetail::None);
    assert!(file.decide(&agree(Role::HrOfficer, "zhang")).is_ok());
    let refused = file.decide(&agree(Role::BankOfficer, "sun"));
    assert_eq!(refused, Err(StepError::WrongRole));
}

#[test]
fn it_is_overdue_after_its_last_day_until_somebody_looks() {
    let file = waiting();
    let due_on = drawn().due_on;
    assert!(!file.is_overdue(due_on));
    assert!(file.is_overdue(due_on.add_days(1)));
    let agree = event(A::Agree, Role::HrOfficer, "zhang", ReReviewDetail::None);
    let agreed = file.decide(&agree).unwrap();
    assert!(!agreed.is_overdue(due_on.add_days(1)));
}
