//! The rows of the form that an agency fills in, and which of them a refused part of a request is.

use workflow::loan::HandOverDecision as D;

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// What names it on the form.
    pub key: &'static str,
    /// The decisions it belongs to; none for what every form has.
    pub of: &'static [D],
}

/// The package's number.
pub const PACKAGE: &str = "package";
/// The code that a wrong number would not have.
pub const CHECK_CODE: &str = "check_code";
/// The file's acceptance number.
pub const FILE_NUMBER: &str = "file_number";
/// Who it is for.
pub const AGENCY: &str = "agency";
/// What was decided.
pub const DECISION: &str = "decision";
/// Who decided.
pub const DECIDED_BY: &str = "decided_by";
/// When.
pub const DECIDED_ON: &str = "decided_on";
/// Places for what has to be so before the contract.
pub const CONDITIONS: u32 = 5;
/// What becomes of a request to do without a guarantor.
pub const WAIVER: &str = "waiver";
/// Why somebody has to stand in.
pub const WAIVER_REASON: &str = "waiver_reason";
/// Which condition is met.
pub const MET: &str = "met";
/// Which condition is not met.
pub const NOT_MET: &str = "not_met";
/// Places for what to fix.
pub const DEFECTS: u32 = 4;
/// Places for what the applicant can do.
pub const REMEDIES: u32 = 3;

const EVERY: &[D] = &[];
const APPROVE: &[D] = &[D::Approve];
const IN_FAVOUR: &[D] = &[D::Approve, D::Pass];
const PASS: &[D] = &[D::Pass];
const PAY: &[D] = &[D::Pay];
const REFUSE: &[D] = &[D::Refuse];
const NOT_MEET: &[D] = &[D::NotMet];
const AGAINST: &[D] = &[D::Refuse, D::NotMet];
const RETURN: &[D] = &[D::Return];
const SIGN: &[D] = &[D::Sign];
const MEET: &[D] = &[D::Meet];
const NOTED: &[D] = &[
    D::Pass,
    D::Meet,
    D::Uphold,
    D::Overturn,
    D::HoldForQuota,
    D::HoldForFund,
];

const fn row(key: &'static str, of: &'static [D]) -> FormRow {
    FormRow { key, of }
}

/// All of them, in the order of the form.
pub const ROWS: &[FormRow] = &[
    row(PACKAGE, EVERY),
    row(CHECK_CODE, EVERY),
    row(FILE_NUMBER, EVERY),
    row(AGENCY, EVERY),
    row(DECISION, EVERY),
    row("amount", APPROVE),
    row("rate", APPROVE),
    row("months", APPROVE),
    row("branch", APPROVE),
    row("condition_1", IN_FAVOUR),
    row("condition_2", IN_FAVOUR),
    row("condition_3", IN_FAVOUR),
    row("condition_4", IN_FAVOUR),
    row("condition_5", IN_FAVOUR),
    row(WAIVER, PASS),
    row(WAIVER_REASON, PASS),
    row(MET, MEET),
    row(NOT_MET, NOT_MEET),
    row("signed_on", SIGN),
    row("contract_number", SIGN),
    row("guarantee_number", SIGN),
    row("paid_amount", PAY),
    row("paid_on", PAY),
    row("account_tail", PAY),
    row("method", PAY),
    row("counting", PAY),
    row("early_effect", PAY),
    row("loan_number", PAY),
    row("note", NOTED),
    row("reason", REFUSE),
    row("article", AGAINST),
    row("evidence", AGAINST),
    row("would_change", AGAINST),
    row("remedy_1", AGAINST),
    row("remedy_2", AGAINST),
    row("remedy_3", AGAINST),
    row("defect_1", RETURN),
    row("defect_1_code", RETURN),
    row("defect_1_note", RETURN),
    row("defect_2", RETURN),
    row("defect_2_code", RETURN),
    row("defect_2_note", RETURN),
    row("defect_3", RETURN),
    row("defect_3_code", RETURN),
    row("defect_3_note", RETURN),
    row("defect_4", RETURN),
    row("defect_4_code", RETURN),
    row("defect_4_note", RETURN),
    row(DECIDED_BY, EVERY),
    row(DECIDED_ON, EVERY),
];

/// The rows of a form with these decisions.
#[must_use]
pub fn rows_of(decisions: &[D]) -> Vec<FormRow> {
    let is_asked = |row: &&FormRow| {
        row.of.is_empty() || row.of.iter().any(|decision| decisions.contains(decision))
    };
    ROWS.iter().filter(is_asked).copied().collect()
}

