//! A file under test and the calendar it lives in.

use crate::calendar::tests::{announced, date};
use crate::loan::{
    CannotSupply, ClockView, Defect, DefectCode, Disbursement, EventDetail, LoanAction, LoanClocks,
    LoanEvent, LoanFile, LoanRules, LoanTerms, Met, Refusal, RepaymentTerms, ReturnDetail,
    Submission, TransitionError, Visit,
};
use crate::servicing::{DayCounting, EarlyEffect, RepaymentMethod};
use crate::{DeviceKind, Role, WorkCalendar};
use domain::Date;

/// The events so far, the file they fold into, and today.
pub(crate) struct Story {
    pub(crate) file: LoanFile,
    pub(crate) events: Vec<LoanEvent>,
    pub(crate) clocks: LoanClocks,
    calendar: WorkCalendar,
    today: Date,
}

impl Story {
    pub(crate) fn begin(today: &str) -> Self {
        Self {
            file: LoanFile::default(),
            events: Vec::new(),
            clocks: LoanClocks::default(),
            calendar: announced(),
            today: date(today),
        }
    }

    pub(crate) fn rules(&self) -> LoanRules<'_> {
        LoanRules {
            calendar: &self.calendar,
            clocks: &self.clocks,
        }
    }

    pub(crate) fn on(mut self, today: &str) -> Self {
        self.today = date(today);
        self
    }

    pub(crate) fn event(&self, action: LoanAction, role: Role, actor_id: &str) -> LoanEvent {
        LoanEvent {
            action,
            role,
            actor_id: actor_id.into(),
            on_behalf_of: None,
            consent_id: None,
            package_id: None,
            papers: Vec::new(),
            device: DeviceKind::Computer,
            at_ms: self.today.start_ms_shanghai() + 9 * 3_600_000,
            on: self.today,
            idempotency_key: self.events.len().to_string(),
            detail: usual_detail(action, self.today),
        }
    }

    /// What comes of an event, without keeping it.
    pub(crate) fn outcome(&self, event: &LoanEvent) -> Result<LoanFile, TransitionError> {
        self.file.decide(event, self.rules())
    }

    pub(crate) fn refusal_of(&self, event: &LoanEvent) -> TransitionError {
        self.outcome(event).unwrap_err()
    }

    pub(crate) fn keep(mut self, event: LoanEvent) -> Self {
        self.file = self
            .outcome(&event)
            .unwrap_or_else(|error| panic!("{} refused: {error}", event.action));
        self.events.push(event);
        assert_eq!(LoanFile::fold(&self.events).unwrap(), self.file);
        self
    }

    fn act(self, action: LoanAction, role: Role, actor_id: &str) -> Self {
        let event = self.event(action, role, actor_id);
        self.keep(event)
    }

    pub(crate) fn resident(self, action: LoanAction) -> Self {
        self.act(action, Role::Resident, "resident")
    }

    pub(crate) fn hr(self, action: LoanAction) -> Self {
        self.act(action, Role::HrOfficer, "hr-1")
    }

    pub(crate) fn guarantee(self, action: LoanAction) -> Self {
        self.act(action, Role::GuaranteeOfficer, "guarantee-1")
    }

    pub(crate) fn bank(self, action: LoanAction) -> Self {
        self.act(action, Role::BankOfficer, "bank-1")
    }

    pub(crate) fn second_bank(self, action: LoanAction) -> Self {
        self.act(action, Role::BankOfficer, "bank-2")
    }

    pub(crate) fn system(self, action: LoanAction) -> Self {
        self.act(action, Role::System, "system")
    }

    pub(crate) fn clock(&self, today: &str) -> ClockView {
        self.file.clock_view(date(today), self.rules()).unwrap()
    }
}

/// A detail that fits the action, with one open defect of the field `photo`.
pub(crate) fn usual_detail(action: LoanAction, today: Date) -> EventDetail {
    match action {
        LoanAction::Submit => EventDetail::Submission(Submission {
            acceptance_number: "620602-20261120-00001".into(),
            pack_hash: "pack".into(),
            receipt_hash: "receipt".into(),
            declaration_version: Some("2026-11-01".into()),
        }),
        LoanAction::Return => EventDetail::Return(ReturnDetail {
            defects: vec![Defect {
                field: "photo".into(),
                code: DefectCode::Unreadable,
                note: String::new(),
            }],
            supervisor_reason: None,
            new_facts: None,
        }),
        LoanAction::CannotSupply => EventDetail::CannotSupply(CannotSupply {
            field: "photo".into(),
            reason: "the shop is rented".into(),
        }),
        LoanAction::ProposeRefusal => EventDetail::Refusal(Refusal {
            reason_code: "age".into(),
            article: "第五条".into(),
            evidence: "born 1950".into(),
            remedies: vec!["training".into()],
            would_change: String::new(),
            holds_offer: true,
        }),
        LoanAction::BookVisit => EventDetail::Visit(Visit {
            on: today.add_days(1),
            note: String::new(),
        }),
        LoanAction::Approve => EventDetail::Terms(LoanTerms {
            amount_fen: 20_000_000,
            rate_basis_points: 300,
            months: 36,
            bank_branch: "branch".into(),
            conditions: Vec::new(),
        }),
        LoanAction::MeetCondition => EventDetail::Met(Met {
            condition: 0,
            note: String::new(),
            tells_resident: true,
        }),
        LoanAction::ProposeDisbursement => EventDetail::Disbursement(Disbursement {
            amount_fen: 20_000_000,
            on: today,
            account_tail: "1234".into(),
            repayment: Some(RepaymentTerms {
                method: RepaymentMethod::EqualInstallment,
                counting: DayCounting::Month12,
                early_effect: EarlyEffect::ReduceTerm,
                loan_number: String::new(),
            }),
        }),
        LoanAction::AcceptObjection
        | LoanAction::DismissRefusal
        | LoanAction::Appeal
        | LoanAction::UpholdRefusal
        | LoanAction::OverturnRefusal => EventDetail::Reason {
            text: "reason".into(),
        },
        _ => EventDetail::None,
    }
}
