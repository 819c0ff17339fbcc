//! Every page in its states, on a phone, on a desktop, and in large type on a narrow screen in the dark: looked over by axe
//! and for sideways scroll, and with `FUMIN_SCREENSHOTS=<folder>` drawn into a file each (script/screenshots).

mod mine;
mod public;
mod staff;
mod taught;

use i18n::t;
use serde_json::json;

use crate::harness::{Browser, Portal, Screen, Tab, front_ends_are_built};

/// One way of looking at everything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Phone,
    Desktop,
    /// 关怀版 at 320 px in dark colours.
    Large,
}

impl Look {
    const fn screen(self) -> Screen {
        match self {
            Self::Phone => Screen::Phone,
            Self::Large => Screen::Narrow,
            Self::Desktop => Screen::Desktop,
        }
    }

    /// Its folder of pictures.
    const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Desktop => "desktop",
            Self::Large => "large",
        }
    }
}

/// A walk past every page, with one way of looking.
struct Walk<'a> {
    tab: &'a Tab,
    look: Look,
}

/// The tallest picture of a page.
const TALLEST: u64 = 1_600;

impl Walk<'_> {
    /// Looks over what is shown, and keeps a picture of it.
    async fn stop(&self, name: &str) {
        self.tab.look_closely().await;
        if let Some(folder) = std::env::var_os("FUMIN_SCREENSHOTS") {
            let folder = std::path::Path::new(&folder).join(self.look.name());
            self.tab.picture(&folder.join(name), TALLEST).await;
        }
    }

    /// Opens a page and waits until what a selector names is there.
    async fn open(&self, path: &str, selector: &str) {
        self.tab.open(path).await;
        self.tab.at(selector).await;
    }

    /// A page whose answers are still on their way, and one whose answers do not come.
    async fn waiting_and_failed(&self, name: &str, path: &str, asks: &str) {
        self.tab.hold(asks).await;
        self.open(path, "main .loadable__loading, main [aria-busy=true]")
            .await;
        self.stop(&format!("{name}-loading")).await;
        self.tab.let_go().await;
        self.tab.block(&[asks]).await;
        self.leave().await;
        self.tab.open(path).await;
        self.tab.see(t::common::failed::title()).await;
        self.stop(&format!("{name}-failed")).await;
        self.tab.block(&[]).await;
        self.leave().await;
    }

    /// An address with a mark behind `#` is not loaded anew by going to it again.
    async fn leave(&self) {
        self.tab.driver.goto("about:blank").await.unwrap();
    }
}

/// The parts of the portal under the three looks, a test each.
macro_rules! walk {
    ($part:ident) => {
        mod $part {
            #[tokio::test]
            async fn on_a_phone() {
                super::walk(super::super::Look::Phone, super::super::$part::walk).await;
            }

            #[tokio::test]
            async fn on_a_desktop() {
                super::walk(super::super::Look::Desktop, super::super::$part::walk).await;
            }

            #[tokio::test]
            async fn in_large_type() {
                super::walk(super::super::Look::Large, super::super::$part::walk).await;
            }
        }
    };
}

mod looks {
    use super::{Look, Walk, begin};
    use crate::harness::Portal;

    walk!(public);
    walk!(mine);
    walk!(staff);
    walk!(taught);

    async fn walk(look: Look, part: impl AsyncFnOnce(&mut Portal, &Walk<'_>)) {
        begin(look, part).await;
    }
}

async fn begin(look: Look, part: impl AsyncFnOnce(&mut Portal, &Walk<'_>)) {
    front_ends_are_built();
    let mut portal = Portal::start();
    let browser = Browser::start(look.screen());
    let tab = browser.open(&portal).await;
    if look == Look::Large {
        tab.open("/").await;
        let large = "localStorage['fumin.large'] = '1'; return arguments[0]";
        tab.script(large, vec![json!(1)]).await.unwrap();
        let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        let cdp = tab.driver.cdp();
        cdp.send_raw("Emulation.setEmulatedMedia", dark)
            .await
            .unwrap();
    }
    part(&mut portal, &Walk { tab: &tab, look }).await;
    tab.close().await;
}
