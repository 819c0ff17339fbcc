//! Photos of papers: kept on the device, looked at, sent in parts, there once.

use api::application::PART_BYTES;
use i18n::t;
use serde_json::json;

use crate::drafts::{names_kept, sign_in_and_fill};
use crate::harness::{Portal, Resident, Tab, journey};
use crate::offline::is_kept;

mod crossed;
mod paper;
mod print;

pub(crate) use paper::{Look, photograph};

journey!(photograph_and_hand_in_without_a_server);
journey!(what_is_hard_to_read_is_said_first);
journey!(what_is_no_photo_is_said_beside_the_field);
journey!(a_large_photo_goes_on_where_the_line_broke);
journey!(a_device_that_keeps_no_photo);
journey!(a_browser_that_may_not_use_the_camera);
journey!(two_windows_send_a_photo_once);

const KIND: &str = "id_card_front";

/// Opens the page of papers.
pub(crate) async fn open_papers(tab: &Tab, id: &str) {
    tab.open(&format!("/apply/{id}/documents")).await;
    tab.arrive(t::field::by_key("documents.label").unwrap())
        .await;
}

/// Chooses a file for a paper, without a camera: the browser has none.
pub(crate) async fn choose(portal: &Portal, tab: &Tab, kind: &str, name: &str, bytes: &[u8]) {
    let file = portal.file(name, bytes);
    let input = tab.at(&format!("[id='{kind}']")).await;
    input.send_keys(file.display().to_string()).await.unwrap();
}

/// A scan of so many bytes.
pub(crate) fn scan(bytes: usize) -> Vec<u8> {
    let filling = vec![b' '; bytes.saturating_sub(40)];
    [b"%PDF-1.4\ntrailer<<>>\n", &*filling, b"\n%%EOF\n"].concat()
}

async fn see_on_device(tab: &Tab, kind: &str) {
    tab.at(&format!("[data-kept='{kind}'] .documents__item"))
        .await;
}

async fn received(tab: &Tab, resident: &Resident, id: &str, count: usize) {
    tab.until(&format!("{count} papers at the server"), async || {
        Ok((resident.find(id).await.documents.len() == count).then_some(()))
    })
    .await;
}

