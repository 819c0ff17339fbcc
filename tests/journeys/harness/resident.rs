//! A resident over HTTP.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use api::application::{
    ApplicationView, DECLARATION_VERSION, ListApplicationsResponse, ResidentActionRequest,
    SaveAnswersRequest,
};
use api::{IDEMPOTENCY_KEY, path};
use domain::made_up;
use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Portal;

const ID_NUMBER: &str = "360426199101010071";

/// The number of the sample answers first, then others of nobody.
fn fresh_id_number() -> String {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let made = MADE.fetch_add(1, Ordering::Relaxed);
    if made == 0 {
        return ID_NUMBER.to_owned();
    }
    let born = (1970 + made / 28_000, 1, made % 28 + 1);
    made_up::id_number(born, made / 28 % 1_000)
}

const INDIVIDUAL: &str = "startup_loan_individual";

/// A signed-in resident without a browser.
#[derive(Clone)]
pub(crate) struct Resident {
    origin: String,
    pub(crate) cookie: String,
    http: reqwest::Client,
}

impl Resident {
    /// Signs in with a code out of the outbox.
    pub(crate) async fn sign_in(portal: &Portal, phone: &str) -> Self {
        let mut resident = Self::with_cookie(&portal.origin, String::new());
        let sent = resident
            .send(
                Method::POST,
                path::SESSION_CODE,
                &json!({ "phone": phone }),
                &fresh_key(),
            )
            .await
            .unwrap();
        assert_eq!(sent.status(), StatusCode::NO_CONTENT);
        let body = json!({ "phone": phone, "code": portal.code_for(phone) });
        let answer = resident
            .send(Method::POST, path::SESSION, &body, &fresh_key())
            .await
            .unwrap();
        let cookie = answer
            .headers()
            .get("set-cookie")
            .and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.unwrap_or_else(|| panic!("no session: {}", answer.status()));
        resident.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        resident
    }

    /// Whose session a cookie header names; nobody's when it is empty.
    pub(crate) fn with_cookie(origin: &str, cookie: String) -> Self {
        Self {
            origin: origin.to_owned(),
            cookie,
            http: reqwest::Client::new(),
        }
    }

    /// An application handed in with every answer right and a reason for every paper.
    pub(crate) async fn hand_in(&self) -> ApplicationView {
        let draft = self.filled().await;
        self.submit(&draft.id).await
    }

    /// A draft with nothing missing.
    pub(crate) async fn filled(&self) -> ApplicationView {
        let draft: ApplicationView = self.write(Method::POST, path::APPLICATIONS, &start()).await;
        self.fill(&draft.id).await
    }

    /// Answers everything in a draft; each is of somebody else, for nobody may have two under way.
    pub(crate) async fn fill(&self, id: &str) -> ApplicationView {
        let _: Value = self
            .write(Method::PATCH, &answers_of(id), &save_somebody())
            .await;
        self.find(id).await
    }

    /// Hands a draft in.
    pub(crate) async fn submit(&self, id: &str) -> ApplicationView {
        let body = submission(self.find(id).await.version);
        self.write(Method::POST, &actions_of(id), &body).await
    }

    /// One of the resident's applications.
    pub(crate) async fn find(&self, id: &str) -> ApplicationView {
        self.read(&path::with_id(path::APPLICATION, id)).await
    }

    /// All of them.
    pub(crate) async fn list(&self) -> ListApplicationsResponse {
        self.read(path::APPLICATIONS).await
    }

    async fn read<T: DeserializeOwned>(&self, path: &str) -> T {
        let answer = self.ask(path).await.unwrap();
        let (status, body) = (answer.status(), answer.text().await.unwrap());
        serde_json::from_str(&body)
            .unwrap_or_else(|error| panic!("{path}: {status} {error} {body}"))
    }

    /// One look, which a killed server may not answer.
    pub(crate) async fn ask(&self, path: &str) -> reqwest::Result<reqwest::Response> {
        let request = self.http.get(format!("{}{path}", self.origin));
        request.header("cookie", &self.cookie).send().await
    }

    pub(super) async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> T {
        let answer = self.send(method, path, body, &fresh_key()).await.unwrap();
        let (status, body) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {body}");
        serde_json::from_str(&body).unwrap_or_else(|error| panic!("{path}: {error} {body}"))
    }

    /// One request, which a killed server may not answer.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: &Value,
        key: &str,
    ) -> reqwest::Result<reqwest::Response> {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.origin))
            .json(body);
        if !self.cookie.is_empty() {
            request = request.header("cookie", &self.cookie);
        }
        request.header(IDEMPOTENCY_KEY, key).send().await
    }
}

/// A key no other request has.
pub(crate) fn fresh_key() -> String {
    use std::hash::{BuildHasher as _, RandomState};
    let half = || RandomState::new().hash_one(std::time::SystemTime::now());
    format!("{:016x}{:016x}", half(), half())
}

/// The start of an individual loan's draft.
pub(crate) fn start() -> Value {
    json!({ "product": INDIVIDUAL })
}

/// [`save_all`] with a number of somebody's own.
pub(crate) fn save_somebody() -> Value {
    let mut request = save_all();
    request["answers"]["id_number"] = json!(fresh_id_number());
    request
}

/// Every answer, and the reasons for papers that are not there.
pub(crate) fn save_all() -> Value {
    let answers = good_answers();
    let papers = [
        "id_card_front",
        "id_card_back",
        "business_licence",
        "category_proof",
    ];
    let cannot_supply: BTreeMap<_, _> = papers.map(|kind| (kind, "证件还在补办")).into();
    let request = json!({ "answers": answers, "cannot_supply": cannot_supply });
    // Read back, so that a field renamed in the contract is noticed here.
    assert!(serde_json::from_value::<SaveAnswersRequest>(request.clone()).is_ok());
    request
}

/// The declaration and the press of the last button.
pub(crate) fn submission(version: u32) -> Value {
    let request = json!({ "version": version, "action": "submit", "declaration_version": DECLARATION_VERSION });
    assert!(serde_json::from_value::<ResidentActionRequest>(request.clone()).is_ok());
    request
}

pub(crate) fn answers_of(id: &str) -> String {
    path::with_id(path::APPLICATION_ANSWERS, id)
}

pub(crate) fn actions_of(id: &str) -> String {
    path::with_id(path::APPLICATION_ACTIONS, id)
}

/// What a made-up person answers: a returning migrant with a licensed noodle shop. The number has a valid check digit and
/// belongs to nobody we know of.
pub(crate) fn good_answers() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("applicant_name", json!("示例甲")),
        ("id_number", json!(ID_NUMBER)),
        ("contact_phone", json!("13800000001")),
        ("residence_division", json!("620602001")),
        ("residence_address", json!("示例路 1 号")),
        ("marital_status", json!("single")),
        ("categories", json!(["returning_migrant"])),
        ("excluded_work", json!(["none"])),
        ("business_kind", json!("self_employed")),
        ("business_name", json!("示例面馆")),
        ("credit_code", json!("91110000600037341L")),
        ("business_registered_on", json!("2025-03-01")),
        ("business_operating", json!("yes")),
        ("business_division", json!("620602001")),
        ("business_address", json!("示例路 2 号")),
        ("industry", json!("catering")),
        ("other_loans", json!(["none"])),
        ("prior_guaranteed_loans", json!("0")),
        ("loan_overdue_record", json!("no")),
        ("amount_yuan", json!("200000")),
        ("term_months", json!("24")),
        ("purpose", json!("买两台和面机，进一批面粉")),
        ("bank", json!("sample-bank")),
    ])
}
