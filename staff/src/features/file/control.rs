//! The ids of the page's controls, and which of them the server's pointers mean.

use api::staff::StaffActionRequest;

/// A control, or a group of them, that an error can point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// The first box to tick.
    Pins,
    /// What is wrong with a pinned field.
    PinCode(String),
    /// The officer's words on a pinned field.
    PinNote(String),
    Supervisor,
    NewFacts,
    Reason,
    Article,
    Evidence,
    WouldChange,
    /// One condition, from 0.
    Condition(usize),
    /// Which condition is met.
    Met,
    SignedOn,
    ContractNumber,
    GuaranteeNumber,
    /// One remedy, from 0.
    Remedy(usize),
    Amount,
    Rate,
    Months,
    Branch,
    VisitOn,
    VisitNote,
    PaidOn,
    Tail,
    Method,
    Counting,
    EarlyEffect,
    LoanNumber,
    /// The answer to a request to do without a guarantor, and why not.
    Waiver,
    WaiverReason,
    /// Papers that go with it.
    Papers,
    /// Nothing to do with the applicant.
    NoConflict,
    /// The note or the reason of an action without a form of its own.
    Note,
}

impl Control {
    /// The id in the page.
    pub(super) fn id(&self) -> String {
        let name = match self {
            Self::PinCode(field) => return tagged("code-", field),
            Self::PinNote(field) => return tagged("note-", field),
            Self::Remedy(at) => return tagged("remedy-", &at.to_string()),
            Self::Condition(at) => return tagged("condition-", &at.to_string()),
            Self::Pins => "pins",
            Self::Supervisor => "supervisor",
            Self::NewFacts => "new-facts",
            Self::Reason => "reason",
            Self::Article => "article",
            Self::Evidence => "evidence",
            Self::WouldChange => "would-change",
            Self::Met => "met",
            Self::SignedOn => "signed-on",
            Self::ContractNumber => "contract-number",
            Self::GuaranteeNumber => "guarantee-number",
            Self::Amount => "amount",
            Self::Rate => "rate",
            Self::Months => "months",
            Self::Branch => "branch",
            Self::VisitOn => "visit-on",
            Self::VisitNote => "visit-note",
            Self::PaidOn => "paid-on",
            Self::Tail => "tail",
            Self::Method => "method",
            Self::Counting => "counting",
            Self::EarlyEffect => "early-effect",
            Self::LoanNumber => "loan-number",
            Self::Waiver => "waiver",
            Self::WaiverReason => "waiver-reason",
            Self::Papers => "office-papers",
            Self::NoConflict => "no-conflict",
            Self::Note => "note",
        };
        name.to_owned()
    }

    /// The control a pointer into the request means; none where the page has no such control.
    pub(super) fn of_pointer(pointer: &str, request: &StaffActionRequest) -> Option<Self> {
        let mut parts = pointer.trim_start_matches('/').split('/');
        let (whole, part, inner) = (parts.next()?, parts.next(), parts.next());
        match (whole, part) {
            ("defects", Some(at)) => {
                let field = request
                    .defects
                    .get(at.parse::<usize>().ok()?)?
                    .field
                    .clone();
                Some(match inner {
                    Some("note") => Self::PinNote(field),
                    _ => Self::PinCode(field),
                })
            }
            ("defects", None) => Some(Self::Pins),
            ("supervisor_reason", _) => Some(Self::Supervisor),
            ("new_facts", _) => Some(Self::NewFacts),
            ("note", _) => Some(Self::Note),
            ("waiver", Some(_)) => Some(Self::WaiverReason),
            ("waiver", None) => Some(Self::Waiver),
            ("papers", _) => Some(Self::Papers),
            ("no_conflict", _) => Some(Self::NoConflict),
            ("would_change", _) => Some(Self::WouldChange),
            ("conditions", at) => {
                let at = at.and_then(|at| at.parse().ok());
                Some(Self::Condition(at.unwrap_or(0)))
            }
            ("condition", _) => Some(Self::Met),
            ("contract", Some("number")) => Some(Self::ContractNumber),
            ("contract", Some("guarantee_number")) => Some(Self::GuaranteeNumber),
            ("contract", _) => Some(Self::SignedOn),
            ("refusal", Some("remedies")) => {
                let at = inner.and_then(|at| at.parse().ok());
                Some(Self::Remedy(at.unwrap_or(0)))
            }
            ("refusal", Some("article")) => Some(Self::Article),
            ("refusal", Some("evidence")) => Some(Self::Evidence),
            ("refusal", _) => Some(Self::Reason),
            ("terms", Some("rate_basis_points")) => Some(Self::Rate),
            ("terms", Some("months")) => Some(Self::Months),
            ("terms", Some("bank_branch")) => Some(Self::Branch),
            ("terms" | "disbursement", Some("amount_fen") | None) => Some(Self::Amount),
            ("repayment", Some("counting")) => Some(Self::Counting),
            ("repayment", Some("early_effect")) => Some(Self::EarlyEffect),
            ("repayment", Some("loan_number")) => Some(Self::LoanNumber),
            ("repayment", _) => Some(Self::Method),
            ("visit", Some("note")) => Some(Self::VisitNote),
            ("visit", _) => Some(Self::VisitOn),
            ("disbursement", Some("on")) => Some(Self::PaidOn),
            ("disbursement", Some("account_tail")) => Some(Self::Tail),
            _ => None,
        }
    }
}

fn tagged(tag: &str, rest: &str) -> String {
    let mut id = String::from(tag);
    id.push_str(rest);
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::application::DefectView;
    use workflow::loan::{DefectCode, LoanAction};

    #[test]
    fn the_servers_pointers_lead_to_controls() {
        let mut request = super::super::draft::empty_request(LoanAction::Return, 3);
        request.defects.push(DefectView {
            field: "documents/id_card_front".into(),
            code: DefectCode::Other,
            note: String::new(),
            cannot_supply: None,
        });
        let table = [
            ("/defects", Some("pins")),
            ("/defects/0/note", Some("note-documents/id_card_front")),
            ("/defects/0/field", Some("code-documents/id_card_front")),
            ("/defects/1/note", None),
            ("/supervisor_reason", Some("supervisor")),
            ("/new_facts", Some("new-facts")),
            ("/refusal", Some("reason")),
            ("/refusal/reason_code", Some("reason")),
            ("/refusal/remedies", Some("remedy-0")),
            ("/refusal/remedies/2", Some("remedy-2")),
            ("/terms/amount_fen", Some("amount")),
            ("/terms/rate_basis_points", Some("rate")),
            ("/would_change", Some("would-change")),
            ("/conditions", Some("condition-0")),
            ("/conditions/2", Some("condition-2")),
            ("/condition", Some("met")),
            ("/contract", Some("signed-on")),
            ("/contract/number", Some("contract-number")),
            ("/visit/on", Some("visit-on")),
            ("/disbursement/account_tail", Some("tail")),
            ("/repayment", Some("method")),
            ("/repayment/early_effect", Some("early-effect")),
            ("/repayment/loan_number", Some("loan-number")),
            ("/note", Some("note")),
            ("/waiver", Some("waiver")),
            ("/waiver/reason", Some("waiver-reason")),
            ("/papers/0", Some("office-papers")),
            ("/no_conflict", Some("no-conflict")),
            ("/version", None),
            ("", None),
        ];
        for (pointer, expected) in table {
            let found = Control::of_pointer(pointer, &request).map(|control| control.id());
            assert_eq!(found.as_deref(), expected, "{pointer}");
        }
    }
}
