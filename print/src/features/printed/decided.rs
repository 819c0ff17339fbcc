//! What was decided: a refusal, an offer, a payment.

use super::table::{day, day_of, pair, table, whose};
use account::words;
use api::application::{ApplicationView, DisbursementView, RefusalView, TermsView};
use domain::Money;
use i18n::t;
use ui::{
    Text,
    element::{Element, el},
};
use workflow::loan::{LoanAction, LoanState};

/// Reason, rule, finding, and what can be done.
pub(super) fn refusal(file: &ApplicationView, refusal: &RefusalView) -> Vec<Element> {
    let mut rows = whose(file);
    rows.extend(decision(file, LoanAction::ConfirmRefusal));
    let remedies: Vec<Element> = refusal
        .remedies
        .iter()
        .map(|remedy| el("li").child(remedy.clone()))
        .collect();
    rows.extend([
        pair(t::print::reason(), reason(file, &refusal.reason_code)),
        pair(t::print::article(), refusal.article.clone()),
        pair(t::print::evidence(), refusal.evidence.clone()),
        pair(
            t::print::remedies(),
            el("ol").class("printed__list").child(remedies),
        ),
    ]);
    rows.extend(
        file.appeal_until
            .as_ref()
            .map(|until| pair(t::print::appeal_by(), day(&until.on))),
    );
    vec![table(rows)]
}

/// Amount, rate, term and branch.
pub(super) fn offer(file: &ApplicationView, terms: &TermsView) -> Vec<Element> {
    let mut rows = whose(file);
    rows.extend(decision(file, LoanAction::Approve));
    let sum = i18n::money_in_words(Money::from_fen(terms.amount_fen));
    rows.extend([
        pair(t::print::offered(), sum),
        pair(t::print::rate(), words::rate(terms.rate_basis_points)),
        pair(t::print::term(), t::print::months(terms.months)),
        pair(t::print::branch(), terms.bank_branch.clone()),
    ]);
    let due = file.clock.as_ref().and_then(|clock| clock.resident_due_on);
    let due = due.filter(|_| file.state == LoanState::ContractReady);
    rows.extend(due.map(|due| pair(t::print::sign_by(), i18n::date(due))));
    vec![table(rows)]
}

/// How much, when, and to which account.
pub(super) fn disbursement(file: &ApplicationView, paid: &DisbursementView) -> Vec<Element> {
    let mut rows = whose(file);
    rows.extend([
        pair(
            t::print::paid(),
            i18n::money(Money::from_fen(paid.amount_fen)),
        ),
        pair(t::print::paid_on(), day(&paid.on)),
        pair(t::print::account(), paid.account_tail.clone()),
    ]);
    vec![table(rows)]
}

/// Who did it, and on which day.
fn decision(file: &ApplicationView, action: LoanAction) -> Vec<Element> {
    let entry = file
        .timeline
        .iter()
        .rev()
        .find(|entry| entry.action == action);
    entry.map_or_else(Vec::new, |entry| {
        vec![
            pair(t::print::from(), words::role(entry.role)),
            pair(t::print::decided(), day_of(entry.at_ms)),
        ]
    })
}

/// A condition of the policy by its own words; any other reason is in the article and the evidence.
fn reason(file: &ApplicationView, code: &str) -> Text {
    let conditions = file.verdict.iter().flat_map(|verdict| &verdict.conditions);
    let found = conditions
        .into_iter()
        .find(|condition| condition.id == code);
    match found {
        Some(condition) => t::print::condition(&condition.label).into(),
        None => t::print::see_below().into(),
    }
}
