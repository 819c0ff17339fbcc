//! Who is told that a clock runs out: the resident by message, officers and supervisors on the desk, each once.

use api::path::{self, with_id};
use domain::Date;
use http::StatusCode;
use serde_json::json;
use server::applications::remind;
use store::file_notices::{self, FileNotice};
use store::{StoreError, Tx};
use workflow::loan::{DeskClockKind as Kind, LoanAction, LoanState, Urgency};

use super::assign::account;
use super::{
    BUREAU, DAY_MS, act, again, bank, contract, guarantee, hr, messages, pins, queue, refusal,
    repayment, terms, view,
};
use crate::filing::{action, draft, save, submitted};
use crate::portal::TestPortal;

const HOUR_MS: i64 = 3_600_000;
const PHONE: &str = "13800000001";

fn day(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

/// Runs the job on a day at an hour.
async fn at(portal: &TestPortal, on: &str, hour: i64) -> usize {
    let now_ms = day(on).start_ms_shanghai() + hour * HOUR_MS;
    remind::run_once(&portal.state, now_ms).await.unwrap()
}

fn told(portal: &TestPortal, id: &str) -> Vec<FileNotice> {
    let list = |connection: &store::Connection| file_notices::list(connection, id);
    portal.state.store.read::<_, StoreError>(list).unwrap()
}

/// About what, and on which day.
fn abouts(portal: &TestPortal, id: &str) -> Vec<(String, String)> {
    let one = |one: FileNotice| {
        let on = Date::from_unix_ms_shanghai(one.at_ms);
        (one.about, on.to_string())
    };
    told(portal, id).into_iter().map(one).collect()
}

async fn promote(portal: &TestPortal, username: &'static str) -> String {
    let promote = move |tx: &Tx| {
        let member = store::staff::find_by_username(tx, username)?.unwrap();
        store::staff::set_supervisor(tx, &member.id, true)?;
        Ok::<_, StoreError>(member.id)
    };
    portal.state.store.write(promote).await.unwrap()
}

#[tokio::test]
async fn an_untouched_draft_is_told_of_fourteen_and_three_days_before_it_goes() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = draft(&mut resident).await.id;
    // Typed on 24 November, thrown away 90 days later, on 22 February.
    let mut counts = Vec::new();
    for (on, hour) in [
        ("2027-02-07", 12),
        ("2027-02-08", 8),
        ("2027-02-08", 9),
        ("2027-02-08", 10),
        ("2027-02-15", 12),
        ("2027-02-18", 12),
        ("2027-02-19", 12),
        ("2027-02-20", 12),
        ("2027-02-22", 9),
        ("2027-02-23", 12),
    ] {
        counts.push(at(&portal, on, hour).await);
    }
    assert_eq!(counts, [0, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
    let texts = messages(&portal, PHONE);
    assert_eq!(texts.len(), 2);
    assert!(texts.iter().all(|text| text.contains("2 月 22 日")));
    let expected = [("draft_14", "2027-02-08"), ("draft_3", "2027-02-19")];
    assert_eq!(
        abouts(&portal, &id),
        expected.map(|(about, on)| (about.to_owned(), on.to_owned()))
    );
}

#[tokio::test]
async fn who_goes_on_with_a_draft_has_other_days() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = draft(&mut resident).await.id;
    assert_eq!(at(&portal, "2027-02-08", 12).await, 1);
    portal.clock.advance_ms(80 * DAY_MS);
    let mut resident = portal.resident(PHONE).await;
    // On 12 February; 90 days later it is 13 May.
    save(&mut resident, &id, json!({ "purpose": "进货" }), json!({})).await;
    assert_eq!(at(&portal, "2027-02-22", 12).await, 0);
    assert_eq!(at(&portal, "2027-04-29", 12).await, 1);
    assert!(messages(&portal, PHONE)[0].contains("5 月 13 日"));
}

#[tokio::test]
async fn a_portal_that_was_off_tells_of_a_draft_once() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    draft(&mut resident).await;
    assert_eq!(at(&portal, "2027-02-21", 12).await, 1);
    assert_eq!(at(&portal, "2027-02-22", 9).await, 0);
}

