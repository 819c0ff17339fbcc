//! Loans after the payout: booked, paid back, late, paid by the guarantee agency, ended.

mod change;
mod export;
mod extension;
mod late;
mod pay;
mod plainly;
mod replayed;
mod schedule;
mod sheet;
mod subsidy;
mod subsidy_paid;

use api::application::ApplicationView;
use api::path::{self, with_id};
use api::servicing::{ListLoansResponse, StaffLoanView};
use domain::Date;
use http::StatusCode;
use serde_json::{Value, json};
use server::clock::Clock as _;
use workflow::Role;
use workflow::loan::{Disbursement, EventDetail, LoanAction, LoanTerms, RepaymentTerms};
use workflow::servicing::{DayCounting, EarlyEffect, RepaymentMethod};

use crate::filing::{NUMBERS, officer, submitted, submitted_as};
use crate::portal::{Answer, Browser, TestPortal};
use crate::staff::{BANK, BUREAU, GUARANTOR};

const HOUR_MS: i64 = 60 * 60 * 1000;
const PHONE: &str = "13800000001";

/// A loan of 120,000 at 3.1 % for a year, paid out on 24 November 2026, with everybody who has to do with it.
struct Lent {
    portal: TestPortal,
    id: String,
    number: String,
}

impl Lent {
    async fn begin() -> Self {
        let portal = TestPortal::start().await;
        let (id, number) = lend(&portal, PHONE, RepaymentMethod::EqualPrincipal).await;
        Self { portal, id, number }
    }

    /// Another loan of the same bank, to another person: its id and number.
    async fn lend_another(&self) -> (String, String) {
        let phone = "13800000002";
        let mut other = self.portal.resident(phone).await;
        let file = submitted_as(&mut other, NUMBERS[1]).await;
        pay_out(&self.portal, file, phone, RepaymentMethod::EqualPrincipal).await
    }

    fn noon(&self, iso: &str) {
        let day = Date::parse_iso(iso).unwrap();
        let noon_ms = day.start_ms_shanghai() + 12 * HOUR_MS;
        let clock = &self.portal.clock;
        clock.advance_ms(noon_ms - clock.now_ms());
    }

    async fn bank(&self, name: &str) -> Browser {
        self.portal.staff(name, Role::BankOfficer, BANK).await
    }

