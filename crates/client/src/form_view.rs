//! What is read of an application, by who reads it.

use std::collections::BTreeMap;

use api::{
    FieldError,
    application::{ApplicationView, DocumentView},
    particulars::WholeApplication,
};
use application::{Answer, Answers, Product};
use serde::{Deserialize, de::DeserializeOwned};
use workflow::loan::LoanState;

/// An application as a page reads it: whole, or for the form alone.
pub trait FileView: Clone + DeserializeOwned + Send + Sync + 'static {
    /// Its id.
    fn id(&self) -> &str;
    /// Number of events so far; sent back with an action.
    fn version(&self) -> u32;
    /// What is applied for.
    fn product(&self) -> Product;
}

/// What the form reads of [`ApplicationView`]: all of it would bring every type of a file's later life.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FormView {
    /// Id.
    pub id: String,
    /// Product.
    pub product: Product,
    /// State.
    pub state: LoanState,
    /// Number of events so far; sent back with an action.
    pub version: u32,
    /// What was typed.
    pub answers: Answers,
    /// Papers uploaded.
    pub documents: Vec<DocumentView>,
    /// Reasons given for papers that cannot be supplied, by document kind; each a text. Of the same type as the answers, so
    /// that one kind of map does.
    pub cannot_supply: BTreeMap<String, Answer>,
    /// Certificates of startup courses that go along, each a text, by number. Of the same type for the same reason.
    #[serde(default)]
    pub trained: BTreeMap<String, Answer>,
    /// What keeps it from being submitted.
    pub errors: Vec<FieldError>,
    /// Somebody was named, or it was said why nobody is.
    #[serde(default)]
    pub has_people: bool,
    /// The cap the engine gives for these answers, fen.
    pub cap_fen: Option<i64>,
    /// What the rules say of the answers as they stand.
    pub outlook: Option<Outlook>,
}

/// What the rules say, for a warning.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Outlook {
    /// `eligible`, `not_eligible`, `unknown`, `not_in_force`, `not_sourced`.
    pub verdict: String,
    /// The named conditions that the answers settle.
    pub conditions: Vec<OutlookCondition>,
}

/// One named condition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OutlookCondition {
    /// In words a villager reads.
    pub label: String,
    /// `met`, `unmet`.
    pub verdict: String,
    /// Document, number and clause.
    pub citation: String,
}

impl FileView for ApplicationView {
    fn id(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn product(&self) -> Product {
        self.product
    }
}

impl FileView for WholeApplication {
    fn id(&self) -> &str {
        &self.application.id
    }

    fn version(&self) -> u32 {
        self.application.version
    }

    fn product(&self) -> Product {
        self.application.product
    }
}

impl FileView for FormView {
    fn id(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn product(&self) -> Product {
        self.product
    }
}

#[cfg(test)]
mod tests {
    use super::{FormView, WholeApplication};
    use api::application::ApplicationView;
    use std::collections::BTreeMap;

    /// A renamed field of the contract is noticed here, not in a resident's browser.
    #[test]
    fn the_form_reads_what_the_server_writes() {
        let text = r#"{"id":"7","product":"startup_loan_individual","state":"draft","version":3,
            "answers":{"purpose":"买面粉","categories":["veteran"]},
            "documents":[{"id":"d","kind":"id_card_front","media_type":"image/jpeg","size_bytes":1,"received_at_ms":2}],
            "cannot_supply":{"category_proof":"丢了"},"errors":[{"pointer":"/answers/bank","code":"required"}],
            "cap_fen":20000000,"acceptance_number":null,"query_code":null,
            "holder":{"role":"resident","agency":null,"agency_is_sample":false},"clock":null,"defects":[],"refusal":null,
            "terms":null,"visit":null,"disbursement":null,"verdict":null,
            "outlook":{"programme":"p","version":"v","as_of":"2026-11-24","verdict":"not_eligible","is_provisional":false,
              "amount_fen":null,"conditions":[{"id":"c","label":"l","verdict":"unmet","citation":"x","status":"verified"}],
              "pack_hash":"","receipt_hash":""},
            "timeline":[],"actions":["submit"],"saved_at_ms":0}"#;
        let whole: ApplicationView = json::from_str(text).unwrap();
        let particulars = api::particulars::Particulars {
            contract: Some(api::particulars::ContractView {
                signed_on: "2026-11-24".into(),
                number: "HT-1".into(),
                guarantee_number: String::new(),
            }),
            ..Default::default()
        };
        let sent = WholeApplication {
            application: whole.clone(),
            has_people: true,
            particulars: particulars.clone(),
        };
        let sent = serde_json::to_string(&sent).unwrap();
        // The pages on a phone read a part of it, the printed ones all.
        let read: ApplicationView = json::from_str(&sent).unwrap();
        assert_eq!(read, whole);
        let read: WholeApplication = json::from_str(&sent).unwrap();
        assert_eq!(
            (read.application, read.particulars),
            (whole.clone(), particulars)
        );
        let form: FormView = json::from_str(&sent).unwrap();
        assert!(form.has_people);
        assert_eq!(form.answers, whole.answers);
        assert_eq!(form.documents, whole.documents);
        let reasons: BTreeMap<_, _> = form
            .cannot_supply
            .into_iter()
            .map(|(kind, reason)| (kind, reason.into_text()))
            .collect();
        assert_eq!(reasons, whole.cannot_supply);
        assert_eq!((form.errors, form.cap_fen), (whole.errors, whole.cap_fen));
        let outlook = (form.outlook.unwrap(), whole.outlook.unwrap());
        assert_eq!(outlook.0.verdict, outlook.1.verdict);
        assert_eq!(outlook.0.conditions[0].label, outlook.1.conditions[0].label);
    }
}
