//! What a bank's offer comes to for the resident who is to sign it, and what has to be arranged before.

use api::application::OfferView;
use domain::Date;
use workflow::loan::{LoanFile, LoanState, LoanTerms};
use workflow::servicing::{BookedTerms, EarlyEffect, RepaymentMethod};

use crate::servicing::book::{regime_on, subsidised_years_on};
use crate::state::Parts;

/// While the contract waits. How it is paid back is the contract's to say, so it is reckoned with the same sum each month.
#[must_use]
pub fn offer_view(parts: &Parts, loan: &LoanFile, today: Date) -> Option<OfferView> {
    let terms = loan
        .terms()
        .filter(|_| loan.state() == LoanState::ContractReady)?;
    let signed = loan.signed_on().unwrap_or(today);
    let booked = as_booked(parts, terms, signed, today);
    let account = booked.account().ok()?;
    let month = account.rows().first()?.row.due();
    let state_pays = booked
        .split(&account, None)
        .map(|rows| rows.iter().map(|row| row.state_pays.fen()).sum());
    let open = loan.conditions().iter().filter(|one| one.met_on.is_none());
    Some(OfferView {
        month_fen: month.fen(),
        interest_fen: account.schedule().total_interest().fen(),
        state_pays_fen: state_pays,
        open_conditions: open.map(|one| one.text.clone()).collect(),
    })
}

fn as_booked(parts: &Parts, terms: &LoanTerms, signed: Date, today: Date) -> BookedTerms {
    let method = RepaymentMethod::EqualInstallment;
    let lpr = parts.loan_rules.lpr_on(signed);
    BookedTerms {
        amount_fen: terms.amount_fen,
        rate_basis_points: terms.rate_basis_points,
        months: terms.months,
        start_on: today,
        method,
        counting: method.usual_counting(),
        early_effect: EarlyEffect::ReduceInstalment,
        regime: regime_on(&parts.loan_rules, signed),
        lpr_basis_points: lpr.map(|quotation| quotation.rate_bp),
        subsidised_years: subsidised_years_on(&parts.loan_rules, signed),
    }
}
