//! Two presses of the last button are one application.

use i18n::t;

use crate::harness::{Portal, Resident, Tab, journey};

journey!(press_submit_twice);

async fn press_submit_twice(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000003").await;
    let draft = resident.filled().await;
    tab.open(&format!("/apply/{}/check", draft.id)).await;
    tab.arrive(t::apply::check::title()).await;
    tab.choose("declaration", "yes").await;
    let twice = "const last = [...document.querySelectorAll('main form button[type=submit], main form button:not([type=button])')].pop(); last.click(); last.click(); last.form.requestSubmit(); return true";
    tab.script(twice, Vec::new()).await.unwrap();
    tab.arrive(t::files::done::title()).await;

    let mine = resident.list().await.applications;
    assert_eq!(mine.len(), 1, "{mine:?}");
    let file = resident.find(&draft.id).await;
    let submissions = file
        .timeline
        .iter()
        .filter(|entry| entry.action.as_str() == "submit")
        .count();
    assert_eq!(submissions, 1);

    // Another press from a page that was kept open says where the file is.
    tab.open(&format!("/apply/{}/check", draft.id)).await;
    tab.see(t::apply::check::already()).await;
}