    async fn view(&self, officer: &mut Browser) -> StaffLoanView {
        let answer = officer.get(&with_id(path::STAFF_LOAN, &self.id)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    /// Sends an action on the version there is.
    async fn attempt(&self, officer: &mut Browser, action: &str, parts: Value) -> Answer {
        let mut body = parts;
        body["version"] = json!(self.view(officer).await.version);
        body["action"] = json!(action);
        if body.get("no_conflict").is_none() {
            body["no_conflict"] = json!(true);
        }
        let path = with_id(path::STAFF_LOAN_ACTIONS, &self.id);
        officer.post(&path, &body).await
    }

    async fn act(&self, officer: &mut Browser, action: &str, parts: Value) -> StaffLoanView {
        let answer = self.attempt(officer, action, parts).await;
        assert_eq!(answer.status, StatusCode::OK, "{action}: {answer:?}");
        answer.json()
    }

    /// What the borrower sees.
    async fn mine(&self) -> ApplicationView {
        // The next code comes after a while only.
        self.portal.clock.advance_ms(2 * 60 * 1000);
        let mut resident = self.portal.resident(PHONE).await;
        resident
            .get(&with_id(path::APPLICATION, &self.id))
            .await
            .json()
    }

    fn whole(&self) {
        let state = &self.portal.state;
        let report = server::servicing::verify::verify(&state.store, &state.keyring).unwrap();
        assert_eq!((report.loans, report.findings), (1, Vec::new()));
    }
}

/// A file driven to the money, by the service that the routes call.
pub(crate) async fn lend(
    portal: &TestPortal,
    phone: &str,
    method: RepaymentMethod,
) -> (String, String) {
    let mut resident = portal.resident(phone).await;
    let file = submitted(&mut resident).await;
    pay_out(portal, file, phone, method).await
}

/// The same of a file that was handed in.
async fn pay_out(
    portal: &TestPortal,
    file: ApplicationView,
    phone: &str,
    method: RepaymentMethod,
) -> (String, String) {
    propose(portal, &file.id, phone, method).await;
    confirm(portal, &file.id).await;
    (file.id, file.acceptance_number.unwrap())
}

/// Up to the payment that waits for its second person.
async fn propose(portal: &TestPortal, id: &str, phone: &str, method: RepaymentMethod) {
    let today = portal.clock.today();
    let terms = EventDetail::Terms(LoanTerms {
        amount_fen: 12_000_000,
        rate_basis_points: 310,
        months: 12,
        bank_branch: "示例支行".into(),
        conditions: Vec::new(),
    });
    let paid = EventDetail::Disbursement(Disbursement {
        amount_fen: 12_000_000,
        on: today,
        account_tail: "0071".into(),
        repayment: Some(RepaymentTerms {
            method,
            counting: method.usual_counting(),
            early_effect: method.early_effects()[0],
            loan_number: format!("JK-{phone}"),
        }),
    });
    let none = || EventDetail::None;
    let (hr, guarantee, bank) = (Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer);
    for (role, action, detail) in [
        (hr, LoanAction::AcceptForReview, none()),
        (hr, LoanAction::Pass, none()),
        (guarantee, LoanAction::Pass, none()),
        (bank, LoanAction::Approve, terms),
        (bank, LoanAction::Sign, none()),
        (bank, LoanAction::ProposeDisbursement, paid),
    ] {
        officer(portal, id, role, action, detail).await;
    }
}

/// By a second person.
async fn confirm(portal: &TestPortal, id: &str) {
    use server::applications::{act::act, actor::Actor, file::ApplicationFile};
    let actor = Actor {
        id: "staff-second".into(),
        role: Role::BankOfficer,
        device: workflow::DeviceKind::Computer,
        now_ms: portal.clock.now_ms(),
        idempotency_key: crate::portal::fresh_key(),
        on_behalf: None,
    };
    let (state, id) = (portal.state.clone(), id.to_owned());
    let work = move |tx: &store::Tx| {
        let mut file = ApplicationFile::load(&state, tx, &id)?.unwrap();
        let version = file.loan.version();
        let what = (LoanAction::ConfirmDisbursement, EventDetail::None);
        act(tx, &state, &mut file, &actor, version, what)
    };
    let store = &portal.state.store;
    store
        .write::<_, _, server::problem::ApiError>(work)
        .await
        .unwrap();
}

fn payment(on: &str, amount_fen: i64) -> Value {
    json!({ "payment": { "on": on, "amount_fen": amount_fen, "is_early": false } })
}

fn early(on: &str, amount_fen: i64) -> Value {
    json!({ "payment": { "on": on, "amount_fen": amount_fen, "is_early": true } })
}

async fn list(officer: &mut Browser) -> ListLoansResponse {
    let answer = officer.get(path::STAFF_LOANS).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// Messages sent to the borrower, newest first.
fn told(portal: &TestPortal) -> Vec<String> {
    let all = server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 100).unwrap();
    all.into_iter()
        .filter(|message| message.phone == PHONE && !message.text.contains("验证码"))
        .map(|message| message.text)
        .collect()
}

/// What the contract of these tests comes to.
fn terms() -> workflow::servicing::BookedTerms {
    workflow::servicing::BookedTerms {
        amount_fen: 12_000_000,
        rate_basis_points: 310,
        months: 12,
        start_on: Date::parse_iso("2026-11-24").unwrap(),
        method: RepaymentMethod::EqualPrincipal,
        counting: DayCounting::Month12,
        early_effect: EarlyEffect::ReduceInstalment,
        regime: Some(workflow::servicing::Regime::HalfOfActualRate),
        lpr_basis_points: Some(310),
        subsidised_years: None,
    }
}

/// The offices that are none of the bank's.
const OTHERS: [(Role, &str); 2] = [
    (Role::HrOfficer, BUREAU),
    (Role::GuaranteeOfficer, GUARANTOR),
];
