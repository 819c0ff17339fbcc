//! How the loan is paid back: what comes next and who pays its interest, what was paid, what is late, the end.

use super::extension::extension;
use api::{
    application::ApplicationView,
    servicing::{LoanView, NextPayment, PaidView},
};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    SummaryRow, Text, Tone,
    element::{Element, IntoChild, el},
    notice, summary_list,
};
use workflow::servicing::ServicingState;

/// The tone of a loan.
pub(super) const fn tone(state: ServicingState) -> Tone {
    match state {
        ServicingState::Overdue | ServicingState::Compensated | ServicingState::WrittenOff => {
            Tone::Error
        }
        ServicingState::Disbursed | ServicingState::Repaying => Tone::Info,
        ServicingState::Recovered | ServicingState::Repaid => Tone::Success,
    }
}

/// The name of a loan's state, or the sentence about it.
pub(super) fn words(state: ServicingState, part: &str) -> Text {
    let key = [state.as_str(), ".", part].concat();
    t::servicing::by_key(&key).unwrap_or_default().into()
}

/// Everything about paying back.
pub(super) fn loan(file: &ApplicationView, loan: &LoanView) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    if loan.overdue_fen > 0 {
        let title = t::files::loan::overdue(money(loan.overdue_fen));
        let late = notice(Tone::Error, Some(title.into()), false)
            .child(el("p").child(t::files::loan::overdue_about()));
        parts.push(late.into_child());
    }
    parts.extend(file.holder.phone.as_deref().map(phone_line));
    parts.extend(loan.next.as_ref().map(next));
    if loan.state == ServicingState::Repaid {
        let thanks = el("p").child(t::files::loan::thanks());
        parts.push(
            notice(Tone::Success, None, false)
                .child(thanks)
                .into_child(),
        );
    }
    // The bank has its money once the agency has paid.
    let owed = match loan.left_to_recover_fen {
        Some(fen) => SummaryRow::new(t::files::loan::to_agency(), money(fen)),
        None => SummaryRow::new(t::files::loan::balance(), money(loan.balance_fen)),
    };
    let mut rows = vec![
        SummaryRow::new(t::files::loan::paid(), money(loan.paid_fen)),
        owed,
    ];
    if loan.subsidy_fen > 0 {
        rows.push(SummaryRow::new(
            t::files::loan::subsidy(),
            money(loan.subsidy_fen),
        ));
    }
    parts.push(summary_list(rows).into_child());
    parts.extend(extension(&file.id, loan));
    parts.extend(payments(&loan.payments));
    let title = el("h2").child(t::files::loan::title());
    el("section").child(title).child(parts).into_child()
}

/// Whom to call.
pub(super) fn phone_line(phone: &str) -> AnyView {
    let number = el("a")
        .attr("href", ["tel:", phone].concat())
        .child(phone.to_owned());
    el("p").child(t::track::phone()).child(number).into_child()
}

fn next(next: &NextPayment) -> AnyView {
    let shared = next
        .state_pays_fen
        .filter(|fen| *fen > 0)
        .map(|fen| el("p").child(t::files::loan::state_pays(money(fen))));
    el("div")
        .child(el("p").child(t::files::loan::next(i18n::date(next.due_on))))
        .child(el("p").class("money").child(money(next.due_fen)))
        .child(shared)
        .into_child()
}

/// The newest first.
fn payments(payments: &[PaidView]) -> Option<AnyView> {
    let line = |payment: &PaidView| {
        let day = i18n::date(payment.on);
        el("li").child(t::files::loan::payment(day, money(payment.amount_fen)))
    };
    let lines: Vec<Element> = payments.iter().rev().map(line).collect();
    let summary = el("summary").child(t::files::loan::payments(lines.len()));
    let list = el("details").child(summary).child(el("ul").child(lines));
    (!payments.is_empty()).then(|| list.into_child())
}

fn money(fen: i64) -> String {
    i18n::money(Money::from_fen(fen))
}
