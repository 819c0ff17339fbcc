//! Filling a form in: what a made-up resident answers, and files brought to a state without the test's own trouble.

use api::application::{
    ApplicationView, DECLARATION_VERSION, ResidentActionRequest, SaveAnswersRequest,
    StartApplicationRequest,
};
use api::path::{self, with_id};
use application::Product;
use http::StatusCode;
use serde_json::{Value, json};
use server::applications::act::act;
use server::applications::actor::Actor;
use server::applications::file::ApplicationFile;
use server::clock::Clock as _;
use server::problem::ApiError;
use workflow::loan::{EventDetail, LoanAction};
use workflow::{DeviceKind, Role};

use crate::portal::{Browser, TestPortal};

/// A made-up person's number with a valid check digit.
pub(crate) const ID_NUMBER: &str = "360426199101010071";

/// Every answer of a returning migrant with a licensed shop, right ones all.
pub(crate) fn good_answers() -> Value {
    json!({
        "applicant_name": "示例甲",
        "id_number": ID_NUMBER,
        "residence_division": "620602001",
        "residence_address": "示例路 1 号",
        "marital_status": "single",
        "categories": ["returning_migrant"],
        "excluded_work": ["none"],
        "business_kind": "self_employed",
        "business_name": "示例小店",
        "credit_code": "91110000600037341L",
        "business_registered_on": "2025-03-01",
        "business_operating": "yes",
        "business_division": "620602001",
        "business_address": "示例路 2 号",
        "industry": "trade",
        "other_loans": ["none"],
        "prior_guaranteed_loans": "0",
        "loan_overdue_record": "no",
        "amount_yuan": "200000",
        "term_months": "24",
        "purpose": "进货",
        "bank": "sample-bank",
    })
}

/// Reasons for all the papers, so that a test without papers can hand in.
pub(crate) fn no_papers() -> Value {
    let kinds = [
        "id_card_front",
        "id_card_back",
        "business_licence",
        "category_proof",
    ];
    kinds
        .into_iter()
        .map(|kind| (kind.to_owned(), json!("还在办")))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

pub(crate) fn start_request() -> StartApplicationRequest {
    StartApplicationRequest {
        product: Product::StartupLoanIndividual,
        facts: serde_json::Map::new(),
    }
}

pub(crate) fn action(view: &ApplicationView, action: LoanAction) -> ResidentActionRequest {
    let declares = matches!(action, LoanAction::Submit | LoanAction::Resubmit);
    ResidentActionRequest {
        version: view.version,
        action,
        declaration_version: declares.then(|| DECLARATION_VERSION.to_owned()),
        field: None,
        reason: None,
        anticipated_receipt: None,
    }
}

/// A new draft.
pub(crate) async fn draft(resident: &mut Browser) -> ApplicationView {
    let answer = resident.post(path::APPLICATIONS, &start_request()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

/// A draft with nothing missing.
pub(crate) async fn filled(resident: &mut Browser) -> ApplicationView {
    let view = draft(resident).await;
    save(resident, &view.id, good_answers(), no_papers()).await;
    let view: ApplicationView = resident
        .get(&with_id(path::APPLICATION, &view.id))
        .await
        .json();
    assert_eq!(view.errors, []);
    view
}

pub(crate) async fn save(resident: &mut Browser, id: &str, answers: Value, cannot_supply: Value) {
    let request: SaveAnswersRequest =
        serde_json::from_value(json!({ "answers": answers, "cannot_supply": cannot_supply }))
            .unwrap();
    let answer = resident
        .patch(&with_id(path::APPLICATION_ANSWERS, id), &request)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

/// A file handed in.
pub(crate) async fn submitted(resident: &mut Browser) -> ApplicationView {
    let view = filled(resident).await;
    let answer = resident
        .post(
            &with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Submit),
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// The same of somebody else: three made-up people's numbers with valid check digits.
pub(crate) const NUMBERS: [&str; 3] = [ID_NUMBER, "110101199003070011", "629999198804129012"];

/// A file handed in under another number.
pub(crate) async fn submitted_as(resident: &mut Browser, id_number: &str) -> ApplicationView {
    let view = filled(resident).await;
    let number = json!({ "id_number": id_number });
    save(resident, &view.id, number, json!({})).await;
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    let seen: ApplicationView = resident
        .get(&with_id(path::APPLICATION, &view.id))
        .await
        .json();
    let answer = resident.post(&at, &action(&seen, LoanAction::Submit)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// Something an officer does, by the service that the officers' routes call.
pub(crate) async fn officer(
    portal: &TestPortal,
    id: &str,
    role: Role,
    todo: LoanAction,
    detail: EventDetail,
) {
    let actor = Actor {
        id: format!("staff-{role}"),
        role,
        device: DeviceKind::Computer,
        now_ms: portal.clock.now_ms(),
        idempotency_key: crate::portal::fresh_key(),
        on_behalf: None,
    };
    let (state, id) = (portal.state.clone(), id.to_owned());
    let work = move |tx: &store::Tx| {
        let mut file = ApplicationFile::load(&state, tx, &id)?.unwrap();
        let version = file.loan.version();
        act(
            tx,
            &state,
            &mut file,
            &actor,
            version,
            (todo, detail.clone()),
        )
    };
    portal
        .state
        .store
        .write::<_, _, ApiError>(work)
        .await
        .unwrap();
}

/// A file that was paid out and not paid back in time, without the months that takes.
pub(crate) async fn forge_overdue(portal: &TestPortal, id: &str) {
    let id = id.to_owned();
    let forge = move |tx: &store::Tx| {
        let application = store::applications::find(tx, &id)?.unwrap();
        let loan = store::loans::Loan {
            id: application.id,
            person_id: application.person_id,
            bank_id: "sample-bank".into(),
            acceptance_number: "620602-20261124-09999".into(),
            loan_number_index: None,
            state: "overdue".into(),
            version: 1,
            next_due_on: None,
            extension_due_on: None,
            waits_since: None,
            ended: false,
            created_ms: 1,
            updated_ms: 1,
            guarantor_id: None,
        };
        store::loans::insert(tx, &loan)
    };
    portal.state.store.write(forge).await.unwrap();
}
