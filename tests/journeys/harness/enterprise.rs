//! A small enterprise, its form filled in over HTTP.

use std::collections::BTreeMap;

use api::application::ApplicationView;
use api::path;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::resident::{answers_of, good_answers};
use super::{Portal, Resident};

impl Resident {
    /// A draft of a small enterprise with nothing missing but its roster.
    pub(crate) async fn enterprise(&self) -> ApplicationView {
        let start = json!({ "product": "startup_loan_enterprise" });
        let draft: ApplicationView = self.write(Method::POST, path::APPLICATIONS, &start).await;
        let answers = answers_of(&draft.id);
        let _: Value = self
            .write(Method::PATCH, &answers, &save_enterprise())
            .await;
        self.find(&draft.id).await
    }

    /// The bytes at an address, as this resident gets them.
    pub(crate) async fn download(&self, portal: &Portal, path: &str) -> Vec<u8> {
        let request = reqwest::Client::new().get(format!("{}{path}", portal.origin));
        let answer = request.header("cookie", &self.cookie).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.bytes().await.unwrap().to_vec()
    }
}

/// What an enterprise of thirty people answers that says it hired eight, and the reasons for papers that are not there.
fn save_enterprise() -> Value {
    let mut answers = good_answers();
    answers.retain(|field, _| {
        let individual = [
            "marital_status",
            "categories",
            "excluded_work",
            "business_kind",
            "other_loans",
            "loan_overdue_record",
        ];
        !individual.contains(field)
    });
    answers.extend([
        ("employees", json!("30")),
        ("new_hires_12m", json!("8")),
        ("contract_months_min", json!("24")),
        ("wage_or_insurance_arrears", json!("no")),
    ]);
    let papers = [
        "id_card_front",
        "id_card_back",
        "business_licence",
        "articles",
        "labour_contracts",
        "hire_group_proof",
        "employee_roster",
        "financial_statements",
    ];
    let cannot_supply: BTreeMap<_, _> = papers.map(|kind| (kind, "还在盖章")).into();
    json!({ "answers": answers, "cannot_supply": cannot_supply })
}
