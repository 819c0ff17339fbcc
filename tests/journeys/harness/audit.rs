//! Every page a journey visits is looked over: axe, sideways scroll, and the browser's own complaints.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use super::Tab;
use super::in_order::{is_in_order, put_in_order};

const AUDIT: &str = r"
const done = arguments[arguments.length - 1];
// Of what it would load once more beforehand, style sheets serve none of these rules.
const run = () => axe.run(document, { resultTypes: ['violations'], preload: { assets: ['media'] }, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(found => done(found.violations
    .map(rule => `${rule.impact} ${rule.id}: ${rule.help}: ` + rule.nodes.map(node => node.html.slice(0, 160)).join(' | '))))
  .catch(error => done(['axe failed: ' + error]));
// A page that is still drawing itself is looked at when it is drawn, a list when all of its rows say what was found.
const isDrawing = () => document.querySelector('.course-cards[aria-busy=true]');
const drawn = () => isDrawing() ? requestAnimationFrame(drawn) : requestAnimationFrame(run);
requestAnimationFrame(drawn);";

const SIDEWAYS: &str = r"
const root = document.documentElement;
const over = root.scrollWidth - root.clientWidth;
if (over <= 0) return null;
const scrolls = element => element && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
const wide = [...document.querySelectorAll('body *')].find(element => element.getBoundingClientRect().right > root.clientWidth && !scrolls(element.parentElement));
return `scrolls sideways by ${over} px because of ${wide?.outerHTML?.slice(0, 160)}`;";

/// A sentence that names the currency of a sum that brought its own.
const TWICE: &str = r"
const twice = document.body.innerText.match(/元\s?元|CNY [\d,.]+ yuan/);
return twice && `names a currency twice: ${twice[0]}`;";

impl Tab {
    /// Looks over the page shown, once for each page of the journey.
    pub(crate) async fn look_over(&self) {
        let page = self.page().await;
        if self.audited.borrow_mut().insert(page.clone()) {
            self.look_at(&page).await;
        }
    }

    /// Looks over what is shown now: a page that was seen while it was loading, or whose form has changed since.
    pub(crate) async fn look_closely(&self) {
        let page = self.page().await;
        self.look_at(&page).await;
    }

    async fn look_at(&self, page: &str) {
        let state = self.state().await;
        if state.as_deref().is_some_and(is_in_order) {
            return;
        }
        let mut found = self.axe().await;
        found.extend(self.sideways().await);
        let twice = self.script(TWICE, Vec::new()).await.unwrap();
        found.extend(twice.and_then(|twice| twice.as_str().map(str::to_owned)));
        assert!(
            found.is_empty(),
            "{page} on {:?}:\n{}",
            self.screen,
            found.join("\n")
        );
        // What changed under the look was not looked at as a whole.
        if let Some(state) = state
            && self.state().await.as_ref() == Some(&state)
        {
            put_in_order(&state);
        }
    }

    /// What makes the page scroll sideways. Right after a window has changed its size a page may still be as wide as before.
    async fn sideways(&self) -> Option<String> {
        let mut wide = None;
        for _ in 0..10 {
            let found = self.script(SIDEWAYS, Vec::new()).await.unwrap()?;
            wide = found.as_str().map(str::to_owned);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        wide
    }

    /// Fails when the page of a desktop scrolls sideways at 200 % or 400 %: half or a quarter as wide, each point of it as much
    /// finer. One after the other, because a page may keep a width that it had.
    pub(crate) async fn fits_when_enlarged(&self, name: &str) {
        let (width, height) = self.screen.size();
        let cdp = self.driver.cdp();
        for times in [2, 4] {
            let metrics = json!({ "width": width / times, "height": height / times, "deviceScaleFactor": times, "mobile": false });
            cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics)
                .await
                .unwrap();
            assert_eq!(self.sideways().await, None, "{name} at {times}00 %");
        }
        self.resize(self.screen, None).await;
    }

    /// Path and heading.
    async fn page(&self) -> String {
        let words = "return location.pathname + location.hash + ' ' + document.querySelector('h1')?.innerText";
        let page = self.script(words, Vec::new()).await.unwrap();
        page.and_then(|page| page.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// What axe finds, the slightest too.
    async fn axe(&self) -> Vec<String> {
        let is_there = self
            .script("return window.axe ? true : null", Vec::new())
            .await
            .unwrap();
        if is_there.is_none() {
            self.driver.execute(axe_source(), Vec::new()).await.unwrap();
        }
        let found = self.driver.execute_async(AUDIT, Vec::new()).await.unwrap();
        serde_json::from_value(found.json().clone())
            .unwrap_or_else(|_| vec![found.json().to_string()])
    }

    /// Fails when the browser logged what no journey causes: a script error, a breach of the CSP, a missing file.
    pub(crate) async fn has_no_complaints(&self) {
        let complaints = self.complaints().await;
        assert!(
            complaints.is_empty(),
            "the browser complains on {:?}:\n{}",
            self.screen,
            complaints.join("\n")
        );
    }

    /// What the browser logged since it was last asked, without the expected. A refusal by the API is logged as a failed
    /// load, and what the page makes of it is the journey's business.
    pub(super) async fn complaints(&self) -> Vec<String> {
        let log = self.driver.browser_log().await.unwrap_or_default();
        let expected = self.expected.borrow();
        let is_refusal = |words: &str| {
            words.contains("/api/") && words.contains("the server responded with a status of 4")
        };
        log.into_iter()
            .filter(|entry| {
                entry.level == "SEVERE" || entry.message.contains("Content Security Policy")
            })
            .map(|entry| entry.message)
            .filter(|words| {
                !is_refusal(words) && !expected.iter().any(|known| words.contains(known))
            })
            .collect()
    }

    /// Fails unless the element's text is at least this large.
    pub(crate) async fn text_is_at_least(&self, selector: &str, pixels: f64) {
        let script =
            "return parseFloat(getComputedStyle(document.querySelector(arguments[0])).fontSize)";
        let size = self
            .script(script, vec![json!(selector)])
            .await
            .unwrap()
            .and_then(|size| size.as_f64());
        assert!(
            size.is_some_and(|size| size >= pixels),
            "{selector} is {size:?} px, below {pixels}, at {}",
            self.address().await
        );
    }
}

/// axe-core where script/setup --tests puts it.
fn axe_source() -> String {
    let tools = std::env::var_os("FUMIN_TOOLS")
        .map(PathBuf::from)
        .unwrap_or_else(|| {
            let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
            let home = PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
            cache
                .unwrap_or_else(|| home.join(".cache"))
                .join("fumin/tools")
        });
    let file = tools.join("node/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!(
            "{} cannot be read ({error}): run script/setup --tests",
            file.display()
        )
    })
}
