//! The server dies while somebody types: nothing typed is lost.

use i18n::t;
use serde_json::json;

use crate::harness::{Portal, Resident, Tab, journey};

journey!(keep_typing_while_the_server_is_away);

const PURPOSE: &str = "买两台和面机，进一批面粉，再请一个帮工";

async fn keep_typing_while_the_server_is_away(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000004").await;
    let draft = resident.filled().await;
    let question = format!("/apply/{}/loan/purpose", draft.id);
    tab.open(&question).await;
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
    tab.fill("purpose", "买和面机").await;

    portal.kill();
    tab.expect_complaint("net::ERR_CONNECTION_REFUSED");
    tab.fill("purpose", PURPOSE).await;
    tab.press(t::apply::question::later()).await;
    // A server that is back while the press is still trying would save, and lead away from the question.
    tab.see(t::problem::offline()).await;
    portal.restart();

    tab.open(&question).await;
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
    assert_eq!(tab.value_of("purpose").await, PURPOSE);
    tab.press(t::apply::question::go_on()).await;
    tab.address_like("after the question", |address| {
        !address.ends_with("/purpose")
    })
    .await;
    let saved = resident.find(&draft.id).await.answers;
    assert_eq!(
        serde_json::to_value(&saved).unwrap()["purpose"],
        json!(PURPOSE)
    );
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
}
