//! What a first visit of each page loads, as the browser counted it, against the gates of docs/BENCHMARKS.md.

use std::collections::BTreeMap;
use std::io::Write as _;

use crate::harness::{Tab, front_ends_are_released};

/// All bytes of a first visit of what everybody may see, and of what starts the app anywhere.
const GATE: u64 = 150_000;
/// What a page of one's own may ask on top: answers about one person are not compressed, so that their length tells nothing.
const DATA_OF_ONES_OWN: u64 = 20_000;
const ONES_OWN: [&str; 4] = ["/my", "/classes", "/apply", "/print"];

/// Asked for once the page is of use, with gates of their own in `script/size`.
const BESIDE: [&str; 9] = [
    "/sw.js",
    "/offline.js",
    "/aloud.js",
    "/unsent.js",
    "/share.js",
    "/wechat.js",
    "/kiosk.js",
    "/helped.js",
    "/photos.js",
];
/// What a search reads once somebody searches, and the rules and their words, which come while the first question stands there;
/// both have gates of their own.
const LATER: [&str; 2] = ["/api/course-texts", "/api/policy-pack/"];

const WEIGH: &str = r"
const done = arguments[arguments.length - 1];
(async () => {
  const resources = () => performance.getEntriesByType('resource').map(each => [new URL(each.name), each.encodedBodySize]);
  // Of a list that this browser keeps it asked for the changes alone; a first visit asks for all of it.
  for (const [{ pathname, search }] of resources()) {
    if (search.includes('since=')) await (await fetch(pathname, { cache: 'no-store' })).arrayBuffer();
  }
  await new Promise(soon => setTimeout(soon, 50));
  const files = {};
  for (const [{ pathname }, size] of resources()) files[pathname] = Math.max(files[pathname] ?? 0, size);
  const [page] = performance.getEntriesByType('navigation');
  return [page.encodedBodySize, Boolean(document.querySelector('script[data-wasm]')), files];
})().then(done, error => done(String(error)));";

/// What came, in bytes as they crossed the wire.
#[derive(Debug, Default)]
struct Weight {
    page: u64,
    script: u64,
    wasm: u64,
    data: u64,
}

impl Weight {
    fn of(page: u64, files: BTreeMap<String, u64>) -> Self {
        let mut weight = Self {
            page,
            ..Self::default()
        };
        for (path, bytes) in files {
            let is_later = LATER.iter().any(|start| path.starts_with(start));
            if is_later || BESIDE.contains(&path.as_str()) {
                continue;
            }
            match path.rsplit('.').next() {
                Some("js") => weight.script += bytes,
                Some("wasm") => weight.wasm += bytes,
                _ => weight.data += bytes,
            }
        }
        weight
    }

    fn app(&self) -> u64 {
        self.page + self.script + self.wasm
    }

    fn passes(&self, path: &str) -> bool {
        if ONES_OWN.iter().any(|start| path.starts_with(start)) {
            self.app() <= GATE && self.data <= DATA_OF_ONES_OWN
        } else {
            self.app() + self.data <= GATE
        }
    }
}

/// Weighs the page shown. A build that is not made for release weighs anything, and `script/size` lets none pass.
pub(super) async fn weigh(tab: &Tab, name: &str) {
    let path = tab.address().await;
    if path.starts_with("/staff") || !front_ends_are_released() {
        return;
    }
    let told = tab.driver.execute_async(WEIGH, Vec::new()).await.unwrap();
    let (page, is_app, files): (u64, bool, BTreeMap<String, u64>) =
        serde_json::from_value(told.json().clone())
            .unwrap_or_else(|error| panic!("{name}: {error}: {}", told.json()));
    let weight = Weight::of(page, files);
    // A page that the server draws has none.
    assert!(weight.wasm > 0 || !is_app, "{name}: no app, {weight:?}");
    note_down(name, &weight);
    assert!(weight.passes(&path), "{name} is above its gate: {weight:?}");
}

/// Where a list is made (`script/size --routes`), one line a page.
fn note_down(name: &str, weight: &Weight) {
    let Some(file) = std::env::var_os("FUMIN_ROUTES") else {
        return;
    };
    let Weight {
        page,
        script,
        wasm,
        data,
    } = weight;
    let all = weight.app() + data;
    let mut options = std::fs::OpenOptions::new();
    let list = options.create(true).append(true).open(file);
    let line = format!("| {name} | {page} | {script} | {wasm} | {data} | {all} |\n");
    list.and_then(|mut list| list.write_all(line.as_bytes()))
        .unwrap();
}

#[test]
fn what_starts_a_page_is_weighed_and_what_comes_beside_it_is_not() {
    let files = [
        ("/residents-0123456789abcdef.js", 5_000),
        ("/residents-0123456789abcdef_bg.wasm", 120_000),
        ("/api/catalogue", 4_000),
        ("/api/policy-pack", 1_000),
        ("/api/policy-pack/7/rules", 12_000),
        ("/api/course-texts", 10_000),
        ("/offline.js", 2_000),
    ];
    let files = files.map(|(path, bytes)| (path.to_owned(), bytes));
    let weight = Weight::of(5_000, BTreeMap::from(files));
    assert_eq!((weight.app(), weight.data), (130_000, 5_000));
    let heavy = Weight {
        data: 20_000,
        wasm: 130_001,
        ..Weight::default()
    };
    assert!(!heavy.passes("/courses") && heavy.passes("/apply/7"));
}
