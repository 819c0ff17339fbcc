//! What another window does between two steps of this one, and who is signed in there.

use i18n::t;
use serde_json::{Value, json};
use thirtyfour::Cookie;

use super::{PURPOSE, names_kept, open_question, purpose, switch};
use crate::harness::{Resident, Tab};

const ANSWERS: &str = "*/answers*";

/// A record is kept between the look for the names of what waits and the look for the records.
pub(super) const KEPT_MEANWHILE: &str = "(() => {
    const names = IDBObjectStore.prototype.getAllKeys;
    IDBObjectStore.prototype.getAllKeys = function (range) {
      const request = names.call(this, range);
      if (range?.lower?.endsWith('/unsent/')) {
        IDBObjectStore.prototype.getAllKeys = names;
        const kept = this.transaction.db.transaction('kept', 'readwrite').objectStore('kept');
        kept.put({ iv: new Uint8Array(12), sealed: new ArrayBuffer(16) }, `${range.lower}a`);
      }
      return request;
    };
  })();";

/// A newer record is kept between the look for one and what forgets it.
const TYPED_MEANWHILE: &str = "
    const get = IDBObjectStore.prototype.get;
    IDBObjectStore.prototype.get = function (name) {
      const request = get.call(this, name);
      if (name.endsWith('/unsent/purpose')) {
        IDBObjectStore.prototype.get = get;
        const { db } = this.transaction;
        const newer = { iv: new Uint8Array(12), sealed: new ArrayBuffer(16) };
        db.transaction('kept', 'readwrite').objectStore('kept').put(newer, name);
        setTimeout(() => {
          const look = db.transaction('kept').objectStore('kept').get(name);
          look.onsuccess = () => { globalThis.newerStays = Boolean(look.result); };
        }, 500);
      }
      return request;
    };
    return true;";

/// What another window has kept since stays, although the older answer has arrived.
pub(super) async fn what_is_newer_stays(tab: &Tab, id: &str) {
    open_question(tab, id).await;
    tab.script(TYPED_MEANWHILE, vec![]).await.unwrap();
    tab.fill("purpose", "买蒸箱").await;
    let stays = tab
        .until("a look at what is kept", async || {
            tab.script("return globalThis.newerStays ?? null", vec![])
                .await
        })
        .await;
    assert_eq!(stays, json!(true));
}

/// While the device tells nothing of what it keeps, a photo may wait there.
pub(super) async fn nobody_can_tell(tab: &Tab, id: &str) {
    let ask = "const [id, done] = arguments;
        const given = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = () => { throw new DOMException('gone', 'UnknownError'); };
        fuminDrafts('send', id).then(done).finally(() => { IDBDatabase.prototype.transaction = given; });";
    let said = tab.driver.execute_async(ask, vec![json!(id)]).await;
    assert_eq!(said.unwrap().json(), "waiting");
}

/// The application is handed in elsewhere: what was typed here stands there once more, until one has gone on.
pub(super) async fn handed_in_elsewhere(tab: &Tab, resident: &Resident, id: &str) {
    open_question(tab, id).await;
    tab.block(&[ANSWERS]).await;
    tab.fill("purpose", PURPOSE).await;
    tab.see(t::apply::save::on_device()).await;
    resident.submit(id).await;
    tab.block(&[]).await;
    come_back(tab).await;
    tab.see(t::apply::two_answers::too_late()).await;
    tab.see(PURPOSE).await;
    tab.look_closely().await;
    // Where the line at the edge of other pages leads, too.
    tab.open(&format!("/apply/{id}")).await;
    tab.see(PURPOSE).await;
    tab.press(t::apply::check::see()).await;
    tab.address_like("the file", |address| {
        address.starts_with("/my/applications/")
    })
    .await;
    tab.until("nothing waits any more", async || {
        let kept = names_kept(tab).await;
        Ok((!kept.iter().any(|name| name.contains("/unsent/"))).then_some(()))
    })
    .await;
}

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

/// Where the public pages keep what somebody has answered.
const FACTS: &str = "fumin.eligibility.facts";

/// Answers a question in this tab before anybody has signed in.
pub(super) async fn answer_before(tab: &Tab) {
    tab.open("/my/sign-in").await;
    let answer = "sessionStorage.setItem(arguments[0], '{}'); return true";
    tab.script(answer, vec![json!(FACTS)]).await.unwrap();
}

/// Whether that is there still.
pub(super) async fn is_answered(tab: &Tab) -> bool {
    let look = "return sessionStorage.getItem(arguments[0]) !== null";
    let found = tab.script(look, vec![json!(FACTS)]).await.unwrap();
    found == Some(Value::Bool(true))
}
