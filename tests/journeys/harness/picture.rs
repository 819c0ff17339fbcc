//! Pictures of pages, and answers that are held back so that there is something to see.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{Screen, Tab};

impl Tab {
    /// The page from its top on this screen, as a small WebP beside `file`; no taller than this many pixels.
    pub(crate) async fn picture(&self, screen: Screen, file: &Path, tallest: u64) {
        let height = "return document.documentElement.scrollHeight";
        let height = self.script(height, Vec::new()).await.unwrap();
        let height = height.and_then(|height| height.as_u64()).unwrap_or(0);
        self.resize(screen, Some(height.min(tallest))).await;
        self.script("scrollTo(0, 0); return null", Vec::new())
            .await
            .unwrap();
        let format = json!({ "format": "webp", "quality": 55 });
        let cdp = self.driver.cdp();
        let drawn = cdp
            .send_raw("Page.captureScreenshot", format)
            .await
            .unwrap();
        self.resize(screen, None).await;
        let bytes = STANDARD
            .decode(drawn["data"].as_str().unwrap_or_default())
            .unwrap();
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file.with_extension("webp"), bytes).unwrap();
    }

    /// Makes the window this screen, or as tall as this if that is taller.
    pub(super) async fn resize(&self, screen: Screen, height: Option<u64>) {
        let (width, least) = screen.size();
        let height = height.unwrap_or(0).max(u64::from(least));
        let is_phone = screen != Screen::Desktop;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await
            .unwrap();
    }

    /// From now on answers to these addresses do not come, `*` standing for anything.
    pub(crate) async fn hold(&self, addresses: &str) {
        let patterns = json!({ "patterns": [{ "urlPattern": addresses }] });
        let cdp = self.driver.cdp();
        cdp.send_raw("Fetch.enable", patterns).await.unwrap();
    }

    /// Lets go what was held.
    pub(crate) async fn let_go(&self) {
        let cdp = self.driver.cdp();
        cdp.send_raw("Fetch.disable", json!({})).await.unwrap();
    }
}
