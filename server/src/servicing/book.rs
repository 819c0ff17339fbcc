//! Booking a loan in the write that confirms its payout: the terms that were signed, and who pays the interest of a
//! contract of that day.

use catalogue::{LoanRules, SubsidyRegime};
use domain::Date;
use store::Tx;
use store::loans::Loan;
use workflow::loan::{LoanFile, Stage};
use workflow::servicing::{BookedTerms, Regime, ServicingDetail};

use super::file::Servicing;
use crate::applications::actor::Actor;
use crate::applications::agency::office_of;
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// Begins the loan of a file that was just paid out. What was entered before the terms were asked for has none to book.
///
/// # Errors
/// When the terms make no loan, or another write came first.
pub fn book(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    actor: &Actor,
) -> Result<(), ApiError> {
    let Some((terms, loan_number)) = booked_terms(&file.loan, &parts.loan_rules) else {
        return Ok(());
    };
    let doing = "book a loan";
    let bank = office_of(&parts.district, Stage::Bank, file);
    let guarantor = office_of(&parts.district, Stage::Guarantee, file);
    let number = file.row.acceptance_number.clone();
    let loan_number = (!loan_number.is_empty()).then_some(loan_number);
    let row = Loan {
        id: file.row.id.clone(),
        person_id: file.row.person_id.clone(),
        bank_id: bank.ok_or_else(|| impossible(doing))?.id.clone(),
        guarantor_id: guarantor.map(|agency| agency.id.clone()),
        acceptance_number: number.ok_or_else(|| impossible(doing))?,
        loan_number_index: loan_number.map(|number| loan_number_index(parts, &number)),
        state: String::new(),
        version: 0,
        next_due_on: None,
        extension_due_on: None,
        waits_since: None,
        ended: false,
        created_ms: actor.now_ms,
        updated_ms: actor.now_ms,
    };
    let detail = ServicingDetail::Terms(terms);
    // What a payout confirmed late brings about at once, the minute's job says and tells.
    let servicing = Servicing::start(tx, &file.key, row, &actor.portal(), detail)?;
    file.servicing = Some(servicing);
    Ok(())
}

/// Under which a bank's own number of a loan is found.
pub(super) fn loan_number_index(parts: &Parts, number: &str) -> [u8; 32] {
    let plain: String = number
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    parts.keyring.blind_index("loan_number", &plain)
}

fn booked_terms(loan: &LoanFile, rules: &LoanRules) -> Option<(BookedTerms, String)> {
    let (offer, paid) = (loan.terms()?, loan.disbursement()?);
    let repayment = paid.repayment.as_ref()?;
    let signed = loan.signed_on()?;
    let terms = BookedTerms {
        amount_fen: paid.amount_fen,
        rate_basis_points: offer.rate_basis_points,
        months: offer.months,
        start_on: paid.on,
        method: repayment.method,
        counting: repayment.counting,
        early_effect: repayment.early_effect,
        regime: regime_on(rules, signed),
        lpr_basis_points: rules.lpr_on(signed).map(|quotation| quotation.rate_bp),
        subsidised_years: subsidised_years_on(rules, signed),
    };
    Some((terms, repayment.loan_number.trim().to_owned()))
}

/// How state and borrower share the interest of a contract of this day, as far as a source says.
pub(crate) fn regime_on(rules: &LoanRules, signed: Date) -> Option<Regime> {
    Some(match rules.subsidy_on(signed)?.regime {
        SubsidyRegime::LprMinus150bp => Regime::LprMinus150bp,
        SubsidyRegime::HalfOfActualRate => Regime::HalfOfActualRate,
    })
}

/// How many years of a contract of this day are subsidised; nothing where all are.
pub(crate) fn subsidised_years_on(rules: &LoanRules, signed: Date) -> Option<u32> {
    rules.subsidy_on(signed)?.subsidised_years
}