#[tokio::test]
async fn what_came_back_and_an_offer_are_told_of_three_days_before() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut hr = hr(&portal, "li").await;
    act(&mut hr, &id, LoanAction::Return, pins()).await;
    // To be answered by 15 December.
    let mut counts = Vec::new();
    for on in [
        "2026-12-11",
        "2026-12-12",
        "2026-12-13",
        "2026-12-15",
        "2026-12-16",
    ] {
        counts.push(at(&portal, on, 12).await);
    }
    assert_eq!(counts, [0, 1, 0, 0, 0]);
    let texts = messages(&portal, PHONE);
    assert!(
        texts.iter().any(|text| text.contains("12 月 15 日 交回")),
        "{texts:?}"
    );

    let view: api::application::ApplicationView =
        resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let resubmit = action(&view, LoanAction::Resubmit);
    let path = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident.post(&path, &resubmit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(
        at(&portal, "2026-12-14", 12).await,
        1,
        "the bureau is late by then"
    );
    let mut guarantee = guarantee(&portal, "zhao").await;
    let mut bank = bank(&portal, "sun").await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;
    act(&mut bank, &id, LoanAction::Approve, terms()).await;
    // The offer stands until 8 December.
    assert_eq!(at(&portal, "2026-12-04", 12).await, 0);
    assert_eq!(at(&portal, "2026-12-05", 12).await, 1);
    let texts = messages(&portal, PHONE);
    assert!(
        texts
            .iter()
            .any(|text| text.contains("12 月 8 日 到网点签，过期"))
    );
    // Signed, it is the bank's turn, and nine working days later the bank is late.
    act(&mut bank, &id, LoanAction::Sign, contract()).await;
    assert_eq!(at(&portal, "2026-12-07", 12).await, 1);
    let texts = messages(&portal, PHONE);
    let is_late = |text: &String| text.contains("示例经办银行没有按时办完");
    assert!(texts.iter().any(is_late), "{texts:?}");
}

#[tokio::test]
async fn whoever_works_on_it_hears_on_the_fifth_day_the_supervisor_on_the_seventh() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    hr(&portal, "wang").await;
    let wang = promote(&portal, "wang").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    let mut messages_sent = 0;
    for on in [
        "2026-11-27",
        "2026-11-30",
        "2026-12-01",
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
        "2026-12-03",
        "2026-12-04",
        "2026-12-05",
        "2026-12-07",
    ] {
        messages_sent += at(&portal, on, 12).await;
    }
    let found: Vec<_> = told(&portal, &id)
        .into_iter()
        .map(|one| (one.about, one.told, Date::from_unix_ms_shanghai(one.at_ms)))
        .collect();
    let resident_id = {
        let load = |connection: &store::Connection| store::applications::find(connection, &id);
        let row = portal.state.store.read::<_, StoreError>(load).unwrap();
        row.unwrap().person_id
    };
    let mut expected = [
        // Nobody has it on the desk, so the office is told.
        ("stage_near", BUREAU.to_owned(), day("2026-12-01")),
        ("stage_last", wang.clone(), day("2026-12-03")),
        ("stage_over", wang.clone(), day("2026-12-04")),
        ("stage_over", resident_id, day("2026-12-04")),
    ]
    .map(|(about, told, on)| (about.to_owned(), told, on));
    let mut found = found;
    found.sort_by(|one, other| (one.2, &one.1).cmp(&(other.2, &other.1)));
    expected.sort_by(|one, other| (one.2, &one.1).cmp(&(other.2, &other.1)));
    assert_eq!(found, expected);
    // The resident gets an apology with a name, once, and the file stays where it was.
    assert_eq!(messages_sent, 1);
    let texts = messages(&portal, PHONE);
    let sorry: Vec<_> = texts
        .iter()
        .filter(|text| text.contains("对不住"))
        .collect();
    assert!(
        sorry.len() == 1 && sorry[0].contains("凉州区人力资源和社会保障局"),
        "{texts:?}"
    );
    assert_eq!(
        view(&mut li, &id).await.application.state,
        LoanState::HrReview
    );

    portal.clock.advance_ms(13 * DAY_MS);
    let mut wang = again(&portal, "wang").await;
    let lists = queue(&mut wang).await;
    assert!(lists.is_told_of_late && lists.waiting_count == 1);
    let [clock] = &lists.waiting[0].desk_clocks[..] else {
        panic!("{lists:?}")
    };
    assert_eq!(
        (clock.clock.kind, clock.clock.urgency),
        (Kind::Stage, Urgency::Over)
    );
    assert_eq!(clock.escalated_on, Some(day("2026-12-03")));
    let mut li = again(&portal, "li").await;
    assert!(!queue(&mut li).await.is_told_of_late);
    assert_eq!(
        view(&mut li, &id).await.desk_clocks,
        lists.waiting[0].desk_clocks
    );
}

#[tokio::test]
async fn who_stands_in_for_a_supervisor_is_told_until_the_supervisor_is_back() {
    let portal = TestPortal::start().await;
    let id = submitted(&mut portal.resident(PHONE).await).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let (li_id, wang_id) = (account(&mut li, "li").await, promote(&portal, "wang").await);
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    assert!(!queue(&mut li).await.is_told_of_late);
    let away = json!({ "deputy_id": li_id, "until": "2026-12-03" });
    let at_wang = with_id(path::STAFF_ABSENCE, &wang_id);
    let answer = wang.put(&at_wang, &away).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert!(queue(&mut li).await.is_told_of_late);
    at(&portal, "2026-12-03", 12).await;
    at(&portal, "2026-12-04", 12).await;
    let whom = |about: &str| {
        let found = told(&portal, &id).into_iter();
        let mut whom: Vec<String> = found
            .filter(|one| one.about == about)
            .map(|one| one.told)
            .filter(|told| [&li_id, &wang_id].contains(&told))
            .collect();
        whom.sort();
        whom
    };
    let mut both = vec![li_id.clone(), wang_id.clone()];
    both.sort();
    assert_eq!(whom("stage_last"), both);
    assert_eq!(whom("stage_over"), vec![wang_id.clone()]);
}

