//! What was decided: a refusal, an offer, a payment.

use super::table::{day, day_of, pair, table, whose};
use account::words;
use api::{
    application::{ApplicationView, DisbursementView, OfferView, RefusalView, TermsView},
    particulars::{ContractView, OfferConditionView, Particulars},
};
use domain::Money;
use i18n::t;
use ui::{
    Text,
    element::{Element, el},
};
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

/// Reason, rule, finding, what would change it, and what can be done.
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
    ]);
    // Older refusals do not say it.
    if let Some(words) = &file.would_change {
        rows.push(pair(t::print::would_change(), words.clone()));
    }
    rows.push(pair(
        t::print::remedies(),
        el("ol").class("printed__list").child(remedies),
    ));
    rows.extend(
        file.appeal_until
            .as_ref()
            .map(|until| pair(t::print::appeal_by(), day(&until.on))),
    );
    if is_of_bureau(file) {
        rows.push(pair(t::print::by_law(), t::print::by_law_about()));
    }
    vec![table(rows)]
}

/// Amount, rate, term and branch, and what has to be so before the contract is signed.
pub(super) fn offer(
    file: &ApplicationView,
    terms: &TermsView,
    particulars: &Particulars,
) -> Vec<Element> {
    let mut rows = whose(file);
    rows.extend(decision(file, LoanAction::Approve));
    let sum = i18n::money_in_words(Money::from_fen(terms.amount_fen));
    rows.extend([
        pair(t::print::offered(), sum),
        pair(t::print::rate(), words::rate(terms.rate_basis_points)),
        pair(t::print::term(), t::print::months(terms.months)),
        pair(t::print::branch(), terms.bank_branch.clone()),
    ]);
    rows.extend(file.offer.iter().flat_map(comes_to));
    if !particulars.conditions.is_empty() {
        rows.push(conditions(&particulars.conditions));
    }
    let due = file.clock.as_ref().and_then(|clock| clock.resident_due_on);
    let due = due.filter(|_| file.state == LoanState::ContractReady);
    rows.extend(due.map(|due| pair(t::print::sign_by(), i18n::date(due))));
    vec![table(rows)]
}

/// What a month costs, and who pays the interest.
fn comes_to(offer: &OfferView) -> Vec<Element> {
    let money = |fen: i64| i18n::money(Money::from_fen(fen));
    let mut rows = vec![
        pair(t::files::offer::month(), money(offer.month_fen)),
        pair(t::files::offer::interest(), money(offer.interest_fen)),
    ];
    let shared = offer.state_pays_fen.map(money);
    rows.extend(shared.map(|sum| pair(t::files::offer::state(), sum)));
    rows.push(pair(t::print::reckoned(), t::files::offer::reckoned()));
    rows
}

/// Each condition, whose it is and whether it is met.
fn conditions(conditions: &[OfferConditionView]) -> Element {
    let lines: Vec<Element> = conditions
        .iter()
        .map(|one| {
            let is_met = match one.met_on {
                Some(on) => t::print::condition_met(i18n::date(on)),
                None => t::print::condition_open().to_owned(),
            };
            let line = t::print::condition_line(one.text.clone(), words::role(one.set_by), is_met);
            el("li").child(line)
        })
        .collect();
    let list = el("ol").class("printed__list").child(lines);
    let note = el("p").child(t::print::conditions_note());
    pair(t::print::conditions(), el("div").child(list).child(note))
}

/// How much, when, to which account, and under which contract.
pub(super) fn disbursement(
    file: &ApplicationView,
    paid: &DisbursementView,
    contract: Option<&ContractView>,
) -> Vec<Element> {
    let mut rows = whose(file);
    rows.extend([
        pair(
            t::print::paid(),
            i18n::money(Money::from_fen(paid.amount_fen)),
        ),
        pair(t::print::paid_on(), day(&paid.on)),
        pair(t::print::account(), paid.account_tail.clone()),
    ]);
    rows.extend(contract.into_iter().flat_map(|contract| {
        [
            pair(t::print::contract(), contract.number.clone()),
            pair(t::print::contract_on(), day(&contract.signed_on)),
        ]
    }));
    vec![table(rows)]
}

/// Whether the bureau refused: what an agency or a bank declines is no decision of an authority.
fn is_of_bureau(file: &ApplicationView) -> bool {
    let mut entries = file.timeline.iter().rev();
    let refused = entries.find(|entry| entry.action == LoanAction::ConfirmRefusal);
    refused.is_some_and(|entry| entry.role == Role::HrOfficer)
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