async fn photograph_and_hand_in_without_a_server(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000051").await;
    is_kept(tab).await;
    open_papers(tab, &id).await;
    portal.kill();
    tab.expect_complaint("net::ERR_");
    let photo = photograph(tab, &Look::default()).await;
    choose(portal, tab, KIND, "photo.jpg", &photo).await;
    see_on_device(tab, KIND).await;
    tab.see(t::photos::waits()).await;
    tab.at(&format!("[data-kept='{KIND}'] img.documents__picture"))
        .await;
    tab.look_closely().await;
    no_picture_is_readable(tab).await;

    // The page itself comes from the device, and the photo with it.
    tab.driver.refresh().await.unwrap();
    see_on_device(tab, KIND).await;
    tab.open("/").await;
    tab.see(t::offline::unsent()).await;

    tab.open(&format!("/apply/{id}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.see(t::apply::papers::count_here(1)).await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::submit()).await;
    tab.see(t::apply::check::waits_title()).await;

    portal.restart();
    if tab.has(t::apply::check::send_now()).await {
        tab.press(t::apply::check::send_now()).await;
    }
    tab.address_like("the acceptance", |address| address.ends_with("/submitted"))
        .await;
    let file = resident.find(&id).await;
    assert_eq!(file.documents.len(), 1, "handed in without its photo");
    assert!(file.documents[0].size_bytes <= 600_000);
    assert_eq!(names_kept(tab).await, ["owner"]);
}

/// Nothing that the device keeps of forms begins like a picture.
async fn no_picture_is_readable(tab: &Tab) {
    let look = "const done = arguments[0];
        const request = indexedDB.open('fumin-drafts');
        request.onsuccess = () => {
          const all = request.result.transaction('kept').objectStore('kept').getAll();
          all.onsuccess = () => {
            request.result.close();
            done(all.result.filter(one => one.sealed).map(one => [...new Uint8Array(one.sealed.slice(0, 3))]));
          };
        };";
    let found = tab.driver.execute_async(look, vec![]).await.unwrap();
    let beginnings: Vec<Vec<u8>> = serde_json::from_value(found.json().clone()).unwrap();
    assert!(beginnings.len() >= 3, "{beginnings:?}");
    assert!(!beginnings.contains(&vec![0xFF, 0xD8, 0xFF]));
}

async fn what_is_hard_to_read_is_said_first(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000052").await;
    let blurred = || Look {
        blur: 14,
        ..Look::default()
    };
    let glaring = Look {
        glare: 20,
        ..Look::default()
    };
    let small = Look {
        width: 800,
        ..Look::default()
    };
    let table = [
        (KIND, blurred(), t::photos::blurred()),
        ("id_card_back", glaring, t::photos::glare()),
        ("business_licence", small, t::photos::small()),
    ];
    open_papers(tab, &id).await;
    for (kind, look, words) in &table {
        let photo = photograph(tab, look).await;
        choose(portal, tab, kind, "photo.jpg", &photo).await;
        tab.see(words).await;
    }
    tab.look_closely().await;
    // It waits for the person, over a reload too, and so does handing in.
    tab.driver.refresh().await.unwrap();
    tab.see(t::photos::blurred()).await;
    assert_eq!(resident.find(&id).await.documents, []);
    tab.open(&format!("/apply/{id}/check")).await;
    tab.see(t::apply::two_answers::yours()).await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::submit()).await;
    tab.see(t::apply::check::waits_title()).await;
    tab.press(t::apply::check::not_yet()).await;

    open_papers(tab, &id).await;
    tab.press_at(&format!("[data-kept='{KIND}'] .button")).await;
    received(tab, &resident, &id, 1).await;
    tab.press_at("[data-kept='id_card_back'] .button--secondary")
        .await;
    tab.until("the other one is gone", async || {
        let gone = "return document.querySelector(\"[data-kept='id_card_back'] li\") ? null : true";
        tab.script(gone, vec![]).await
    })
    .await;
    // A sharp one has nothing to say, and is sent at once.
    let sharp = photograph(tab, &Look::default()).await;
    choose(portal, tab, "id_card_back", "photo.jpg", &sharp).await;
    received(tab, &resident, &id, 2).await;
}

async fn what_is_no_photo_is_said_beside_the_field(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000053").await;
    open_papers(tab, &id).await;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and no more";
    let large = scan(11 * 1024 * 1024);
    let table: [(&str, &[u8], &str); 6] = [
        ("empty.jpg", b"", "document_empty"),
        ("photo.heic", heic, "document_heic"),
        ("letter.docx", b"PK\x03\x04 a letter", "document_type"),
        (
            "cut.jpg",
            b"\xFF\xD8\xFF\xE0 cut off",
            "document_unreadable",
        ),
        ("cut.pdf", &scan(900)[..880], "document_unreadable"),
        ("scan.pdf", &large, "document_too_large"),
    ];
    for (name, bytes, code) in table {
        choose(portal, tab, KIND, name, bytes).await;
        let words = t::form_problem::by_key(code).unwrap();
        let field = format!("[id='{KIND}-error']");
        tab.until(&format!("{words} beside the field"), async || {
            Ok(tab.text_of(&field).await.contains(words).then_some(()))
        })
        .await;
    }
    tab.look_closely().await;
    assert_eq!(resident.find(&id).await.documents, []);
    // What only the server knows is said at the photo, which is for the person to put right.
    for count in 1..=4 {
        choose(portal, tab, KIND, "scan.pdf", &scan(900 + count)).await;
        received(tab, &resident, &id, count).await;
    }
    choose(portal, tab, KIND, "scan.pdf", &scan(900)).await;
    tab.see(t::form_problem::by_key("document_too_many").unwrap())
        .await;
    tab.see(t::photos::yours()).await;
    tab.look_closely().await;
    tab.press_at(&format!("[data-kept='{KIND}'] .button--secondary"))
        .await;
    tab.see(t::photos::remove_question()).await;
    tab.press_at(&format!("[data-kept='{KIND}'] .row .button"))
        .await;
    tab.until("it is gone", async || {
        let gone = "return document.querySelector('[data-kept] li') ? null : true";
        tab.script(gone, vec![]).await
    })
    .await;
}

async fn a_large_photo_goes_on_where_the_line_broke(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000054").await;
    open_papers(tab, &id).await;
    let last = 2 * PART_BYTES;
    tab.block(&[&format!("*offset={last}*")]).await;
    let bytes = scan(last + 1_000);
    choose(portal, tab, KIND, "scan.pdf", &bytes).await;
    tab.see(t::photos::waits()).await;
    // The server dies with two parts of three, and the page is opened anew.
    portal.kill();
    tab.expect_complaint("net::ERR_");
    portal.restart();
    tab.block(&["*offset=0*", &format!("*offset={PART_BYTES}*")])
        .await;
    open_papers(tab, &id).await;
    received(tab, &resident, &id, 1).await;
    let document = &resident.find(&id).await.documents[0];
    assert_eq!(document.size_bytes, bytes.len() as u64);
    tab.at("a[href*='/documents/']").await;
    tab.until("nothing waits here", async || {
        Ok((names_kept(tab).await.len() == 2).then_some(()))
    })
    .await;
}

/// The store is there, but has no room; and then it is not there at all.
async fn a_device_that_keeps_no_photo(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000055").await;
    open_papers(tab, &id).await;
    let refuse = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }";
    tab.script(refuse, vec![]).await.unwrap();
    portal.kill();
    tab.expect_complaint("net::ERR_");
    let photo = photograph(tab, &Look::default()).await;
    choose(portal, tab, KIND, "photo.jpg", &photo).await;
    tab.see(t::photos::held()).await;
    tab.look_closely().await;
    portal.restart();
    tab.press(t::photos::now()).await;
    received(tab, &resident, &id, 1).await;

    let deny =
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }";
    tab.run_first(deny).await;
    open_papers(tab, &id).await;
    choose(portal, tab, "id_card_back", "photo.jpg", &photo).await;
    received(tab, &resident, &id, 2).await;
}

