//! Trial after trial: something is typed, photographed or handed in, and the server, the page, the session or the window goes
//! at a random moment.

use std::collections::BTreeMap;

use i18n::t;
use serde_json::json;

use super::{open_question, purpose, sign_in_and_fill};
use crate::harness::{Portal, Resident, Screen, Tab};
use crate::offline::is_kept;
use crate::photos::{choose, open_papers, scan};

/// How many, when nothing else is said.
const FEW: u64 = 6;
/// Trials with one draft; the last one hands it in.
const ROUND: u64 = 12;

#[tokio::test]
async fn nothing_is_lost_in_random_trials() {
    let asked = |name| std::env::var(name).ok()?.parse::<u64>().ok();
    let trials = asked("FUMIN_TRIALS").unwrap_or(FEW);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ asked("FUMIN_SEED").unwrap_or_default());
    let mut happened = BTreeMap::new();
    let mut done = 0;
    while done < trials {
        let round = ROUND.min(trials - done);
        crate::harness::run(Screen::Phone, async |portal, tab| {
            let mut trial = Round::begin(portal, tab, done).await;
            for number in 0..round {
                trial
                    .go(portal, &mut dice, number + 1 == round, &mut happened)
                    .await;
            }
        })
        .await;
        done += round;
    }
    eprintln!("{trials} trials: {happened:?}; 0 lost, 0 doubled");
    if let Some(file) = std::env::var_os("FUMIN_FIGURES") {
        let figures: Vec<String> = happened
            .iter()
            .map(|((what, how), count)| format!("{what}, {how}\t{count}\n"))
            .collect();
        std::fs::write(file, figures.concat()).unwrap();
    }
}

/// What came of whom, and how it was disturbed.
type Happened = BTreeMap<(&'static str, &'static str), u64>;

/// One draft and its trials.
struct Round<'tab> {
    tab: &'tab Tab,
    resident: Resident,
    id: String,
    /// Trials before this round.
    before: u64,
    count: u64,
}

impl<'tab> Round<'tab> {
    async fn begin(portal: &mut Portal, tab: &'tab Tab, before: u64) -> Self {
        tab.expect_complaint("net::ERR_");
        tab.expect_complaint("401");
        tab.keep_on_device(true).await;
        let (resident, id) = sign_in_and_fill(portal, tab, "13800000041").await;
        is_kept(tab).await;
        Self {
            tab,
            resident,
            id,
            before,
            count: 0,
        }
    }

    async fn go(
        &mut self,
        portal: &mut Portal,
        dice: &mut Dice,
        is_last: bool,
        happened: &mut Happened,
    ) {
        self.count += 1;
        let (how, is_down) = (dice.roll(HOW.len() as u64) as usize, dice.roll(2) == 0);
        let what = match dice.roll(2) {
            _ if is_last => "handed in",
            0 => "typed",
            _ => "photographed",
        };
        *happened.entry((what, HOW[how])).or_default() += 1;
        let name = format!(
            "trial {}, {what}, {}, down {is_down}",
            self.before + self.count,
            HOW[how]
        );
        match what {
            "typed" => self.typed(portal, (how, is_down), &name).await,
            "photographed" => {
                let large = dice.roll(2) == 0;
                self.photographed(portal, (how, is_down), large, &name)
                    .await;
            }
            _ => self.handed_in(portal, (how, is_down), &name).await,
        }
    }

    async fn typed(&self, portal: &mut Portal, (how, is_down): (usize, bool), name: &str) {
        let tab = self.tab;
        let value = format!("第 {} 次：买面粉", self.before + self.count);
        open_question(tab, &self.id).await;
        if is_down {
            portal.kill();
        }
        tab.fill("purpose", &value).await;
        // What the page says is here or there must not be lost; what it has not spoken of yet may still be on the way.
        let status = "return document.querySelector('.save-status')?.textContent.trim() || null";
        tab.until("a word about what was typed", async || {
            let said = tab.script(status, vec![]).await?;
            Ok(said.filter(|said| said != &json!(t::apply::save::sending())))
        })
        .await;
        // That word may be about the first letters: a busy device writes letter after letter, and one that is closed before
        // it has written the last ones does not have them.
        let written = "const [id, done] = arguments; fuminDrafts('kinds', id).then(done, done)";
        let id = json!(self.id);
        tab.driver.execute_async(written, vec![id]).await.unwrap();
        happen(portal, tab, how, is_down).await;
        open_question(tab, &self.id).await;
        assert_eq!(tab.value_of("purpose").await, value, "{name}");
        tab.until(&format!("{value} at the server, {name}"), async || {
            Ok((purpose(&self.resident, &self.id).await == value).then_some(()))
        })
        .await;
    }

