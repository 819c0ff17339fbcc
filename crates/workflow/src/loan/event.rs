//! One thing that happened to a loan file.

use super::{EventDetail, LoanAction};
use crate::{DeviceKind, Role};
use domain::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened to a loan file. Events are only ever appended; a correction is a new event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoanEvent {
    /// What was done.
    pub action: LoanAction,
    /// In what capacity.
    pub role: Role,
    /// By whom: the person at the keyboard.
    pub actor_id: String,
    /// For whom, when a helper acts for the resident.
    pub on_behalf_of: Option<String>,
    /// The resident's consent to the helper; never missing when `on_behalf_of` is there.
    pub consent_id: Option<String>,
    /// The package out of which an agency's decision was taken over, when the agency has no accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// Ids of the papers an officer put on the file with it: a visit's record, a contract's scan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// From what kind of device.
    pub device: DeviceKind,
    /// When, in unix milliseconds.
    pub at_ms: i64,
    /// On which day in Asia/Shanghai; always the day of `at_ms`, kept so that a reader of the log need not convert.
    pub on: Date,
    /// The key under which a repeated request is recognised.
    pub idempotency_key: String,
    /// What the action needs.
    pub detail: EventDetail,
}

#[cfg(test)]
mod tests {
    use super::super::{Defect, DefectCode, ReturnDetail};
    use super::*;

    fn returned() -> LoanEvent {
        let at_ms = 1_795_500_000_000;
        LoanEvent {
            action: LoanAction::Return,
            role: Role::HrOfficer,
            actor_id: "staff-1".into(),
            on_behalf_of: None,
            consent_id: None,
            package_id: None,
            papers: Vec::new(),
            device: DeviceKind::Computer,
            at_ms,
            on: Date::from_unix_ms_shanghai(at_ms),
            idempotency_key: "key".into(),
            detail: EventDetail::Return(ReturnDetail {
                defects: vec![Defect {
                    field: "id_card_front".into(),
                    code: DefectCode::Unreadable,
                    note: String::new(),
                }],
                supervisor_reason: None,
                new_facts: None,
            }),
        }
    }

    const STORED: &str = concat!(
        r#"{"action":"return","role":"hr_officer","actor_id":"staff-1","on_behalf_of":null,"consent_id":null,"#,
        r#""device":"computer","at_ms":1795500000000,"on":"2026-11-24","idempotency_key":"key","#,
        r#""detail":{"return":{"defects":[{"field":"id_card_front","code":"unreadable","note":""}],"#,
        r#""supervisor_reason":null}}}"#
    );

    #[test]
    fn the_stored_form_does_not_change() {
        assert_eq!(serde_json::to_string(&returned()).unwrap(), STORED);
        assert_eq!(
            serde_json::from_str::<LoanEvent>(STORED).unwrap(),
            returned()
        );
        let mut plain = returned();
        plain.detail = EventDetail::None;
        let text = serde_json::to_string(&plain).unwrap();
        assert!(text.ends_with(r#""detail":"none"}"#), "{text}");
        assert_eq!(serde_json::from_str::<LoanEvent>(&text).unwrap(), plain);
        plain.package_id = Some("p".into());
        let text = serde_json::to_string(&plain).unwrap();
        assert!(text.contains(r#""package_id":"p""#), "{text}");
        assert_eq!(serde_json::from_str::<LoanEvent>(&text).unwrap(), plain);
        plain.papers = vec!["d".into()];
        let text = serde_json::to_string(&plain).unwrap();
        assert!(text.contains(r#""papers":["d"]"#), "{text}");
        assert_eq!(serde_json::from_str::<LoanEvent>(&text).unwrap(), plain);
    }

    #[test]
    fn unknown_fields_are_refused_at_every_depth() {
        for (place, with_more) in [
            (r#"{"action""#, r#"{"more":1,"action""#),
            (r#""detail":{"#, r#""detail":{"more":1,"#),
            (r#"{"defects""#, r#"{"more":1,"defects""#),
            (r#"{"field""#, r#"{"more":1,"field""#),
        ] {
            let text = STORED.replacen(place, with_more, 1);
            assert_ne!(text, STORED);
            assert!(serde_json::from_str::<LoanEvent>(&text).is_err(), "{text}");
        }
        assert!(
            serde_json::from_str::<EventDetail>(r#"{"reason":{"text":"a","more":1}}"#).is_err()
        );
    }
}
