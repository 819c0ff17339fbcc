//! Who sees a roster: the officer, masked and written down; a clerk in the resident's place; nobody in the database.

use workflow::loan::LoanAction;

use super::*;
use crate::filing::action;
use crate::service_point::help;

#[tokio::test]
async fn officers_see_it_masked_with_what_counts_and_why_not() {
    let (portal, mut resident, id) = begun().await;
    sent(&mut resident, &id, FIVE).await;
    let view = found(&mut resident, &id).await;
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let handed_in = resident.post(&at, &action(&view, LoanAction::Submit)).await;
    assert_eq!(handed_in.status, StatusCode::OK, "{handed_in:?}");
    let mut officer = crate::staff::hr(&portal, "li").await;
    let answer = officer.get(&with_id(path::STAFF_APPLICATION, &id)).await;
    let told = String::from_utf8(answer.body.to_vec()).unwrap();
    assert!(!told.contains("629999199001011015") && !told.contains("示例赵一"));
    let roster = crate::staff::view(&mut officer, &id).await.roster.unwrap();
    let share = &roster.share;
    assert_eq!(
        (share.counted, share.stated, share.employees, share.permille),
        (3, Some(8), Some(30), Some(100))
    );
    assert_eq!(
        (share.percent_needed, share.verdict.as_str()),
        (Some(10), "met")
    );
    assert!(
        share.is_local_confirm && share.citation.contains("白银"),
        "{share:?}"
    );
    let standing: Vec<_> = roster
        .rows
        .iter()
        .map(|row| (row.row, row.not_counted.as_deref()))
        .collect();
    let expected = [
        (2, None),
        (3, None),
        (4, None),
        (5, Some("hired_too_early")),
        (6, Some("contract_too_short")),
    ];
    assert_eq!(standing, expected);
    assert_eq!(roster.rows[0].id_number_masked, "629*************15");
    let looks = portal
        .state
        .store
        .read(|connection| store::access_log::list_by_application(connection, &id))
        .unwrap();
    let seen = |role: &str, action: &str| {
        looks
            .iter()
            .any(|look| look.role == role && look.action == action)
    };
    assert!(seen("resident", "view_roster") && seen("hr_officer", "view_application"));
}

#[tokio::test]
async fn it_is_sealed_with_the_file() {
    let (portal, mut resident, id) = begun().await;
    sent(&mut resident, &id, FIVE).await;
    let row = portal
        .state
        .store
        .read(|connection| store::applications::find(connection, &id))
        .unwrap();
    let sealed = row.unwrap().sealed_draft.unwrap();
    let contains = |text: &str| {
        sealed
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(!contains("629999199001011015") && !contains("示例赵一"));
    // Thrown away, it is gone with everything else that was typed.
    let gone = resident.delete(&with_id(path::APPLICATION, &id)).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{gone:?}");
    let (shown, _) = page(&mut resident, &id).await;
    assert!(shown.contains("还没有名单"), "{shown}");
}

#[tokio::test]
async fn a_clerk_sends_one_in_the_residents_place_and_it_is_listed() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    let id = draft(&mut tab).await.id;
    // A page that the browser opens by itself brings no mark.
    let mut window = clerk.with_cookies_of(&tab);
    assert!(!window.is_in_helped_session());
    let (shown, _) = page(&mut window, &id).await;
    assert!(shown.contains("请按 F9"), "{shown}");
    // It warns at two minutes; the browser itself leaves it once three are over, and asks for nothing before.
    assert!(
        shown.contains("data-quiet=\"120\" data-warning=\"60\""),
        "{shown}"
    );
    assert!(
        shown.contains("data-ends=\"/staff/service-point\""),
        "{shown}"
    );
    let leads = format!("182; url=/apply/{id}");
    let answer = window.get(&at(&id)).await;
    assert_eq!(answer.header("refresh"), leads);
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("; script-src 'sha256-"), "{policy}");
    let (_, key) = page(&mut window, &id).await;
    let wrong = post(&mut window, &at(&id), body(&key, "a.csv", b"")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
    assert_eq!(wrong.header("refresh"), leads);
    sent(&mut window, &id, FIVE).await;
    assert_eq!(found(&mut tab, &id).await.errors, []);
    portal.clock.advance_ms(60_000);
    let mut resident = portal.resident(PHONE).await;
    let own = resident.get(&at(&id)).await;
    assert_eq!(own.header("refresh"), "", "whoever writes is not disturbed");
    let policy = own.header("content-security-policy");
    assert!(!policy.contains("script-src"), "{policy}");
    let helpers: api::service_point::ListHelpersResponse = resident.get(path::HELPERS).await.json();
    let mut acts = helpers.helpers[0].acts.iter();
    assert!(acts.any(|act| act.action == "save_roster" && act.times == 1));

    // Help with courses is no help with a loan.
    let mut tab = help(&portal, &mut clerk, "13800000002", "courses").await;
    let mut window = clerk.with_cookies_of(&tab);
    for browser in [&mut tab, &mut window] {
        let refused = browser.get(&at("nobodys")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    }
}
