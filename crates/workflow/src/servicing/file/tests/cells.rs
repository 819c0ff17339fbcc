//! Every state × every action × every role: what is accepted is what the table says, less the reasons a loan itself has.

use super::*;
use crate::servicing::file::story::usual_detail;
use crate::servicing::{
    BusinessChange, ChangeAnswer, ChangeKind, ExtensionRequest, MOVES, QueryTo, ServicingEvent,
    SubsidyQuery,
};
use crate::table::Refused;
use std::collections::BTreeSet;

const AGENCY: Role = Role::GuaranteeOfficer;

fn asked() -> Story {
    let request = D::Extension(ExtensionRequest {
        months: 6,
        reason: "the harvest failed".into(),
        decide_by: date("2026-06-26"),
    });
    let story = paid_until(6).on("2026-06-20");
    story.act(A::AskExtension, Role::Resident, request)
}

fn agreed(story: Story) -> Story {
    story
        .act(A::AgreeExtension, BANK, D::None)
        .act(A::AgreeExtension, AGENCY, D::None)
}

/// Overdue since April, with a new plan proposed.
fn plan_proposed() -> Story {
    let plan = D::Extension(ExtensionRequest {
        months: 6,
        reason: "the shop was flooded".into(),
        decide_by: date("2026-04-23"),
    });
    let late = paid_until(3).on("2026-04-16").follow();
    late.act(A::ProposePlan, BANK, plan)
}

fn sum(story: &Story, amount: Money) -> D {
    D::Sum(Sum {
        amount_fen: amount.fen(),
        on: story.today,
    })
}

/// Paid until March, overdue since April, paid by the guarantee agency in May.
fn compensated() -> Story {
    let story = paid_until(3).on("2026-05-01").follow();
    let owed = story.file.account().unwrap().owed_on(story.today);
    let sum = sum(&story, owed);
    story.act(A::Compensate, AGENCY, sum).follow()
}

fn given_up() -> Story {
    let reason = D::Reason {
        reason: "the court found nothing".into(),
    };
    compensated().act(A::ProposeWriteOff, AGENCY, reason)
}

fn written_off() -> Story {
    given_up().act(A::ConfirmWriteOff, AGENCY, D::None)
}

/// Everything came back, and the portal has not said so yet.
fn all_back(story: Story) -> Story {
    let left = story.file.left_to_recover();
    let sum = sum(&story, left);
    story.act(A::Recover, AGENCY, sum)
}

/// The last payment came in on a day, and the portal has not said so yet.
fn all_paid(last_day: &str) -> Story {
    let story = paid_until(12).on(last_day).follow();
    let fen = due_now(&story);
    story.pay(fen)
}

/// A loan of each state in which subsidies are decided, some of them with something else on the way.
fn subsidised() -> Vec<Story> {
    vec![
        paid_until(4).on("2026-04-20"),
        paid_until(3).on("2026-04-16").follow(),
        compensated(),
        all_back(compensated()).follow(),
        written_off(),
        all_paid("2027-01-15").follow(),
    ]
}

/// The same with a question to somebody about the first quarter, and with that quarter approved.
fn asked_and_approved() -> Vec<Story> {
    let question = |story: &Story, to| {
        D::Query(SubsidyQuery {
            quarter: story.file.shares()[0].quarter,
            to,
            question: "is the rate right".into(),
        })
    };
    let hr = Role::HrOfficer;
    let each = subsidised().into_iter().flat_map(|story| {
        let asked = [QueryTo::Bank, QueryTo::Resident].map(|to| {
            let detail = question(&story, to);
            story.clone().act(A::QuerySubsidy, hr, detail)
        });
        let detail = usual_detail(A::ApproveSubsidy, &story, 1);
        let approved = story.act(A::ApproveSubsidy, hr, detail);
        asked.into_iter().chain([approved])
    });
    each.collect()
}

