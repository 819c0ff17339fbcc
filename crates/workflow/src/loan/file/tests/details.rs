//! Whether an event carries what its action needs.

use super::rules::{hr, reviewed, signed, with};
use super::story::{Story, usual_detail};
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{
    CannotSupply, Defect, DefectCode, Disbursement, EventDetail, LoanAction as A, LoanTerms,
    Refusal, ReturnDetail, Submission, TransitionError as E, Visit,
};
use crate::servicing::RepaymentMethod;

#[test]
fn an_action_takes_its_own_detail() {
    let reason = || EventDetail::Reason {
        text: "because".into(),
    };
    let story = reviewed();
    assert!(story.outcome(&with(hr(&story, A::Pass), reason())).is_ok());
    for (action, detail) in [
        (A::Return, EventDetail::None),
        (A::Return, reason()),
        (A::ProposeRefusal, EventDetail::None),
        (A::Pass, usual_detail(A::Return, date("2026-11-20"))),
        (
            A::Pass,
            usual_detail(A::ProposeDisbursement, date("2026-11-20")),
        ),
    ] {
        assert_eq!(
            story.refusal_of(&with(hr(&story, action), detail)),
            E::WrongDetail,
            "{action}"
        );
    }
    let draft = Story::begin("2026-11-20");
    let event = with(
        draft.event(A::Submit, Role::Resident, "resident"),
        EventDetail::None,
    );
    assert_eq!(draft.refusal_of(&event), E::WrongDetail);
}

