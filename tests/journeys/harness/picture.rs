//! Pictures of pages, and answers that are held back so that there is something to see.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{Screen, Tab};

impl Tab {
    /// The page from its top, as a small WebP beside `file`; no taller than this many pixels.
    pub(crate) async fn picture(&self, file: &Path, tallest: u64) {
        let height = "return document.documentElement.scrollHeight";
        let height = self.script(height, Vec::new()).await.unwrap();
        let height = height.and_then(|height| height.as_u64()).unwrap_or(0);
        let (width, least) = self.screen.size();
        let is_phone = self.screen != Screen::Desktop;
        let metrics = |height: u64| json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone });
        let cdp = self.driver.cdp();
        let resize = async |height: u64| {
            let metrics = metrics(height);
            cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics)
                .await
                .unwrap();
        };
        resize(height.clamp(u64::from(least), tallest)).await;
        self.script("scrollTo(0, 0); return null", Vec::new())
            .await
            .unwrap();
        let format = json!({ "format": "webp", "quality": 55 });
        let drawn = cdp
            .send_raw("Page.captureScreenshot", format)
            .await
            .unwrap();
        resize(u64::from(least)).await;
        let bytes = STANDARD
            .decode(drawn["data"].as_str().unwrap_or_default())
            .unwrap();
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file.with_extension("webp"), bytes).unwrap();
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