/// Told while it was paid back, and not weighed yet.
fn told() -> Vec<Story> {
    let change = |story: Story| {
        let detail = D::Change(BusinessChange {
            kind: ChangeKind::Closed,
            on: story.today,
            words: "nobody came".into(),
        });
        story.act(A::TellChange, Role::Resident, detail)
    };
    let late = change(paid_until(3).on("2026-04-16").follow());
    let paid = late.clone().on("2026-05-01").follow();
    let owed = paid.file.account().unwrap().owed_on(paid.today);
    let sum = sum(&paid, owed);
    vec![
        change(paid_until(4).on("2026-04-20")),
        late,
        paid.act(A::Compensate, AGENCY, sum).follow(),
    ]
}

/// One of each state in which a subsidy that was stopped can go on.
fn stopped() -> Vec<Story> {
    let stop = |story: Story| {
        let detail = D::ChangeAnswer(ChangeAnswer {
            stops_from: Some(story.today.add_days(1)),
            reason: "the shop is shut".into(),
            article: "named on the paper".into(),
        });
        story.act(A::AnswerChange, Role::HrOfficer, detail)
    };
    let mut all: Vec<Story> = told().into_iter().map(stop).collect();
    let (paying, behind) = (all[0].clone(), all[2].clone());
    all.push(all_back(behind.clone()).follow());
    let reason = D::Reason {
        reason: "the court found nothing".into(),
    };
    let given_up = behind.act(A::ProposeWriteOff, AGENCY, reason);
    all.push(given_up.act(A::ConfirmWriteOff, AGENCY, D::None));
    let owed = paying.file.account().unwrap().owed_on(paying.today);
    let all_at_once = paying.receipt(owed.fen(), true);
    all.push(paying.act(A::RecordPayment, BANK, all_at_once).follow());
    all
}

/// Every state, and within a state everything that changes what can be done there.
fn loans() -> Vec<Story> {
    let mut all = bare_loans();
    all.extend(asked_and_approved());
    all.extend(told());
    all.extend(stopped());
    all
}

/// Those in which only money moved.
fn bare_loans() -> Vec<Story> {
    let late = || paid_until(3).on("2026-04-16").follow();
    vec![
        Story {
            file: ServicingFile::default(),
            ..Story::booked()
        },
        Story::booked(),
        paid_until(4).on("2026-04-20"),
        asked(),
        agreed(asked()),
        agreed(asked()).follow(),
        all_paid("2027-01-15"),
        late(),
        late().pay(1_000_000).on("2026-04-17"),
        asked().on("2026-07-20").follow(),
        agreed(asked().on("2026-07-20").follow()),
        plan_proposed(),
        agreed(plan_proposed()),
        agreed(plan_proposed()).follow(),
        agreed(plan_proposed()).follow().on("2026-06-16").follow(),
        all_paid("2027-01-16"),
        compensated(),
        given_up(),
        all_back(compensated()),
        written_off(),
        all_back(written_off()),
        all_back(written_off()).follow(),
        all_paid("2027-01-15").follow(),
    ]
}

/// An attempt so many days on, with the detail that fits best.
fn attempt(story: &Story, action: A, role: Role, days: i32) -> (Story, ServicingEvent) {
    let mut story = story.clone();
    story.today = story.today.add_days(days);
    let account = story.file.account();
    let fitting = match action {
        A::RecordPayment => {
            let due = account.and_then(|account| account.next_row());
            let due = due.map_or(1, |row| row.unpaid().fen());
            story.receipt(due, false)
        }
        A::Compensate => {
            let owed = account.map_or(Money::ZERO, |account| account.owed_on(story.today));
            sum(&story, owed)
        }
        A::Recover => sum(&story, story.file.left_to_recover()),
        _ => match story.file.follow(story.today) {
            Some((due, detail)) if due == action => detail,
            _ => usual_detail(action, &story, 5),
        },
    };
    let event = story.event(action, role, fitting);
    (story, event)
}

