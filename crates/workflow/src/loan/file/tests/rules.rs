//! What is refused, and with which reason.

use super::story::{Story, usual_detail};
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{
    CannotSupply, Defect, DefectCode, Disbursement, EventDetail, LoanAction as A, LoanEvent,
    LoanFile, LoanTerms, Refusal, ReturnDetail, Submission, TransitionError as E, Visit,
};

fn reviewed() -> Story {
    Story::begin("2026-11-20")
        .resident(A::Submit)
        .hr(A::AcceptForReview)
}

fn offered() -> Story {
    reviewed().hr(A::Pass).guarantee(A::Pass).bank(A::Approve)
}

fn signed() -> Story {
    offered().bank(A::Sign)
}

fn hr(story: &Story, action: A) -> LoanEvent {
    story.event(action, Role::HrOfficer, "hr-1")
}

fn with(mut event: LoanEvent, detail: EventDetail) -> LoanEvent {
    event.detail = detail;
    event
}

#[test]
fn the_table_comes_first() {
    let story = reviewed();
    assert_eq!(
        story.refusal_of(&story.event(A::Approve, Role::BankOfficer, "bank-1")),
        E::NotAllowed
    );
    assert_eq!(
        story.refusal_of(&story.event(A::Pass, Role::GuaranteeOfficer, "g")),
        E::WrongRole
    );
    assert_eq!(
        story.refusal_of(&story.event(A::Pass, Role::Administrator, "root")),
        E::WrongRole
    );
}

#[test]
fn nobody_confirms_an_own_proposal() {
    let story = reviewed().hr(A::ProposeRefusal);
    assert_eq!(
        story.refusal_of(&hr(&story, A::ConfirmRefusal)),
        E::SamePerson
    );
    let story = signed().bank(A::ProposeDisbursement);
    assert_eq!(
        story.refusal_of(&story.event(A::ConfirmDisbursement, Role::BankOfficer, "bank-1")),
        E::SamePerson
    );
}

#[test]
fn nothing_is_confirmed_that_was_not_proposed() {
    let story = reviewed();
    assert_eq!(
        story.refusal_of(&hr(&story, A::ConfirmRefusal)),
        E::NoProposal
    );
    assert_eq!(
        story.refusal_of(&hr(&story, A::DismissRefusal)),
        E::NoProposal
    );
    let story = signed();
    assert_eq!(
        story.refusal_of(&story.event(A::ConfirmDisbursement, Role::BankOfficer, "bank-2")),
        E::NoProposal
    );
}

#[test]
fn a_proposed_refusal_is_decided_before_anything_else_but_never_holds_the_resident() {
    let story = reviewed().hr(A::ProposeRefusal);
    for action in [A::Pass, A::Return, A::ProposeRefusal] {
        assert_eq!(
            story.refusal_of(&hr(&story, action)),
            E::RefusalPending,
            "{action}"
        );
    }
    assert_eq!(story.resident(A::Withdraw).file.pending_refusal(), None);
}

#[test]
fn a_stage_returns_once_twice_with_a_supervisor_and_never_thrice() {
    let story = reviewed().hr(A::Return).resident(A::Resubmit);
    assert_eq!(
        story.refusal_of(&hr(&story, A::Return)),
        E::SupervisorReasonMissing
    );
    let again = |story: &Story, reason: &str| {
        let EventDetail::Return(mut detail) = usual_detail(A::Return, date("2026-11-20")) else {
            panic!()
        };
        detail.supervisor_reason = Some(reason.into());
        with(hr(story, A::Return), EventDetail::Return(detail))
    };
    assert_eq!(
        story.refusal_of(&again(&story, "  ")),
        E::SupervisorReasonMissing
    );
    let second = again(&story, "the registry has changed");
    let story = story.keep(second).resident(A::Resubmit);
    assert_eq!(
        story.refusal_of(&again(&story, "once more")),
        E::NoReturnsLeft
    );
    assert_eq!(
        story
            .hr(A::Pass)
            .guarantee(A::Return)
            .file
            .returns_used()
            .guarantee,
        1,
        "the next stage has its own"
    );
}

#[test]
fn a_second_return_begins_afresh() {
    let story = reviewed()
        .hr(A::Return)
        .resident(A::RequestExtension)
        .resident(A::CannotSupply)
        .resident(A::Resubmit);
    let EventDetail::Return(mut detail) = usual_detail(A::Return, date("2026-11-20")) else {
        panic!()
    };
    detail.supervisor_reason = Some("the registry has changed".into());
    let again = with(hr(&story, A::Return), EventDetail::Return(detail));
    let story = story.keep(again);
    assert!(!story.file.is_extended());
    assert!(story.file.cannot_supply().is_empty());
    story.resident(A::RequestExtension);
}

#[test]
fn helpers_need_consent_and_officers_act_for_nobody() {
    let story = Story::begin("2026-11-20");
    let mut event = story.event(A::Submit, Role::Resident, "helper");
    event.on_behalf_of = Some("resident".into());
    assert_eq!(story.refusal_of(&event), E::ConsentMissing);
    event.consent_id = Some(" ".into());
    assert_eq!(story.refusal_of(&event), E::ConsentMissing);
    event.consent_id = Some("consent-1".into());
    let story = story.keep(event);
    let mut event = hr(&story, A::AcceptForReview);
    event.on_behalf_of = Some("hr-2".into());
    assert_eq!(story.refusal_of(&event), E::NotOnBehalf);
}

#[test]
fn an_event_lies_on_the_shanghai_day_of_its_instant() {
    let story = Story::begin("2026-11-20");
    let mut event = story.event(A::Submit, Role::Resident, "resident");
    event.at_ms = date("2026-11-21").start_ms_shanghai() - 1;
    assert!(story.outcome(&event).is_ok());
    event.at_ms += 1;
    assert_eq!(story.refusal_of(&event), E::DateMismatch);
}

