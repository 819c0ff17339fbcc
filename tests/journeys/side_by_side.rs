//! An officer without a mouse looks at two papers beside one another, each at its own size and side up.

use i18n::t;
use serde_json::json;
use thirtyfour::Key;

use crate::drafts::sign_in_and_fill;
use crate::harness::{Officer, Portal, Tab, journey};
use crate::photos::{Look, choose, open_papers, photograph};

journey!(look_at_two_papers);

async fn look_at_two_papers(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000071").await;
    open_papers(tab, &id).await;
    let look = Look {
        width: 2_400,
        ..Look::default()
    };
    let photo = photograph(tab, &look).await;
    for (count, kind) in [(1, "id_card_front"), (2, "business_licence")] {
        choose(portal, tab, kind, &format!("{kind}.jpg"), &photo).await;
        tab.until("the paper at the server", async || {
            Ok((resident.find(&id).await.documents.len() == count).then_some(()))
        })
        .await;
    }
    let file = resident.submit(&id).await;
    let officer = Officer::new(portal, "renshe1", "hr-officer");
    officer
        .open_file(tab, &file.acceptance_number.unwrap())
        .await;
    tab.enter_on(t::staff_file::beside::open()).await;
    focused(tab, t::staff_file::beside::title()).await;
    // The answers stand beside it until something else is chosen.
    tab.see("示例甲").await;
    tab.enter_on(t::staff_file::beside::larger()).await;
    tab.see(t::staff_file::beside::state(150, 0)).await;
    tab.type_keys("r").await;
    tab.see(t::staff_file::beside::state(150, 90)).await;
    tab.down_to("beside-second", &file.documents[1].id).await;
    let both = "return [...document.querySelectorAll('.file__sheet-image')]
        .filter(image => image.complete && image.naturalWidth > 0).length === 2 || null";
    tab.until("both papers", async || tab.script(both, vec![]).await)
        .await;
    tab.see(t::staff_file::beside::state(100, 0)).await;
    tab.see(t::staff_file::beside::state(150, 90)).await;
    tab.stop("staff-file-beside").await;
    let at = tab.address().await;
    tab.key(Key::Escape).await;
    focused(tab, t::staff_file::beside::open()).await;
    assert_eq!(tab.address().await, at, "the page was never left");
}

async fn focused(tab: &Tab, words: &str) {
    let script = "return document.activeElement?.innerText?.trim() === arguments[0] || null";
    tab.until(&format!("the focus on “{words}”"), async || {
        tab.script(script, vec![json!(words)]).await
    })
    .await;
}
