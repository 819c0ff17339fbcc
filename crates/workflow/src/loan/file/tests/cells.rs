//! Every state × every action × every role × two persons: what is accepted is what the table says, less the few reasons
//! that a file itself has.

use super::conditions::{found, offer};
use super::story::{Story, usual_detail};
use crate::calendar::tests::date;
use crate::loan::{
    EventDetail, LoanAction as A, LoanEvent, LoanFile, LoanState as S, TRANSITIONS,
    TransitionError as E,
};
use crate::{Refused, Role};
use std::collections::BTreeSet;

const TODAY: &str = "2026-11-20";

fn reviewed() -> Story {
    Story::begin(TODAY)
        .resident(A::Submit)
        .hr(A::AcceptForReview)
}

fn at_guarantor() -> Story {
    reviewed().hr(A::Pass)
}

fn at_bank() -> Story {
    at_guarantor().guarantee(A::Pass)
}

fn offered() -> Story {
    at_bank().bank(A::Approve)
}

/// An offer under one condition: the guarantee agency's, and the bank's.
fn conditional() -> [Story; 2] {
    let at_guarantor = at_guarantor();
    let passed = found(&at_guarantor, &["办好反担保"]);
    let at_bank = at_bank();
    let offered = offer(&at_bank, &["补齐租房合同"]);
    [
        at_guarantor.keep(passed).bank(A::Approve),
        at_bank.keep(offered),
    ]
}

fn refused(story: Story, role: Role, name: &str) -> Story {
    let propose = story.event(A::ProposeRefusal, role, &format!("{name}-1"));
    let story = story.keep(propose);
    let confirm = story.event(A::ConfirmRefusal, role, &format!("{name}-2"));
    story.keep(confirm)
}

fn posting() -> Story {
    let mut story = reviewed();
    story.clocks.public_notice_days = Some(3);
    story
}

/// Returned, fixed, returned by a supervisor, fixed.
fn returned_twice() -> Story {
    let story = reviewed().hr(A::Return).resident(A::Resubmit);
    let mut again = story.event(A::Return, Role::HrOfficer, "hr-1");
    if let EventDetail::Return(detail) = &mut again.detail {
        detail.supervisor_reason = Some("the registry has changed".into());
    }
    story.keep(again).resident(A::Resubmit)
}

/// Once more, because something new came up.
fn returned_thrice() -> Story {
    let story = returned_twice();
    let mut third = story.event(A::Return, Role::HrOfficer, "hr-1");
    if let EventDetail::Return(detail) = &mut third.detail {
        detail.supervisor_reason = Some("the registry has changed".into());
        detail.new_facts = Some("the licence was revoked yesterday".into());
    }
    story.keep(third).resident(A::Resubmit)
}

/// Every state, and within a state everything that changes what can be done there.
fn files() -> Vec<Story> {
    let of_hr = || refused(reviewed(), Role::HrOfficer, "hr");
    let of_guarantor = || refused(at_guarantor(), Role::GuaranteeOfficer, "guarantee");
    let of_bank = || refused(at_bank(), Role::BankOfficer, "bank");
    let [of_agency, of_lender] = conditional();
    let [not_met, _] = conditional();
    let not_met = not_met.guarantee(A::ProposeRefusal);
    let [met_after_all, _] = conditional();
    let met_after_all = met_after_all
        .guarantee(A::ProposeRefusal)
        .guarantee(A::MeetCondition);
    let paid = || offered().bank(A::Sign).bank(A::ProposeDisbursement);
    vec![
        Story::begin(TODAY),
        Story::begin(TODAY).resident(A::Discard),
        Story::begin(TODAY).resident(A::Submit),
        reviewed(),
        reviewed().hr(A::ProposeRefusal),
        reviewed().hr(A::Return).resident(A::Resubmit),
        returned_twice(),
        returned_thrice(),
        reviewed().hr(A::Return),
        reviewed().hr(A::Return).resident(A::RequestExtension),
        posting(),
        posting().hr(A::PostPublicNotice),
        at_guarantor(),
        at_guarantor().guarantee(A::ProposeRefusal),
        at_guarantor().guarantee(A::Return),
        at_bank(),
        at_bank().bank(A::ProposeRefusal),
        at_bank().bank(A::Return),
        reviewed().hr(A::HoldForQuota),
        at_guarantor().guarantee(A::HoldForFund),
        at_bank().bank(A::HoldForQuota),
        offered(),
        offered().bank(A::ProposeRefusal),
        of_agency,
        not_met,
        met_after_all,
        of_lender,
        offered().bank(A::Sign),
        paid(),
        paid().bank(A::ProposeRefusal),
        paid().second_bank(A::ConfirmDisbursement),
        of_hr(),
        of_guarantor(),
        of_bank(),
        of_hr().resident(A::Appeal),
        of_guarantor().resident(A::Appeal),
        of_bank().resident(A::Appeal),
        of_hr()
            .resident(A::Appeal)
            .keep_by("hr-3", A::UpholdRefusal),
        reviewed().resident(A::Withdraw),
        reviewed().hr(A::Return).on("2027-01-15").system(A::Expire),
    ]
}

