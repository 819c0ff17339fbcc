//! What keeps a form from being sent, and its words.

use super::{control::Control, draft::rate_text};
use crate::words;
use api::particulars::RateCapView;
use domain::{Date, Money};
use i18n::t;
use ui::{FieldError, Text};

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Nothing is pinned.
    Pins,
    /// A pinned field without a word on what is wrong.
    PinCode(String),
    /// "Other" without words.
    PinNote(String),
    /// A second return without a supervisor's reason.
    Supervisor,
    /// A third return without what came up.
    NewFacts,
    Reason,
    Article,
    Evidence,
    WouldChange,
    Remedies,
    Amount,
    Rate,
    /// Dearer than LPR and the points above it.
    AboveCap(RateCapView),
    Months,
    /// Longer than the product allows.
    MonthsAbove(u32),
    /// More than was asked for.
    AboveAsked(Money),
    Branch,
    SignedOn,
    SignedFuture,
    ContractNumber,
    /// No condition is chosen.
    Condition,
    VisitOn,
    VisitPast,
    VisitFar,
    PaidOn,
    PaidFuture,
    /// Paid before the contract was signed on this day.
    PaidEarly(Date),
    /// Paid more than the contract says.
    AboveTerms(Money),
    Tail,
    RepaymentMethod,
    EarlyEffect,
    LoanNumber,
    Dismissal,
    Objection,
    /// An appeal decided without a word.
    Appeal,
    /// It is not said that there is nothing between officer and applicant.
    NoConflict,
    /// What the server found, by its code.
    Server(Control, String),
}

impl Flaw {
    fn control(&self) -> Control {
        match self {
            Self::Pins => Control::Pins,
            Self::PinCode(field) => Control::PinCode(field.clone()),
            Self::PinNote(field) => Control::PinNote(field.clone()),
            Self::Supervisor => Control::Supervisor,
            Self::NewFacts => Control::NewFacts,
            Self::Reason => Control::Reason,
            Self::Article => Control::Article,
            Self::Evidence => Control::Evidence,
            Self::WouldChange => Control::WouldChange,
            Self::Remedies => Control::Remedy(0),
            Self::Amount | Self::AboveTerms(_) | Self::AboveAsked(_) => Control::Amount,
            Self::Rate | Self::AboveCap(_) => Control::Rate,
            Self::Months | Self::MonthsAbove(_) => Control::Months,
            Self::Branch => Control::Branch,
            Self::SignedOn | Self::SignedFuture => Control::SignedOn,
            Self::ContractNumber => Control::ContractNumber,
            Self::Condition => Control::Met,
            Self::VisitOn | Self::VisitPast | Self::VisitFar => Control::VisitOn,
            Self::PaidOn | Self::PaidFuture | Self::PaidEarly(_) => Control::PaidOn,
            Self::Tail => Control::Tail,
            Self::RepaymentMethod => Control::Method,
            Self::EarlyEffect => Control::EarlyEffect,
            Self::LoanNumber => Control::LoanNumber,
            Self::Dismissal | Self::Objection | Self::Appeal => Control::Note,
            Self::NoConflict => Control::NoConflict,
            Self::Server(control, _) => control.clone(),
        }
    }

    fn words(&self) -> Text {
        use t::staff_file::error;
        match self {
            Self::Pins => error::pins().into(),
            Self::PinCode(field) => error::pin_code(words::name(field)).into(),
            Self::PinNote(field) => error::pin_note(words::name(field)).into(),
            Self::Supervisor => error::supervisor().into(),
            Self::NewFacts => error::new_facts().into(),
            Self::Reason => error::reason().into(),
            Self::Article => error::article().into(),
            Self::Evidence => error::evidence().into(),
            Self::WouldChange => error::would_change().into(),
            Self::Remedies => error::remedies().into(),
            Self::Amount => error::amount().into(),
            Self::Rate => error::rate().into(),
            Self::AboveCap(cap) => error::above_cap(
                rate_text(cap.most_basis_points),
                i18n::date(cap.lpr_from),
                rate_text(cap.lpr_basis_points),
                rate_text(cap.spread_basis_points),
            )
            .into(),
            Self::Months => error::months().into(),
            Self::MonthsAbove(most) => error::months_above(most).into(),
            Self::AboveAsked(most) => error::above_asked(i18n::money_in_words(*most)).into(),
            Self::Branch => error::branch().into(),
            Self::SignedOn => error::signed_on().into(),
            Self::SignedFuture => error::signed_future().into(),
            Self::ContractNumber => error::contract_number().into(),
            Self::Condition => error::condition().into(),
            Self::VisitOn => error::visit_on().into(),
            Self::VisitPast => error::visit_past().into(),
            Self::VisitFar => error::visit_far().into(),
            Self::PaidOn => error::paid_on().into(),
            Self::PaidFuture => error::paid_future().into(),
            Self::PaidEarly(day) => error::paid_early(i18n::date(*day)).into(),
            Self::AboveTerms(most) => error::above_terms(i18n::money_in_words(*most)).into(),
            Self::Tail => error::tail().into(),
            Self::RepaymentMethod => error::method().into(),
            Self::EarlyEffect => error::early_effect().into(),
            Self::LoanNumber => error::loan_number().into(),
            Self::Dismissal => error::dismissal().into(),
            Self::Objection => error::objection().into(),
            Self::Appeal => error::appeal().into(),
            Self::NoConflict => t::staff_conflict::needed().into(),
            Self::Server(_, code) => words::problem(code).unwrap_or_else(error::server).into(),
        }
    }

    /// The line of the error summary.
    pub(super) fn line(&self) -> FieldError {
        FieldError::new(self.control().id(), self.words())
    }
}
