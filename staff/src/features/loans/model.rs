//! What an officer types about a loan, judged in the browser by the account the server judges it by.

use super::extension::plan_anew;
use api::extension::AskExtensionRequest;
use api::servicing::{LoanActionRequest, PaymentRequest, StaffLoanView, SumRequest};
use api::subsidy::{CallRequest, ChangeAnswerRequest, QueryRequest};
use domain::{Date, Money};
use i18n::t;
use loan::{Account, Purpose, ReceiveError, Received};
use std::str::FromStr;
use ui::{FieldError, Tone};
use workflow::servicing::{ServicingAction, ServicingState};

/// A control of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    On,
    Amount,
    Purpose,
    Reference,
    Months,
    Reason,
    Code,
    To,
    Effect,
    From,
    Article,
    Outcome,
    NoConflict,
}

impl Control {
    /// The id in the page.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::On => "paid-on",
            Self::Amount => "amount",
            Self::Purpose => "purpose",
            Self::Reference => "reference",
            Self::Months => "months",
            Self::Reason => "reason",
            Self::Code => "stop-code",
            Self::To => "query-to",
            Self::Effect => "effect",
            Self::From => "stops-from",
            Self::Article => "article",
            Self::Outcome => "outcome",
            Self::NoConflict => "no-conflict",
        }
    }

    /// The control that a pointer into the request means; none where the page has no such control.
    pub(super) fn of_pointer(pointer: &str) -> Option<Self> {
        Some(match pointer {
            "/payment/on" | "/sum/on" | "/call/on" | "/on" => Self::On,
            "/payment" | "/payment/amount_fen" | "/sum" | "/sum/amount_fen" => Self::Amount,
            "/payment/is_early" => Self::Purpose,
            "/payment/reference" => Self::Reference,
            "/extension" | "/extension/months" => Self::Months,
            "/reason" | "/extension/reason" | "/query/question" | "/words" | "/call/words" => {
                Self::Reason
            }
            "/code" => Self::Code,
            "/query" | "/query/to" => Self::To,
            "/change_answer" => Self::Effect,
            "/change_answer/stops_from" => Self::From,
            "/change_answer/article" => Self::Article,
            "/call" | "/call/outcome" => Self::Outcome,
            "/no_conflict" => Self::NoConflict,
            _ => return None,
        })
    }
}

/// A flaw by its code, at its control.
pub(super) fn flaw(control: Control, code: &str) -> FieldError {
    let key = ["problem.", code].concat();
    let words = t::loan_code::by_key(&key).or_else(|| crate::words::problem(code));
    FieldError::new(
        control.id(),
        words.unwrap_or_else(t::staff_file::error::server),
    )
}

/// The forms as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) on: String,
    pub(super) amount: String,
    /// `due` or `early`.
    pub(super) purpose: String,
    pub(super) reference: String,
    pub(super) months: String,
    pub(super) reason: String,
    pub(super) code: String,
    pub(super) to: String,
    /// `goes_on` or `stops`.
    pub(super) effect: String,
    pub(super) from: String,
    pub(super) article: String,
    pub(super) outcome: String,
}

/// The purpose of a payment before time.
pub(super) const EARLY: &str = "early";
/// The purpose of a payment of what is due.
pub(super) const DUE: &str = "due";
/// The subsidy goes on.
pub(super) const GOES_ON: &str = "goes_on";
/// It stops from a day on.
pub(super) const STOPS: &str = "stops";

impl Typed {
    /// What is sent, or everything that keeps it from being sent.
    pub(super) fn request(
        &self,
        (action, quarter): &(ServicingAction, String),
        loan: &StaffLoanView,
        today: Date,
    ) -> Result<LoanActionRequest, Vec<FieldError>> {
        use ServicingAction as A;
        let mut request = LoanActionRequest {
            version: loan.version,
            action: *action,
            payment: None,
            payment_no: None,
            sum: None,
            quarter: None,
            extension: None,
            reason: None,
            code: None,
            query: None,
            words: None,
            change_answer: None,
            call: None,
            no_conflict: false,
        };
        match action {
            A::RecordPayment => request.payment = Some(self.payment(loan, today)?),
            A::ReversePayment => {
                let mut standing = loan.payments.iter().rev();
                let last = standing.find(|payment| payment.reversed.is_none());
                request.payment_no = last.map(|payment| payment.no);
                request.reason = Some(self.filled_reason()?);
            }
            A::Compensate | A::Recover => request.sum = Some(self.sum(today)?),
            A::AskExtension | A::ProposePlan => request.extension = Some(self.extension()?),
            A::RefuseExtension | A::ProposeWriteOff | A::ResumeSubsidy => {
                request.reason = Some(self.filled_reason()?);
            }
            A::ApproveSubsidy => request.quarter = Some(quarter.clone()),
            A::StopSubsidy => {
                request.quarter = Some(quarter.clone());
                let (code, reason) = self.both(Self::chosen(&self.code, Control::Code))?;
                request.code = Some(code);
                request.reason = Some(reason);
            }
            A::QuerySubsidy => {
                request.quarter = Some(quarter.clone());
                let (to, question) = self.both(Self::chosen(&self.to, Control::To))?;
                request.query = Some(QueryRequest { to, question });
            }
            A::AnswerQuery => request.words = Some(self.filled_reason()?),
            A::AnswerChange => {
                let (answer, reason) = self.both(self.change_answer())?;
                request.change_answer = Some(answer);
                request.reason = Some(reason);
            }
            A::NoteCall => request.call = Some(self.call(today)?),
            _ => {}
        }
        Ok(request)
    }

