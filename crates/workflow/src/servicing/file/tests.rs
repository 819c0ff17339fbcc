//! The ways of a loan: paid as agreed, late, before time, by the guarantee agency; and what is refused on them.

use super::story::{Story, date, terms};
use crate::Role;
use crate::StepError;
use crate::servicing::{
    Receipt, Reversal, ServicingAction as A, ServicingDetail as D, ServicingError as E,
    ServicingFile, ServicingState as S, SubsidyDecision, Sum,
};
use domain::Money;
use loan::ReceiveError;

mod cells;
mod change;
mod extension;
mod subsidy;
mod write_off;

const BANK: Role = Role::BankOfficer;

fn due_now(story: &Story) -> i64 {
    story
        .file
        .account()
        .unwrap()
        .next_row()
        .unwrap()
        .unpaid()
        .fen()
}

/// Paid as agreed up to a month of 2026.
fn paid_until(month: i32) -> Story {
    let mut story = Story::booked();
    for month in 2..=month {
        story = story.on(&format!("2026-{month:02}-15"));
        let fen = due_now(&story);
        story = story.pay(fen).follow();
    }
    story
}

#[test]
fn a_loan_is_paid_back_to_the_last_fen() {
    let story = paid_until(12).on("2027-01-15");
    assert_eq!(story.file.state(), S::Repaying);
    let fen = due_now(&story);
    let story = story.pay(fen).follow();
    assert_eq!(story.file.state(), S::Repaid);
    assert_eq!(story.file.account().unwrap().balance(), Money::ZERO);
    let shown = loan::split(
        terms().account().unwrap().schedule(),
        &loan::Subsidy {
            regime: loan::Regime::HalfOfActualRate,
            lpr: None,
            subsidised_years: None,
            ends_on: None,
        },
    );
    assert_eq!(story.file.split(), shown.ok());
    assert_eq!(
        story.refusal(A::RecordPayment, BANK, story.receipt(1, false)),
        E::Step(StepError::NotAllowed)
    );
}

#[test]
fn what_is_not_paid_on_its_day_is_overdue_and_paying_cures_it() {
    let story = Story::booked().on("2026-02-15").follow();
    assert_eq!(story.file.state(), S::Repaying);
    let story = story.on("2026-02-16").follow();
    assert_eq!(
        (story.file.state(), story.file.warned_days),
        (S::Overdue, 1)
    );
    // Nothing more before the seventh day, and one warning for all days that were missed.
    let story = story.on("2026-02-21").follow();
    assert_eq!(story.file.warned_days, 1);
    let story = story.on("2026-02-22").follow();
    assert_eq!(story.file.warned_days, 7);
    let events = story.events.len();
    let story = story.on("2026-04-01").follow();
    assert_eq!(
        (story.file.warned_days, story.events.len()),
        (30, events + 1)
    );
    let arrears = story.file.account().unwrap().overdue_on(story.today).fen();
    let story = story.pay(arrears - 1).follow();
    assert_eq!(story.file.state(), S::Overdue);
    let story = story.pay(1).follow();
    assert_eq!(story.file.state(), S::Repaying);
    // The next time begins anew.
    let story = story.on("2026-04-16").follow();
    assert_eq!(
        (story.file.state(), story.file.warned_days),
        (S::Overdue, 1)
    );
}

#[test]
fn the_portal_says_only_what_is_so() {
    let story = Story::booked();
    for action in [A::FallOverdue, A::Close] {
        assert_eq!(
            story.refusal(action, Role::System, D::None),
            E::Step(StepError::TooEarly)
        );
    }
    let late = story
        .on("2026-02-16")
        .act(A::FallOverdue, Role::System, D::None);
    for (action, detail, refusal) in [
        (A::Cure, D::None, StepError::TooEarly),
        (
            A::Warn,
            D::Warning { days: 7 },
            StepError::DetailInvalid { part: "days" },
        ),
    ] {
        assert_eq!(late.refusal(action, Role::System, detail), E::Step(refusal));
    }
}

#[test]
fn a_payment_is_refused_with_what_would_be_right() {
    let story = Story::booked().on("2026-02-15");
    let due = due_now(&story);
    let refusal = story.refusal(A::RecordPayment, BANK, story.receipt(due + 1, false));
    assert_eq!(refusal.amount(), Some(Money::from_fen(due)));
    let refusal = story.refusal(A::RecordPayment, BANK, story.receipt(90_000_000, true));
    let owed = story.file.account().unwrap().owed_on(story.today);
    assert_eq!(refusal, E::Payment(ReceiveError::AboveOwed { owed }));
    let ahead = D::Receipt(Receipt {
        amount_fen: due,
        on: date("2026-02-16"),
        is_early: false,
        reference: String::new(),
    });
    assert_eq!(story.refusal(A::RecordPayment, BANK, ahead), E::DayAhead);
}

#[test]
fn everything_can_be_paid_before_time() {
    let story = paid_until(5).on("2026-06-01");
    let owed = story.file.account().unwrap().owed_on(story.today).fen();
    let all = story.receipt(owed, true);
    let story = story.act(A::RecordPayment, BANK, all).follow();
    assert_eq!(story.file.state(), S::Repaid);
    assert!(story.file.account().unwrap().schedule().rows.len() < 12);
}

