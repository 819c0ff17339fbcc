//! What happens to a window, to its browser and to the server while something is under way.

use serde_json::json;
use thirtyfour::Cookie;

use super::{Round, opened};
use crate::harness::{HEADING, Portal, Tab};

/// How it is disturbed, and whether the server was gone before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) how: &'static str,
    pub(super) is_down: bool,
}

/// What a page loaded without a line shows once its app stands: itself, or, where its answers do not come, that they did not.
const STANDS: &str = "main h1:not([data-shell]), main .notice";

pub(super) const HOW: [&str; 8] = [
    "reloaded",
    "left",
    "window closed",
    "session over",
    "window doubled",
    "server restarted",
    "browser without a line",
    "browser killed",
];

impl Round {
    /// Disturbs, and leaves the server running.
    pub(super) async fn disturb(&mut self, portal: &mut Portal, moment: Moment) {
        match moment.how {
            "browser killed" => {
                let cookies = self.tab.driver.get_all_cookies().await.unwrap();
                self.browser.kill_browser().await;
                if moment.is_down {
                    portal.restart();
                }
                self.start_browser_again(portal, cookies).await;
                return;
            }
            "server restarted" if !moment.is_down => {
                portal.kill();
                portal.restart();
            }
            how => happen(&self.tab, how).await,
        }
        if moment.is_down {
            portal.restart();
        }
    }

    /// On what the disk has. The browser may not have written down yet who is signed in; the same person is back.
    async fn start_browser_again(&mut self, portal: &Portal, cookies: Vec<Cookie>) {
        // Its driver lets go of the one that is gone.
        let _ = self.tab.driver.clone().quit().await;
        self.tab = opened(&self.browser, portal).await;
        // A page without any script: cookies belong to an address.
        self.tab.open("/plain").await;
        for cookie in cookies {
            self.tab.driver.add_cookie(cookie).await.unwrap();
        }
    }
}

async fn happen(tab: &Tab, how: &str) {
    match how {
        "reloaded" => tab.driver.refresh().await.unwrap(),
        "left" => tab.driver.goto("about:blank").await.unwrap(),
        // The window goes, and with it what a tab keeps.
        "window closed" => {
            let old = tab.driver.window().await.unwrap();
            let new = tab.driver.new_tab().await.unwrap();
            tab.driver.switch_to_window(old).await.unwrap();
            tab.driver.close_window().await.unwrap();
            tab.driver.switch_to_window(new).await.unwrap();
        }
        // The session runs out; the same person is back later.
        "session over" => {
            let cookies = tab.driver.get_all_cookies().await.unwrap();
            tab.driver.delete_all_cookies().await.unwrap();
            tab.driver.refresh().await.unwrap();
            tab.at(HEADING).await;
            for cookie in cookies {
                tab.driver.add_cookie(cookie).await.unwrap();
            }
        }
        // The window is doubled: both have what was typed.
        "window doubled" => {
            let address = tab.driver.current_url().await.unwrap();
            let (old, new) = (
                tab.driver.window().await.unwrap(),
                tab.driver.new_tab().await.unwrap(),
            );
            tab.driver.switch_to_window(new).await.unwrap();
            tab.driver.goto(address.as_str()).await.unwrap();
            tab.at(HEADING).await;
            tab.driver.close_window().await.unwrap();
            tab.driver.switch_to_window(old).await.unwrap();
        }
        "browser without a line" => {
            set_line(tab, false).await;
            tab.driver.refresh().await.unwrap();
            tab.at(STANDS).await;
            set_line(tab, true).await;
        }
        _ => {}
    }
}

async fn set_line(tab: &Tab, is_there: bool) {
    let conditions = json!({ "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    let cdp = tab.driver.cdp();
    cdp.send_raw("Network.emulateNetworkConditions", conditions)
        .await
        .unwrap();
}
