//! Trial after trial: something is typed, photographed or handed in, and the server, the page, the session or the window goes
//! at a random moment.

mod disturbed;
mod typed;

use std::collections::BTreeMap;

use i18n::t;

use super::sign_in_and_fill;
use crate::harness::{Browser, Portal, Resident, Screen, Tab, front_ends_are_built};
use crate::offline::is_kept;
use crate::photos::{choose, open_papers, scan};
use disturbed::{HOW, Moment};

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
    front_ends_are_built();
    while done < trials {
        let round = ROUND.min(trials - done);
        let mut portal = Portal::start();
        let mut trial = Round::begin(&mut portal, done).await;
        for number in 0..round {
            let is_last = number + 1 == round;
            trial
                .go(&mut portal, &mut dice, is_last, &mut happened)
                .await;
        }
        trial.tab.close().await;
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
struct Round {
    /// Behind it in the order of going: a window is closed before its browser.
    tab: Tab,
    browser: Browser,
    resident: Resident,
    id: String,
    /// Trials before this round.
    before: u64,
    count: u64,
}

impl Round {
    async fn begin(portal: &mut Portal, before: u64) -> Self {
        let browser = Browser::start(Screen::Phone);
        let tab = opened(&browser, portal).await;
        let (resident, id) = sign_in_and_fill(portal, &tab, "13800000041").await;
        is_kept(&tab).await;
        Self {
            tab,
            browser,
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
        let moment = Moment {
            how: HOW[dice.roll(HOW.len() as u64) as usize],
            is_down: dice.roll(2) == 0,
        };
        let what = match dice.roll(6) {
            _ if is_last => "handed in",
            0 | 1 => "typed",
            2 => "typed on two devices",
            3 => "one answer on two devices",
            _ => "photographed",
        };
        *happened.entry((what, moment.how)).or_default() += 1;
        let number = self.before + self.count;
        let name = format!("trial {number}, {what}, {moment:?}");
        match what {
            "typed" => self.typed(portal, moment, dice, false, &name).await,
            "typed on two devices" => self.typed(portal, moment, dice, true, &name).await,
            "one answer on two devices" => {
                self.answered_twice(portal, moment, dice.roll(2) == 0, &name)
                    .await;
            }
            "photographed" => {
                let is_large = dice.roll(2) == 0;
                self.photographed(portal, moment, is_large, &name).await;
            }
            _ => self.handed_in(portal, moment, &name).await,
        }
    }

    async fn photographed(
        &mut self,
        portal: &mut Portal,
        moment: Moment,
        is_large: bool,
        name: &str,
    ) {
        self.resident.take_papers_back(portal, &self.id).await;
        open_papers(&self.tab, &self.id).await;
        if moment.is_down {
            portal.kill();
        }
        // One part, or three.
        let bytes = scan(if is_large { 600_000 } else { 50_000 });
        choose(portal, &self.tab, "id_card_back", "scan.pdf", &bytes).await;
        // Once it stands in the list it is safe, wherever it is: the server goes in the middle of its parts.
        self.tab.at(".documents__paper .documents__item").await;
        self.disturb(portal, moment).await;
        open_papers(&self.tab, &self.id).await;
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
    async fn handed_in(&mut self, portal: &mut Portal, moment: Moment, name: &str) {
        let tab = &self.tab;
        self.resident.take_papers_back(portal, &self.id).await;
        open_papers(tab, &self.id).await;
        if moment.is_down {
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
        self.disturb(portal, moment).await;
        let tab = &self.tab;
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

/// A window that keeps the portal on the device, and complains of what the trials do to it.
async fn opened(browser: &Browser, portal: &Portal) -> Tab {
    let tab = browser.open(portal).await;
    tab.expect_complaint("net::ERR_");
    tab.expect_complaint("401");
    tab.keep_on_device(true).await;
    tab
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