async fn a_browser_that_may_not_use_the_camera(portal: &mut Portal, tab: &Tab) {
    let (_, id) = sign_in_and_fill(portal, tab, "13800000058").await;
    open_papers(tab, &id).await;
    tab.at("[data-kept] .documents__list + p").await;
    assert!(!is_shown(tab, t::photos::no_camera()).await);
    let deny = "navigator.permissions.query = async () => Object.assign(new EventTarget(), { state: 'denied' })";
    tab.run_first(deny).await;
    open_papers(tab, &id).await;
    tab.see(t::photos::no_camera()).await;
    tab.look_closely().await;
    // The album stays, and once is enough for a page of four papers.
    choose(portal, tab, KIND, "scan.pdf", &scan(50_000)).await;
    tab.at(".documents__paper .documents__item").await;
    let count = "return document.body.innerText.split(arguments[0]).length - 1";
    let words = vec![json!(t::photos::no_camera())];
    let count = tab.script(count, words).await.unwrap();
    assert_eq!(count, Some(json!(1)));
}

async fn is_shown(tab: &Tab, words: &str) -> bool {
    let shown = "return document.body.innerText.includes(arguments[0])";
    tab.script(shown, vec![json!(words)]).await.unwrap() == Some(json!(true))
}

async fn two_windows_send_a_photo_once(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000056").await;
    open_papers(tab, &id).await;
    tab.block(&["*/api/applications/*/uploads*"]).await;
    choose(portal, tab, KIND, "scan.pdf", &scan(PART_BYTES + 100)).await;
    tab.see(t::photos::waits()).await;
    let first = tab.driver.window().await.unwrap();
    let second = tab.driver.new_tab().await.unwrap();
    tab.driver.switch_to_window(second).await.unwrap();
    open_papers(tab, &id).await;
    received(tab, &resident, &id, 1).await;
    tab.driver.switch_to_window(first).await.unwrap();
    tab.block(&[]).await;
    let online = "dispatchEvent(new Event('online')); return true";
    tab.script(online, vec![]).await.unwrap();
    tab.until("nothing waits in the first window either", async || {
        let gone = "return document.querySelector('[data-kept] li') ? null : true";
        tab.script(gone, vec![]).await
    })
    .await;
    assert_eq!(resident.find(&id).await.documents.len(), 1);
    let whose = (&resident, id.as_str());
    crossed::kept_while_looked_for(portal, tab, whose, 2).await;
    crossed::removed_on_its_way(portal, tab, whose, 2).await;
}
