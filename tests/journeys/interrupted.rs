//! The server dies while somebody types, or the line carries nothing: nothing typed is lost.

use i18n::t;
use serde_json::json;

use crate::drafts::{purpose, sign_in_and_fill};
use crate::harness::{Between, Line, Portal, Resident, Tab, journey};

journey!(keep_typing_while_the_server_is_away);
journey!(keep_typing_on_a_line_that_carries_nothing);

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

/// Whatever a page would wait for ten seconds and more comes after a twentieth of that.
const HURRIED: &str = "(() => { const later = globalThis.setTimeout;
    globalThis.setTimeout = (press, ms, ...said) => later(press, ms >= 10_000 ? ms / 20 : ms, ...said); })();";

/// There is a line, and what is asked over it is not answered, or not to the end.
async fn keep_typing_on_a_line_that_carries_nothing(portal: &mut Portal, tab: &Tab) {
    let between = Between::start(portal, Line::Straight).await;
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000047").await;
    tab.run_first(HURRIED).await;
    let question = format!("{}/apply/{id}/loan/purpose", between.origin);
    tab.driver.goto(&question).await.unwrap();
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
    between.set(Line::Halting);
    tab.fill("purpose", PURPOSE).await;
    tab.see(t::apply::save::on_device()).await;

    // Neither who is signed in is answered nor the file: the page comes out of what the device keeps.
    between.set(Line::Silent);
    tab.driver.goto(&question).await.unwrap();
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
    assert_eq!(tab.value_of("purpose").await, PURPOSE);
    tab.see(t::apply::save::on_device()).await;
    between.set(Line::Straight);
    tab.press(t::apply::save::now()).await;
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == PURPOSE).then_some(()))
    })
    .await;
}
