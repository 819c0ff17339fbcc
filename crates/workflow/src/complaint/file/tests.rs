use super::*;
use crate::{DeviceKind, Role};

const AT_MS: i64 = 1_795_500_000_000;

fn today() -> Date {
    Date::from_unix_ms_shanghai(AT_MS)
}

fn event(action: A, role: Role, detail: ComplaintDetail) -> ComplaintEvent {
    ComplaintEvent {
        action,
        role,
        actor_id: "a".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Phone,
        at_ms: AT_MS,
        on: today(),
        idempotency_key: "key".into(),
        detail,
    }
}

fn filed(text: &str) -> ComplaintEvent {
    let detail = ComplaintDetail::Filed {
        text: text.into(),
        due_on: today().add_days(14),
    };
    event(A::File, Role::Resident, detail)
}

fn decided(action: A, reason: &str) -> ComplaintEvent {
    let detail = ComplaintDetail::Decided {
        reason: reason.into(),
    };
    event(action, Role::TrainingOfficer, detail)
}

#[test]
fn it_is_handed_in_and_answered_once() {
    let open = ComplaintFile::fold(&[filed("没有上课")]).unwrap();
    assert_eq!(
        (open.state(), open.text()),
        (ComplaintState::Open, "没有上课")
    );
    assert!(!open.is_overdue(today().add_days(14)));
    assert!(open.is_overdue(today().add_days(15)));
    for (action, state) in [
        (A::Uphold, ComplaintState::Upheld),
        (A::Dismiss, ComplaintState::Dismissed),
    ] {
        let after = open.decide(&decided(action, "查过了")).unwrap();
        assert_eq!((after.state(), after.reason()), (state, "查过了"));
        assert_eq!((after.decided_on(), after.version()), (Some(today()), 2));
        assert!(!after.is_overdue(today().add_days(99)));
        let again = after.decide(&decided(A::Uphold, "再查"));
        assert_eq!(again, Err(StepError::NotAllowed));
    }
}

#[test]
fn nothing_is_said_without_words() {
    assert!(ComplaintFile::fold(&[filed(" ")]).is_err());
    let open = ComplaintFile::fold(&[filed("没有上课")]).unwrap();
    for action in [A::Uphold, A::Dismiss] {
        assert!(open.decide(&decided(action, " ")).is_err());
    }
    let mut odd = decided(A::Uphold, "好");
    odd.detail = filed("又一次").detail;
    assert_eq!(open.decide(&odd), Err(StepError::WrongDetail));
}
