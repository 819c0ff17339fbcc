//! Scripts that run in every page before its own.

use serde_json::{Value, json};

use super::Tab;

/// A script that is to run first. What [`Tab::run_no_longer`] takes.
pub(crate) struct First(Value);

impl Tab {
    /// From the next page on this script runs before those of the page.
    pub(crate) async fn run_first(&self, script: &str) -> First {
        let cdp = self.driver.cdp();
        let source = json!({ "source": script });
        let added = cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", source);
        First(added.await.unwrap()["identifier"].clone())
    }

    /// From the next page on it does not.
    pub(crate) async fn run_no_longer(&self, First(script): First) {
        let cdp = self.driver.cdp();
        let script = json!({ "identifier": script });
        cdp.send_raw("Page.removeScriptToEvaluateOnNewDocument", script)
            .await
            .unwrap();
    }
}
