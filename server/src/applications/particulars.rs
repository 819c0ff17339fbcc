//! What stands on paper and in the officers' file beside the application's view.

use api::particulars::{ContractView, DeclarationView, OfferConditionView, Particulars};
use application::Product;
use domain::Date;
use workflow::loan::{Condition, Contract, EventDetail, LoanAction};

use super::file::ApplicationFile;
use crate::corrections;
use crate::people::view::printed_view;
use crate::rosters::share::share;
use crate::state::Parts;

/// As the file is now. What is only proposed is not in it.
#[must_use]
pub fn particulars(file: &ApplicationFile) -> Particulars {
    let loan = &file.loan;
    Particulars {
        declaration: declaration(file),
        conditions: loan.conditions().iter().map(condition_view).collect(),
        contract: loan.contract().map(contract_view),
        corrected: corrections::view::corrected(file),
        people: None,
        roster: None,
    }
}

/// The same for the applicant's own paper, which names the other parties too.
#[must_use]
pub fn on_paper(parts: &Parts, file: &ApplicationFile, today: Date) -> Particulars {
    let roster = file.draft.roster.as_ref();
    let roster = roster.filter(|_| file.product == Product::StartupLoanEnterprise);
    Particulars {
        people: printed_view(file),
        roster: roster.map(|roster| share(parts, file, roster, today)),
        ..particulars(file)
    }
}

/// The one of the last time the file was handed in. A draft has none, nor has a file handed in before it was kept.
#[must_use]
pub fn declaration(file: &ApplicationFile) -> Option<DeclarationView> {
    file.loan.submission()?;
    let handed_in = [LoanAction::Submit, LoanAction::Resubmit];
    let mut newest_first = file.events.iter().rev();
    newest_first
        .find(|event| handed_in.contains(&event.action))
        .and_then(|event| {
            let version = match &event.detail {
                EventDetail::Submission(submission) => submission.declaration_version.clone(),
                _ => None,
            };
            version.map(|version| DeclarationView {
                version,
                agreed_at_ms: event.at_ms,
            })
        })
}

fn condition_view(condition: &Condition) -> OfferConditionView {
    OfferConditionView {
        text: condition.text.clone(),
        set_by: condition.set_by,
        met_on: condition.met_on,
    }
}

fn contract_view(contract: &Contract) -> ContractView {
    ContractView {
        signed_on: contract.signed_on.to_string(),
        number: contract.number.clone(),
        guarantee_number: contract.guarantee_number.clone(),
    }
}
