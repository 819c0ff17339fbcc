//! A decision drawn by lot: a day later a supervisor who had no part in it looks at the file again and records a finding.

use api::path::{self, with_id};
use i18n::t;
use reqwest::Method;
use serde_json::json;

use crate::harness::{Browser, Officer, Portal, Resident, Screen, front_ends_are_built};
use crate::lessons::{get, staff, told};

mod look_again {
    use crate::harness::Screen;

    #[tokio::test]
    async fn on_a_phone() {
        super::walk(Screen::Phone).await;
    }

    #[tokio::test]
    async fn on_a_desktop() {
        super::walk(Screen::Desktop).await;
    }
}

const DECIDED: &str = "2026-12-01";
const DAY_AFTER: &str = "2026-12-02";
const ADVICE: &str = "请补一份营业执照的照片";

async fn walk(screen: Screen) {
    use t::staff_re_review as words;
    front_ends_are_built();
    let mut portal = Portal::start_on(DECIDED);
    Officer::new(&portal, "renshe1", "hr-officer");
    let supervisor = Officer::new(&portal, "renshe2", "hr-officer");
    portal.fumin(&["admin", "set-supervisor", "--username", "renshe2"], "");
    let resident = Resident::sign_in(&portal, "13800000091").await;
    let file = resident.hand_in().await;
    let number = file.acceptance_number.unwrap();
    let officer = staff(&portal, "renshe1").await;
    for action in ["accept_for_review", "pass"] {
        let at = with_id(path::STAFF_APPLICATION, &file.id);
        let seen = get(&portal, &officer, &at).await;
        let body = json!({ "version": seen["application"]["version"], "action": action, "no_conflict": true });
        let at = with_id(path::STAFF_ACTIONS, &file.id);
        told(&officer, Method::POST, &at, &body).await;
    }

    portal.go_on(DAY_AFTER);
    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    supervisor.sign_in(&tab).await;
    tab.press(words::link_waiting(1)).await;
    tab.arrive(words::title()).await;
    tab.see(&number).await;
    tab.look_over().await;
    tab.press(words::submit()).await;
    tab.at(".error-summary").await;
    tab.see(t::staff_conflict::needed()).await;
    tab.press_at("input[id*='no-conflict']").await;
    tab.press_at("input[value='evidence_missing']").await;
    tab.see(words::evidence()).await;
    tab.press(words::submit()).await;
    tab.see(t::common::error_summary::title(2)).await;
    tab.stop("staff-re-reviews-wrong").await;
    for (part, text) in [("evidence", "没有营业执照的照片"), ("advice", ADVICE)] {
        let id = tab.at(&format!("textarea[id*='{part}']")).await;
        let id = id.id().await.unwrap().unwrap();
        tab.fill(&id, text).await;
    }
    tab.press(words::submit()).await;
    tab.see(words::done_found()).await;
    tab.see(words::waiting_empty()).await;
    tab.see(ADVICE).await;
    tab.stop("staff-re-reviews-done").await;
    tab.press(&number).await;
    tab.arrive(t::staff_file::title(&number)).await;
    for words in [words::found(), ADVICE] {
        tab.see(words).await;
    }
    tab.look_over().await;
    tab.close().await;
}