impl Story {
    fn keep_by(self, actor_id: &str, action: A) -> Self {
        let event = self.event(action, Role::HrOfficer, actor_id);
        self.keep(event)
    }

    /// An attempt so many days after the file last moved.
    fn attempt(&self, action: A, role: Role, actor_id: &str, days: i32) -> LoanEvent {
        let on = self
            .file
            .last_event_on
            .unwrap_or(date(TODAY))
            .add_days(days);
        LoanEvent {
            at_ms: on.start_ms_shanghai() + 1,
            on,
            detail: usual_detail(action, on),
            ..self.event(action, role, actor_id)
        }
    }
}

/// What the table says of a cell, read from its rows and nothing else: where it may lead, to one state but for the end of
/// a wait.
fn said(state: S, action: A, role: Role) -> Result<Vec<S>, E> {
    let rows = || {
        TRANSITIONS
            .iter()
            .filter(move |row| row.from == state && row.action == action)
    };
    let own: Vec<S> = rows()
        .filter(|row| row.roles.contains(&role))
        .map(|row| row.to)
        .collect();
    assert!(own.len() < 2 || action == A::EndWait, "{action} in {state}");
    if !own.is_empty() {
        Ok(own)
    } else if rows().next().is_some() {
        Err(Refused::WrongRole.into())
    } else {
        Err(Refused::NotAllowed.into())
    }
}

/// Why a file may refuse what the table allows. Nothing that is not named here is ever refused.
fn reasons(action: A) -> &'static [&'static str] {
    match action {
        A::Pass => &["refusal_pending", "public_notice_needed"],
        A::PostPublicNotice => &["refusal_pending", "public_notice_not_used"],
        A::Approve | A::HoldForQuota | A::HoldForFund => &["refusal_pending"],
        // Of an offer the guarantee agency refuses where its own condition is open.
        A::ProposeRefusal => &["refusal_pending", "no_condition_open"],
        A::Return => &[
            "refusal_pending",
            "supervisor_reason_missing",
            "new_facts_missing",
            "no_returns_left",
        ],
        // Where both lenders can refuse, each settles its own, the guarantee agency as long as its condition is open.
        A::ConfirmRefusal => &[
            "nothing_proposed",
            "second_person_needed",
            "action_of_another_role",
            "no_condition_open",
        ],
        A::DismissRefusal => &["nothing_proposed", "action_of_another_role"],
        A::RequestExtension => &["extension_used"],
        A::Sign => &["contract_signed", "conditions_open", "refusal_pending"],
        A::MeetCondition => &["contract_signed", "no_condition_open"],
        A::Withdraw | A::DeclineOffer => &["contract_signed"],
        A::Expire => &["contract_signed", "refusal_pending", "too_early"],
        A::EndPublicNotice => &["too_early"],
        A::ProposeDisbursement => &["contract_not_signed", "refusal_pending"],
        A::ConfirmDisbursement => &[
            "contract_not_signed",
            "refusal_pending",
            "nothing_proposed",
            "second_person_needed",
        ],
        A::Reopen => &["too_late"],
        // One appeal for each refusal.
        A::Appeal => &["too_late", "action_not_allowed"],
        // With the agency that refused, and there with somebody who had no part in it.
        A::UpholdRefusal | A::OverturnRefusal => {
            &["second_person_needed", "action_of_another_role"]
        }
        _ => &[],
    }
}

