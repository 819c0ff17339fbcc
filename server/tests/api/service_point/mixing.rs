//! Two residents, two tabs, one browser: whatever the order, what is pressed for one never lands with the other.

use api::{ProblemCode, path};
use http::StatusCode;
use serde_json::json;

use super::{help, reason};
use crate::filing::{draft, good_answers, no_papers, save};
use crate::portal::TestPortal;

const PHONES: [&str; 2] = ["13800001111", "13800002222"];
const ROUNDS: u32 = 200;

/// A small generator, so that a failure can be played again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[tokio::test]
async fn presses_of_two_tabs_in_any_order_stay_apart() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut files = Vec::new();
    for phone in PHONES {
        let mut tab = help(&portal, &mut clerk, phone, "loan").await;
        let view = draft(&mut tab).await;
        save(&mut tab, &view.id, good_answers(), no_papers()).await;
        portal.clock.advance_ms(13 * 60_000);
        files.push(view.id);
    }
    let mut dice = Dice(20_261_126);
    // One tab each; the browser has one cookie, of whoever was opened last.
    let mut tabs = [clerk.clone(), clerk.clone()];
    let mut open: Option<usize> = None;
    let mut presses = [0_u32; 2];
    for round in 0..ROUNDS {
        let who = usize::try_from(dice.below(2)).unwrap();
        if dice.below(8) == 0 {
            portal.clock.advance_ms(61 * 60_000);
            clerk = portal.signed_in_by_code("daiban").await;
            tabs[who] = help(&portal, &mut clerk, PHONES[who], "loan").await;
            open = Some(who);
        }
        for tab in &mut tabs {
            tab.take_cookies_of(&clerk);
        }
        let purpose = format!("{who} 第 {round} 次");
        let body = json!({ "answers": { "purpose": purpose }, "cannot_supply": {} });
        // A press of this tab on its own file, or, as a page gone wrong might, on the other's.
        let target = if dice.below(4) == 0 { 1 - who } else { who };
        let at = path::with_id(path::APPLICATION_ANSWERS, &files[target]);
        let answer = tabs[who].patch(&at, &body).await;
        if open == Some(who) && target == who {
            assert_eq!(answer.status, StatusCode::OK, "{round}: {answer:?}");
            presses[who] += 1;
        } else if open == Some(who) {
            answer.problem(ProblemCode::NotFound);
        } else if tabs[who].is_in_helped_session() {
            assert_eq!(reason(&answer), "helped_other", "{round}");
        } else {
            answer.problem(ProblemCode::SignInRequired);
        }
    }
    assert!(presses.iter().all(|count| *count > 20), "{presses:?}");
    for (who, phone) in PHONES.iter().enumerate() {
        portal.clock.advance_ms(61 * 60_000);
        let mut resident = portal.resident(phone).await;
        let view = resident
            .get(&path::with_id(path::APPLICATION, &files[who]))
            .await
            .value();
        let purpose = view["answers"]["purpose"].as_str().unwrap();
        assert!(purpose.starts_with(&format!("{who} 第")), "{purpose}");
    }
}

#[tokio::test]
async fn the_end_of_one_tab_leaves_the_other_persons_session_alone() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let first = help(&portal, &mut clerk, PHONES[0], "loan").await;
    let mut second = help(&portal, &mut clerk, PHONES[1], "loan").await;
    let mut late = first.with_cookies_of(&clerk);
    let ended = late.delete(path::SESSION).await;
    assert_eq!(
        (ended.status, ended.header("clear-site-data")),
        (StatusCode::NO_CONTENT, "")
    );
    assert_eq!(second.get(path::APPLICATIONS).await.status, StatusCode::OK);
    // A tab without a mark is in nobody's session.
    clerk
        .get(path::APPLICATIONS)
        .await
        .problem(ProblemCode::SignInRequired);
}
