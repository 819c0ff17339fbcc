//! A resident who signs in by hand, in the browser.

use api::path;
use i18n::t;

use super::resident::fresh_key;
use super::{Portal, Resident, Tab};

const COOKIE: &str = "__Host-fumin";

impl Resident {
    /// Signs in by hand, on the page that asks for it; the same session then serves both ways.
    pub(crate) async fn sign_in_by_hand(portal: &Portal, tab: &Tab, phone: &str) -> Self {
        tab.arrive(t::signin::title()).await;
        tab.fill("phone", phone).await;
        tab.press(t::signin::send()).await;
        tab.arrive(t::signin::code_title()).await;
        tab.fill("code", &portal.code_for(phone)).await;
        tab.press(t::signin::enter()).await;
        tab.until("the way out", async || {
            Ok(tab.has(t::signin::leave()).await.then_some(()))
        })
        .await;
        Self::of_tab(tab).await
    }

    /// Whether the server still knows the session.
    pub(crate) async fn is_signed_in(&self, portal: &Portal) -> bool {
        let address = format!("{}{}", portal.origin, path::SESSION);
        let request = reqwest::Client::new().get(address);
        let answer = request.header("cookie", &self.cookie).send().await;
        answer.unwrap().status().is_success()
    }

    /// Puts a paper down in a draft.
    pub(crate) async fn put_paper(
        &self,
        portal: &Portal,
        id: &str,
        kind: &str,
        bytes: &'static [u8],
    ) {
        let at = path::with_id(path::APPLICATION_DOCUMENTS, id);
        let request = reqwest::Client::new()
            .post(format!("{}{at}?kind={kind}", portal.origin))
            .header("cookie", &self.cookie)
            .header(api::IDEMPOTENCY_KEY, fresh_key())
            .header("content-type", "application/octet-stream")
            .body(bytes);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{answer:?}");
    }

    /// Saves one answer.
    pub(crate) async fn save(&self, id: &str, field: &str, answer: &str) {
        let body = serde_json::json!({ "answers": { field: answer } });
        let (path, key) = (super::resident::answers_of(id), fresh_key());
        let saved = self.send(reqwest::Method::PATCH, &path, &body, &key).await;
        assert!(saved.unwrap().status().is_success());
    }

    /// A paper's bytes.
    pub(crate) async fn read_paper(&self, portal: &Portal, id: &str, document: &str) -> Vec<u8> {
        let request = reqwest::Client::new().get(address_of(portal, id, document));
        let answer = request.header("cookie", &self.cookie).send().await.unwrap();
        answer.bytes().await.unwrap().to_vec()
    }

    /// Takes every paper of an application back.
    pub(crate) async fn take_papers_back(&self, portal: &Portal, id: &str) {
        for document in self.find(id).await.documents {
            let request = reqwest::Client::new()
                .delete(address_of(portal, id, &document.id))
                .header("cookie", &self.cookie)
                .header(api::IDEMPOTENCY_KEY, fresh_key());
            assert!(request.send().await.unwrap().status().is_success());
        }
    }

    /// The session that the browser holds.
    pub(crate) async fn of_tab(tab: &Tab) -> Self {
        let cookie = tab.driver.get_named_cookie(COOKIE).await.unwrap();
        Self::with_cookie(&tab.origin, format!("{COOKIE}={}", cookie.value))
    }
}

fn address_of(portal: &Portal, id: &str, document: &str) -> String {
    let path = path::with_document(path::APPLICATION_DOCUMENT, id, document);
    [portal.origin.as_str(), &path].concat()
}
