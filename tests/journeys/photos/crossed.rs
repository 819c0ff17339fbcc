//! What comes between two steps of keeping a photo, and of sending it.

use api::application::PART_BYTES;
use i18n::t;
use serde_json::json;

use super::{choose, open_papers, received, scan};
use crate::harness::{Portal, Resident, Tab};

/// While a photo is put on the device, what waits there is looked for and sent.
const CROSSED: &str = "
    let ask;
    const crossed = async (what, name, ...said) => {
      if (what === 'put' && name.includes('/bytes/')) await ask('send', name.split('/')[0]);
      return ask(what, name, ...said);
    };
    Object.defineProperty(globalThis, 'fuminDrafts', { get: () => ask && crossed, set: (given) => { ask = given; } });";

/// A photo that is only just being kept is not taken for one that has gone.
pub(super) async fn kept_while_looked_for(
    portal: &Portal,
    tab: &Tab,
    (resident, id): (&Resident, &str),
    count: usize,
) {
    let crossed = tab.run_first(CROSSED).await;
    open_papers(tab, id).await;
    choose(portal, tab, "id_card_back", "scan.pdf", &scan(900)).await;
    received(tab, resident, id, count).await;
    tab.run_no_longer(crossed).await;
}

/// Who was asked before the sending began, and says yes while it is under way, has no such paper at the server.
pub(super) async fn removed_on_its_way(
    portal: &Portal,
    tab: &Tab,
    (resident, id): (&Resident, &str),
    count: usize,
) {
    open_papers(tab, id).await;
    let full = "globalThis.given = fetch; globalThis.fetch = async () => new Response('', { status: 507 }); return true";
    tab.script(full, vec![]).await.unwrap();
    let bytes = scan(PART_BYTES + 200);
    choose(portal, tab, "business_licence", "scan.pdf", &bytes).await;
    tab.see(t::photos::later()).await;
    let line = "[data-kept='business_licence'] li";
    tab.press_at(&format!("{line} .button--secondary")).await;
    tab.see(t::photos::remove_question()).await;

    let hold = "globalThis.fetch = async (...said) => {
          if (said[1]?.method === 'PUT' && !globalThis.letGo) await new Promise((go) => { globalThis.letGo = go; });
          return given(...said);
        };
        return true";
    tab.script(hold, vec![]).await.unwrap();
    let online = "dispatchEvent(new Event('online')); return true";
    tab.script(online, vec![]).await.unwrap();
    tab.until("the first part on its way", async || {
        tab.script("return globalThis.letGo ? true : null", vec![])
            .await
    })
    .await;
    tab.press_at(&format!("{line} .row .button")).await;
    tab.until("it is gone", async || {
        let gone = "return document.querySelector(arguments[0]) ? null : true";
        tab.script(gone, vec![json!(line)]).await
    })
    .await;
    let go = "const [id, done] = arguments; letGo(); fuminDrafts('send', id).then(done);";
    let said = tab.driver.execute_async(go, vec![json!(id)]).await;
    assert_eq!(said.unwrap().json(), "");
    assert_eq!(resident.find(id).await.documents.len(), count);
}