#[test]
fn a_payment_recorded_by_mistake_is_taken_back() {
    let back = |no, reason: &str| {
        D::Reversal(Reversal {
            no,
            reason: reason.into(),
        })
    };
    let story = paid_until(3);
    for (no, reason, refusal) in [
        (1, "typed twice", E::NotLastPayment),
        (3, "typed twice", E::NotLastPayment),
        (2, " ", E::Step(StepError::DetailInvalid { part: "reason" })),
    ] {
        assert_eq!(
            story.refusal(A::ReversePayment, BANK, back(no, reason)),
            refusal
        );
    }
    let story = story
        .on("2026-03-20")
        .act(A::ReversePayment, BANK, back(2, "typed twice"))
        .follow();
    assert_eq!(story.file.state(), S::Overdue);
    assert_eq!(story.file.payments().len(), 2);
    // Also the one that seemed to end the loan.
    let owed = story.file.account().unwrap().owed_on(story.today).fen();
    let all = story.receipt(owed, true);
    let story = story.act(A::RecordPayment, BANK, all).follow();
    assert_eq!(story.file.state(), S::Repaid);
    let story = story
        .act(A::ReversePayment, BANK, back(3, "another person's"))
        .follow();
    assert_eq!(story.file.state(), S::Overdue);
}

#[test]
fn the_guarantee_agency_pays_and_gets_it_back() {
    let sum = |story: &Story, amount_fen| {
        D::Sum(Sum {
            amount_fen,
            on: story.today,
        })
    };
    let guarantee = Role::GuaranteeOfficer;
    let story = Story::booked().on("2026-05-01").follow();
    let owed = story.file.account().unwrap().owed_on(story.today);
    assert_eq!(
        story.refusal(A::Compensate, guarantee, sum(&story, owed.fen() + 1)),
        E::AboveMost { most: owed }
    );
    let paid = sum(&story, owed.fen());
    let story = story.act(A::Compensate, guarantee, paid).follow();
    assert_eq!(story.file.state(), S::Compensated);
    assert_eq!(
        story.refusal(A::Recover, guarantee, sum(&story, owed.fen() + 1)),
        E::AboveMost { most: owed }
    );
    let half = sum(&story, owed.fen() / 2);
    let story = story.act(A::Recover, guarantee, half).follow();
    assert_eq!(story.file.state(), S::Compensated);
    let rest = sum(&story, story.file.left_to_recover().fen());
    let story = story.act(A::Recover, guarantee, rest).follow();
    assert_eq!(story.file.state(), S::Recovered);
}

#[test]
fn a_quarter_is_subsidised_once_and_to_the_fen() {
    let story = paid_until(6);
    let first = story.file.shares()[0];
    assert_eq!(first.quarter.to_string(), "2026Q1");
    // Half of each row, rounded each.
    let odd = first.state_pays.fen() * 2 - first.interest.fen();
    assert!(odd.abs() <= 2, "{first:?}");
    let decision = |amount_fen, reason: &str| {
        D::Subsidy(SubsidyDecision {
            quarter: first.quarter,
            amount_fen,
            reason: reason.into(),
            code: None,
        })
    };
    let fen = first.state_pays.fen();
    let hr = Role::HrOfficer;
    assert_eq!(
        story.refusal(A::ApproveSubsidy, hr, decision(fen + 1, "")),
        E::SubsidyDiffers {
            amount: first.state_pays
        }
    );
    assert_eq!(
        story.refusal(A::StopSubsidy, hr, decision(fen, "")),
        E::Step(StepError::DetailInvalid { part: "reason" })
    );
    let early = Story::booked().on("2026-03-31");
    assert_eq!(
        early.refusal(A::ApproveSubsidy, hr, decision(fen, "")),
        E::QuarterOpen
    );
    let story = story.act(A::StopSubsidy, hr, decision(fen, "asked for papers"));
    assert_eq!(story.file.subsidy_approved(), Money::ZERO);
    let story = story.act(A::ApproveSubsidy, hr, decision(fen, ""));
    assert_eq!(story.file.subsidy_approved(), first.state_pays);
    assert_eq!(
        story.refusal(A::ApproveSubsidy, hr, decision(fen, "")),
        E::QuarterDecided
    );
}

#[test]
fn buttons_show_only_what_can_be_done() {
    let story = Story::booked().on("2026-01-16");
    let of = |story: &Story, role| story.file.available(role, story.today);
    assert_eq!(of(&story, BANK), [A::RecordPayment, A::AskExtension]);
    assert_eq!(of(&story, Role::HrOfficer), []);
    assert_eq!(of(&story, Role::Resident), [A::AskExtension, A::TellChange]);
    let story = paid_until(4);
    assert_eq!(
        of(&story, BANK),
        [A::RecordPayment, A::ReversePayment, A::AskExtension]
    );
    assert_eq!(
        of(&story, Role::HrOfficer),
        [A::ApproveSubsidy, A::StopSubsidy, A::QuerySubsidy]
    );
    let late = story.on("2026-05-16").follow();
    assert_eq!(of(&late, Role::GuaranteeOfficer), [A::Compensate]);
}

#[test]
fn the_stored_form_does_not_change() {
    let story = Story::booked();
    let stored = serde_json::to_string(&story.events[0].detail).unwrap();
    let expected = concat!(
        r#"{"terms":{"amount_fen":12000000,"rate_basis_points":310,"months":12,"start_on":"2026-01-15","#,
        r#""method":"equal_principal","counting":"month_12","early_effect":"reduce_term","#,
        r#""regime":"half_of_actual_rate","lpr_basis_points":310}}"#
    );
    assert_eq!(stored, expected);
    assert_eq!(
        serde_json::from_str::<D>(&stored).unwrap(),
        story.events[0].detail
    );
    let story = paid_until(2);
    let stored = serde_json::to_string(&story.events).unwrap();
    let read: Vec<super::ServicingEvent> = serde_json::from_str(&stored).unwrap();
    assert_eq!(ServicingFile::fold(&read).unwrap(), story.file);
}