    fn payment(
        &self,
        loan: &StaffLoanView,
        today: Date,
    ) -> Result<PaymentRequest, Vec<FieldError>> {
        let (on, amount) = (self.day(today), self.sum_typed());
        let is_early = self.purpose == EARLY;
        let (on, amount) = match (on, amount) {
            (Ok(on), Ok(amount)) => (on, amount),
            (on, amount) => return Err([on.err(), amount.err()].into_iter().flatten().collect()),
        };
        let taken =
            account(loan).map(|mut account| account.receive(received(on, amount, is_early)));
        match taken {
            Some(Err(refusal)) => Err(vec![refused(&refusal)]),
            _ => Ok(PaymentRequest {
                on: on.to_string(),
                amount_fen: amount.fen(),
                is_early,
                reference: self.reference.trim().to_owned(),
            }),
        }
    }

    fn sum(&self, today: Date) -> Result<SumRequest, Vec<FieldError>> {
        match (self.day(today), self.sum_typed()) {
            (Ok(on), Ok(amount)) => Ok(SumRequest {
                on: on.to_string(),
                amount_fen: amount.fen(),
            }),
            (on, amount) => Err([on.err(), amount.err()].into_iter().flatten().collect()),
        }
    }

    fn extension(&self) -> Result<AskExtensionRequest, Vec<FieldError>> {
        let months = self.months.parse().ok();
        let months = months.ok_or_else(|| flaw(Control::Months, "required"));
        match (months, self.filled_reason()) {
            (Ok(months), Ok(reason)) => Ok(AskExtensionRequest { months, reason }),
            (months, reason) => {
                let mut flaws: Vec<FieldError> = months.err().into_iter().collect();
                flaws.extend(reason.err().unwrap_or_default());
                Err(flaws)
            }
        }
    }

    /// What else was chosen, with the reason; or everything that is missing.
    fn both<T>(&self, other: Result<T, Vec<FieldError>>) -> Result<(T, String), Vec<FieldError>> {
        match (other, self.filled_reason()) {
            (Ok(other), Ok(reason)) => Ok((other, reason)),
            (other, reason) => {
                let mut flaws = other.err().unwrap_or_default();
                flaws.extend(reason.err().unwrap_or_default());
                Err(flaws)
            }
        }
    }

    fn chosen<T: FromStr>(typed: &str, control: Control) -> Result<T, Vec<FieldError>> {
        typed.parse().map_err(|_| vec![flaw(control, "required")])
    }

    fn change_answer(&self) -> Result<ChangeAnswerRequest, Vec<FieldError>> {
        if self.effect == GOES_ON {
            return Ok(ChangeAnswerRequest {
                stops_from: None,
                article: String::new(),
            });
        }
        if self.effect != STOPS {
            return Err(vec![flaw(Control::Effect, "required")]);
        }
        let mut flaws = Vec::new();
        let from = Date::parse_iso(&self.from);
        if from.is_none() {
            flaws.push(flaw(Control::From, "date_unreadable"));
        }
        let article = self.article.trim();
        if article.is_empty() {
            flaws.push(flaw(Control::Article, "required"));
        }
        match from {
            Some(from) if flaws.is_empty() => Ok(ChangeAnswerRequest {
                stops_from: Some(from.to_string()),
                article: article.to_owned(),
            }),
            _ => Err(flaws),
        }
    }

