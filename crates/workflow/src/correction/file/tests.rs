use super::*;
use crate::calendar::tests::{announced, date};
use crate::correction::objection_until;
use crate::loan::Stage;
use crate::{DeviceKind, Role};

/// Corrected on a Thursday, to be objected to until Tuesday.
const MADE: &str = "2026-11-26";
const UNTIL: &str = "2026-12-01";

pub(super) fn event(action: A, role: Role, on: Date, detail: CorrectionDetail) -> CorrectionEvent {
    CorrectionEvent {
        action,
        role,
        actor_id: "li".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Computer,
        at_ms: on.start_ms_shanghai() + 3_600_000,
        on,
        idempotency_key: "key".into(),
        detail,
    }
}

fn change(field: &str, before: &str, after: &str) -> Change {
    Change {
        field: field.into(),
        before: before.into(),
        after: after.into(),
        reason: CorrectionReason::AsInPaper,
        note: String::new(),
        paper: "business_licence".into(),
    }
}

pub(super) fn corrected(on: Date) -> Corrected {
    Corrected {
        file_version: 2,
        stage: Stage::Hr,
        until: objection_until(&announced(), on, 3).on,
        changes: vec![
            change("business_address", "示例路二号", "示例路 2 号"),
            change("industry", "trade", "catering"),
        ],
    }
}

fn correct(corrected: Corrected) -> CorrectionEvent {
    let detail = CorrectionDetail::Corrected(corrected);
    event(A::Correct, Role::HrOfficer, date(MADE), detail)
}

fn made() -> CorrectionFile {
    CorrectionFile::fold(&[correct(corrected(date(MADE)))]).unwrap()
}

pub(super) fn objection(file_version: u32, text: &str) -> CorrectionDetail {
    CorrectionDetail::Objection(Objection {
        file_version,
        text: text.into(),
    })
}

fn resident(action: A, on: &str, detail: CorrectionDetail) -> CorrectionEvent {
    event(action, Role::Resident, date(on), detail)
}

#[test]
fn it_is_answered_once_or_stands_after_its_last_day() {
    let file = made();
    assert_eq!(file.until(), Some(date(UNTIL)));
    assert_eq!(file.made_by(), Some(("li", date(MADE))));
    for (today, outcome) in [
        (MADE, CorrectionOutcome::Open),
        (UNTIL, CorrectionOutcome::Open),
        ("2026-12-02", CorrectionOutcome::Stands),
    ] {
        assert_eq!(file.outcome(date(today)), outcome, "{today}");
    }
    for (step, outcome) in [
        (
            resident(A::Accept, UNTIL, CorrectionDetail::None),
            CorrectionOutcome::Accepted,
        ),
        (
            resident(A::Object, UNTIL, objection(2, "门牌是三号")),
            CorrectionOutcome::Objected,
        ),
    ] {
        let after = file.decide(&step).unwrap();
        assert_eq!((after.version(), after.outcome(date(MADE))), (2, outcome));
        assert_eq!(after.decide(&step), Err(StepError::NotAllowed));
    }
    for late in [
        resident(A::Accept, "2026-12-02", CorrectionDetail::None),
        resident(A::Object, "2026-12-02", objection(2, "门牌是三号")),
    ] {
        assert_eq!(file.decide(&late), Err(StepError::TooLate));
    }
}

#[test]
fn what_it_writes_depends_on_what_was_handed_in_since() {
    let step = resident(A::Object, UNTIL, objection(5, "门牌是三号"));
    let objected = made().decide(&step).unwrap();
    let fields = |file: &CorrectionFile, since| {
        let writes = file.writes_since(since).into_iter();
        writes
            .map(|write| format!("{}={}", write.field, write.to))
            .collect::<Vec<_>>()
    };
    let there = ["business_address=示例路 2 号", "industry=catering"];
    let back = ["business_address=示例路二号", "industry=trade"];
    assert_eq!(fields(&made(), 1), there);
    assert_eq!(fields(&made(), 3), Vec::<String>::new());
    assert_eq!(fields(&objected, 1), [there, back].concat());
    assert_eq!(fields(&objected, 3), back);
    assert_eq!(fields(&objected, 6), Vec::<String>::new());
    assert_eq!(fields(&CorrectionFile::default(), 0), Vec::<String>::new());
}

#[test]
fn details_belong_to_their_actions() {
    let invalid = |part| Err(StepError::DetailInvalid { part });
    let with = |spoil: fn(&mut Corrected)| {
        let mut corrected = corrected(date(MADE));
        spoil(&mut corrected);
        CorrectionFile::default().decide(&correct(corrected))
    };
    for (found, expected) in [
        (with(|all| all.file_version = 0), invalid("file_version")),
        (with(|all| all.until = date(MADE)), invalid("until")),
        (with(|all| all.changes.clear()), invalid("changes")),
        (
            with(|all| all.changes[0].field = " ".into()),
            invalid("field"),
        ),
        (
            with(|all| all.changes[1].field = "business_address".into()),
            invalid("field"),
        ),
        (
            with(|all| all.changes[0].after = " ".into()),
            invalid("after"),
        ),
        (
            with(|all| all.changes[0].after = "示例路二号".into()),
            invalid("after"),
        ),
        (
            with(|all| all.changes[0].paper = String::new()),
            invalid("paper"),
        ),
        (
            with(|all| all.changes[0].reason = CorrectionReason::Other),
            invalid("note"),
        ),
        (
            with(|all| all.stage = Stage::Bank),
            Err(StepError::WrongRole),
        ),
    ] {
        assert_eq!(found, expected);
    }
    for (step, expected) in [
        (
            resident(A::Accept, UNTIL, objection(2, "不对")),
            Err(StepError::WrongDetail),
        ),
        (
            resident(A::Object, UNTIL, CorrectionDetail::None),
            Err(StepError::WrongDetail),
        ),
        (
            resident(A::Object, UNTIL, objection(2, " ")),
            invalid("text"),
        ),
        (
            resident(A::Object, UNTIL, objection(1, "不对")),
            invalid("file_version"),
        ),
    ] {
        assert_eq!(made().decide(&step), expected);
    }
}

#[test]
fn the_stored_form_does_not_change() {
    let mut one = corrected(date(MADE));
    one.changes.truncate(1);
    let made = serde_json::to_string(&CorrectionDetail::Corrected(one)).unwrap();
    let stored = concat!(
        r#"{"corrected":{"file_version":2,"stage":"hr","until":"2026-12-01","changes":[{"field":"business_address","#,
        r#""before":"示例路二号","after":"示例路 2 号","reason":"as_in_paper","note":"","paper":"business_licence"}]}}"#
    );
    assert_eq!(made, stored);
    let said = serde_json::to_string(&objection(5, "门牌是三号")).unwrap();
    assert_eq!(
        said,
        r#"{"objection":{"file_version":5,"text":"门牌是三号"}}"#
    );
}
