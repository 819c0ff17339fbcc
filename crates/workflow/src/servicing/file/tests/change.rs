//! A change in the business: told by the borrower, weighed by the bureau. And calls to whoever is late.

use super::*;
use crate::WorkCalendar;
use crate::servicing::file::story::usual_detail;
use crate::servicing::{
    BusinessChange, Call, CallOutcome, ChangeAnswer, ChangeKind, Quarter, SubsidyDays,
};

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

fn back(reason: &str) -> D {
    D::Reason {
        reason: reason.into(),
    }
}

/// Told in April, and stopped from a day on.
fn stopped(from: &str) -> Story {
    let story = paid_until(4).on("2026-04-20");
    story
        .act(A::TellChange, Role::Resident, change("2026-04-10"))
        .act(A::AnswerChange, HR, answer(Some(from), "the paper"))
}

#[test]
fn a_stop_is_taken_back_by_another_person_with_a_reason() {
    let running = paid_until(4).on("2026-04-20");
    assert_eq!(
        running.refusal(A::ResumeSubsidy, HR, back("it reopened")),
        E::Step(StepError::NotAllowed)
    );
    let stopped = stopped("2026-01-15");
    assert_ne!(stopped.file.split(), running.file.split());
    let mut own = stopped.event(A::ResumeSubsidy, HR, back("it reopened"));
    own.actor_id = HR.to_string();
    assert_eq!(stopped.file.decide(&own), Err(E::SamePerson));
    assert_eq!(
        stopped.refusal(A::ResumeSubsidy, HR, back(" ")),
        E::Step(StepError::DetailInvalid { part: "reason" })
    );
    let calendar = WorkCalendar::from_parts([], [], date("2026-12-31"));
    let days = SubsidyDays {
        review: 10,
        pay: 10,
    };
    let quarter = Quarter::of(date("2026-03-31"));
    let clock = |story: &Story| {
        let on = story.today;
        story.file.subsidy_clock(quarter, on, days, &calendar)
    };
    assert_eq!(clock(&stopped), None);
    let resumed = stopped
        .on("2026-04-27")
        .act(A::ResumeSubsidy, HR, back("it reopened"));
    assert_eq!(resumed.file.split(), running.file.split());
    assert_eq!(resumed.file.subsidy_stops_from(), None);
    let taken_back = resumed.file.changes()[0].taken_back.clone().unwrap();
    assert_eq!(
        (
            taken_back.on,
            taken_back.reason.as_str(),
            taken_back.arrears_fen
        ),
        (date("2026-04-27"), "it reopened", 0)
    );
    // The bureau has its days from that day on, not from the end of the quarter.
    let clock = clock(&resumed).unwrap();
    assert_eq!((clock.due_on, clock.days_left), (date("2026-05-11"), 10));
    let approve = usual_detail(A::ApproveSubsidy, &resumed, 1);
    let approved = resumed.act(A::ApproveSubsidy, HR, approve);
    assert!(approved.file.subsidy_approved() > Money::ZERO);
}

/// May and June were held back of a quarter that was approved for April.
#[test]
fn what_an_approved_quarter_lost_is_due_with_the_quarter_in_which_the_stop_was_taken_back() {
    let story = stopped("2026-04-16").on("2026-07-20").follow();
    let (second, third) = (
        Quarter::of(date("2026-06-30")),
        Quarter::of(date("2026-09-30")),
    );
    let approved = story.file.share_of(second).unwrap().state_pays;
    let decision = D::Subsidy(SubsidyDecision {
        quarter: second,
        amount_fen: approved.fen(),
        reason: String::new(),
        code: None,
    });
    let story = story.act(A::ApproveSubsidy, HR, decision);
    let resumed = story.act(A::ResumeSubsidy, HR, back("it reopened"));
    let sum = |quarter: Quarter| -> i64 {
        let rows = resumed.file.split().unwrap();
        let rows = rows
            .iter()
            .filter(|row| Quarter::of(row.due_date) == quarter);
        rows.map(|row| row.state_pays.fen()).sum()
    };
    let arrears = sum(second) - approved.fen();
    assert!(arrears > 0);
    let due = resumed.file.share_of(third).unwrap();
    assert_eq!(due.state_pays.fen(), sum(third) + arrears);
    assert!(resumed.file.is_undecided(&due, date("2026-10-01")));
    assert_eq!(resumed.file.subsidies()[0].amount_fen, approved.fen());
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
