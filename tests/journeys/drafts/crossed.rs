//! What another window does between two steps of this one, and who is signed in there.

use i18n::t;
use thirtyfour::Cookie;

use super::{names_kept, open_question, purpose, switch};
use crate::harness::{Resident, Tab};

const ANSWERS: &str = "*/answers*";

async fn come_back(tab: &Tab) {
    let online = "dispatchEvent(new Event('online')); return true";
    tab.script(online, vec![]).await.unwrap();
}

/// Another person signs in in another tab while an answer and a press wait in this one: both are there when the first is back.
pub(super) async fn signed_in_elsewhere(
    tab: &Tab,
    (resident, id): (&Resident, &str),
    mine: Vec<Cookie>,
    (others, theirs): (Vec<Cookie>, &str),
) {
    open_question(tab, id).await;
    tab.block(&[ANSWERS]).await;
    tab.fill("purpose", "买烤箱").await;
    tab.see(t::apply::save::on_device()).await;
    tab.open(&format!("/apply/{id}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::submit()).await;
    tab.see(t::apply::check::waits_title()).await;

    let first = tab.driver.window().await.unwrap();
    sign_in_with(tab, others).await;
    let second = tab.driver.new_tab().await.unwrap();
    switch(tab, &second).await;
    open_question(tab, theirs).await;
    tab.driver.close_window().await.unwrap();
    switch(tab, &first).await;
    tab.block(&[]).await;
    come_back(tab).await;
    tab.address_like("the sign-in page", |address| {
        address.starts_with("/my/sign-in")
    })
    .await;
    let kept = names_kept(tab).await;
    for what in ["unsent/purpose", "press"] {
        let name = format!(":{id}/{what}");
        assert!(
            kept.iter().any(|kept| kept.ends_with(&name)),
            "{what}: {kept:?}"
        );
    }
    let mark = owner(tab).await;
    let own = kept.iter().find(|name| name.contains(id)).unwrap();
    assert!(
        !own.starts_with(&mark),
        "the key is of who is not signed in"
    );

    sign_in_with(tab, mine).await;
    tab.open(&format!("/apply/{id}/check")).await;
    tab.address_like("the acceptance", |address| address.ends_with("/submitted"))
        .await;
    assert_eq!(purpose(resident, id).await, "买烤箱");
}

/// In every tab of this browser from now on.
pub(super) async fn sign_in_with(tab: &Tab, cookies: Vec<Cookie>) {
    tab.driver.delete_all_cookies().await.unwrap();
    for cookie in cookies {
        tab.driver.add_cookie(cookie).await.unwrap();
    }
}

/// Whose key the device holds.
async fn owner(tab: &Tab) -> String {
    let ask = "const done = arguments[0];
        const request = indexedDB.open('fumin-drafts');
        request.onsuccess = () => {
          const owner = request.result.transaction('kept').objectStore('kept').get('owner');
          owner.onsuccess = () => { request.result.close(); done(owner.result.mark); };
        };";
    let found = tab.driver.execute_async(ask, vec![]).await.unwrap();
    found.json().as_str().unwrap().to_owned()
}
