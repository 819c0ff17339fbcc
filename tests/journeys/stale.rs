//! Two windows on the same file: the one that comes second is shown the newer state, and changes nothing.

use i18n::t;

use crate::harness::{Officer, Portal, Resident, Tab, journey};

journey!(come_second);

async fn come_second(portal: &mut Portal, tab: &Tab) {
    // A resident with the check open in two windows.
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000005").await;
    let draft = resident.filled().await;
    tab.open(&format!("/apply/{}/check", draft.id)).await;
    tab.arrive(t::apply::check::title()).await;
    tab.choose("declaration", "yes").await;
    let file = resident.submit(&draft.id).await;
    tab.press(t::apply::check::submit()).await;
    tab.until("the newer state", async || {
        let is_told =
            tab.has(t::apply::check::see()).await || tab.address().await.ends_with("/submitted");
        Ok((is_told || says_so(tab).await).then_some(()))
    })
    .await;
    assert_eq!(
        resident.find(&draft.id).await.version,
        file.version,
        "the second press changed nothing"
    );

    // An officer with the file open in two windows.
    let number = file.acceptance_number.unwrap();
    let officer = Officer::new(portal, "renshe1", "hr-officer");
    officer.open_file(tab, &number).await;
    let first = tab.driver.window().await.unwrap();
    let address = tab.address().await;
    let second = tab.driver.new_tab().await.unwrap();
    tab.driver.switch_to_window(second).await.unwrap();
    tab.open(&address).await;
    tab.arrive(t::staff_file::title(&number)).await;
    Officer::has_no_conflict(tab).await;
    tab.press(action("accept_for_review")).await;
    tab.see(t::staff_file::outcome::done(action("accept_for_review")))
        .await;
    tab.driver.close_window().await.unwrap();
    tab.driver.switch_to_window(first).await.unwrap();
    tab.press(action("accept_for_review")).await;
    tab.see(t::staff_file::outcome::stale_title()).await;
    assert!(
        !tab.has(action("accept_for_review")).await,
        "what is no longer possible is no longer offered"
    );
    tab.look_over().await;

    // The file as it stood before is one press away, with nothing to do, and so is the present.
    tab.press_at("a[href$='?at=1']").await;
    tab.arrive(t::staff_file::replay::title(1)).await;
    tab.see(t::staff_file::replay::about(1, 2)).await;
    assert!(
        !tab.has(action("return")).await,
        "nothing is done to the past"
    );
    tab.look_closely().await;
    tab.press(t::staff_file::replay::back()).await;
    tab.arrive(t::staff_file::title(&number)).await;
    let opened = resident.find(&draft.id).await.timeline;
    assert_eq!(
        opened
            .iter()
            .filter(|entry| entry.action.as_str() == "accept_for_review")
            .count(),
        1
    );
}

async fn says_so(tab: &Tab) -> bool {
    let shown = tab.text_of("body").await;
    ["stale", "action_not_possible"]
        .iter()
        .any(|code| shown.contains(t::problem::by_key(code).unwrap()))
}

fn action(code: &str) -> &'static str {
    t::loan_action::by_key(code).unwrap()
}
