//! What somebody hears who works by keyboard and screen reader: role and name out of the browser's accessibility tree.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::Tab;

/// The most controls of a page.
const MOST: usize = 200;

/// One thing as a screen reader says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) role: String,
    pub(crate) name: String,
}

impl Heard {
    fn of(node: &Value) -> Self {
        let text = |part: &str| {
            node[part]["value"]
                .as_str()
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        Self {
            role: text("role"),
            name: text("name"),
        }
    }
}

impl Tab {
    /// What has the focus now; none where nothing has.
    pub(crate) async fn hears(&self) -> Option<Heard> {
        let cdp = self.driver.cdp();
        let focus = json!({ "expression": "document.activeElement === document.body ? null : document.activeElement" });
        let found = cdp.send_raw("Runtime.evaluate", focus).await.ok()?;
        let object = found["result"]["objectId"].as_str()?;
        let which = json!({ "objectId": object, "fetchRelatives": false });
        let tree = cdp.send_raw("Accessibility.getPartialAXTree", which).await;
        tree.ok()?["nodes"].as_array()?.first().map(Heard::of)
    }

    /// Waits until this has the focus: a role, and how its name begins.
    pub(crate) async fn hear(&self, role: &str, name: impl AsRef<str>) {
        let name = name.as_ref();
        self.until(&format!("the focus on {role} “{name}”"), async || {
            let heard = self.hears().await;
            Ok(heard.filter(|heard| heard.role == role && heard.name.starts_with(name)))
        })
        .await;
    }

    /// Waits until a live region says these words.
    pub(crate) async fn told(&self, words: impl AsRef<str>) {
        let script = "return [...document.querySelectorAll('[role=status], [role=alert], [aria-live]:not([aria-live=off])')]
            .some(one => one.innerText.replace(/\\s+/g, ' ').includes(arguments[0])) || null";
        let words = words.as_ref();
        self.until(&format!("a live region saying “{words}”"), async || {
            self.script(script, vec![json!(words)]).await
        })
        .await;
    }

    /// Every stop of Tab through the page, from the top until it leaves the page. Fails where a stop has no name, lies
    /// before the one before it in the page, cannot be seen, or does not let go.
    pub(crate) async fn stops_of_tab(&self) -> Vec<Heard> {
        let top = "document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0);
            document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex');
            window.lastStop = null; return true";
        self.script(top, Vec::new()).await.unwrap();
        let look = "const one = document.activeElement;
            if (!one || one === document.body || one === document.documentElement) return 'left';
            const box = one.getBoundingClientRect();
            const ring = getComputedStyle(one);
            const before = window.lastStop && !(window.lastStop.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
            const again = window.lastStop === one;
            window.lastStop = one;
            if (again && one.type === 'date') return null;
            if (again) return 'again: ' + one.outerHTML.slice(0, 160);
            if (before) return one.tabIndex > 0 ? 'out of order: ' + one.outerHTML.slice(0, 160) : 'left';
            if (box.width < 1 || box.height < 1) return 'cannot be seen: ' + one.outerHTML.slice(0, 160);
            if (ring.outlineStyle === 'none' && ring.boxShadow === 'none' && !one.matches('h1, main, [type=radio], [type=checkbox]')) return 'shows no focus: ' + one.outerHTML.slice(0, 160);
            return null";
        let mut stops = Vec::new();
        for _ in 0..MOST {
            self.key(Key::Tab).await;
            match self.script(look, Vec::new()).await.unwrap() {
                Some(Value::String(word)) if word == "left" => return stops,
                Some(wrong) => panic!("at {}: {wrong}", self.address().await),
                None => {}
            }
            let Some(heard) = self.hears().await else {
                return stops;
            };
            assert!(
                !heard.name.is_empty(),
                "at {}: a {} without a name after {stops:?}",
                self.address().await,
                heard.role
            );
            stops.push(heard);
        }
        panic!("Tab does not leave {}", self.address().await);
    }

    /// How often each landmark and a first heading is there; one each of banner, main and first heading.
    pub(crate) async fn has_landmarks(&self) {
        let nodes = self.nodes().await;
        let count = |role: &str| {
            nodes
                .iter()
                .filter(|node| node["ignored"] != true && node["role"]["value"] == role)
                .count()
        };
        let level_one = |node: &&Value| {
            let properties = node["properties"].as_array();
            node["role"]["value"] == "heading"
                && properties.is_some_and(|all| {
                    all.iter()
                        .any(|one| one["name"] == "level" && one["value"]["value"] == 1)
                })
        };
        let found = (
            count("banner"),
            count("main"),
            nodes.iter().filter(level_one).count(),
        );
        assert_eq!(
            found,
            (1, 1, 1),
            "banner, main, h1 at {}",
            self.address().await
        );
    }

    async fn nodes(&self) -> Vec<Value> {
        let cdp = self.driver.cdp();
        let tree = cdp.send_raw("Accessibility.getFullAXTree", json!({}));
        let tree = tree.await.unwrap();
        tree["nodes"].as_array().cloned().unwrap_or_default()
    }
}
