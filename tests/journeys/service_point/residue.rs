//! After the end nothing of the resident is in the browser: not in a storage, not behind the back button, and in no file of
//! its profile.

use std::path::{Path, PathBuf};

use i18n::t;
use thirtyfour::Key;

use super::{ask_with, back_at_the_counter, fill_in};
use crate::drafts::sign_in_and_fill;
use crate::harness::{Browser, Clerk, Portal, Screen, Tab, front_ends_are_built, help};
use crate::photos::{Look, choose, open_papers, photograph};

/// Found nowhere else: not in the program, not in the sample data.
pub(super) const NAME: &str = "留痕验";
const PHONE: &str = "13800000063";
pub(super) const ID_NUMBER: &str = "110101199003070038";
/// What the clerk looks for of their own, before the resident comes: the search has to find it.
const OF_THE_CLERK: &str = "cangjiheyan";
/// What a page says, and what stands in its fields: a browser may have put back what was typed.
const SHOWN: &str = "return [document.documentElement.innerText, ...[...document.querySelectorAll('input, textarea, select')].map(each => each.value)].join()";

#[tokio::test]
async fn nothing_stays_in_the_profile() {
    front_ends_are_built();
    let portal = Portal::start();
    let browser = Browser::start(Screen::Desktop);
    let tab = browser.open(&portal).await;
    tab.open(&format!("/courses?q={OF_THE_CLERK}")).await;
    tab.arrive(t::courses::title()).await;
    Clerk::new(&portal, "daiban1").begin(&tab).await;
    help(&portal, &tab, NAME, PHONE).await;
    let photo = work(&portal, &tab).await;

    tab.key(Key::F9).await;
    back_at_the_counter(&tab).await;
    tab.see(t::staff_service_point::left::title()).await;
    tab.see(t::staff_service_point::left::scan("id-card.jpg"))
        .await;
    tab.look_closely().await;
    let kept = storages(&tab).await;
    for trace in ["fumin.helped", "drafts", "fumin-desk", NAME, ID_NUMBER] {
        assert!(!kept.contains(trace), "{trace} in {kept}");
    }
    for _ in 0..4 {
        tab.back().await;
        tab.until("a page", async || {
            tab.script(
                "return document.querySelector('h1') && true || null",
                vec![],
            )
            .await
        })
        .await;
        let shown = tab.script(SHOWN, vec![]).await.unwrap();
        let shown = shown.unwrap().to_string();
        assert!(
            !shown.contains(NAME) && !shown.contains(ID_NUMBER),
            "{shown}"
        );
    }
    tab.open("/staff/service-point").await;
    tab.press(t::staff_service_point::left::gone()).await;
    tab.until("their names to be forgotten", async || {
        Ok((!tab.has(t::staff_service_point::left::gone()).await).then_some(()))
    })
    .await;
    tab.close().await;

    let found = |words: &[u8]| holding(browser.traces(), words);
    assert_ne!(
        found(OF_THE_CLERK.as_bytes()),
        Vec::<PathBuf>::new(),
        "the search finds nothing at all"
    );
    name_and_number_are_nowhere(browser.traces());
    assert_eq!(found(PHONE.as_bytes()), Vec::<PathBuf>::new(), "the phone");
    for bytes in photo {
        let middle = bytes.len() / 2;
        assert_eq!(
            found(&bytes[middle..middle + 48]),
            Vec::<PathBuf>::new(),
            "a part of the photo"
        );
    }
}

