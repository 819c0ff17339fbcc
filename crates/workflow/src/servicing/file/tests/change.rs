//! A change in the business: told by the borrower, weighed by the bureau. And calls to whoever is late.

use super::*;
use crate::servicing::file::story::usual_detail;
use crate::servicing::{BusinessChange, Call, CallOutcome, ChangeAnswer, ChangeKind};

const HR: Role = Role::HrOfficer;

fn change(on: &str) -> D {
    D::Change(BusinessChange {
        kind: ChangeKind::Closed,
        on: date(on),
        words: "nobody came".into(),
    })
}

fn answer(stops_from: Option<&str>, article: &str) -> D {
    D::ChangeAnswer(ChangeAnswer {
        stops_from: stops_from.map(date),
        reason: "the shop is shut".into(),
        article: article.into(),
    })
}

#[test]
fn nothing_follows_from_a_change_before_the_bureau_says_so() {
    let story = paid_until(4).on("2026-04-20");
    let before = story.file.split();
    assert_eq!(
        story.refusal(A::TellChange, Role::Resident, change("2026-04-21")),
        E::DayAhead
    );
    assert_eq!(
        story.refusal(A::AnswerChange, HR, answer(None, "")),
        E::Step(StepError::NotAllowed)
    );
    let told = story.act(A::TellChange, Role::Resident, change("2026-04-10"));
    assert_eq!(told.file.split(), before);
    assert_eq!(
        told.refusal(A::TellChange, Role::Resident, change("2026-04-10")),
        E::ChangePending
    );
    let goes_on = told.clone().act(A::AnswerChange, HR, answer(None, ""));
    assert_eq!(goes_on.file.split(), before);
    assert_eq!(goes_on.file.subsidy_stops_from(), None);
    // What can be told once can be told again.
    goes_on.act(A::TellChange, Role::Resident, change("2026-04-19"));

    assert_eq!(
        told.refusal(A::AnswerChange, HR, answer(Some("2026-06-01"), " ")),
        E::Step(StepError::DetailInvalid { part: "article" })
    );
    let stopped = told.act(A::AnswerChange, HR, answer(Some("2026-06-01"), "the paper"));
    let rows = stopped.file.split().unwrap();
    for row in rows {
        if row.due_date > date("2026-07-01") {
            assert_eq!(row.state_pays, Money::ZERO, "{row:?}");
        }
        if row.due_date < date("2026-06-01") {
            assert!(row.state_pays > Money::ZERO, "{row:?}");
        }
    }
}

#[test]
fn what_was_approved_stays_approved() {
    let story = paid_until(4).on("2026-04-20");
    let approve = usual_detail(A::ApproveSubsidy, &story, 1);
    let story = story.act(A::ApproveSubsidy, HR, approve).act(
        A::TellChange,
        Role::Resident,
        change("2026-02-10"),
    );
    for (from, refusal) in [
        ("2026-02-10", Some(E::StopBeforeDecided)),
        ("2026-03-31", Some(E::StopBeforeDecided)),
        ("2026-04-01", None),
    ] {
        let event = story.event(A::AnswerChange, HR, answer(Some(from), "the paper"));
        assert_eq!(story.file.decide(&event).err(), refusal, "{from}");
    }
}

#[test]
fn calls_are_kept_with_the_loan() {
    let story = Story::booked().on("2026-02-20").follow();
    let call = |on: &str| {
        D::Call(Call {
            on: date(on),
            outcome: CallOutcome::Promised,
            words: "after the market".into(),
        })
    };
    assert_eq!(
        story.refusal(A::NoteCall, BANK, call("2026-02-21")),
        E::DayAhead
    );
    let called = story.act(A::NoteCall, BANK, call("2026-02-19"));
    let kept = &called.file.calls()[0];
    assert_eq!((kept.by, kept.call.outcome), (BANK, CallOutcome::Promised));
    assert_eq!(called.file.state(), S::Overdue);
}