/// What the table says of a cell, read from its rows and nothing else.
fn said(state: S, action: A, role: Role) -> Result<S, E> {
    let rows = || {
        MOVES
            .iter()
            .filter(move |row| row.from == state && row.action == action)
    };
    match rows().find(|row| row.roles.contains(&role)) {
        Some(row) => Ok(row.to),
        None if rows().next().is_some() => Err(Refused::WrongRole.into()),
        None => Err(Refused::NotAllowed.into()),
    }
}

/// Why a loan may refuse what the table allows. Nothing that is not named here is ever refused.
fn reasons(action: A) -> &'static [&'static str] {
    match action {
        A::RecordPayment => &["payment_before_last", "nothing_owed"],
        A::ReversePayment => &["not_last_payment", "payment_before_extension"],
        A::FallOverdue
        | A::Warn
        | A::Cure
        | A::Close
        | A::Extend
        | A::Restructure
        | A::EndRecovery => &["too_early"],
        // Everything is paid, and the portal has not said so yet.
        A::ProposePlan => &["action_not_allowed", "extension_pending", "loan_extended"],
        A::AskExtension => &[
            "too_early",
            "extension_pending",
            "loan_extended",
            "extension_too_late",
        ],
        // Nothing is asked for.
        A::AgreeExtension => &["action_not_allowed", "extension_agreed"],
        A::RefuseExtension => &["action_not_allowed"],
        // Nothing is owed.
        A::Compensate | A::Recover => &["event_detail_invalid"],
        // Proposed already, or not yet.
        A::ProposeWriteOff | A::ConfirmWriteOff | A::DismissWriteOff => &["action_not_allowed"],
        // Asked, or all decided.
        A::ApproveSubsidy => &["quarter_open", "quarter_decided", "query_open"],
        A::StopSubsidy => &["quarter_open", "quarter_decided"],
        A::QuerySubsidy => &["quarter_open", "quarter_decided", "query_open"],
        // Nothing is asked, told or stopped.
        A::AnswerQuery | A::AnswerChange | A::ResumeSubsidy => &["action_not_allowed"],
        A::PaySubsidy => &["nothing_to_pay"],
        A::TellChange => &["change_pending"],
        _ => &[],
    }
}

#[test]
fn each_cell_is_what_the_table_says() {
    let mut open: BTreeSet<(S, A, Role)> = MOVES
        .iter()
        .flat_map(|row| row.roles.iter().map(|role| (row.from, row.action, *role)))
        .collect();
    let mut unmet: BTreeSet<(A, &str)> = A::ALL
        .iter()
        .flat_map(|action| reasons(*action).iter().map(|code| (*action, *code)))
        .collect();
    let (mut cells, mut states) = (BTreeSet::new(), BTreeSet::new());
    for story in loans() {
        let state = story.file.state();
        states.insert(state);
        for &action in A::ALL {
            for &role in Role::ALL {
                cells.insert((state, action, role));
                for days in [0, 7, 100, 400] {
                    let (story, event) = attempt(&story, action, role, days);
                    let cell = format!("{action} by {role} in {state} after {days} days");
                    match (story.file.decide(&event), said(state, action, role)) {
                        (Ok(after), Ok(to)) => {
                            assert_eq!(after.state(), to, "{cell}");
                            assert_eq!(after.version(), story.file.version() + 1, "{cell}");
                            open.remove(&(state, action, role));
                        }
                        (Err(error), Ok(_)) => {
                            assert!(reasons(action).contains(&error.code()), "{cell}: {error}");
                            unmet.remove(&(action, error.code()));
                        }
                        (outcome, Err(said)) => assert_eq!(outcome, Err(said), "{cell}"),
                    }
                }
            }
        }
    }
    assert_eq!(states.into_iter().collect::<Vec<_>>(), S::ALL);
    assert_eq!(cells.len(), S::ALL.len() * A::ALL.len() * Role::ALL.len());
    assert!(open.is_empty(), "allowed and never accepted: {open:?}");
    assert!(unmet.is_empty(), "named and never met: {unmet:?}");
}