/// The rows that the parts of a request came from, which skips those left blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Of its conditions.
    pub conditions: Vec<u32>,
    /// Of its remedies.
    pub remedies: Vec<u32>,
    /// Of its defects.
    pub defects: Vec<u32>,
}

/// The row of a refused part, by its pointer. Empty for what concerns the whole.
#[must_use]
pub fn row_of(pointer: &str, places: &Places) -> String {
    let Places {
        conditions,
        remedies,
        defects,
    } = places;
    let place = |text: &str, rows: &[u32]| {
        let index = text.parse::<usize>().ok();
        index
            .and_then(|index| rows.get(index).copied())
            .unwrap_or(1)
    };
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["terms", "amount_fen"] => "amount".to_owned(),
        ["terms", "rate_basis_points"] => "rate".to_owned(),
        ["terms", "months"] => "months".to_owned(),
        ["terms", "bank_branch"] => "branch".to_owned(),
        ["contract", "number"] => "contract_number".to_owned(),
        ["contract", part @ ("signed_on" | "guarantee_number")] => (*part).to_owned(),
        ["conditions"] => "condition_1".to_owned(),
        ["conditions", index] => format!("condition_{}", place(index, conditions)),
        ["waiver"] => WAIVER.to_owned(),
        ["waiver", _] => WAIVER_REASON.to_owned(),
        ["condition"] => MET.to_owned(),
        ["would_change"] => "would_change".to_owned(),
        ["disbursement", "amount_fen"] => "paid_amount".to_owned(),
        ["disbursement", "on"] => "paid_on".to_owned(),
        ["disbursement", "account_tail"] => "account_tail".to_owned(),
        ["repayment", "early_effect"] => "early_effect".to_owned(),
        ["repayment", "loan_number"] => "loan_number".to_owned(),
        ["refusal", "reason_code"] => "reason".to_owned(),
        ["refusal", "remedies"] => "remedy_1".to_owned(),
        ["refusal", "remedies", index] => format!("remedy_{}", place(index, remedies)),
        ["refusal", part @ ("article" | "evidence")] => (*part).to_owned(),
        ["defects"] => "defect_1".to_owned(),
        ["defects", index, "field"] => format!("defect_{}", place(index, defects)),
        ["defects", index, part] => format!("defect_{}_{part}", place(index, defects)),
        ["note"] => "note".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_asks_what_its_decisions_need() {
        let keys = |decisions: &[D]| -> Vec<&str> {
            let rows = rows_of(decisions).into_iter();
            rows.map(|row| row.key).collect()
        };
        let signed = keys(&[D::Sign]);
        assert_eq!(
            signed,
            [
                PACKAGE,
                CHECK_CODE,
                FILE_NUMBER,
                AGENCY,
                DECISION,
                "signed_on",
                "contract_number",
                "guarantee_number",
                DECIDED_BY,
                DECIDED_ON
            ]
        );
        let bank = keys(&[D::Approve, D::Refuse]);
        assert!(bank.contains(&"rate") && bank.contains(&"remedy_3"));
        assert!(!bank.contains(&"defect_1") && !bank.contains(&"paid_on"));
        let not_met = keys(&[D::NotMet]);
        assert!(not_met.contains(&NOT_MET) && not_met.contains(&"evidence"));
        assert!(!not_met.contains(&"reason") && !not_met.contains(&MET));
    }

    #[test]
    fn every_refused_part_has_its_row() {
        for (pointer, key) in [
            ("/terms/amount_fen", "amount"),
            ("/refusal/remedies", "remedy_1"),
            ("/refusal/remedies/1", "remedy_3"),
            ("/refusal/article", "article"),
            ("/conditions", "condition_1"),
            ("/conditions/1", "condition_4"),
            ("/waiver", WAIVER),
            ("/waiver/reason", WAIVER_REASON),
            ("/condition", MET),
            ("/defects/0/field", "defect_2"),
            ("/defects/0/note", "defect_2_note"),
            ("/people", ""),
        ] {
            let places = Places {
                conditions: vec![2, 4],
                remedies: vec![1, 3],
                defects: vec![2],
            };
            let found = row_of(pointer, &places);
            assert_eq!(found, key, "{pointer}");
            assert!(key.is_empty() || ROWS.iter().any(|row| row.key == found));
        }
    }
}
