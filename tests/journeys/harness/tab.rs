//! What a person does and sees: open, press, fill in, choose, read. Every step waits for the page.

use std::cell::RefCell;
use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Key, WebDriver, WebElement};

use super::Screen;

/// How long a page may take on a machine that is busy with everything else.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long nothing is asked between two looks, at first and at most: most answers are there at the second.
const PAUSES: [Duration; 2] = [Duration::from_millis(10), Duration::from_millis(50)];

/// Finds what carries the words among the kinds named, as a person would: visible, whole words before beginnings.
const FIND: &str = r"
const [selector, words] = arguments;
const plain = text => (text ?? '').replace(/\s+/g, ' ').trim();
const shown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
const name = element => plain(element.getAttribute('aria-label') || element.innerText);
const all = [...document.querySelectorAll(selector)].filter(shown);
const found = all.find(element => name(element) === words) ?? all.find(element => name(element).startsWith(words));
found?.scrollIntoView({ block: 'center' });
return found ?? null;";

/// The first of a selector.
const FIRST: &str = r"
const found = document.querySelector(arguments[0]);
found?.scrollIntoView({ block: 'center' });
return found;";

/// Width and height of each sheet of a PDF; none where a sheet does not say.
const SHEETS: &str = r"
const pdf = atob(arguments[0]);
const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
const sheets = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)]
  .map(([, box]) => box.trim().split(/\s+/).map(Number))
  .map(([left, bottom, right, top]) => [right - left, top - bottom]);
return sheets.length === pages.length ? sheets : [];";

/// The heading of a page, once the app has drawn it: the shell before it has one too.
pub(crate) const HEADING: &str = "main h1:not([data-shell])";

const PRESSABLE: &str = "main a, main button, main summary, main [role=button], a, button, summary";

/// A window of the browser.
pub(crate) struct Tab {
    pub(crate) driver: WebDriver,
    /// The portal's address.
    pub(crate) origin: String,
    /// What it is walked on.
    pub(crate) screen: Screen,
    /// Pages already looked at for accessibility.
    pub(super) audited: RefCell<HashSet<String>>,
    /// Complaints of the browser that the journey itself causes.
    pub(super) expected: RefCell<Vec<&'static str>>,
}

impl Tab {
    pub(super) fn new(driver: WebDriver, origin: &str, screen: Screen) -> Self {
        Self {
            driver,
            origin: origin.to_owned(),
            screen,
            audited: RefCell::default(),
            expected: RefCell::default(),
        }
    }

    /// Opens an address of the portal.
    pub(crate) async fn open(&self, path: &str) {
        self.driver
            .goto(format!("{}{path}", self.origin))
            .await
            .unwrap();
    }

    /// Waits until the page with this heading is shown, and looks it over.
    pub(crate) async fn arrive(&self, title: impl AsRef<str>) {
        let title = title.as_ref();
        let script = "return document.querySelector('h1:not([data-shell])')?.innerText?.trim() === arguments[0] || null";
        self.until(&format!("the page “{title}”"), async || {
            self.script(script, vec![json!(title)]).await
        })
        .await;
        self.look_over().await;
    }

    /// Presses the button or follows the link with these words.
    pub(crate) async fn press(&self, words: impl AsRef<str>) {
        let words = words.as_ref();
        let press = async || match self
            .found(FIND, vec![json!(PRESSABLE), json!(words)])
            .await?
        {
            Some(found) => found.click().await.map(Some),
            None => Ok(None),
        };
        self.until(&format!("something to press, “{words}”"), press)
            .await;
    }

    /// Whether such a button or link is on screen now.
    pub(crate) async fn has(&self, words: impl AsRef<str>) -> bool {
        let found = self
            .found(FIND, vec![json!(PRESSABLE), json!(words.as_ref())])
            .await;
        found.is_ok_and(|found| found.is_some())
    }

    /// Presses what a selector names.
    pub(crate) async fn press_at(&self, selector: &str) {
        self.at(selector).await;
        let press = async || match self.element(selector).await? {
            Some(found) => found.click().await.map(Some),
            None => Ok(None),
        };
        self.until(&format!("{selector} to press"), press).await;
    }

