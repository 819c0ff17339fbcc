//! The portal on a phone's home screen: every public page offers it, and the browser has nothing against it.

use serde_json::{Value, json};

use crate::harness::{HEADING, Portal, Tab, journey};

journey!(keep_the_portal_on_the_phone);

const PAGES: [&str; 4] = ["/", "/eligibility", "/calculator", "/track"];

async fn keep_the_portal_on_the_phone(_: &mut Portal, tab: &Tab) {
    for page in PAGES {
        tab.open(page).await;
        tab.at(HEADING).await;
        let cdp = tab.driver.cdp();
        let manifest = cdp
            .send_raw("Page.getAppManifest", json!({}))
            .await
            .unwrap();
        let url = manifest["url"].as_str().unwrap_or_default();
        assert!(url.ends_with("/manifest.webmanifest"), "{page}: {manifest}");
        assert_eq!(manifest["errors"], json!([]), "{page}");
        let text: Value = serde_json::from_str(manifest["data"].as_str().unwrap()).unwrap();
        assert_eq!(text["display"], "standalone");
        let found = cdp
            .send_raw("Page.getInstallabilityErrors", json!({}))
            .await
            .unwrap();
        assert_eq!(found["installabilityErrors"], json!([]), "{page}");
    }
}