#[test]
fn a_signed_contract_binds() {
    let story = signed();
    for (action, role) in [
        (A::Withdraw, Role::Resident),
        (A::DeclineOffer, Role::Resident),
        (A::Expire, Role::System),
    ] {
        assert_eq!(
            story.refusal_of(&story.event(action, role, "x")),
            E::ContractSigned,
            "{action}"
        );
    }
    assert_eq!(
        story.refusal_of(&story.event(A::Sign, Role::BankOfficer, "bank-1")),
        E::ContractSigned
    );
    let story = offered();
    let propose = story.event(A::ProposeDisbursement, Role::BankOfficer, "bank-1");
    assert_eq!(story.refusal_of(&propose), E::ContractNotSigned);
}

#[test]
fn a_payment_is_confirmed_on_its_day_at_the_earliest() {
    let story = signed();
    let on = date("2026-11-23");
    let payment = Disbursement {
        amount_fen: 1,
        on,
        account_tail: "0000".into(),
    };
    let event = with(
        story.event(A::ProposeDisbursement, Role::BankOfficer, "bank-1"),
        EventDetail::Disbursement(payment),
    );
    let story = story.keep(event);
    let confirm = story.event(A::ConfirmDisbursement, Role::BankOfficer, "bank-2");
    assert_eq!(story.refusal_of(&confirm), E::TooEarly { first_day: on });
    story.on("2026-11-23").second_bank(A::ConfirmDisbursement);
}

#[test]
fn more_time_is_given_once_per_return() {
    let story = reviewed().hr(A::Return).resident(A::RequestExtension);
    assert_eq!(
        story.refusal_of(&story.event(A::RequestExtension, Role::Resident, "resident")),
        E::ExtensionUsed
    );
}

#[test]
fn times_are_kept_to_the_day() {
    let reopen = |story: &Story| story.event(A::Reopen, Role::Resident, "resident");
    let story = reviewed().resident(A::Withdraw).on("2026-12-20");
    assert!(story.outcome(&reopen(&story)).is_ok());
    let story = story.on("2026-12-21");
    assert_eq!(
        story.refusal_of(&reopen(&story)),
        E::TooLate {
            last_day: date("2026-12-20")
        }
    );

    let story = reviewed().hr(A::Return).on("2026-12-11");
    let expire = story.event(A::Expire, Role::System, "system");
    assert_eq!(
        story.refusal_of(&expire),
        E::TooEarly {
            first_day: date("2026-12-12")
        }
    );
    story
        .resident(A::RequestExtension)
        .on("2027-01-01")
        .resident(A::Resubmit);

    let story = reviewed()
        .hr(A::Return)
        .on("2026-12-12")
        .system(A::Expire)
        .on("2027-02-10");
    assert!(story.outcome(&reopen(&story)).is_ok());
    let story = story.on("2027-02-11");
    assert_eq!(
        story.refusal_of(&reopen(&story)),
        E::TooLate {
            last_day: date("2027-02-10")
        }
    );

    let mut story = reviewed();
    story.clocks.public_notice_days = Some(3);
    let story = story.hr(A::PostPublicNotice).on("2026-11-23");
    let end = story.event(A::EndPublicNotice, Role::System, "system");
    assert_eq!(
        story.refusal_of(&end),
        E::TooEarly {
            first_day: date("2026-11-24")
        }
    );
}

#[test]
fn a_late_answer_is_taken_as_long_as_the_file_is_open() {
    let story = reviewed()
        .hr(A::Return)
        .on("2026-12-31")
        .resident(A::Resubmit);
    assert_eq!(story.file.version(), 4);
}

#[test]
fn the_district_decides_whether_a_list_is_posted() {
    let mut story = reviewed();
    assert_eq!(
        story.refusal_of(&hr(&story, A::PostPublicNotice)),
        E::PublicNoticeNotUsed
    );
    story.clocks.public_notice_days = Some(5);
    assert_eq!(
        story.refusal_of(&hr(&story, A::Pass)),
        E::PublicNoticeNeeded
    );
}

#[test]
fn a_log_reads_the_same_after_the_limits_change() {
    let story = reviewed()
        .resident(A::Withdraw)
        .on("2026-12-20")
        .resident(A::Reopen);
    assert_eq!(LoanFile::fold(&story.events).unwrap(), story.file);
    let broken = LoanFile::fold(story.events.iter().skip(1)).unwrap_err();
    assert_eq!((broken.index, broken.source), (0, E::NotAllowed));
}

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
        })
    };
    let refusal = |reason_code: &str, article: &str, evidence: &str, remedies: &[&str]| {
        EventDetail::Refusal(Refusal {
            reason_code: reason_code.into(),
            article: article.into(),
            evidence: evidence.into(),
            remedies: remedies.iter().map(|&remedy| remedy.into()).collect(),
        })
    };
    let submission = |acceptance_number: &str, pack_hash: &str, receipt_hash: &str| {
        EventDetail::Submission(Submission {
            acceptance_number: acceptance_number.into(),
            pack_hash: pack_hash.into(),
            receipt_hash: receipt_hash.into(),
        })
    };
    let terms = |amount_fen, months, bank_branch: &str| {
        EventDetail::Terms(LoanTerms {
            amount_fen,
            rate_basis_points: 300,
            months,
            bank_branch: bank_branch.into(),
        })
    };
    let payment = |amount_fen, on: &str, account_tail: &str| {
        EventDetail::Disbursement(Disbursement {
            amount_fen,
            on: date(on),
            account_tail: account_tail.into(),
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
