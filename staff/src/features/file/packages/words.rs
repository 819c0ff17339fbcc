//! What the codes of packages are called, and what a form says.

use crate::{
    features::file::record::{contract_rows, disbursement_rows, refusal_rows, terms_rows},
    words,
};
use api::{
    application::DefectView, package::PackageDecisionView, people::WaiverAnswerView,
    policy::VerdictView, servicing::RepaymentView,
};
use domain::Date;
use i18n::t;
use ui::{SummaryRow, Text};
use workflow::loan::HandOverDecision;

/// What a code means.
pub(super) fn problem(code: &str) -> Option<&'static str> {
    let key = ["problem.", code].concat();
    t::staff_package_code::by_key(&key).or_else(|| t::listing_finding::by_key(code))
}

/// What the form calls a row: `defect_2_note` is the second `defect_note`.
pub(super) fn row(key: &str) -> String {
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = key.split('_').collect();
    let rest: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !is_number(part))
        .collect();
    let name = ["row.", &rest.join("_")].concat();
    let words = t::staff_package_code::by_key(&name).unwrap_or_default();
    let number = parts.into_iter().find(is_number);
    match number.filter(|number| !number.is_empty()) {
        Some(number) => [words, " ", number].concat(),
        None => words.to_owned(),
    }
}

/// What a form says, to be compared with the paper.
pub(super) fn decision_rows(
    decided: PackageDecisionView,
    verdict: Option<&VerdictView>,
) -> Vec<SummaryRow> {
    use t::staff_package::desk;
    let key = ["decision.", decided.decision.as_str()].concat();
    let what = t::staff_package_code::by_key(&key).unwrap_or_default();
    let on = Date::parse_iso(&decided.decided_on).map(i18n::date);
    let mut rows = vec![
        SummaryRow::new(row("decision"), what),
        SummaryRow::new(row("decided_by"), decided.decided_by),
        SummaryRow::new(row("decided_on"), on.unwrap_or_default()),
    ];
    rows.extend(decided.terms.into_iter().flat_map(terms_rows));
    let numbered = (1..).zip(decided.conditions);
    rows.extend(numbered.map(|(number, text): (usize, String)| {
        SummaryRow::new(t::staff_file::conditions::numbered(number), text)
    }));
    let asked = match decided.decision {
        HandOverDecision::NotMet => "not_met",
        _ => "met",
    };
    rows.extend(
        decided
            .condition
            .map(|at| SummaryRow::new(row(asked), t::staff_file::conditions::numbered(at + 1))),
    );
    let refusal = decided.refusal.into_iter();
    let would_change = decided.would_change.unwrap_or_default();
    rows.extend(refusal.flat_map(|refusal| refusal_rows(refusal, would_change.clone(), verdict)));
    rows.extend(decided.contract.into_iter().flat_map(contract_rows));
    rows.extend(decided.defects.iter().map(defect_row));
    let payment = decided.disbursement.into_iter();
    rows.extend(payment.flat_map(disbursement_rows));
    rows.extend(decided.repayment.iter().flat_map(repayment_rows));
    rows.extend(decided.waiver.into_iter().map(waiver_row));
    let note = decided.note.into_iter();
    rows.extend(note.map(|note| SummaryRow::new(row("note"), note)));
    rows.push(SummaryRow::new(desk::form_hash(), decided.form_hash));
    rows
}

fn waiver_row(answer: WaiverAnswerView) -> SummaryRow {
    let words = if answer.is_granted {
        t::people::waiver_granted().to_owned()
    } else {
        t::people::waiver_refused(&answer.reason)
    };
    SummaryRow::new(row("waiver"), words)
}

fn defect_row(defect: &DefectView) -> SummaryRow {
    let what: Text = if defect.note.is_empty() {
        words::defect(defect.code).into()
    } else {
        let note = defect.note.clone();
        t::staff_file::returning::item(words::defect(defect.code), note).into()
    };
    SummaryRow::new(words::name(&defect.field), what)
}

fn repayment_rows(terms: &RepaymentView) -> Vec<SummaryRow> {
    let coded = |group: &'static str, code: &str| {
        SummaryRow::new(row(group), words::repayment(group, code))
    };
    vec![
        coded("method", terms.method.as_str()),
        coded("counting", terms.counting.as_str()),
        coded("early_effect", terms.early_effect.as_str()),
        SummaryRow::new(row("loan_number"), terms.loan_number.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(decision: HandOverDecision) -> PackageDecisionView {
        PackageDecisionView {
            decision,
            decided_by: "示例 孙".into(),
            decided_on: "2026-11-24".into(),
            form_hash: "00".into(),
            terms: None,
            conditions: Vec::new(),
            waiver: None,
            condition: None,
            refusal: None,
            would_change: None,
            contract: None,
            defects: Vec::new(),
            disbursement: None,
            repayment: None,
            note: None,
        }
    }

    #[test]
    fn rows_and_codes_have_words() {
        assert_eq!(
            row("defect_2_note"),
            [row("defect_note").as_str(), " 2"].concat()
        );
        assert!(!row("paid_on").is_empty());
        assert!(problem("check_code_wrong").is_some() && problem("no_such_code").is_none());
    }

    #[test]
    fn a_decision_is_told_whole() {
        let signed = decision_rows(decided(HandOverDecision::Sign), None);
        assert_eq!(signed.len(), 4);
        let conditional = PackageDecisionView {
            conditions: vec!["办好反担保".into(), "营业执照年检".into()],
            ..decided(HandOverDecision::Approve)
        };
        assert_eq!(decision_rows(conditional, None).len(), 6);
        let met = PackageDecisionView {
            condition: Some(1),
            ..decided(HandOverDecision::Meet)
        };
        assert_eq!(decision_rows(met, None).len(), 5);
        let not_met = PackageDecisionView {
            condition: Some(1),
            ..decided(HandOverDecision::NotMet)
        };
        let rows = decision_rows(not_met, None);
        assert_eq!(rows.len(), 5);
        let returned = PackageDecisionView {
            defects: vec![DefectView {
                field: "documents/business_licence".into(),
                code: workflow::loan::DefectCode::Unreadable,
                note: "请重拍".into(),
                cannot_supply: None,
            }],
            note: Some("备注".into()),
            ..decided(HandOverDecision::Return)
        };
        assert_eq!(decision_rows(returned, None).len(), 6);
    }
}
