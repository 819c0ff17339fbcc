use super::*;
use crate::{DeviceKind, Role};
use domain::Date;

const AT_MS: i64 = 1_795_500_000_000;

fn event(action: A, role: Role, detail: SpotCheckDetail) -> SpotCheckEvent {
    SpotCheckEvent {
        action,
        role,
        actor_id: "a".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Phone,
        at_ms: AT_MS,
        on: Date::from_unix_ms_shanghai(AT_MS),
        idempotency_key: "key".into(),
        detail,
    }
}

fn drawn(class_id: &str) -> SpotCheckEvent {
    let detail = SpotCheckDetail::Drawn(Drawn {
        month: "2026-11".into(),
        class_id: class_id.into(),
        taught: 7,
    });
    event(A::Draw, Role::System, detail)
}

fn noted(action: A, words: &str) -> SpotCheckEvent {
    let detail = SpotCheckDetail::Noted(Noted {
        words: words.into(),
        papers: Vec::new(),
    });
    event(action, Role::TrainingOfficer, detail)
}

#[test]
fn it_is_drawn_and_noted_once() {
    let waiting = SpotCheckFile::fold(&[drawn("a.1")]).unwrap();
    assert_eq!(
        (waiting.state(), waiting.version(), waiting.found_ms()),
        (SpotCheckState::Drawn, 1, None)
    );
    assert_eq!(waiting.drawn().unwrap().taught, 7);
    for (action, state) in [
        (A::FindInOrder, SpotCheckState::InOrder),
        (A::FindFault, SpotCheckState::Faulty),
    ] {
        let after = waiting.decide(&noted(action, "到 1 人")).unwrap();
        assert_eq!((after.state(), after.version()), (state, 2));
        assert_eq!(after.noted().unwrap().words, "到 1 人");
        assert_eq!(
            (after.drawn_ms(), after.found_ms()),
            (Some(AT_MS), Some(AT_MS))
        );
        let again = after.decide(&noted(A::FindInOrder, "再看"));
        assert_eq!(again, Err(StepError::NotAllowed));
    }
}

#[test]
fn a_fault_has_words_and_a_draw_a_class() {
    assert!(SpotCheckFile::fold(&[drawn(" ")]).is_err());
    let waiting = SpotCheckFile::fold(&[drawn("a.1")]).unwrap();
    assert!(waiting.decide(&noted(A::FindInOrder, "")).is_ok());
    let silent = waiting.decide(&noted(A::FindFault, " "));
    assert_eq!(silent, Err(StepError::DetailInvalid { part: "words" }));
    let mut odd = noted(A::FindFault, "好");
    odd.detail = drawn("a.1").detail;
    assert_eq!(waiting.decide(&odd), Err(StepError::WrongDetail));
    let early = SpotCheckFile::default().decide(&noted(A::FindInOrder, ""));
    assert_eq!(early, Err(StepError::NotAllowed));
}

#[test]
fn papers_stand_in_the_stored_event() {
    let mut plain = noted(A::FindFault, "好");
    let text = serde_json::to_string(&plain).unwrap();
    assert!(!text.contains("papers"), "{text}");
    assert_eq!(
        serde_json::from_str::<SpotCheckEvent>(&text).unwrap(),
        plain
    );
    plain.detail = SpotCheckDetail::Noted(Noted {
        words: "好".into(),
        papers: vec!["d".into()],
    });
    let text = serde_json::to_string(&plain).unwrap();
    assert!(text.contains(r#""papers":["d"]"#), "{text}");
    assert_eq!(
        serde_json::from_str::<SpotCheckEvent>(&text).unwrap(),
        plain
    );
}