    /// The first visible element of a selector, once there.
    pub(crate) async fn at(&self, selector: &str) -> WebElement {
        self.until(selector, async || self.element(selector).await)
            .await
    }

    /// Replaces what stands in a control.
    pub(crate) async fn fill(&self, id: &str, text: &str) {
        let fill = async || {
            let Some(control) = self.element(&by_id(id)).await? else {
                return Ok(None);
            };
            control.click().await?;
            if control
                .prop("value")
                .await?
                .is_none_or(|value| !value.is_empty())
            {
                control.send_keys(Key::Control + "a").await?;
                control.send_keys(Key::Backspace).await?;
            }
            control.send_keys(text).await?;
            Ok(control.prop("value").await?.filter(|value| value == text))
        };
        self.until(&format!("“{text}” in the control {id}"), fill)
            .await;
    }

    /// Ticks a box or takes a choice by its code.
    pub(crate) async fn choose(&self, id: &str, code: &str) {
        let selector = format!("input[name='{id}'][value='{code}']");
        let choose = async || {
            let Some(control) = self.element(&selector).await? else {
                return Ok(None);
            };
            if !control.is_selected().await? {
                control.click().await?;
            }
            Ok(control.is_selected().await?.then_some(()))
        };
        self.until(&format!("the choice {code} of {id}"), choose)
            .await;
    }

    /// Takes an option of a list.
    pub(crate) async fn select(&self, id: &str, code: &str) {
        self.press_at(&format!("{} option[value='{code}']", by_id(id)))
            .await;
    }

    /// A date in its three boxes.
    pub(crate) async fn fill_date(&self, id: &str, iso: &str) {
        for (suffix, part) in ["", "-month", "-day"].into_iter().zip(iso.split('-')) {
            self.fill(&format!("{id}{suffix}"), part.trim_start_matches('0'))
                .await;
        }
        // Leaving the last box is what makes it count.
        self.key(Key::Tab).await;
    }

    /// Waits until the words stand somewhere on the page.
    pub(crate) async fn see(&self, words: impl AsRef<str>) {
        let words = words.as_ref();
        let script =
            "return document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0]) || null";
        let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.until(&format!("the words “{words}”"), async || {
            self.script(script, vec![json!(plain)]).await
        })
        .await;
    }

    /// The text of what a selector names, once there is any.
    pub(crate) async fn text_of(&self, selector: &str) -> String {
        let text = async || {
            let Some(found) = self.element(selector).await? else {
                return Ok(None);
            };
            found
                .text()
                .await
                .map(|text| Some(text).filter(|text| !text.trim().is_empty()))
        };
        self.until(&format!("words in {selector}"), text).await
    }

    /// What stands in a control.
    pub(crate) async fn value_of(&self, id: &str) -> String {
        self.at(&by_id(id))
            .await
            .prop("value")
            .await
            .unwrap()
            .unwrap_or_default()
    }

    /// Path and query of the address shown.
    pub(crate) async fn address(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        url.as_str().trim_start_matches(&self.origin).to_owned()
    }

    /// Waits until the address is of this kind, and gives it.
    pub(crate) async fn address_like(&self, what: &str, like: impl Fn(&str) -> bool) -> String {
        self.until(&format!("an address: {what}"), async || {
            let address = self.address().await;
            Ok(Some(address).filter(|address| like(address)))
        })
        .await
    }

    /// The browser's own way back.
    pub(crate) async fn back(&self) {
        self.driver.back().await.unwrap();
    }

    /// On how many sheets the browser prints what is shown; fails unless each is A4.
    pub(crate) async fn pages_on_paper(&self) -> u64 {
        let printed = self.print_out().await;
        let found = self.script(SHEETS, vec![printed]).await.unwrap().unwrap();
        let sheets: Vec<[f64; 2]> = serde_json::from_value(found).unwrap();
        // In points, as a PDF counts; a browser rounds to its pixels.
        let is_a4 = |&[width, height]: &[f64; 2]| {
            (width - 595.28).abs() < 2.0 && (height - 841.89).abs() < 2.0
        };
        assert!(
            !sheets.is_empty() && sheets.iter().all(is_a4),
            "no A4: {sheets:?}"
        );
        u64::try_from(sheets.len()).unwrap()
    }

