//! The page read aloud, and stronger contrast.

use i18n::t;
use serde_json::json;

use crate::harness::{Officer, Portal, Resident, Tab, journey};

journey!(have_it_read_aloud);
journey!(have_results_and_notices_read_aloud);
journey!(see_it_in_strong_contrast);
journey!(have_it_as_chosen_after_signing_out);
journey!(have_the_desk_as_chosen_after_signing_out);

/// A browser in a test has no voice: one of the device and one of the network, which write down what they are given.
const VOICES: &str = r"
window.said = [];
const voices = [{ name: 'network', lang: 'zh-CN', localService: false }, { name: 'device', lang: 'zh-CN', localService: true }];
const synthesis = new EventTarget();
synthesis.getVoices = () => voices;
synthesis.cancel = () => { synthesis.now = null; };
synthesis.speak = said => {
  window.said.push([said.voice.name, said.text]);
  synthesis.now = said;
  setTimeout(() => { if (synthesis.now === said) said.onend?.(); }, 20);
};
Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };";

async fn have_it_read_aloud(_: &mut Portal, tab: &Tab) {
    // Without a voice of its own the device offers none.
    tab.open("/calculator").await;
    tab.arrive(t::calculator::title()).await;
    tab.at("aside.aids").await;
    assert!(!tab.has(t::offline::read_aloud()).await);

    tab.run_first(VOICES).await;
    tab.open("/calculator").await;
    tab.fill("amount", "200000").await;
    tab.fill("months", "12").await;
    tab.at(".calculator__rows").await;
    tab.press(t::offline::read_aloud()).await;
    tab.until("the whole page said", async || {
        tab.script(
            "return document.querySelector('.aids__read').textContent === arguments[0] && window.said.length > 5 || null",
            vec![json!(t::offline::read_aloud())],
        )
        .await
    })
    .await;
    let said = tab.script("return window.said", Vec::new()).await.unwrap();
    let said: Vec<(String, String)> = serde_json::from_value(said.unwrap()).unwrap();
    assert_eq!(said[0].1, t::calculator::title());
    assert!(said.iter().all(|(voice, _)| voice == "device"), "{said:?}");
    let longest = said.iter().map(|(_, text)| text.chars().count()).max();
    assert!(longest <= Some(90), "{longest:?}");
    let all: String = said.into_iter().map(|(_, text)| text).collect();
    let is_cut = |three: &[char]| matches!(three, [one, ',', other] if one.is_ascii_digit() && other.is_ascii_digit());
    let letters: Vec<char> = all.chars().collect();
    assert!(!letters.windows(3).any(is_cut), "{all}");
    // Controls and what is only drawn are passed over.
    assert!(!all.contains(t::common::large_type()), "{all}");

    // A second press stops; so does another page.
    tab.press(t::offline::read_aloud()).await;
    tab.press(t::offline::stop_reading()).await;
    tab.see(t::offline::read_aloud()).await;
    let count = "return window.said.length";
    let first = tab.script(count, Vec::new()).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(tab.script(count, Vec::new()).await.unwrap(), first);
    tab.look_closely().await;
}

/// Waits until all of the page was said that holds these words.
async fn hear_it_said(tab: &Tab, words: &str) {
    tab.press(t::offline::read_aloud()).await;
    tab.until(words, async || {
        let said =
            "return window.said.map(([, text]) => text).join('').includes(arguments[0]) || null";
        tab.script(said, vec![json!(words)]).await
    })
    .await;
}

async fn have_results_and_notices_read_aloud(portal: &mut Portal, tab: &Tab) {
    tab.run_first(VOICES).await;
    tab.open("/eligibility/result").await;
    tab.arrive(t::eligibility::result::title()).await;
    hear_it_said(tab, t::eligibility::result::title()).await;

    tab.open("/my/").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000001").await;
    let file = resident.hand_in().await;
    tab.open("/track").await;
    tab.arrive(t::track::title()).await;
    tab.fill("code", &file.query_code.unwrap()).await;
    tab.fill("tail", "0001").await;
    tab.press(t::track::find()).await;
    let state = t::loan_state::by_key("submitted.name").unwrap();
    tab.arrive(state).await;
    hear_it_said(tab, state).await;

    // Notices to the person signed in, on the page that has them.
    tab.open("/my/").await;
    tab.press_at("a.card").await;
    let sentence = t::loan_state::by_key("submitted.sentence").unwrap();
    let begin = sentence.split(['，', '。', '{']).next().unwrap_or_default();
    tab.see(begin).await;
    hear_it_said(tab, begin).await;
}

