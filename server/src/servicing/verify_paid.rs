//! Whether the lists that were paid are still what stands in the loans: each digest that was kept is worked out again.

use std::collections::BTreeMap;

use store::loans::Loan;
use store::subsidy_batches::SubsidyBatch;
use workflow::loan::LoanFile;
use workflow::servicing::{Quarter, ServicingDetail, ServicingEvent, ServicingFile};

use super::payment_lines::PaymentLines;

/// What names a list among all: its quarter, when it was recorded and by whom.
type Key = (String, i64, String);

/// A line of a list, as its loan has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PaidLine {
    key: Key,
    quarter: Quarter,
    number: String,
    amount_fen: i64,
    account_tail: String,
}

/// The lines that a loan has part in. `application` is the file that it came from.
pub(super) fn lines_of(
    row: &Loan,
    events: &[ServicingEvent],
    folded: &ServicingFile,
    application: &LoanFile,
) -> Vec<PaidLine> {
    let paid_to = application.disbursement();
    let account_tail = paid_to.map_or("", |paid| paid.account_tail.as_str());
    let lines = events.iter().filter_map(|event| {
        let ServicingDetail::SubsidyPaid(payment) = &event.detail else {
            return None;
        };
        let subsidies = folded.subsidies().iter();
        let mut decided = subsidies.filter(|one| one.quarter == payment.quarter);
        let decided = decided.find(|one| {
            let paid = one.paid.as_ref();
            paid.is_some_and(|paid| paid.reference == payment.reference && paid.on == payment.on)
        })?;
        Some(PaidLine {
            key: (
                payment.quarter.to_string(),
                event.at_ms,
                event.actor_id.clone(),
            ),
            quarter: payment.quarter,
            number: row.acceptance_number.clone(),
            amount_fen: decided.amount_fen,
            account_tail: account_tail.to_owned(),
        })
    });
    lines.collect()
}

/// What the loans have of a list.
#[derive(Debug, Default)]
struct Found {
    lines: PaymentLines,
    loans: i64,
    total_fen: i64,
}

/// All lists of which a digest was kept, and what the loans have of each.
#[derive(Debug)]
pub(super) struct PaidLists {
    batches: Vec<SubsidyBatch>,
    found: BTreeMap<Key, Found>,
    /// So many loans did not open, and may hold lines.
    unopened: i64,
}

impl PaidLists {
    /// The lists to look for. They are read before the loans: what is recorded later has loans that were not asked.
    pub(super) fn of(batches: Vec<SubsidyBatch>) -> Self {
        Self {
            batches,
            found: BTreeMap::new(),
            unopened: 0,
        }
    }

    /// Adds what a loan has; none for one that does not open.
    pub(super) fn add(&mut self, lines: Option<Vec<PaidLine>>) {
        let Some(lines) = lines else {
            self.unopened = self.unopened.saturating_add(1);
            return;
        };
        for line in lines {
            let found = self.found.entry(line.key).or_default();
            found.loans = found.loans.saturating_add(1);
            found.total_fen = found.total_fen.saturating_add(line.amount_fen);
            found.lines.push(
                &line.number,
                line.quarter,
                line.amount_fen,
                &line.account_tail,
            );
        }
    }

    /// A line for each list that is not what the loans say. One of which lines may lie in loans that do not open is left.
    pub(super) fn findings(mut self) -> Vec<String> {
        let mut wrong = Vec::new();
        for batch in self.batches {
            let Some(digest) = batch.digest else {
                continue;
            };
            let key = (batch.quarter, batch.recorded_ms, batch.recorded_by);
            let found = self.found.remove(&key).unwrap_or_default();
            let missing = batch.loans.saturating_sub(found.loans);
            if (1..=self.unopened).contains(&missing) {
                continue;
            }
            let is_so = (found.loans, found.total_fen) == (batch.loans, batch.total_fen)
                && found.lines.digest() == digest;
            if !is_so {
                let id = batch.id;
                wrong.push(format!(
                    "subsidy batch {id}: the loans are not the list that was paid"
                ));
            }
        }
        wrong
    }
}
