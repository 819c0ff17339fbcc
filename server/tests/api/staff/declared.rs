//! Whoever has declared to be close to an applicant finds no line of the file in any list, whatever route there is; and
//! everybody who acts on a file for the first time is asked, wherever that is.

use std::io::Cursor;

use api::ProblemCode;
use api::path::{self, with_id};
use api::quota_wait::ListQuotaWaitsResponse;
use api::re_review::ListReReviewsResponse;
use calamine::{Reader as _, Xlsx};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use server::authorize::rule::Who;
use server::authorize::table::rules;
use server::clock::Clock as _;
use server::re_reviews::draw::run_once;
use workflow::Role;
use workflow::loan::LoanAction;
use workflow::servicing::RepaymentMethod;

use super::templates::promote;
use super::{BANK, DAY_MS, GUARANTOR, act, again, attempt, hr};
use crate::filing::{NUMBERS, submitted_as};
use crate::portal::{Answer, Browser, TestPortal};
use crate::servicing::lend;

/// A loan that was paid out, a file under review and one that waits for quota.
struct Three {
    portal: TestPortal,
    ids: Vec<String>,
    /// What no list may hold: their numbers, the name whole and masked.
    names: Vec<String>,
}

impl Three {
    async fn begin() -> Self {
        let portal = TestPortal::start().await;
        let (lent, number) = lend(&portal, "13800000001", RepaymentMethod::EqualPrincipal).await;
        let mut ids = vec![lent];
        let mut names = vec![number, "示例甲".to_owned(), "示**".to_owned()];
        for (phone, number) in [("13800000002", NUMBERS[1]), ("13800000003", NUMBERS[2])] {
            let file = submitted_as(&mut portal.resident(phone).await, number).await;
            names.push(file.acceptance_number.unwrap());
            ids.push(file.id);
        }
        let mut li = hr(&portal, "li").await;
        for id in ids.iter().skip(1) {
            act(&mut li, id, LoanAction::AcceptForReview, json!({})).await;
        }
        act(&mut li, &ids[2], LoanAction::HoldForQuota, json!({})).await;
        Self { portal, ids, names }
    }

    /// The routes of a role whose answers hold one of the names.
    async fn routes_with_names(&self, officer: &mut Browser, role: Role) -> Vec<&'static str> {
        let mut found = Vec::new();
        for rule in rules() {
            let is_let_in = matches!(rule.who, Who::Staff(allowed) if allowed.contains(&role));
            if rule.method != Method::GET || !is_let_in {
                continue;
            }
            for id in &self.ids {
                let mut path = with_id(rule.path, id);
                path = path
                    .replace("{document}", "nobodys")
                    .replace("{language}", "zh");
                if rule.path == path::STAFF_SUBSIDIES || rule.path == path::STAFF_SUBSIDIES_SHEET {
                    path.push_str("?quarter=2026Q4");
                }
                if rule.path == path::STAFF_REPLAY {
                    path.push_str("?at=1");
                }
                let answer = officer.get(&path).await;
                assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
                let text = text_of(&answer);
                if self.names.iter().any(|name| text.contains(name.as_str()))
                    && !found.contains(&rule.path)
                {
                    found.push(rule.path);
                }
            }
        }
        found
    }

    async fn declare(&self, officer: &mut Browser, ids: &[String]) {
        for id in ids {
            let at = with_id(path::STAFF_CONFLICTS, id);
            let answer = officer.post(&at, &json!({ "action": "declare" })).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
        }
    }

    async fn next_day(&self) {
        self.portal.clock.advance_ms(DAY_MS);
        let now_ms = self.portal.clock.now_ms();
        run_once(&self.portal.state, now_ms).await.unwrap();
    }
}

/// What is read in an answer: the cells of a sheet, or the text.
fn text_of(answer: &Answer) -> String {
    let bytes = answer.body.to_vec();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for name in book.sheet_names() {
        for row in book.worksheet_range(&name).unwrap().rows() {
            for cell in row {
                text.push_str(&cell.to_string());
                text.push('\n');
            }
        }
    }
    text
}

#[tokio::test]
async fn no_route_shows_a_line_of_a_file_to_whoever_stepped_back() {
    let three = Three::begin().await;
    let portal = &three.portal;
    three.next_day().await;
    let mut wang = hr(portal, "wang").await;
    let mut chen = hr(portal, "chen").await;
    promote(portal, "wang").await;
    promote(portal, "chen").await;
    three.declare(&mut wang, &three.ids).await;
    let found = three.routes_with_names(&mut wang, Role::HrOfficer).await;
    assert_eq!(found, Vec::<&str>::new());
    // A colleague finds each of them, so that the walk looks where they stand.
    let found = three.routes_with_names(&mut chen, Role::HrOfficer).await;
    for list in [
        path::STAFF_QUEUE,
        path::STAFF_APPLICATIONS_SHEET,
        path::STAFF_QUOTA_WAITS,
        path::STAFF_RE_REVIEWS,
        path::STAFF_LOANS,
        path::STAFF_LOANS_SHEET,
        path::STAFF_SUBSIDIES,
    ] {
        assert!(found.contains(&list), "{list} in {found:?}");
    }
    // The counts do not tell of them either.
    let queue = super::queue(&mut wang).await;
    assert_eq!((queue.waiting_count, queue.quota_waits), (0, 0));
    assert_eq!(queue.re_reviews.unwrap().waiting, 0);

    for (name, role, office) in [
        ("sun", Role::BankOfficer, BANK),
        ("zhou", Role::GuaranteeOfficer, GUARANTOR),
    ] {
        let mut officer = portal.staff(name, role, office).await;
        let before = three.routes_with_names(&mut officer, role).await;
        assert!(before.contains(&path::STAFF_LOANS), "{before:?}");
        three.declare(&mut officer, &three.ids[..1]).await;
        let found = three.routes_with_names(&mut officer, role).await;
        assert_eq!(found, Vec::<&str>::new(), "{role}");
    }
}

