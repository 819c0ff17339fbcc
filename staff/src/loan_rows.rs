//! When what of a loan is due and who pays it, row by row: as it stands, and as it stood at a moment of the past.

use crate::table::table;
use api::servicing::LoanRowView;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::Text;

/// The rows of a schedule, with what was paid of each.
pub(crate) fn loan_rows(rows: &[LoanRowView]) -> AnyView {
    use t::staff_loan::rows as words;
    let heads = [
        words::no(),
        words::due_on(),
        words::principal(),
        words::interest(),
        words::state_pays(),
        words::total(),
        words::paid(),
    ];
    let sum = |fen: i64| i18n::money(Money::from_fen(fen));
    let rows = rows.iter().map(|row| {
        let state_pays: Text = match row.state_pays_fen {
            Some(fen) => sum(fen).into(),
            None => words::unknown().into(),
        };
        view! {
            <tr>
                <th scope="row" class="figures">{row.no}</th>
                <td class="figures">{i18n::date(row.due_on)}</td>
                <td class="figures">{sum(row.principal_fen)}</td>
                <td class="figures">{sum(row.interest_fen)}</td>
                <td class="figures">{state_pays}</td>
                <td class="figures">{sum(row.principal_fen + row.interest_fen)}</td>
                <td class="figures">{sum(row.paid_fen)}</td>
            </tr>
        }
        .into_any()
    });
    table(words::title(), &heads, rows.collect())
}
