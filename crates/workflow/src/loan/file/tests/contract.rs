//! The contract as it stands on paper: its own day, not the day it was reported.

use super::rules::{reviewed, signed, with};
use super::story::Story;
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{
    Contract, EventDetail, LoanAction as A, LoanEvent, Submission, TransitionError as E,
};

/// Handed in on 20 November, offered on the 24th, and now it is the 30th.
fn offered() -> Story {
    reviewed()
        .hr(A::Pass)
        .guarantee(A::Pass)
        .on("2026-11-24")
        .bank(A::Approve)
        .on("2026-11-30")
}

fn contract(story: &Story, signed_on: &str, number: &str) -> LoanEvent {
    let contract = Contract {
        signed_on: date(signed_on),
        number: number.into(),
        guarantee_number: String::new(),
    };
    let event = story.event(A::Sign, Role::BankOfficer, "bank-1");
    with(event, EventDetail::Contract(contract))
}

#[test]
fn the_day_on_the_paper_is_the_contracts() {
    let story = offered();
    let event = contract(&story, "2026-11-25", "HT-1");
    let story = story.keep(event);
    assert_eq!(story.file.signed_on(), Some(date("2026-11-25")));
    assert_eq!(story.file.contract().unwrap().number, "HT-1");
    // The bank's clock goes on from the day it told.
    assert_eq!(story.clock("2026-11-30").day, 2);
    // The money can have come on any day since.
    let mut paid = story.event(A::ProposeDisbursement, Role::BankOfficer, "bank-1");
    if let EventDetail::Disbursement(payment) = &mut paid.detail {
        payment.on = date("2026-11-26");
    }
    assert!(story.outcome(&paid).is_ok());
    if let EventDetail::Disbursement(payment) = &mut paid.detail {
        payment.on = date("2026-11-24");
    }
    assert_eq!(story.refusal_of(&paid), E::DetailInvalid { part: "on" });
}

#[test]
fn a_contract_is_neither_of_before_the_application_nor_of_tomorrow() {
    let story = offered();
    for (day, number, part) in [
        ("2026-11-19", "HT-1", Some("signed_on")),
        ("2026-11-20", "HT-1", None),
        ("2026-11-30", "HT-1", None),
        ("2026-12-01", "HT-1", Some("signed_on")),
        ("2026-11-25", " ", Some("number")),
    ] {
        let outcome = story.outcome(&contract(&story, day, number));
        let refused = outcome.err();
        assert_eq!(
            refused,
            part.map(|part| E::DetailInvalid { part }),
            "{day} {number}"
        );
    }
}

#[test]
fn a_signing_of_before_it_was_asked_for_is_of_its_own_day() {
    let story = signed();
    assert_eq!(story.file.signed_on(), Some(date("2026-11-20")));
    assert_eq!(story.file.contract(), None);
    let old = r#"{"acceptance_number":"n","pack_hash":"p","receipt_hash":"r"}"#;
    let read: Submission = serde_json::from_str(old).unwrap();
    assert_eq!(read.declaration_version, None);
    assert_eq!(serde_json::to_string(&read).unwrap(), old);
}