#[tokio::test]
async fn another_file_of_the_same_person_is_not_in_the_history_for_whoever_stepped_back() {
    let portal = TestPortal::start().await;
    let (lent, number) = lend(&portal, "13800000001", RepaymentMethod::EqualPrincipal).await;
    let mut other = portal.resident("13800000002").await;
    let id = submitted_as(&mut other, NUMBERS[0]).await.id;
    let (mut wang, mut chen) = (hr(&portal, "wang").await, hr(&portal, "chen").await);
    let history = with_id(path::STAFF_PERSON_HISTORY, &id);
    let declare = json!({ "action": "declare" });
    let answer = wang
        .post(&with_id(path::STAFF_CONFLICTS, &lent), &declare)
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    for (officer, is_shown) in [(&mut wang, false), (&mut chen, true)] {
        let answer = officer.get(&history).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert_eq!(text_of(&answer).contains(&number), is_shown);
    }
}

fn is_asked(answer: &Answer) {
    let problem = answer.problem(ProblemCode::InvalidInput);
    let last = problem.errors.last().unwrap();
    assert_eq!(
        (last.pointer.as_str(), last.code.as_str()),
        ("/no_conflict", "conflict_not_answered"),
        "{problem:?}"
    );
}

#[tokio::test]
async fn who_acts_after_the_payout_looks_again_or_ends_a_wait_is_asked_once() {
    let three = Three::begin().await;
    let portal = &three.portal;
    three.next_day().await;
    let mut sun = portal.staff("sun", Role::BankOfficer, BANK).await;
    let loan = with_id(path::STAFF_LOAN, &three.ids[0]);
    let actions = with_id(path::STAFF_LOAN_ACTIONS, &three.ids[0]);
    let ask = |version: &Value, said: bool| {
        json!({ "version": version, "action": "ask_extension", "no_conflict": said,
            "extension": { "months": 3, "reason": "生意淡季" } })
    };
    let view: Value = sun.get(&loan).await.json();
    assert_eq!(view["is_conflict_asked"], json!(true));
    is_asked(&sun.post(&actions, &ask(&view["version"], false)).await);
    let answer = sun.post(&actions, &ask(&view["version"], true)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: Value = answer.json();
    assert_eq!(view["is_conflict_asked"], json!(false));

    let mut wang = hr(portal, "wang").await;
    promote(portal, "wang").await;
    let list: ListReReviewsResponse = wang.get(path::STAFF_RE_REVIEWS).await.json();
    let one = &list.waiting[0];
    assert!(one.is_conflict_asked);
    let at = with_id(path::STAFF_RE_REVIEW_ACTIONS, &one.id);
    let agree =
        |said: bool| json!({ "version": one.version, "action": "agree", "no_conflict": said });
    is_asked(&wang.post(&at, &agree(false)).await);
    let answer = wang.post(&at, &agree(true)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");

    let list: ListQuotaWaitsResponse = wang.get(path::STAFF_QUOTA_WAITS).await.json();
    let waits = &list.files[0];
    assert!(waits.is_conflict_asked);
    let end = |said: bool| json!({ "files": [{ "id": waits.id, "version": waits.version }], "no_conflict": said });
    is_asked(&wang.post(path::STAFF_QUOTA_WAITS, &end(false)).await);
    let answer = wang.post(path::STAFF_QUOTA_WAITS, &end(true)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    // Said once, it holds for what comes next.
    let silent = json!({ "no_conflict": false });
    let answer = attempt(&mut wang, &waits.id, LoanAction::Pass, silent).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn whoever_stepped_back_looks_at_no_decision_of_the_file_again() {
    let three = Three::begin().await;
    let portal = &three.portal;
    three.next_day().await;
    let mut wang = hr(portal, "wang").await;
    promote(portal, "wang").await;
    let list: ListReReviewsResponse = wang.get(path::STAFF_RE_REVIEWS).await.json();
    let one = list.waiting[0].clone();
    three
        .declare(&mut wang, std::slice::from_ref(&one.application_id))
        .await;
    let at = with_id(path::STAFF_RE_REVIEW_ACTIONS, &one.id);
    let agree = json!({ "version": one.version, "action": "agree", "no_conflict": true });
    let problem = wang
        .post(&at, &agree)
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "conflict_declared");
    let mut wang = again(portal, "wang").await;
    let list: ListReReviewsResponse = wang.get(path::STAFF_RE_REVIEWS).await.json();
    assert_eq!(list.waiting, []);
    assert_eq!(list.counts.unwrap().waiting, 0);
}
