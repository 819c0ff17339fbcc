//! A file to try the forms on.

use api::{
    application::{ApplicationView, HolderView, StageDays, TermsView, TimelineEntry},
    particulars::Particulars,
    policy::{ConditionView, VerdictView},
    staff::StaffApplicationView,
};
use application::{Answer, Answers, Field, Product};
use workflow::{
    Role,
    loan::{LoanAction, LoanState},
};

/// 2026-11-24 09:00 in China.
pub(in super::super) const MORNING_MS: i64 = 1_795_482_000_000;

fn condition(id: &str, verdict: &str) -> ConditionView {
    ConditionView {
        id: id.into(),
        label: format!("条件 {id}"),
        verdict: verdict.into(),
        citation: format!("文件 {id} 第一条"),
        status: "secondary".into(),
    }
}

/// A file with the bureau: two conditions unmet, one unknown, one met; 200,000 yuan for 24 months asked.
pub(in super::super) fn file() -> StaffApplicationView {
    let mut answers = Answers::default();
    answers.set_text(Field::ApplicantName, "示例甲");
    answers.set_text(Field::BusinessKind, "self_employed");
    answers.set_text(Field::AmountYuan, "200000");
    answers.set_text(Field::TermMonths, "24");
    answers.set_text(Field::BankCard, "6222 0000 0000 1234");
    answers.set(Field::Categories, Some(Answer::Many(vec!["none".into()])));
    StaffApplicationView {
        corrections: Default::default(),
        application: ApplicationView {
            usual: None,
            usual_by: None,
            posted_until: None,
            reopen_until: None,
            stage_days: StageDays::default(),
            correction: None,
            id: "a1".into(),
            product: Product::StartupLoanIndividual,
            state: LoanState::HrReview,
            version: 2,
            answers,
            documents: Vec::new(),
            cannot_supply: Default::default(),
            trained: Default::default(),
            errors: Vec::new(),
            cap_fen: Some(30_000_000),
            acceptance_number: Some("620602-20261124-00001".into()),
            query_code: None,
            holder: HolderView {
                role: Some(Role::HrOfficer),
                agency: None,
                agency_is_sample: false,
                phone: None,
            },
            clock: None,
            defects: Vec::new(),
            refusal: None,
            would_change: None,
            appeal_until: None,
            appeal: None,
            terms: Some(TermsView {
                amount_fen: 20_000_000,
                rate_basis_points: 310,
                months: 24,
                bank_branch: "示例网点".into(),
            }),
            offer: None,
            visit: None,
            disbursement: None,
            loan: None,
            outlook: None,
            verdict: Some(VerdictView {
                programme: "startup_loan_individual".into(),
                version: "v1".into(),
                as_of: "2026-11-24".into(),
                verdict: "not_eligible".into(),
                is_provisional: true,
                amount_fen: None,
                conditions: vec![
                    condition("age", "met"),
                    condition("credit", "unknown"),
                    condition("category", "unmet"),
                    condition("loans", "unmet"),
                ],
                pack_hash: "p".into(),
                receipt_hash: "r".into(),
            }),
            timeline: vec![TimelineEntry {
                action: LoanAction::Sign,
                role: Role::BankOfficer,
                state: LoanState::ContractReady,
                at_ms: MORNING_MS,
                on_behalf: None,
                papers: 0,
            }],
            actions: vec![LoanAction::Pass, LoanAction::Return],
            saved_at_ms: MORNING_MS,
        },
        account_phone_masked: "138****0001".into(),
        pending_refusal: None,
        is_appeal_barred: false,
        appeal_left_to: None,
        pending_disbursement: None,
        returns_in_stage: 0,
        is_return_left_to_supervisor: false,
        is_wait_left_to_supervisor: false,
        is_pass_left_to_colleague: false,
        loan_count: None,
        particulars: Particulars::default(),
        rate_cap: None,
        receipt_mismatch: None,
        changes: None,
        people: None,
        may_see_people: false,
        assignment: None,
        consent_steps: Vec::new(),
        conflicts: Vec::new(),
        is_conflict_asked: false,
        roster: None,
        re_reviews: Vec::new(),
        office_papers: Vec::new(),
        papers_scanned: false,
        desk_clocks: Vec::new(),
    }
}
