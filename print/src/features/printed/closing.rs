//! That everything is paid back.

use super::table::{pair, table, whose};
use api::application::ApplicationView;
use api::servicing::LoanView;
use domain::Money;
use i18n::t;
use ui::element::Element;

/// How much was lent and when, what was paid, and since when nothing is owed.
pub(super) fn closing(file: &ApplicationView, loan: &LoanView) -> Vec<Element> {
    let money = |fen: i64| i18n::money(Money::from_fen(fen));
    let mut rows = whose(file);
    let bank = file.terms.as_ref().map(|terms| terms.bank_branch.clone());
    rows.extend(bank.map(|bank| pair(t::print::lender(), bank)));
    rows.extend([
        pair(t::print::paid(), money(loan.amount_fen)),
        pair(t::print::paid_on(), i18n::date(loan.start_on)),
        pair(t::print::paid_back(), money(loan.paid_fen)),
        pair(t::print::of_interest(), money(loan.interest_paid_fen)),
        pair(t::print::still_owed(), money(loan.balance_fen)),
    ]);
    rows.extend(
        loan.ended_on
            .map(|day| pair(t::print::settled_on(), i18n::date(day))),
    );
    let count = loan.nth.zip(loan.most);
    rows.extend(count.map(|(nth, most)| {
        let words = t::files::loan::count(nth, most);
        pair(t::print::nth(), words)
    }));
    vec![table(rows)]
}