#[tokio::test]
async fn the_day_to_open_a_file_and_the_days_of_a_refusal_are_clocks_of_the_desk() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    let shown = queue(&mut li).await.waiting.remove(0).desk_clocks;
    let kinds: Vec<_> = shown
        .iter()
        .map(|one| (one.clock.kind, one.clock.due_on))
        .collect();
    assert_eq!(
        kinds,
        [
            (Kind::Opening, day("2026-11-25")),
            (Kind::Stage, day("2026-12-03"))
        ]
    );
    at(&portal, "2026-11-25", 12).await;
    at(&portal, "2026-11-26", 12).await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    // Five working days from 24 November: 27 November is the third, 1 December the last.
    for on in ["2026-11-26", "2026-11-27", "2026-12-01", "2026-12-02"] {
        at(&portal, on, 12).await;
    }
    let found: Vec<_> = told(&portal, &id)
        .into_iter()
        .map(|one| one.about)
        .collect();
    let count = |about: &str| found.iter().filter(|one| one.as_str() == about).count();
    for about in [
        "opening_near",
        "opening_over",
        "refusal_notice_near",
        "refusal_notice_last",
        "refusal_notice_over",
    ] {
        assert_eq!(count(about), 1, "{about}: {found:?}");
    }
}

/// The bank has the file by then; who proposed the refusal needs the second person.
#[tokio::test]
async fn a_refusal_of_an_offer_is_told_of_at_the_office_that_proposed_it() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    let mut zhao = guarantee(&portal, "zhao").await;
    let mut sun = bank(&portal, "sun").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    let found = json!({ "note": "已上门", "conditions": ["办好反担保"] });
    act(&mut zhao, &id, LoanAction::Pass, found).await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
    act(&mut zhao, &id, LoanAction::ProposeRefusal, refusal()).await;
    at(&portal, "2026-11-27", 12).await;
    let told: Vec<String> = told(&portal, &id)
        .into_iter()
        .filter(|one| one.about == "refusal_notice_near")
        .map(|one| one.told)
        .collect();
    assert_eq!(told, [super::GUARANTOR]);
    // The file is elsewhere for it, and its clock stands there; the bank has none with the other's refusal.
    at(&portal, "2026-12-01", 12).await;
    let mut zhou = guarantee(&portal, "zhou").await;
    let shown = queue(&mut zhou).await.elsewhere.remove(0).desk_clocks;
    let clocks: Vec<_> = shown
        .iter()
        .map(|one| (one.clock.kind, one.clock.due_on, one.escalated_on))
        .collect();
    let last = day("2026-12-01");
    assert_eq!(clocks, [(Kind::RefusalNotice, last, Some(last))]);
    assert_eq!(view(&mut zhou, &id).await.desk_clocks, shown);
    let shown = queue(&mut sun).await.elsewhere.remove(0).desk_clocks;
    assert_eq!(shown, []);
}

#[tokio::test]
async fn a_payment_that_waits_for_its_second_person_is_told_of_on_the_next_working_day() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    let mut zhao = guarantee(&portal, "zhao").await;
    let mut sun = bank(&portal, "sun").await;
    bank(&portal, "qian").await;
    let qian = promote(&portal, "qian").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    act(&mut zhao, &id, LoanAction::Pass, json!({})).await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
    act(&mut sun, &id, LoanAction::Sign, contract()).await;
    let payment = json!({ "disbursement": {
        "amount_fen": 18_000_000, "on": "2026-11-24", "account_tail": "0071" }, "repayment": repayment() });
    let shown = act(&mut sun, &id, LoanAction::ProposeDisbursement, payment).await;
    let last = shown.desk_clocks.last().unwrap().clock;
    assert_eq!(
        (last.kind, last.due_on),
        (Kind::Disbursement, day("2026-11-25"))
    );
    for on in ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-26"] {
        at(&portal, on, 12).await;
    }
    let found: Vec<_> = told(&portal, &id)
        .into_iter()
        .filter(|one| one.about.starts_with("disbursement"))
        .map(|one| {
            (
                one.about,
                one.told,
                Date::from_unix_ms_shanghai(one.at_ms).to_string(),
            )
        })
        .collect();
    let near = (
        "disbursement_near".to_owned(),
        super::BANK.to_owned(),
        "2026-11-25".to_owned(),
    );
    let over = (
        "disbursement_over".to_owned(),
        qian,
        "2026-11-26".to_owned(),
    );
    assert_eq!(found, [near, over]);
}

#[tokio::test]
async fn a_file_that_is_with_the_resident_is_on_no_desk() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    act(&mut li, &id, LoanAction::Return, pins()).await;
    for on in ["2026-12-03", "2026-12-04", "2026-12-10"] {
        assert_eq!(at(&portal, on, 12).await, 0);
    }
    assert_eq!(abouts(&portal, &id), []);
}
