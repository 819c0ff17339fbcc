//! What happens to a sample file: each step is taken through the service that residents and officers use.

use api::application::{
    DECLARATION_VERSION, DefectView, DisbursementView, RefusalView, ResidentActionRequest,
    TermsView, VisitView,
};
use api::particulars::ContractView;
use api::policy::ConditionView;
use api::servicing::RepaymentView;
use api::staff::StaffActionRequest;
use application::Field;
use store::{Tx, staff};
use workflow::loan::{DefectCode, LoanAction};
use workflow::servicing::{DayCounting, EarlyEffect, RepaymentMethod};
use workflow::{DeviceKind, Role};

use crate::applications::actor::Actor;
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::applications::resident::act_as_resident;
use crate::applications::staff::act::act_as_officer;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::queue::asked;
use crate::problem::ApiError;
use crate::state::Parts;

/// Who takes a step.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    Resident,
    Hr1,
    Hr2,
    Guarantee1,
    Bank1,
    Bank2,
}

/// One step, so many working days before today.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) days_ago: u32,
    by: By,
    action: LoanAction,
}

pub(super) const fn step(days_ago: u32, by: By, action: LoanAction) -> Step {
    Step {
        days_ago,
        by,
        action,
    }
}

impl By {
    const fn username(self) -> Option<&'static str> {
        match self {
            Self::Resident => None,
            Self::Hr1 => Some("renshe1"),
            Self::Hr2 => Some("renshe2"),
            Self::Guarantee1 => Some("danbao1"),
            Self::Bank1 => Some("yinhang1"),
            Self::Bank2 => Some("yinhang2"),
        }
    }
}

/// Takes a step at an instant.
///
/// # Errors
/// As the service it goes through.
pub(super) fn take(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    step: Step,
    now_ms: i64,
) -> Result<(), ApiError> {
    let mut actor = Actor {
        id: file.row.person_id.clone(),
        role: Role::Resident,
        device: DeviceKind::Phone,
        now_ms,
        idempotency_key: format!("demo-{}-{}", file.row.id, file.loan.version()),
        on_behalf: None,
    };
    let Some(username) = step.by.username() else {
        let request = resident_request(file, step.action);
        return act_as_resident(tx, parts, file, &actor, &request);
    };
    let officer = staff::find_by_username(tx, username)?
        .and_then(Officer::of_account)
        .ok_or_else(|| impossible("find a sample officer"))?;
    actor.id.clone_from(&officer.id);
    actor.role = officer.role();
    actor.device = DeviceKind::Computer;
    let request = officer_request(parts, file, step.action, &actor);
    act_as_officer(tx, parts, file, &officer, &actor, &request)
}

fn resident_request(file: &ApplicationFile, action: LoanAction) -> ResidentActionRequest {
    ResidentActionRequest {
        version: file.loan.version(),
        action,
        declaration_version: Some(DECLARATION_VERSION.to_owned()),
        field: None,
        reason: None,
        anticipated_receipt: None,
    }
}

fn officer_request(
    parts: &Parts,
    file: &ApplicationFile,
    action: LoanAction,
    actor: &Actor,
) -> StaffActionRequest {
    let mut request = StaffActionRequest {
        version: file.loan.version(),
        action,
        defects: Vec::new(),
        supervisor_reason: None,
        new_facts: None,
        refusal: None,
        would_change: None,
        terms: None,
        conditions: Vec::new(),
        waiver: None,
        condition: None,
        contract: None,
        visit: None,
        disbursement: None,
        repayment: None,
        note: None,
        papers: Vec::new(),
        no_conflict: true,
    };
    match action {
        LoanAction::Return => request.defects = defects(),
        LoanAction::ProposeRefusal => {
            request.refusal = Some(refusal(file));
            request.would_change = Some("示例：逾期的部分还清，信用报告更新以后。".to_owned());
        }
        LoanAction::Sign => {
            request.contract = Some(ContractView {
                signed_on: actor.today().to_string(),
                number: format!(
                    "示例-{}",
                    file.row.acceptance_number.as_deref().unwrap_or_default()
                ),
                guarantee_number: String::new(),
            });
        }
        LoanAction::BookVisit => {
            request.visit = Some(VisitView {
                // The visit is still ahead, or today.
                on: parts.clock.today().max(actor.today()).to_string(),
                note: "示例：请备好营业执照原件。".to_owned(),
            });
        }
        LoanAction::Approve => {
            request.terms = Some(TermsView {
                amount_fen: asked_fen(file),
                rate_basis_points: 300,
                months: 24,
                bank_branch: "示例支行".to_owned(),
            });
        }
        LoanAction::ProposeDisbursement => {
            request.disbursement = Some(DisbursementView {
                amount_fen: asked_fen(file),
                on: actor.today().to_string(),
                account_tail: "0000".to_owned(),
            });
            request.repayment = Some(RepaymentView {
                method: RepaymentMethod::EqualInstallment,
                counting: DayCounting::Month12,
                early_effect: EarlyEffect::ReduceInstalment,
                loan_number: String::new(),
            });
        }
        _ => {}
    }
    request
}

fn defects() -> Vec<DefectView> {
    let defect = |field: &str, code, note: &str| DefectView {
        field: field.to_owned(),
        code,
        note: note.to_owned(),
        cannot_supply: None,
    };
    vec![
        defect(
            "documents/business_licence",
            DefectCode::Unreadable,
            "示例：照片里编号看不清，请在亮处重拍一张。",
        ),
        defect(
            Field::ResidenceAddress.id(),
            DefectCode::Incomplete,
            "示例：请写到门牌号。",
        ),
    ]
}

/// Rests on the first condition that the frozen verdict says is not met.
fn refusal(file: &ApplicationFile) -> RefusalView {
    let unmet = file
        .verdict
        .iter()
        .flat_map(|verdict| &verdict.conditions)
        .find(|condition| condition.verdict == "unmet");
    let of = |part: fn(&ConditionView) -> &String, otherwise: &str| {
        unmet.map_or_else(|| otherwise.to_owned(), |condition| part(condition).clone())
    };
    RefusalView {
        reason_code: of(|condition| &condition.id, "other"),
        article: of(|condition| &condition.citation, "示例：见初判"),
        evidence: "示例：信用报告里有逾期记录。".to_owned(),
        remedies: vec![
            "示例：还清逾期的部分，开好结清证明。".to_owned(),
            "示例：结清以后可以重新申请。".to_owned(),
        ],
    }
}

fn asked_fen(file: &ApplicationFile) -> i64 {
    asked(file.draft.answers.text(Field::AmountYuan)).unwrap_or_default()
}