    fn call(&self, today: Date) -> Result<CallRequest, Vec<FieldError>> {
        match (
            self.day(today),
            Self::chosen(&self.outcome, Control::Outcome),
        ) {
            (Ok(on), Ok(outcome)) => Ok(CallRequest {
                on: on.to_string(),
                outcome,
                words: self.reason.trim().to_owned(),
            }),
            (on, outcome) => {
                let mut flaws: Vec<FieldError> = on.err().into_iter().collect();
                flaws.extend(outcome.err().unwrap_or_default());
                Err(flaws)
            }
        }
    }

    fn day(&self, today: Date) -> Result<Date, FieldError> {
        match Date::parse_iso(&self.on) {
            None => Err(flaw(Control::On, "date_unreadable")),
            Some(day) if day > today => Err(flaw(Control::On, "date_in_future")),
            Some(day) => Ok(day),
        }
    }

    fn sum_typed(&self) -> Result<Money, FieldError> {
        match Money::parse_yuan(&self.amount) {
            Ok(Money::ZERO) => Err(flaw(Control::Amount, "amount_zero")),
            Ok(amount) => Ok(amount),
            Err(error) => Err(flaw(Control::Amount, error.code())),
        }
    }

    fn filled_reason(&self) -> Result<String, Vec<FieldError>> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(vec![flaw(Control::Reason, "required")]);
        }
        Ok(reason.to_owned())
    }
}

/// What the account of a loan would take on a day: what is due soon, and what pays everything off.
pub(super) fn possible(loan: &StaffLoanView, iso: &str) -> Option<(Money, Money)> {
    let day = Date::parse_iso(iso)?;
    let account = account(loan)?;
    let probe = |is_early| {
        let most = received(day, Money::from_fen(i64::MAX / 4), is_early);
        match account.clone().receive(most) {
            Err(ReceiveError::AboveDue { most }) => Some(most),
            Err(ReceiveError::AboveOwed { owed }) => Some(owed),
            _ => None,
        }
    };
    let owed = probe(true)?;
    let just_above = received(day, Money::from_fen(owed.fen()), false);
    let due = match account.clone().receive(just_above) {
        Err(ReceiveError::AboveDue { most }) => most,
        _ => owed,
    };
    Some((due, owed))
}

/// The account with every payment that stands.
fn account(loan: &StaffLoanView) -> Option<Account> {
    let mut account = loan.terms.account().ok()?;
    let mut extended = loan.extended.as_ref();
    for payment in &loan.payments {
        // It holds from its place among the payments on, as on the server.
        if let Some(found) = extended.take_if(|found| payment.no > found.after_payment) {
            plan_anew(&mut account, found)?;
        }
        if payment.reversed.is_some() {
            continue;
        }
        let amount = Money::from_fen(payment.amount_fen);
        account
            .receive(received(payment.on, amount, payment.is_early))
            .ok()?;
    }
    if let Some(found) = extended {
        plan_anew(&mut account, found)?;
    }
    Some(account)
}

fn received(date: Date, amount: Money, is_early: bool) -> Received {
    Received {
        date,
        amount,
        purpose: if is_early {
            Purpose::Early
        } else {
            Purpose::Due
        },
    }
}

/// A refusal of the account, with what would be right.
fn refused(refusal: &ReceiveError) -> FieldError {
    use t::staff_loan::refused;
    let at_amount = |words: String| FieldError::new(Control::Amount.id(), words);
    match refusal {
        ReceiveError::Empty => flaw(Control::Amount, "amount_zero"),
        ReceiveError::TooEarly { first } => {
            FieldError::new(Control::On.id(), refused::too_early(i18n::date(*first)))
        }
        ReceiveError::NothingOwed => flaw(Control::Amount, "nothing_owed"),
        ReceiveError::AboveDue { most } => at_amount(refused::above_due(i18n::money(*most))),
        ReceiveError::AboveOwed { owed } => at_amount(refused::above_owed(i18n::money(*owed))),
        ReceiveError::BelowEarly { least } => at_amount(refused::below_early(i18n::money(*least))),
        ReceiveError::Inexact { nearest } => at_amount(refused::inexact(i18n::money(*nearest))),
    }
}

/// The tone of a state.
pub(super) const fn tone(state: ServicingState) -> Tone {
    match state {
        ServicingState::Overdue | ServicingState::Compensated | ServicingState::WrittenOff => {
            Tone::Error
        }
        ServicingState::Disbursed | ServicingState::Repaying => Tone::Info,
        ServicingState::Recovered | ServicingState::Repaid => Tone::Success,
    }
}

/// A sum as it is read.
pub(super) fn money(fen: i64) -> String {
    i18n::money(Money::from_fen(fen))
}

#[cfg(test)]
mod tests;
