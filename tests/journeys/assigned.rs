//! A supervisor without a mouse puts several files on a colleague's desk; one of them has left meanwhile. The colleague
//! finds the others there, and is away later.

use api::application::ApplicationView;
use i18n::t;
use reqwest::Method;
use serde_json::json;
use thirtyfour::Key;

use crate::harness::resident::{actions_of, answers_of, fresh_key, save_all};
use crate::harness::{Officer, Portal, Resident, Tab, journey};

journey!(assign_by_keyboard);

async fn assign_by_keyboard(portal: &mut Portal, tab: &Tab) {
    let mut handed_in = Vec::new();
    for phone in ["13800000081", "13800000082", "13800000083"] {
        let resident = Resident::sign_in(portal, phone).await;
        let file = hand_in_under_one_number(&resident).await;
        handed_in.push((resident, file));
    }
    let officers = [
        Officer::new(portal, "renshe1", "hr-officer"),
        Officer::new(portal, "renshe2", "hr-officer"),
    ];
    portal.fumin(&["admin", "set-supervisor", "--username", "renshe1"], "");
    officers[0].sign_in(tab).await;
    tab.see(t::staff_assign::title()).await;
    tab.look_over().await;

    tab.enter_on(t::staff_assign::submit()).await;
    tab.see(t::staff_assign::to_missing()).await;
    tab.see(t::staff_assign::nothing_ticked()).await;
    tab.stop("staff-queue-assigning-wrong").await;
    for (_, file) in &handed_in {
        tab.space_on("file", &file.id).await;
    }
    tab.see(t::staff_assign::ticked(3)).await;
    // The applicant takes the third back before the press.
    let (resident, file) = &handed_in[2];
    let body = json!({ "version": file.version, "action": "withdraw" });
    let answer = resident
        .send(Method::POST, &actions_of(&file.id), &body, &fresh_key())
        .await
        .unwrap();
    assert!(answer.status().is_success());
    tab.down_to("assign-to", &account(tab, "renshe2").await)
        .await;
    tab.enter_on(t::staff_assign::submit()).await;
    tab.see(t::staff_assign::done(2, "示例 renshe2")).await;
    let number = file.acceptance_number.clone().unwrap();
    let moved = t::staff_assign::outcome::already_moved();
    tab.see(t::staff_assign::left_one(&number, moved)).await;
    tab.see(t::staff_assign::ticked(0)).await;
    tab.look_over().await;

    officers[1].sign_in(tab).await;
    tab.press(t::staff_assign::desk::mine()).await;
    tab.see(t::staff_queue::count(2)).await;
    tab.see(t::staff_assign::take()).await;
    by_single_keys(tab).await;
    tab.press(t::staff_assign::desk::free()).await;
    tab.see(t::staff_assign::desk::free_empty()).await;
    let number = handed_in[0].1.acceptance_number.clone().unwrap();
    officers[1].open_file(tab, &number).await;
    tab.see("示例 renshe2").await;
    // All three typed the same number, and nobody has checked whose it is.
    tab.press(t::staff_history::open()).await;
    tab.see(t::staff_history::unchecked(2)).await;
    tab.see(t::staff_history::no_classes()).await;
    tab.stop("staff-file-history").await;

    tab.open("/staff/colleagues").await;
    tab.arrive(t::staff_colleague::title()).await;
    tab.press(t::staff_colleague::change("示例 renshe2")).await;
    tab.press(t::staff_colleague::save()).await;
    tab.at(".error-summary").await;
    tab.stop("staff-colleague-wrong").await;
    let me = tab.at("form select").await.id().await.unwrap().unwrap();
    tab.press_at("form select option:nth-child(2)").await;
    let until = me.replace("deputy_id", "until");
    tab.fill_date(&until, "2099-12-04").await;
    tab.press(t::staff_colleague::save()).await;
    tab.see(t::staff_colleague::too_far()).await;
    let next = domain::Date::from_unix_ms_shanghai(now_ms()).add_days(3);
    tab.fill_date(&until, &next.to_string()).await;
    tab.press(t::staff_colleague::save()).await;
    tab.see(t::staff_colleague::saved()).await;
    tab.see(t::staff_colleague::away(i18n::date(next), "示例 renshe1"))
        .await;
    tab.look_over().await;
}

/// Hands in under the number of the sample answers, as several people may type one: nobody has checked whose it is.
async fn hand_in_under_one_number(resident: &Resident) -> ApplicationView {
    let draft = resident.filled().await;
    let path = answers_of(&draft.id);
    let answer = resident
        .send(Method::PATCH, &path, &save_all(), &fresh_key())
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    resident.submit(&draft.id).await
}

/// From row to row, into a file and back by single keys, none of which does anything while somebody types; then off.
async fn by_single_keys(tab: &Tab) {
    use t::staff_keys as keys;
    tab.type_keys("?").await;
    tab.see(keys::title()).await;
    tab.see(keys::key::queue()).await;
    tab.look_over().await;
    tab.key(Key::Escape).await;
    for (key, row) in [("j", 0), ("j", 1), ("k", 0)] {
        tab.type_keys(key).await;
        let is_it = "const rows = [...document.querySelectorAll('.queue__row')];
            return rows[arguments[0]]?.contains(document.activeElement) || null";
        tab.until("the focus in the row", async || {
            tab.script(is_it, vec![json!(row)]).await
        })
        .await;
    }
    tab.key(Key::Enter).await;
    tab.at("#actions").await;
    tab.type_keys("a").await;
    tab.until("the focus on the actions", async || {
        let is_it = "return document.activeElement?.id === 'actions' || null";
        tab.script(is_it, Vec::new()).await
    })
    .await;
    tab.type_keys("gq").await;
    tab.arrive(t::staff_queue::title()).await;
    tab.fill("search", "?jgq").await;
    assert_eq!(tab.value_of("search").await, "?jgq");
    tab.arrive(t::staff_queue::title()).await;
    tab.press(keys::button()).await;
    tab.press(keys::switch_off()).await;
    tab.see(keys::off()).await;
    tab.press(keys::switch_on()).await;
    tab.see(keys::on()).await;
    tab.press(keys::button()).await;
}

fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_millis()).unwrap()
}

/// The account that an option of the list names.
async fn account(tab: &Tab, username: &str) -> String {
    let script = "return [...document.querySelectorAll('#assign-to option')]
        .find(option => option.innerText.includes(arguments[0]))?.value ?? null";
    tab.until("the colleague in the list", async || {
        let found = tab.script(script, vec![json!(username)]).await?;
        Ok(found.and_then(|found| found.as_str().map(str::to_owned)))
    })
    .await
}