/// Breaks each part of a good detail in turn; the refusal names the part.
#[test]
fn a_detail_is_whole_or_the_missing_part_is_named() {
    let returned = |field: &str, code, note: &str| {
        let defects = vec![Defect {
            field: field.into(),
            code,
            note: note.into(),
        }];
        EventDetail::Return(ReturnDetail {
            defects,
            supervisor_reason: None,
            new_facts: None,
        })
    };
    let refusal = |reason_code: &str, article: &str, evidence: &str, remedies: &[&str]| {
        EventDetail::Refusal(Refusal {
            reason_code: reason_code.into(),
            article: article.into(),
            evidence: evidence.into(),
            remedies: remedies.iter().map(|&remedy| remedy.into()).collect(),
            would_change: String::new(),
            holds_offer: true,
        })
    };
    let submission = |acceptance_number: &str, pack_hash: &str, receipt_hash: &str| {
        EventDetail::Submission(Submission {
            acceptance_number: acceptance_number.into(),
            pack_hash: pack_hash.into(),
            receipt_hash: receipt_hash.into(),
            declaration_version: None,
        })
    };
    let terms = |amount_fen, months, bank_branch: &str| {
        EventDetail::Terms(LoanTerms {
            amount_fen,
            rate_basis_points: 300,
            months,
            bank_branch: bank_branch.into(),
            conditions: Vec::new(),
        })
    };
    let payment = |amount_fen, on: &str, account_tail: &str| {
        EventDetail::Disbursement(Disbursement {
            amount_fen,
            on: date(on),
            account_tail: account_tail.into(),
            repayment: None,
        })
    };
    let cannot = |field: &str, reason: &str| {
        EventDetail::CannotSupply(CannotSupply {
            field: field.into(),
            reason: reason.into(),
        })
    };

    let draft = || Story::begin("2026-11-20");
    let with_bank = || reviewed().hr(A::Pass).guarantee(A::Pass);
    let with_agency = || reviewed().hr(A::Pass);
    let returned_hr = || reviewed().hr(A::Return);
    let proposed = || reviewed().hr(A::ProposeRefusal);
    let refused = || {
        let story = proposed();
        let confirmed = story.event(A::ConfirmRefusal, Role::HrOfficer, "hr-2");
        story.keep(confirmed)
    };
    let today = "2026-11-20";
    let cases: Vec<(Story, A, Role, EventDetail, &str)> = vec![
        (
            draft(),
            A::Submit,
            Role::Resident,
            submission("", "p", "r"),
            "acceptance_number",
        ),
        (
            draft(),
            A::Submit,
            Role::Resident,
            submission("a", " ", "r"),
            "pack_hash",
        ),
        (
            draft(),
            A::Submit,
            Role::Resident,
            submission("a", "p", ""),
            "receipt_hash",
        ),
        (
            returned_hr(),
            A::Resubmit,
            Role::Resident,
            submission("other", "p", "r"),
            "acceptance_number",
        ),
        (
            reviewed(),
            A::Return,
            Role::HrOfficer,
            EventDetail::Return(ReturnDetail {
                defects: vec![],
                supervisor_reason: None,
                new_facts: None,
            }),
            "defects",
        ),
        (
            reviewed(),
            A::Return,
            Role::HrOfficer,
            returned("", DefectCode::Missing, ""),
            "field",
        ),
        (
            reviewed(),
            A::Return,
            Role::HrOfficer,
            returned("photo", DefectCode::Other, " "),
            "note",
        ),
        (
            returned_hr(),
            A::CannotSupply,
            Role::Resident,
            cannot("elsewhere", "lost"),
            "field",
        ),
        (
            returned_hr(),
            A::CannotSupply,
            Role::Resident,
            cannot("photo", ""),
            "reason",
        ),
        (
            reviewed(),
            A::ProposeRefusal,
            Role::HrOfficer,
            refusal("", "a", "e", &["r"]),
            "reason_code",
        ),
        (
            reviewed(),
            A::ProposeRefusal,
            Role::HrOfficer,
            refusal("c", "\u{3000}", "e", &["r"]),
            "article",
        ),
        (
            reviewed(),
            A::ProposeRefusal,
            Role::HrOfficer,
            refusal("c", "a", "", &["r"]),
            "evidence",
        ),
        (
            reviewed(),
            A::ProposeRefusal,
            Role::HrOfficer,
            refusal("c", "a", "e", &[]),
            "remedies",
        ),
        (
            reviewed(),
            A::ProposeRefusal,
            Role::HrOfficer,
            refusal("c", "a", "e", &["r", ""]),
            "remedies",
        ),
        (
            proposed(),
            A::DismissRefusal,
            Role::HrOfficer,
            EventDetail::Reason { text: " ".into() },
            "text",
        ),
        (
            refused(),
            A::Appeal,
            Role::Resident,
            EventDetail::Reason { text: " ".into() },
            "text",
        ),
        (
            refused().resident(A::Appeal),
            A::UpholdRefusal,
            Role::HrOfficer,
            EventDetail::Reason { text: "\n".into() },
            "text",
        ),
        (
            refused().resident(A::Appeal),
            A::OverturnRefusal,
            Role::HrOfficer,
            EventDetail::Reason {
                text: String::new(),
            },
            "text",
        ),
        (
            with_agency(),
            A::BookVisit,
            Role::GuaranteeOfficer,
            EventDetail::Visit(Visit {
                on: date("2026-11-19"),
                note: String::new(),
            }),
            "on",
        ),
        (
            with_bank(),
            A::Approve,
            Role::BankOfficer,
            terms(0, 36, "b"),
            "amount_fen",
        ),
        (
            with_bank(),
            A::Approve,
            Role::BankOfficer,
            terms(1, 0, "b"),
            "months",
        ),
        (
            with_bank(),
            A::Approve,
            Role::BankOfficer,
            terms(1, 36, ""),
            "bank_branch",
        ),
        (
            signed(),
            A::ProposeDisbursement,
            Role::BankOfficer,
            payment(0, today, "1234"),
            "amount_fen",
        ),
        (
            signed(),
            A::ProposeDisbursement,
            Role::BankOfficer,
            payment(20_000_001, today, "1234"),
            "amount_fen",
        ),
        (
            signed(),
            A::ProposeDisbursement,
            Role::BankOfficer,
            payment(1, "2026-11-19", "1234"),
            "on",
        ),
        (
            signed(),
            A::ProposeDisbursement,
            Role::BankOfficer,
            payment(1, today, "12345"),
            "account_tail",
        ),
        (
            signed(),
            A::ProposeDisbursement,
            Role::BankOfficer,
            payment(1, today, "12a4"),
            "account_tail",
        ),
        (
            signed(),
            A::ProposeDisbursement,
            Role::BankOfficer,
            with_effect_of_another_method(),
            "repayment",
        ),
    ];
    for (story, action, role, detail, part) in cases {
        let event = with(story.event(action, role, "somebody"), detail);
        assert_eq!(
            story.refusal_of(&event),
            E::DetailInvalid { part },
            "{action}: {:?}",
            event.detail
        );
    }
}

/// An interest-only loan has no instalment that a payment before time could lower.
fn with_effect_of_another_method() -> EventDetail {
    let EventDetail::Disbursement(mut payment) =
        usual_detail(A::ProposeDisbursement, date("2026-11-20"))
    else {
        unreachable!()
    };
    if let Some(repayment) = &mut payment.repayment {
        repayment.method = RepaymentMethod::InterestQuarterly;
    }
    EventDetail::Disbursement(payment)
}

#[test]
fn a_payment_of_before_the_terms_were_asked_for_still_reads() {
    let stored = r#"{"disbursement":{"amount_fen":1,"on":"2026-11-20","account_tail":"0000"}}"#;
    let detail: EventDetail = serde_json::from_str(stored).unwrap();
    assert!(matches!(&detail, EventDetail::Disbursement(payment) if payment.repayment.is_none()));
    assert_eq!(serde_json::to_string(&detail).unwrap(), stored);
}
