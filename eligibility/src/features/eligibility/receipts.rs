//! The receipts of the loans, kept for the application, which sends them with the file: the server compares.

use domain::Date;
use policy::{Evaluation, Pack, Receipt};

use super::{check::Check, memory::keep_receipt};

/// The programmes that can be applied for here.
pub(super) const LOANS: [&str; 2] = ["startup_loan_individual", "startup_loan_enterprise"];

/// Keeps the receipt of each loan among these verdicts. One by another day's rules is none: an application is decided
/// by today's.
pub(super) fn keep(pack: &Pack, check: &Check, as_of: Date, found: &[Evaluation]) {
    for loan in LOANS {
        let mut all = found.iter();
        let Some(found) = all.find(|found| found.programme == loan) else {
            continue;
        };
        let receipt = (check.as_of.is_none() && !check.facts.is_empty())
            .then(|| Receipt::new(pack, as_of, &check.facts, found).to_json());
        keep_receipt(loan, receipt.as_deref());
    }
}

/// Forgets them with the answers they were reached by.
pub(super) fn forget() {
    for loan in LOANS {
        keep_receipt(loan, None);
    }
}
