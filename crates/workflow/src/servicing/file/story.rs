//! A loan under test.

use crate::servicing::{
    BookedTerms, BusinessChange, Call, CallOutcome, ChangeAnswer, ChangeKind, DayCounting,
    EarlyEffect, Extended, ExtensionRequest, Quarter, QueryTo, Receipt, Regime, RepaymentMethod,
    Reversal, ServicingAction, ServicingDetail, ServicingError, ServicingEvent, ServicingFile,
    StopCode, SubsidyDecision, SubsidyPayment, SubsidyQuery, Sum,
};
use crate::{DeviceKind, Role};
use domain::Date;

/// The events so far, the loan they fold into, and today.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) file: ServicingFile,
    pub(crate) events: Vec<ServicingEvent>,
    pub(crate) today: Date,
}

pub(crate) fn date(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

pub(crate) fn terms() -> BookedTerms {
    BookedTerms {
        amount_fen: 12_000_000,
        rate_basis_points: 310,
        months: 12,
        start_on: date("2026-01-15"),
        method: RepaymentMethod::EqualPrincipal,
        counting: DayCounting::Month12,
        early_effect: EarlyEffect::ReduceTerm,
        regime: Some(Regime::HalfOfActualRate),
        lpr_basis_points: Some(310),
        subsidised_years: None,
    }
}

impl Story {
    /// A loan booked on its first day.
    pub(crate) fn booked() -> Self {
        let story = Self {
            file: ServicingFile::default(),
            events: Vec::new(),
            today: date("2026-01-15"),
        };
        story.act(
            ServicingAction::Book,
            Role::System,
            ServicingDetail::Terms(terms()),
        )
    }

    pub(crate) fn on(mut self, today: &str) -> Self {
        self.today = date(today);
        self
    }

    pub(crate) fn event(
        &self,
        action: ServicingAction,
        role: Role,
        detail: ServicingDetail,
    ) -> ServicingEvent {
        ServicingEvent {
            action,
            role,
            // What a second person does is never the first one's.
            actor_id: match action {
                ServicingAction::ConfirmWriteOff
                | ServicingAction::PaySubsidy
                | ServicingAction::ResumeSubsidy => format!("second {role}"),
                _ => role.to_string(),
            },
            on_behalf_of: None,
            consent_id: None,
            device: DeviceKind::Computer,
            at_ms: self.today.start_ms_shanghai() + 1,
            on: self.today,
            idempotency_key: self.events.len().to_string(),
            detail,
        }
    }

    pub(crate) fn refusal(
        &self,
        action: ServicingAction,
        role: Role,
        detail: ServicingDetail,
    ) -> ServicingError {
        let event = self.event(action, role, detail);
        self.file.decide(&event).unwrap_err()
    }

    pub(crate) fn act(
        mut self,
        action: ServicingAction,
        role: Role,
        detail: ServicingDetail,
    ) -> Self {
        let event = self.event(action, role, detail);
        self.file = self
            .file
            .decide(&event)
            .unwrap_or_else(|error| panic!("{action} refused: {error}"));
        self.events.push(event);
        assert_eq!(ServicingFile::fold(&self.events).unwrap(), self.file);
        self
    }

    pub(crate) fn pay(self, amount_fen: i64) -> Self {
        let detail = self.receipt(amount_fen, false);
        self.act(ServicingAction::RecordPayment, Role::BankOfficer, detail)
    }

    pub(crate) fn receipt(&self, amount_fen: i64, is_early: bool) -> ServicingDetail {
        ServicingDetail::Receipt(Receipt {
            amount_fen,
            on: self.today,
            is_early,
            reference: String::new(),
        })
    }

    /// What the day brings by itself.
    pub(crate) fn follow(mut self) -> Self {
        while let Some((action, detail)) = self.file.follow(self.today) {
            self = self.act(action, Role::System, detail);
        }
        self
    }
}

/// The first quarter that waits for the bureau, and what it comes to; one with an open question only if that does not
/// matter.
fn undecided(story: &Story, with_query: bool) -> (Quarter, i64) {
    let shares = story.file.shares();
    let open = story.file.open_query().filter(|_| !with_query);
    let asked = open.map(|open| open.query.quarter);
    let undecided = shares
        .iter()
        .find(|share| Some(share.quarter) != asked && story.file.is_undecided(share, story.today));
    let share = undecided.or(shares.first());
    share.map_or((Quarter::of(story.today), 0), |share| {
        (share.quarter, share.state_pays.fen())
    })
}

/// A detail that may fit the action.
pub(crate) fn usual_detail(action: ServicingAction, story: &Story, number: i64) -> ServicingDetail {
    use ServicingAction as A;
    let sum = Sum {
        amount_fen: number,
        on: story.today,
    };
    match action {
        A::Book => ServicingDetail::Terms(BookedTerms {
            start_on: story.today,
            ..terms()
        }),
        A::RecordPayment => story.receipt(number, number % 3 == 0),
        A::ReversePayment => ServicingDetail::Reversal(Reversal {
            no: {
                let mut standing = story.file.payments().iter().rev();
                let last = standing.find(|payment| payment.reversed.is_none());
                last.map_or(0, |payment| payment.no)
            },
            reason: "typed twice".into(),
        }),
        A::Warn => ServicingDetail::Warning {
            days: story.file.warning_due(story.today).unwrap_or(1),
        },
        A::Compensate | A::Recover => ServicingDetail::Sum(sum),
        A::ApproveSubsidy | A::StopSubsidy => {
            let is_stop = action == A::StopSubsidy;
            let (quarter, amount_fen) = undecided(story, is_stop);
            ServicingDetail::Subsidy(SubsidyDecision {
                quarter,
                amount_fen,
                reason: if is_stop {
                    "asked for papers".into()
                } else {
                    String::new()
                },
                code: is_stop.then_some(StopCode::Unclear),
            })
        }
        A::QuerySubsidy => ServicingDetail::Query(SubsidyQuery {
            quarter: undecided(story, true).0,
            to: if number % 2 == 0 {
                QueryTo::Bank
            } else {
                QueryTo::Resident
            },
            question: "is the rate right".into(),
        }),
        A::AnswerQuery => ServicingDetail::Words {
            words: "it is".into(),
        },
        A::PaySubsidy => {
            let mut known = story.file.subsidies().iter();
            let found = known.find(|one| one.waits_for_payment());
            ServicingDetail::SubsidyPaid(SubsidyPayment {
                quarter: found.map_or(Quarter::of(story.today), |one| one.quarter),
                on: story.today,
                reference: "batch 1".into(),
            })
        }
        A::TellChange => ServicingDetail::Change(BusinessChange {
            kind: ChangeKind::Moved,
            on: story.today,
            words: "the shop moved".into(),
        }),
        A::AnswerChange => ServicingDetail::ChangeAnswer(ChangeAnswer {
            stops_from: (number % 2 == 0).then(|| story.today.add_days(1)),
            reason: "it still runs".into(),
            article: "named on the paper".into(),
        }),
        A::NoteCall => ServicingDetail::Call(Call {
            on: story.today,
            outcome: CallOutcome::Promised,
            words: String::new(),
        }),
        A::AskExtension | A::ProposePlan => ServicingDetail::Extension(ExtensionRequest {
            months: u32::try_from(number % 12).unwrap_or(0) + 1,
            reason: "the harvest failed".into(),
            decide_by: story.today.add_days(7),
        }),
        A::Extend | A::Restructure => ServicingDetail::Extended(Extended {
            on: story.today,
            from: story.today,
            until: story.today,
        }),
        A::RefuseExtension | A::ProposeWriteOff | A::ResumeSubsidy => ServicingDetail::Reason {
            reason: "nothing to be had".into(),
        },
        A::FallOverdue
        | A::Cure
        | A::Close
        | A::AgreeExtension
        | A::ConfirmWriteOff
        | A::DismissWriteOff
        | A::EndRecovery => ServicingDetail::None,
    }
}