    async fn photographed(
        &self,
        portal: &mut Portal,
        (how, is_down): (usize, bool),
        is_large: bool,
        name: &str,
    ) {
        let tab = self.tab;
        self.resident.take_papers_back(portal, &self.id).await;
        open_papers(tab, &self.id).await;
        if is_down {
            portal.kill();
        }
        // One part, or three.
        let bytes = scan(if is_large { 600_000 } else { 50_000 });
        choose(portal, tab, "id_card_back", "scan.pdf", &bytes).await;
        // Once it stands in the list it is safe, wherever it is: the server goes in the middle of its parts.
        tab.at(".documents__paper .documents__item").await;
        happen(portal, tab, how, is_down).await;
        open_papers(tab, &self.id).await;
        self.papers_are(1, name).await;
    }

    async fn papers_are(&self, count: usize, name: &str) {
        self.tab
            .until(
                &format!("{count} papers at the server, {name}"),
                async || {
                    let found = self.resident.find(&self.id).await.documents.len();
                    assert!(found <= count, "{found} papers, {name}");
                    Ok((found == count).then_some(()))
                },
            )
            .await;
        // What waits on the device would come as a second one.
        self.tab
            .until(&format!("nothing waits, {name}"), async || {
                let waits = "return document.querySelector('[data-kept] li') ? null : true";
                self.tab.script(waits, vec![]).await
            })
            .await;
        let found = self.resident.find(&self.id).await.documents;
        assert_eq!(found.len(), count, "{name}");
    }

    /// A photo and a press, both while the server may be away.
    async fn handed_in(&self, portal: &mut Portal, (how, is_down): (usize, bool), name: &str) {
        let tab = self.tab;
        self.resident.take_papers_back(portal, &self.id).await;
        open_papers(tab, &self.id).await;
        if is_down {
            portal.kill();
        }
        choose(portal, tab, "id_card_front", "scan.pdf", &scan(300_000)).await;
        tab.at(".documents__paper .documents__item").await;
        tab.open(&format!("/apply/{}/check", self.id)).await;
        tab.arrive(t::apply::check::title()).await;
        tab.choose("declaration", "yes").await;
        tab.press(t::apply::check::submit()).await;
        tab.until("a word about the press", async || {
            let is_in = tab.address().await.ends_with("/submitted");
            let waits = tab.has(t::apply::check::not_yet()).await;
            Ok((is_in || waits).then_some(()))
        })
        .await;
        happen(portal, tab, how, is_down).await;
        tab.open(&format!("/apply/{}/check", self.id)).await;
        tab.until(&format!("it handed in, {name}"), async || {
            let file = self.resident.find(&self.id).await;
            Ok(file.acceptance_number.map(drop))
        })
        .await;
        let file = self.resident.find(&self.id).await;
        let submitted = file.timeline.iter();
        let submitted = submitted.filter(|entry| entry.action.as_str() == "submit");
        assert_eq!((submitted.count(), file.documents.len()), (1, 1), "{name}");
    }
}

const HOW: [&str; 7] = [
    "reloaded",
    "left",
    "window closed",
    "session over",
    "window doubled",
    "server restarted",
    "browser without a line",
];

/// Disturbs, and leaves the server running.
async fn happen(portal: &mut Portal, tab: &Tab, how: usize, is_down: bool) {
    match HOW[how] {
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
            tab.at("main h1").await;
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
            tab.at("main h1").await;
            tab.driver.close_window().await.unwrap();
            tab.driver.switch_to_window(old).await.unwrap();
        }
        "browser without a line" => {
            set_line(tab, false).await;
            tab.driver.refresh().await.unwrap();
            tab.at("main h1").await;
            set_line(tab, true).await;
        }
        _ if !is_down => {
            portal.kill();
            portal.restart();
        }
        _ => {}
    }
    if is_down {
        portal.restart();
    }
}

async fn set_line(tab: &Tab, is_there: bool) {
    let conditions = json!({ "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    let cdp = tab.driver.cdp();
    cdp.send_raw("Network.emulateNetworkConditions", conditions)
        .await
        .unwrap();
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
