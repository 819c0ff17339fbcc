//! Every page in its states, on a phone, on a desktop, and in large type on a narrow screen in the dark: looked over by axe
//! and for sideways scroll, the desktop at 200 % and 400 % too, and with `FUMIN_SCREENSHOTS=<folder>` drawn into a file each
//! (script/screenshots).

mod mine;
mod public;
mod staff;
mod taught;
mod weight;

use i18n::t;
use serde_json::json;

use crate::harness::{Look, Portal, Tab, front_ends_are_built, start};

/// A walk past every page, with one way of looking.
struct Walk<'a> {
    tab: &'a Tab,
    look: Look,
}

impl Walk<'_> {
    /// Looks over what is shown, keeps a picture of it, and on a phone weighs what came for it.
    async fn stop(&self, name: &str) {
        self.look_at(name).await;
        if self.look == Look::Phone {
            weight::weigh(self.tab, name).await;
        }
    }

    async fn look_at(&self, name: &str) {
        self.tab.look_and_draw(self.look, name).await;
        if self.look == Look::Desktop {
            self.tab.fits_when_enlarged(name).await;
            self.tab.draw_large_on_a_desktop(name).await;
        }
    }

    /// Opens a page and waits until what a selector names is there.
    async fn open(&self, path: &str, selector: &str) {
        self.tab.open(path).await;
        self.tab.at(selector).await;
    }

    /// A page whose answers are still on their way, and one whose answers do not come.
    async fn waiting_and_failed(&self, name: &str, path: &str, asks: &str) {
        self.waiting(name, path, asks).await;
        self.tab.block(&[asks]).await;
        self.tab.open(path).await;
        self.tab.see(t::common::failed::title()).await;
        self.has_heading(path).await;
        self.look_at(&format!("{name}-failed")).await;
        self.tab.block(&[]).await;
        self.leave().await;
    }

    /// A page whose answers are still on their way.
    async fn waiting(&self, name: &str, path: &str, asks: &str) {
        self.tab.hold(asks).await;
        self.open(path, "main .loadable__loading, main [aria-busy=true]")
            .await;
        self.has_heading(path).await;
        self.look_at(&format!("{name}-loading")).await;
        // What came after all would be kept by a desk that opens without a line.
        self.leave().await;
        self.tab.let_go().await;
    }

    /// Whatever of a page has come, it says where one is.
    async fn has_heading(&self, path: &str) {
        let heading = "return document.querySelector('main h1') ? true : null";
        let heading = self.tab.script(heading, Vec::new()).await.unwrap();
        assert_eq!(heading, Some(json!(true)), "{path} has no heading");
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
                super::walk(crate::harness::Look::Phone, super::super::$part::walk).await;
            }

            #[tokio::test]
            async fn on_a_desktop() {
                super::walk(crate::harness::Look::Desktop, super::super::$part::walk).await;
            }

            #[tokio::test]
            async fn in_large_type() {
                super::walk(crate::harness::Look::Large, super::super::$part::walk).await;
            }
        }
    };
}

mod looks {
    use super::{Walk, begin};
    use crate::harness::{Look, Portal};

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
    let (mut portal, _browser, tab) = start(look.screen()).await;
    if look == Look::Large {
        tab.open("/").await;
        let large = "localStorage['fumin.large'] = '1'; return arguments[0]";
        tab.script(large, vec![json!(1)]).await.unwrap();
        tab.emulate_dark(true).await;
    }
    part(&mut portal, &Walk { tab: &tab, look }).await;
    tab.close().await;
}
