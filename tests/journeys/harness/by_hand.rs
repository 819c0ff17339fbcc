//! A resident who signs in by hand, in the browser.

use i18n::t;

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

    /// Ends the session at the server; a browser that holds it learns so at its next call.
    pub(crate) async fn sign_out(&self, portal: &Portal) {
        let address = format!("{}{}", portal.origin, api::path::SESSION);
        let request = reqwest::Client::new()
            .delete(address)
            .header("cookie", &self.cookie)
            .header(api::IDEMPOTENCY_KEY, super::resident::fresh_key());
        assert!(request.send().await.unwrap().status().is_success());
    }

    /// The session that the browser holds.
    pub(crate) async fn of_tab(tab: &Tab) -> Self {
        let cookie = tab.driver.get_named_cookie(COOKIE).await.unwrap();
        Self::with_cookie(&tab.origin, format!("{COOKIE}={}", cookie.value))
    }
}
