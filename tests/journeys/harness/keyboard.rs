//! A person without a mouse: Tab, Space, Enter, arrows and letters.

use serde_json::json;
use thirtyfour::Key;

use super::Tab;

/// The most presses of Tab that lead through any page.
const MOST_TABS: usize = 120;

impl Tab {
    /// Presses a key.
    pub(crate) async fn key(&self, key: Key) {
        let press = self.driver.action_chain().key_down(key.clone()).key_up(key);
        press.perform().await.unwrap();
    }

    /// Types into whatever has the focus.
    pub(crate) async fn type_keys(&self, text: &str) {
        self.driver
            .active_element()
            .await
            .unwrap()
            .send_keys(text)
            .await
            .unwrap();
    }

    /// Goes with Tab to the control with this id.
    pub(crate) async fn tab_to(&self, id: &str) {
        self.tab_until(id, "return document.activeElement?.id === arguments[0]")
            .await;
    }

    /// Goes with Tab to the link or button with these words and presses Enter.
    pub(crate) async fn enter_on(&self, words: impl AsRef<str>) {
        let is_it = "const one = document.activeElement; \
            return ['A', 'BUTTON', 'SUMMARY'].includes(one?.tagName) && (one.getAttribute('aria-label') || one.innerText).replace(/\\s+/g, ' ').trim().startsWith(arguments[0])";
        self.tab_until(words.as_ref(), is_it).await;
        self.key(Key::Enter).await;
    }

    /// Goes with Tab to the first control that a selector names and presses Enter.
    pub(crate) async fn enter_at(&self, selector: &str) {
        let is_it = "return document.activeElement === document.querySelector(arguments[0])";
        self.tab_until(selector, is_it).await;
        self.key(Key::Enter).await;
    }

    /// Replaces what stands in the control that has the focus.
    pub(crate) async fn retype(&self, text: &str) {
        let control = self.driver.active_element().await.unwrap();
        control.send_keys(Key::Control + "a").await.unwrap();
        control.send_keys(Key::Backspace).await.unwrap();
        control.send_keys(text).await.unwrap();
    }

    /// Takes one of a group of radio buttons with the arrows, as a keyboard does it.
    pub(crate) async fn arrow_to(&self, id: &str, code: &str) {
        self.tab_until(id, "return document.activeElement?.name === arguments[0]")
            .await;
        self.key(Key::Space).await;
        let is_it = "return document.querySelector(`input[name='${arguments[0]}'][value='${arguments[1]}']`)?.checked === true";
        for _ in 0..30 {
            if self.is_so(is_it, vec![json!(id), json!(code)]).await {
                return;
            }
            self.key(Key::Down).await;
        }
        panic!("the arrows do not lead to {code} of {id}");
    }

    /// Ticks one of a group of boxes.
    pub(crate) async fn space_on(&self, id: &str, code: &str) {
        let is_it = "const one = document.activeElement; return one?.name === arguments[0].split('=')[0] && one.value === arguments[0].split('=')[1]";
        self.tab_until(&format!("{id}={code}"), is_it).await;
        let is_ticked = "return document.activeElement.checked";
        if !self.is_so(is_ticked, Vec::new()).await {
            self.key(Key::Space).await;
        }
    }

    /// Goes down a list to an option.
    pub(crate) async fn down_to(&self, id: &str, code: &str) {
        self.tab_to(id).await;
        let is_it = "return document.activeElement.value === arguments[0]";
        for _ in 0..80 {
            if self.is_so(is_it, vec![json!(code)]).await {
                return;
            }
            self.key(Key::Down).await;
        }
        panic!("the arrow does not lead to {code} of {id}");
    }

    async fn tab_until(&self, what: &str, is_it: &str) {
        for _ in 0..MOST_TABS {
            if self.is_so(is_it, vec![json!(what)]).await {
                return;
            }
            self.key(Key::Tab).await;
        }
        panic!("Tab does not lead to {what} at {}", self.address().await);
    }

    async fn is_so(&self, script: &str, arguments: Vec<serde_json::Value>) -> bool {
        let answer = self.script(script, arguments).await;
        answer.is_ok_and(|answer| answer == Some(json!(true)))
    }
}
