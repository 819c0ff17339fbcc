//! Signing in with a code: wrong, wrong again, and too often. And out again.

use i18n::t;

use crate::harness::{Portal, Resident, Tab, journey};

journey!(mistype_the_code);
journey!(sign_out_and_close_the_page);

/// Tries of one code, see `store::login_codes`.
const TRIES: usize = 5;

async fn mistype_the_code(portal: &mut Portal, tab: &Tab) {
    let phone = "13800000002";
    tab.open("/my/sign-in").await;
    tab.arrive(t::signin::title()).await;
    tab.fill("phone", "1380000").await;
    tab.press(t::signin::send()).await;
    tab.see(t::problem::by_key("phone_number_wrong_length").unwrap())
        .await;
    tab.fill("phone", "138 0000 0002").await;
    tab.press(t::signin::send()).await;
    tab.arrive(t::signin::code_title()).await;

    let right = portal.code_for(phone);
    let wrong = if right == "123456" {
        "654321"
    } else {
        "123456"
    };
    tab.fill("code", "12").await;
    tab.press(t::signin::enter()).await;
    tab.see(t::problem::by_key("code_digits").unwrap()).await;
    for at in 1..=TRIES {
        tab.fill("code", wrong).await;
        tab.press(t::signin::enter()).await;
        let answer = if at < TRIES {
            "credentials_wrong"
        } else {
            "code_spent"
        };
        tab.see(t::problem::by_key(answer).unwrap()).await;
    }
    tab.look_over().await;
    // Even the right code is of no use then.
    tab.fill("code", &right).await;
    tab.press(t::signin::enter()).await;
    tab.see(t::problem::by_key("code_spent").unwrap()).await;

    // A used code opens nothing, and the way back to the phone is there.
    tab.press(t::signin::other_phone()).await;
    tab.arrive(t::signin::title()).await;
    tab.open("/my/").await;
    tab.arrive(t::signin::title()).await;
}

/// The page goes the moment it asks to be signed out, and a request that does not outlive it goes with it.
const GONE_AT_ONCE: &str = "
const sent = window.fetch;
window.fetch = request => {
    if (request.method !== 'DELETE') return sent(request);
    location.replace('about:blank');
    return request.keepalive ? sent(request) : new Promise(() => {});
};";

async fn sign_out_and_close_the_page(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000058").await;
    tab.script(GONE_AT_ONCE, vec![]).await.unwrap();
    tab.press(t::signin::leave()).await;
    tab.address_like("no page", |address| address == "about:blank")
        .await;
    tab.until("the session's end", async || {
        Ok((!resident.is_signed_in(portal).await).then_some(()))
    })
    .await;
}
