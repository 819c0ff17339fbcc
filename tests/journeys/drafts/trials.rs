//! Trial after trial: something is typed, and the server, the page, the session or the window goes at a random moment.

use i18n::t;
use serde_json::json;

use super::{open_question, purpose, sign_in_and_fill};
use crate::harness::{Portal, Tab};
use crate::offline::is_kept;

/// How many, when nothing else is said.
const FEW: u64 = 4;

#[tokio::test]
async fn nothing_typed_is_lost_in_random_trials() {
    let asked = std::env::var("FUMIN_TRIALS").ok();
    let trials = asked.and_then(|count| count.parse().ok()).unwrap_or(FEW);
    crate::harness::run(crate::harness::Screen::Phone, async |portal, tab| {
        run_trials(portal, tab, trials).await;
    })
    .await;
}

async fn run_trials(portal: &mut Portal, tab: &Tab, trials: u64) {
    tab.expect_complaint("net::ERR_");
    tab.keep_on_device(true).await;
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000041").await;
    is_kept(tab).await;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut happened = [0_u64; KINDS];
    for trial in 0..trials {
        let value = format!("第 {trial} 次：买面粉");
        open_question(tab, &id).await;
        let is_down = dice.roll(2) == 0;
        if is_down {
            portal.kill();
        }
        tab.fill("purpose", &value).await;
        // What the page says is here or there must not be lost; what it has not spoken of yet may still be on the way.
        let status = "return document.querySelector('.save-status')?.textContent.trim() || null";
        let is_spoken_of = async || {
            let said = tab.script(status, vec![]).await?;
            Ok(said.filter(|said| said != &json!(t::apply::save::sending())))
        };
        tab.until("a word about what was typed", is_spoken_of).await;
        let kind = dice.roll(KINDS as u64) as usize;
        happened[kind] += 1;
        happen(portal, tab, kind, is_down).await;
        if is_down && kind != RESTARTED {
            portal.restart();
        }
        open_question(tab, &id).await;
        assert_eq!(
            tab.value_of("purpose").await,
            value,
            "trial {trial}, kind {kind}, down {is_down}"
        );
        tab.until(&format!("{value} at the server"), async || {
            Ok((purpose(&resident, &id).await == value).then_some(()))
        })
        .await;
    }
    eprintln!("{trials} trials by kind: {happened:?}; 0 lost");
}

const KINDS: usize = 6;
const RESTARTED: usize = 5;

async fn happen(portal: &mut Portal, tab: &Tab, kind: usize, is_down: bool) {
    match kind {
        0 => tab.driver.refresh().await.unwrap(),
        1 => tab.driver.goto("about:blank").await.unwrap(),
        // The window goes, and with it what a tab keeps.
        2 => {
            let old = tab.driver.window().await.unwrap();
            let new = tab.driver.new_tab().await.unwrap();
            tab.driver.switch_to_window(old).await.unwrap();
            tab.driver.close_window().await.unwrap();
            tab.driver.switch_to_window(new).await.unwrap();
        }
        // The session runs out; the same person is back later.
        3 => {
            let cookies = tab.driver.get_all_cookies().await.unwrap();
            tab.driver.delete_all_cookies().await.unwrap();
            tab.driver.refresh().await.unwrap();
            tab.at("main h1").await;
            for cookie in cookies {
                tab.driver.add_cookie(cookie).await.unwrap();
            }
        }
        // The window is doubled: both have what was typed.
        4 => {
            let address = tab.driver.current_url().await.unwrap();
            let (old, new) = (
                tab.driver.window().await.unwrap(),
                tab.driver.new_tab().await.unwrap(),
            );
            tab.driver.switch_to_window(new).await.unwrap();
            tab.driver.goto(address.as_str()).await.unwrap();
            tab.at("[id='purpose']").await;
            tab.driver.close_window().await.unwrap();
            tab.driver.switch_to_window(old).await.unwrap();
        }
        _ => {
            if !is_down {
                portal.kill();
            }
            portal.restart();
        }
    }
}

/// The same numbers every time, so that a trial that fails can be looked at.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % sides
    }
}
