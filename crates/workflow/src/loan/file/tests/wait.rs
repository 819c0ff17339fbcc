//! A file waits for new quota: without a clock, and then where it was.

use super::story::Story;
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{
    EventDetail, LoanAction as A, LoanFile, LoanState as S, Stage, TransitionError as E, WaitReason,
};

fn reviewed() -> Story {
    Story::begin("2026-09-28") // a Monday
        .resident(A::Submit)
        .on("2026-09-29")
        .hr(A::AcceptForReview)
}

fn waits_in_each_stage() -> [(Story, S); 3] {
    let at_guarantor = || reviewed().hr(A::Pass);
    [
        (reviewed().hr(A::HoldForQuota), S::HrReview),
        (at_guarantor().guarantee(A::HoldForFund), S::GuaranteeReview),
        (
            at_guarantor().guarantee(A::Pass).bank(A::HoldForQuota),
            S::BankReview,
        ),
    ]
}

#[test]
fn no_day_of_a_wait_across_the_holidays_counts() {
    let story = reviewed().on("2026-09-30").hr(A::HoldForQuota);
    assert_eq!(story.file.state(), S::QuotaWait);
    // National Day's week is off, and the Saturday after it is worked.
    for today in ["2026-09-30", "2026-10-01", "2026-10-10", "2026-12-31"] {
        let view = story.clock(today);
        assert_eq!(
            (view.stage, view.day, view.paused, view.overdue),
            (Stage::Hr, 2, true, false),
            "{today}"
        );
        assert_eq!(view.resident_due_on, None, "the resident has nothing to do");
        let clocks = story.file.desk_clocks(date(today), story.rules());
        assert_eq!(clocks, [], "{today}");
    }
    let story = story.on("2026-10-12").hr(A::EndWait);
    assert_eq!(story.file.state(), S::HrReview);
    for (today, day) in [("2026-10-12", 2), ("2026-10-13", 3), ("2026-10-19", 7)] {
        let view = story.clock(today);
        assert_eq!(
            (view.day, view.limit, view.paused, view.due_on),
            (day, 7, false, date("2026-10-19")),
            "{today}"
        );
    }
    // Both spans stay to be read: each pause is shown.
    assert_eq!(story.file.clock().unwrap().spans().len(), 2);
}

#[test]
fn it_goes_back_to_the_stage_it_left_and_belongs_to_the_bureau_meanwhile() {
    for (story, left) in waits_in_each_stage() {
        assert_eq!(story.file.holder(), Some(Role::HrOfficer), "{left}");
        assert_eq!(story.file.stage(), left.stage());
        let day = story.clock("2026-10-20").day;
        for stage in [Stage::Guarantee, Stage::Bank] {
            let end = story.event(A::EndWait, stage.officer(), "agency");
            assert_eq!(story.refusal_of(&end), E::WrongRole, "{left}");
        }
        let story = story.on("2026-10-20").hr(A::EndWait);
        assert_eq!((story.file.state(), story.file.wait()), (left, None));
        let view = story.clock("2026-10-20");
        assert_eq!((view.day, view.paused), (day, false), "{left}");
    }
}

#[test]
fn it_keeps_why_and_since_when() {
    let story = reviewed();
    let mut hold = story.event(A::HoldForFund, Role::HrOfficer, "hr-1");
    hold.detail = EventDetail::Reason {
        text: "等市里追加".into(),
    };
    let story = story.keep(hold);
    let wait = story.file.wait().unwrap();
    assert_eq!(
        (wait.stage, wait.reason),
        (Stage::Hr, WaitReason::FundUsedUp)
    );
    assert_eq!(
        (wait.text.as_str(), wait.since),
        ("等市里追加", date("2026-09-29"))
    );
    let stored = serde_json::to_string(&story.file).unwrap();
    let read: LoanFile = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, story.file);
    // What never waited is stored as it was before there were waits.
    let stored = serde_json::to_string(&reviewed().file).unwrap();
    assert!(!stored.contains("\"wait\""), "{stored}");
}

#[test]
fn the_resident_may_leave_and_nobody_refuses() {
    for (story, left) in waits_in_each_stage() {
        for role in Role::ALL {
            for actor in ["hr-1", "hr-2"] {
                let offered = story
                    .file
                    .available(*role, actor, date("2030-01-01"), story.rules());
                let expected: &[A] = match role {
                    Role::HrOfficer => &[A::EndWait],
                    Role::Resident => &[A::Withdraw],
                    _ => &[],
                };
                assert_eq!(offered, expected, "{role} in {left}");
            }
        }
        let story = story.on("2026-10-20").resident(A::Withdraw);
        assert_eq!(
            (story.file.state(), story.file.wait()),
            (S::Withdrawn, None)
        );
        let story = story.resident(A::Reopen);
        assert_eq!(story.file.state(), S::Draft);
    }
}

#[test]
fn a_proposed_refusal_is_decided_first() {
    let story = reviewed().hr(A::ProposeRefusal);
    for action in [A::HoldForQuota, A::HoldForFund] {
        let hold = story.event(action, Role::HrOfficer, "hr-2");
        assert_eq!(story.refusal_of(&hold), E::RefusalPending);
    }
}

#[test]
fn what_the_stage_asked_and_its_half_time_outlast_a_wait() {
    let story = reviewed()
        .hr(A::Return)
        .resident(A::Resubmit)
        .hr(A::HoldForQuota)
        .hr(A::EndWait);
    assert_eq!(story.file.defects().len(), 1);
    assert_eq!(story.file.returns_used().hr, 1);
    // Waits follow one another as the money does.
    let story = story.on("2026-10-20").hr(A::HoldForFund);
    assert_eq!(story.file.wait().unwrap().since, date("2026-10-20"));

    let propose = reviewed().hr(A::ProposeRefusal);
    let confirm = propose.event(A::ConfirmRefusal, Role::HrOfficer, "hr-2");
    let appealed = propose.keep(confirm).resident(A::Appeal);
    let overturn = appealed.event(A::OverturnRefusal, Role::HrOfficer, "hr-3");
    let story = appealed.keep(overturn);
    let limit = story.clock("2026-09-29").limit;
    let story = story.hr(A::HoldForQuota).hr(A::EndWait);
    assert_eq!((limit, story.clock("2026-09-29").limit), (4, 4));
}
