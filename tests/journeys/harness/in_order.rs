//! Which states of pages a journey of this run found in order: the same state is not looked over again.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::Tab;

/// All that axe and the look for sideways scroll go by: the page, what of it stands in no attribute, and the device. Only
/// identifiers of rows in addresses are left out, and one digit of a text is as good as another. A page that is still
/// loading has none: what a look finds there depends on when it comes.
const STATE: &str = r"
if (document.querySelector('.loadable__loading, [aria-busy=true]')) return null;
const page = document.documentElement.outerHTML
  .replace(/(?<=\/)[\w-]{22}(?=[\/?#.\x22])/g, '')
  .replace(/>[^<]+</g, text => text.replace(/\d/g, '0'));
const all = [...document.querySelectorAll('*')];
const kinds = [':checked', ':focus', ':focus-visible', ':hover', ':invalid', ':placeholder-shown', ':target']
  .map(kind => [...document.querySelectorAll(kind)].map(element => all.indexOf(element)));
const styles = [...document.styleSheets].map(sheet => [sheet.href, sheet.media.mediaText, sheet.disabled]);
const device = ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(prefers-contrast: more)', '(forced-colors: active)', '(pointer: coarse)', 'print']
  .map(question => matchMedia(question).matches);
const { font, color, backgroundColor } = getComputedStyle(document.body);
return JSON.stringify([page, kinds, styles, device, font, color, backgroundColor, innerWidth, innerHeight, devicePixelRatio]);";

impl Tab {
    /// A name for the state of the page shown; none while it is loading.
    pub(super) async fn state(&self) -> Option<String> {
        let state = self.script(STATE, Vec::new()).await.ok()??;
        Some(format!("{:x}", Sha256::digest(state.as_str()?)))
    }
}

/// Whether some journey of this run found this state in order.
pub(super) fn is_in_order(state: &str) -> bool {
    folder().is_some_and(|folder| folder.join(state).exists())
}

/// Tells the other journeys of this run.
pub(super) fn put_in_order(state: &str) {
    if let Some(folder) = folder() {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(state), "").unwrap();
    }
}

/// Of the run that nextest gave a number; none where pictures are drawn, of which each is looked at anew.
fn folder() -> Option<PathBuf> {
    if std::env::var_os("FUMIN_SCREENSHOTS").is_some() {
        return None;
    }
    let run = std::env::var_os("NEXTEST_RUN_ID")?;
    Some(
        Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("in-order")
            .join(run),
    )
}