/// Whoever signs out on a borrowed phone or in a library leaves as little as a clerk.
#[tokio::test]
async fn nothing_stays_of_a_resident_who_signs_out() {
    front_ends_are_built();
    let portal = Portal::start();
    let browser = Browser::start(Screen::Phone);
    let tab = browser.open(&portal).await;
    let (resident, id) = sign_in_and_fill(&portal, &tab, "13800000064").await;
    type_name_and_number(&tab, &id).await;
    open_papers(&tab, &id).await;
    let photo = photograph(&tab, &Look::default()).await;
    choose(&portal, &tab, "id_card_front", "id-card.jpg", &photo).await;
    tab.until("the photo at the server", async || {
        Ok((resident.find(&id).await.documents.len() == 1).then_some(()))
    })
    .await;
    tab.open(&format!("/apply/{id}/check")).await;
    tab.see(NAME).await;
    tab.open("/my/").await;
    tab.press(t::signin::leave()).await;
    tab.arrive(t::signin::title()).await;
    let kept = storages(&tab).await;
    for trace in [NAME, ID_NUMBER] {
        assert!(!kept.contains(trace), "{trace} in {kept}");
    }
    tab.close().await;

    // Name and number may be among what the browser itself keeps: docs/DESIGN.md, “Why signing out asks first”.
    let middle = photo.len() / 2;
    let found = holding(browser.traces(), &photo[middle..middle + 48]);
    assert_eq!(found, Vec::<PathBuf>::new(), "a part of the photo");
}

/// Types a name and a number into the form.
pub(super) async fn type_name_and_number(tab: &Tab, id: &str) {
    for (field, text) in [("applicant_name", NAME), ("id_number", ID_NUMBER)] {
        tab.open(&format!("/apply/{id}/applicant/{field}")).await;
        tab.arrive(t::field::by_key(&format!("{field}.label")).unwrap())
            .await;
        tab.fill(field, text).await;
        tab.press(t::apply::question::go_on()).await;
        tab.address_like("the tasks", |address| !address.ends_with(field))
            .await;
    }
}

/// Fails when name or number are in a file of the browser's profile, in either way of writing letters.
pub(super) fn name_and_number_are_nowhere(traces: &Path) {
    let wide = |text: &str| {
        let letters = text.encode_utf16();
        letters.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    for text in [NAME, ID_NUMBER] {
        for bytes in [text.as_bytes().to_vec(), wide(text)] {
            assert_eq!(holding(traces, &bytes), Vec::<PathBuf>::new(), "{text}");
        }
    }
}

/// Types name and number, photographs a card, looks at it, prints the form. The photo as chosen and as the server keeps it.
async fn work(portal: &Portal, tab: &Tab) -> [Vec<u8>; 2] {
    let id = fill_in(tab).await;
    type_name_and_number(tab, &id).await;
    open_papers(tab, &id).await;
    let look = Look {
        text: "凉州区示例路二十六号",
        ..Look::default()
    };
    let photo = photograph(tab, &look).await;
    choose(portal, tab, "id_card_front", "id-card.jpg", &photo).await;
    let file = api::path::with_id(api::path::APPLICATION, &id);
    let document = tab
        .until("the photo at the server", async || {
            let file = ask_with(tab, "GET", &file, None).await;
            Ok(file["documents"][0]["id"].as_str().map(str::to_owned))
        })
        .await;
    tab.see(t::apply::papers::remove()).await;
    tab.at("img.documents__picture").await;
    tab.open(&format!("/apply/{id}/check")).await;
    tab.see(NAME).await;
    tab.print_out().await;
    tab.open("/my/").await;
    tab.arrive(t::files::list::title()).await;
    let script = "const [path, done] = arguments;
        fetch(path).then(answer => answer.arrayBuffer()).then(bytes => done([...new Uint8Array(bytes)]));";
    let path = api::path::with_document(api::path::APPLICATION_DOCUMENT, &id, &document);
    let kept = tab
        .driver
        .execute_async(script, vec![path.into()])
        .await
        .unwrap();
    [photo, serde_json::from_value(kept.json().clone()).unwrap()]
}

/// Whatever the browser keeps for the portal, as one text.
pub(crate) async fn storages(tab: &Tab) -> String {
    let ask = "const done = arguments[0];
        (async () => {
          const names = (await indexedDB.databases()).map(one => one.name);
          const cached = [];
          for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) cached.push(request.url);
          done(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, names, cached, history.state]));
        })();";
    let found = tab.driver.execute_async(ask, vec![]).await.unwrap();
    found.json().as_str().unwrap().to_owned()
}

/// The files below a folder that hold these bytes.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            found.extend(holding(&path, bytes));
        } else if let Ok(kept) = std::fs::read(&path)
            && kept.windows(bytes.len()).any(|part| part == bytes)
        {
            found.push(path);
        }
    }
    found
}