async fn see_it_in_strong_contrast(_: &mut Portal, tab: &Tab) {
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    tab.at("aside.aids").await;
    assert!(
        !tab.has(t::offline::contrast()).await,
        "few choices until one asks"
    );
    tab.press(t::common::large_type()).await;
    tab.press(t::offline::contrast()).await;
    tab.at("html[data-contrast]").await;
    for page in ["/", "/courses", "/calculator", "/track"] {
        tab.open(page).await;
        tab.at("html[data-contrast] main h1").await;
        let colours = "const style = getComputedStyle(document.body); return [style.color, getComputedStyle(document.querySelector('main')).backgroundColor, style.backgroundColor].join()";
        let colours = tab.script(colours, Vec::new()).await.unwrap();
        let colours = colours.unwrap().as_str().unwrap().to_owned();
        assert!(colours.starts_with("rgb(0, 0, 0),"), "{colours}");
        tab.look_closely().await;
    }
    // What a message leads to is drawn by the server, which reads it there.
    tab.open("/apply").await;
    tab.until("how one reads, for the server", async || {
        let left = "return document.cookie.includes('fumin-look=large=1&contrast=1') || null";
        tab.script(left, Vec::new()).await
    })
    .await;
    tab.at("aside.aids").await;
    tab.press(t::offline::contrast()).await;
    tab.at("html:not([data-contrast])").await;

    // Colours that the system gives, as Windows does: what is chosen and where the focus is are told by lines.
    tab.emulate(&[("forced-colors", "active"), ("prefers-contrast", "more")])
        .await;
    tab.open("/courses").await;
    tab.press_at(".course-compare__choice").await;
    tab.at(".course-compare__choice[aria-pressed=true]").await;
    let marked = tab.script(MARKED, Vec::new()).await.unwrap();
    assert_eq!(marked, Some(json!([true, true, true])));
}

/// Whether the pressed button, the task one is at and a control with the focus each have a line around them.
const MARKED: &str = r"
const has_line = element => !['none', ''].includes(getComputedStyle(element).outlineStyle);
const search = document.querySelector('#course-search');
search.focus();
return ['.course-compare__choice[aria-pressed=true]', '.bottom-bar__task[aria-current=page]', '#course-search'].map(each => has_line(document.querySelector(each)));";

/// Signing out empties what the browser keeps; how the portal is shown is chosen once.
async fn have_it_as_chosen_after_signing_out(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    Resident::sign_in_by_hand(portal, tab, "13800000023").await;
    tab.press(t::common::large_type()).await;
    tab.press(t::offline::contrast()).await;
    let chosen = "localStorage['fumin.lang'] = 'zh'; localStorage['planted'] = 'x'; return 1";
    tab.script(chosen, Vec::new()).await.unwrap();
    // Away, so that the press is on a page that only reads what is kept, and before what comes beside the app is there.
    tab.block(&["*/offline.js"]).await;
    tab.open("/my/").await;
    tab.press(t::signin::leave()).await;
    tab.arrive(t::signin::title()).await;
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    tab.at("html[data-large][data-contrast]").await;
    let kept = "return [localStorage['fumin.lang'], localStorage['planted'] ?? ''].join()";
    let kept = tab.script(kept, Vec::new()).await.unwrap();
    assert_eq!(kept, Some(json!("zh,")));
}

async fn have_the_desk_as_chosen_after_signing_out(portal: &mut Portal, tab: &Tab) {
    Officer::new(portal, "renshe1", "hr-officer")
        .sign_in(tab)
        .await;
    tab.press(t::common::large_type()).await;
    tab.at("html[data-large]").await;
    tab.press(t::staff_signin::leave()).await;
    tab.arrive(t::staff_signin::title()).await;
    tab.open("/staff/").await;
    tab.arrive(t::staff_signin::title()).await;
    tab.at("html[data-large]").await;
}