/// Whoever proposed what is pending in a file under test, and somebody who did not.
fn people(role: Role) -> [&'static str; 2] {
    match role {
        Role::HrOfficer => ["hr-1", "hr-4"],
        Role::GuaranteeOfficer => ["guarantee-1", "guarantee-4"],
        Role::BankOfficer => ["bank-1", "bank-4"],
        _ => ["one", "another"],
    }
}

#[test]
fn each_cell_is_what_the_table_says() {
    let mut open: BTreeSet<(S, A, Role, S)> = TRANSITIONS
        .iter()
        .flat_map(|row| {
            row.roles
                .iter()
                .map(|role| (row.from, row.action, *role, row.to))
        })
        .collect();
    let mut unmet: BTreeSet<(A, &str)> = A::ALL
        .iter()
        .flat_map(|action| {
            reasons(action.to_owned())
                .iter()
                .map(|code| (*action, *code))
        })
        .collect();
    let (mut cells, mut states) = (BTreeSet::new(), BTreeSet::new());
    for story in files() {
        let state = story.file.state();
        states.insert(state);
        for &action in A::ALL {
            for &role in Role::ALL {
                cells.insert((state, action, role));
                for (actor, days) in people(role)
                    .into_iter()
                    .flat_map(|who| [(who, 0), (who, 90)])
                {
                    let event = story.attempt(action, role, actor, days);
                    let cell =
                        format!("{action} by {actor} as {role} in {state} after {days} days");
                    match (story.outcome(&event), said(state, action, role)) {
                        (Ok(after), Ok(to)) => {
                            let to: Vec<S> = match story.file.wait() {
                                Some(wait) if action == A::EndWait => vec![wait.goes_on_in()],
                                _ => to,
                            };
                            assert_eq!(to, [after.state()], "{cell}");
                            assert_eq!(after.version(), story.file.version() + 1, "{cell}");
                            open.remove(&(state, action, role, after.state()));
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

/// Only a resident's action can be a helper's, and never without consent, in whatever state.
#[test]
fn each_cell_asks_a_helper_for_consent() {
    for story in files() {
        for &action in A::ALL {
            for &role in Role::ALL {
                let state = story.file.state();
                let mut event = story.attempt(action, role, people(role)[1], 0);
                event.on_behalf_of = Some("resident".into());
                let alone = story.outcome(&event);
                event.consent_id = Some("consent".into());
                let consented = story.outcome(&event);
                let cell = format!("{action} by a helper as {role} in {state}");
                if role == Role::Resident {
                    let plain = story.attempt(action, role, people(role)[1], 0);
                    assert_eq!(consented, story.outcome(&plain), "{cell}");
                    assert!(
                        consented.is_err() || alone == Err(E::ConsentMissing),
                        "{cell}"
                    );
                } else {
                    assert!(alone.is_err() && consented.is_err(), "{cell}");
                }
            }
        }
    }
}

/// A file that has refused is still the file it was.
#[test]
fn what_is_refused_changes_nothing() {
    for story in files() {
        let before = serde_json::to_string(&story.file).unwrap();
        for &action in A::ALL {
            for &role in Role::ALL {
                let _ = story.outcome(&story.attempt(action, role, "somebody", 0));
            }
        }
        assert_eq!(serde_json::to_string(&story.file).unwrap(), before);
        assert_eq!(LoanFile::fold(&story.events).unwrap(), story.file);
    }
}