    /// What is shown as the browser prints it, a PDF in base64.
    pub(crate) async fn print_out(&self) -> Value {
        let options = json!({ "preferCSSPageSize": true });
        let cdp = self.driver.cdp();
        let printed = cdp.send_raw("Page.printToPDF", options).await.unwrap();
        printed["data"].clone()
    }

    /// From now on requests for these addresses fail, `*` standing for anything; none of them any more for none.
    pub(crate) async fn block(&self, addresses: &[&str]) {
        self.expect_complaint("net::ERR_BLOCKED_BY_CLIENT");
        let cdp = self.driver.cdp();
        let nothing = serde_json::json!({});
        cdp.send_raw("Network.enable", nothing).await.unwrap();
        let blocked = serde_json::json!({ "urls": addresses });
        cdp.send_raw("Network.setBlockedURLs", blocked)
            .await
            .unwrap();
    }

    /// Whether pages are answered by what the device keeps of the portal.
    pub(crate) async fn keep_on_device(&self, is_kept: bool) {
        let cdp = self.driver.cdp();
        let nothing = serde_json::json!({});
        cdp.send_raw("Network.enable", nothing).await.unwrap();
        let bypass = serde_json::json!({ "bypass": !is_kept });
        cdp.send_raw("Network.setBypassServiceWorker", bypass)
            .await
            .unwrap();
    }

    /// From now on the browser may complain with these words: the journey itself is the cause.
    pub(crate) fn expect_complaint(&self, words: &'static str) {
        self.expected.borrow_mut().push(words);
    }

    /// Checks the browser's log and closes the window.
    pub(crate) async fn close(self) {
        self.has_no_complaints().await;
        self.driver.clone().quit().await.unwrap();
    }

    /// Runs a script; `null` is nothing yet.
    pub(crate) async fn script(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> WebDriverResult<Option<Value>> {
        let answer = self.driver.execute(script, arguments).await?;
        Ok(Some(answer.json().clone()).filter(|value| !value.is_null()))
    }

    /// Asks again and again until there is an answer. What the page withdraws in between is asked for anew.
    pub(crate) async fn until<T>(
        &self,
        what: &str,
        look: impl AsyncFn() -> WebDriverResult<Option<T>>,
    ) -> T {
        let begun = Instant::now();
        let [mut pause, longest] = PAUSES;
        loop {
            let answer = look().await;
            if let Ok(Some(found)) = answer {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                let trouble = answer
                    .err()
                    .map(|error| error.to_string())
                    .unwrap_or_default();
                panic!(
                    "waited in vain for {what} {trouble}\n{}",
                    self.what_is_shown().await
                );
            }
            tokio::time::sleep(pause).await;
            pause = longest.min(pause * 2);
        }
    }

    async fn found(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> WebDriverResult<Option<WebElement>> {
        let answer = self.driver.execute(script, arguments).await?;
        if answer.json().is_null() {
            Ok(None)
        } else {
            answer.element().map(Some)
        }
    }

    async fn element(&self, selector: &str) -> WebDriverResult<Option<WebElement>> {
        self.found(FIRST, vec![json!(selector)]).await
    }

    /// For the message of a failure: where one is, and what one would see there.
    async fn what_is_shown(&self) -> String {
        let text = self
            .script("return document.body.innerText", Vec::new())
            .await
            .ok()
            .flatten();
        let text: String = text
            .and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_default();
        let shown: String = text.chars().take(1_200).collect();
        if let Some(folder) = std::env::var_os("FUMIN_SHOTS") {
            let file = std::path::Path::new(&folder)
                .join(format!("{:?}.png", std::thread::current().id()));
            let _ = self.driver.screenshot(&file).await;
        }
        format!(
            "at {} on {:?}, which shows:\n{shown}\n---\n{}",
            self.address().await,
            self.screen,
            self.complaints().await.join("\n")
        )
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // Shutting the driver down ends the session of a journey that failed; asking for it here could wait for ever.
        if std::thread::panicking() {
            let _ = self.driver.clone().leak();
        }
    }
}

fn by_id(id: &str) -> String {
    format!("[id='{id}']")
}
