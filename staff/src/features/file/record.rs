//! What is settled so far: declaration, visit, terms and their conditions, contract, payment, refusal.

use super::{draft::rate_text, open_file::use_open_file, verdict::day};
use crate::{place::Place, words};
use api::{
    application::{DisbursementView, RefusalView, TermsView, VisitView},
    particulars::{ContractView, DeclarationView, OfferConditionView, Particulars},
    policy::VerdictView,
};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{SummaryList, SummaryRow, Text};

/// Each settled part under its heading.
#[component]
pub(super) fn Record() -> impl IntoView {
    let file = use_open_file().file;
    let record = Memo::new(move |_| {
        file.with(|file| {
            let known = &file.application;
            (
                known.visit.clone(),
                known.terms.clone(),
                known.disbursement.clone(),
                (known.refusal.clone(), known.would_change.clone()),
                file.particulars.clone(),
            )
        })
    });
    move || {
        let (visit, terms, disbursement, (refusal, would_change), particulars) = record.get();
        let would_change = would_change.unwrap_or_default();
        let Particulars {
            declaration,
            conditions,
            contract,
            ..
        } = particulars;
        let verdict = file.with_untracked(|file| file.application.verdict.clone());
        let parts: [(&'static str, Option<Vec<SummaryRow>>); 7] = [
            (
                t::staff_file::outcomes::refusal(),
                refusal.map(|part| refusal_rows(part, would_change, verdict.as_ref())),
            ),
            (
                t::staff_file::outcomes::disbursement(),
                disbursement.map(disbursement_rows),
            ),
            (
                t::staff_file::outcomes::contract(),
                contract.map(contract_rows),
            ),
            (t::staff_file::outcomes::terms(), terms.map(terms_rows)),
            (
                t::staff_file::outcomes::conditions(),
                (!conditions.is_empty()).then(|| condition_rows(conditions)),
            ),
            (t::staff_file::outcomes::visit(), visit.map(visit_rows)),
            (
                t::staff_file::outcomes::declaration(),
                declaration.map(declaration_rows),
            ),
        ];
        let loan = file.with_untracked(|file| {
            let id = file
                .application
                .loan
                .is_some()
                .then(|| file.application.id.clone());
            id.map(|id| Place::Loan(id).to_string())
        });
        let loan =
            loan.map(|href| view! { <p><a href=href>{t::staff_file::outcomes::loan()}</a></p> });
        let parts = parts
            .into_iter()
            .filter_map(|(title, rows)| Some((title, rows?)))
            .map(|(title, rows)| {
                view! { <section><h2>{title}</h2> <SummaryList rows=rows /></section> }.into_any()
            })
            .collect::<Vec<AnyView>>();
        (loan, parts)
    }
}

/// A refusal as it is read; a condition by its own words.
pub(super) fn refusal_rows(
    refusal: RefusalView,
    would_change: String,
    verdict: Option<&VerdictView>,
) -> Vec<SummaryRow> {
    let condition = verdict.and_then(|verdict| {
        verdict
            .conditions
            .iter()
            .find(|known| known.id == refusal.reason_code)
    });
    let reason: Text = match condition {
        Some(condition) => condition.label.clone().into(),
        None => t::staff_file::refusal::reason_other().into(),
    };
    let mut rows = vec![
        SummaryRow::new(t::staff_file::part::reason(), reason),
        SummaryRow::new(t::staff_file::part::article(), refusal.article),
        SummaryRow::new(t::staff_file::part::evidence(), refusal.evidence),
    ];
    // Older refusals do not say it.
    if !would_change.is_empty() {
        let label = t::staff_file::part::would_change();
        rows.push(SummaryRow::new(label, would_change));
    }
    let remedies = refusal.remedies.join("\n");
    rows.push(SummaryRow::new(t::staff_file::part::remedies(), remedies));
    rows
}

/// A contract as it is read.
pub(super) fn contract_rows(contract: ContractView) -> Vec<SummaryRow> {
    use t::staff_file::sign;
    let mut rows = vec![
        SummaryRow::new(sign::on(), day(&contract.signed_on)),
        SummaryRow::new(sign::number(), contract.number),
    ];
    if !contract.guarantee_number.is_empty() {
        let label = t::staff_file::part::guarantee_contract();
        rows.push(SummaryRow::new(label, contract.guarantee_number));
    }
    rows
}

/// Each condition, whose it is, and whether it is met.
fn condition_rows(conditions: Vec<OfferConditionView>) -> Vec<SummaryRow> {
    use t::staff_file::conditions as said;
    let numbered = conditions.into_iter().enumerate();
    let row = |(at, one): (usize, OfferConditionView)| {
        let is_met = match one.met_on {
            Some(on) => said::met(i18n::date(on)),
            None => said::open().to_owned(),
        };
        let line = said::line(one.text, words::role(one.set_by), is_met);
        SummaryRow::new(said::numbered(at + 1), line)
    };
    numbered.map(row).collect()
}

fn declaration_rows(declaration: DeclarationView) -> Vec<SummaryRow> {
    vec![
        SummaryRow::new(t::staff_file::part::declaration(), declaration.version),
        SummaryRow::new(
            t::staff_file::part::agreed(),
            i18n::time_ms(declaration.agreed_at_ms),
        ),
    ]
}

/// A payment as it is read.
pub(super) fn disbursement_rows(payment: DisbursementView) -> Vec<SummaryRow> {
    vec![
        SummaryRow::new(
            t::staff_file::part::amount(),
            i18n::money(Money::from_fen(payment.amount_fen)),
        ),
        SummaryRow::new(t::staff_file::part::paid_on(), day(&payment.on)),
        SummaryRow::new(t::staff_file::part::tail(), payment.account_tail),
    ]
}

/// An offer as it is read.
pub(super) fn terms_rows(terms: TermsView) -> Vec<SummaryRow> {
    vec![
        SummaryRow::new(
            t::staff_file::part::amount(),
            i18n::money(Money::from_fen(terms.amount_fen)),
        ),
        SummaryRow::new(
            t::staff_file::part::rate(),
            t::staff_file::part::rate_value(rate_text(terms.rate_basis_points)),
        ),
        SummaryRow::new(
            t::staff_file::part::months(),
            t::staff_file::part::months_value(terms.months),
        ),
        SummaryRow::new(t::staff_file::part::branch(), terms.bank_branch),
    ]
}

fn visit_rows(visit: VisitView) -> Vec<SummaryRow> {
    vec![
        SummaryRow::new(t::staff_file::part::visit_on(), day(&visit.on)),
        SummaryRow::new(t::staff_file::part::visit_note(), visit.note),
    ]
}
