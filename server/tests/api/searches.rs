//! Searches that residents keep: their own alone, ten at most, and told of what is opened later, once.

use api::ProblemCode;
use api::path::{self, with_id};
use api::search::{ListSavedSearchesResponse, MOST_SEARCHES};
use domain::Date;
use http::StatusCode;
use listing::{Draft, Field};
use serde_json::json;
use server::clock::Clock as _;
use server::searches::follow::run_once;
use workflow::listing::ListingAction;

use crate::portal::{Answer, Browser, TUESDAY_MORNING_MS, TestPortal};
use crate::training::{done, good, officer, started, trainer};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const PHONES: [&str; 2] = ["13800000001", "13800000002"];
/// How the message begins.
const TOLD: &str = "您留的课程搜索有新班了";

async fn save(resident: &mut Browser, query: &str, name: &str) -> Answer {
    let body = json!({ "query": query, "name": name });
    resident.post(path::SAVED_SEARCHES, &body).await
}

async fn kept(resident: &mut Browser, query: &str) -> ListSavedSearchesResponse {
    let answer = save(resident, query, "示例搜索").await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn mine(resident: &mut Browser) -> ListSavedSearchesResponse {
    let answer = resident.get(path::SAVED_SEARCHES).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// How many such messages went to a phone.
fn told(portal: &TestPortal, phone: &str) -> usize {
    let messages =
        server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 100).unwrap();
    let to_phone = messages.into_iter().filter(|message| {
        let is_of = message.text.contains(TOLD);
        is_of && message.phone == phone
    });
    to_phone.count()
}

/// The sample course under another title, with a class on a day.
fn course(title: &str, starts_on: &str) -> Draft {
    let mut draft = good();
    draft.course.insert(Field::Title, title.into());
    let first = Date::parse_iso(starts_on).unwrap();
    let class = &mut draft.classes[0];
    class.insert(Field::StartsOn, first.to_string());
    class.insert(Field::EndsOn, first.add_days(18).to_string());
    class.insert(Field::EnrolBy, first.add_days(-4).to_string());
    draft
}

/// A school that publishes, and an officer who approves.
struct School {
    trainer: Browser,
    officer: Browser,
}

impl School {
    async fn of(portal: &TestPortal) -> Self {
        let mut officer = officer(portal).await;
        let trainer = trainer(portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
        Self { trainer, officer }
    }

    async fn publish(&mut self, title: &str, starts_on: &str) {
        let listing = started(&mut self.trainer, &course(title, starts_on)).await;
        done(&mut self.trainer, &listing.id, ListingAction::Submit).await;
        done(&mut self.officer, &listing.id, ListingAction::Approve).await;
    }
}

#[tokio::test]
async fn a_search_is_kept_once_in_the_form_the_list_writes() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONES[0]).await;
    assert!(mine(&mut resident).await.searches.is_empty());
    let found = kept(&mut resident, "?seats=1&q=%E7%94%B5%E5%B7%A5&name=x&odd=1").await;
    assert_eq!(found.searches.len(), 1);
    let one = &found.searches[0];
    assert_eq!(one.query, "q=%E7%94%B5%E5%B7%A5&seats=1");
    assert_eq!((one.name.as_str(), one.found.len()), ("示例搜索", 0));
    // The same once more, written otherwise.
    let again = kept(&mut resident, "q=电工&seats=1").await;
    assert_eq!(again, found);
}

#[tokio::test]
async fn what_asks_nothing_or_has_no_name_is_refused_whole() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONES[0]).await;
    let long = format!("q={}", "电".repeat(400));
    for (query, name, expected) in [
        ("", " ", vec![("/query", "required"), ("/name", "required")]),
        ("odd=1", "x", vec![("/query", "required")]),
        (long.as_str(), "x", vec![("/query", "too_long")]),
        ("q=a", &"长".repeat(61), vec![("/name", "too_long")]),
    ] {
        let problem = save(&mut resident, query, name)
            .await
            .problem(ProblemCode::InvalidInput);
        let found: Vec<_> = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code.as_str()))
            .collect();
        assert_eq!(found, expected, "{query} {name}");
    }
    assert!(mine(&mut resident).await.searches.is_empty());
}

#[tokio::test]
async fn ten_are_the_most_and_one_taken_away_makes_room() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONES[0]).await;
    for number in 0..MOST_SEARCHES {
        kept(&mut resident, &format!("q={number}")).await;
    }
    let refused = save(&mut resident, "q=more", "x").await;
    refused.problem(ProblemCode::ActionNotPossible);
    let first = mine(&mut resident).await.searches.remove(0);
    let gone = resident
        .delete(&with_id(path::SAVED_SEARCH, &first.id))
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{gone:?}");
    assert_eq!(
        kept(&mut resident, "q=more").await.searches.len(),
        MOST_SEARCHES
    );
}

#[tokio::test]
async fn nobody_sees_or_removes_anothers() {
    let portal = TestPortal::start().await;
    let mut one = portal.resident(PHONES[0]).await;
    let mut other = portal.resident(PHONES[1]).await;
    let id = kept(&mut one, "q=a").await.searches.remove(0).id;
    assert!(mine(&mut other).await.searches.is_empty());
    let refused = other.delete(&with_id(path::SAVED_SEARCH, &id)).await;
    refused.problem(ProblemCode::NotFound);
    assert_eq!(mine(&mut one).await.searches.len(), 1);
    // What is kept is not to be read in the database.
    let rows = portal.state.store.read(|connection| {
        let person = store::persons::find_by_phone(connection, &phone_index(&portal, PHONES[0]))?;
        store::saved_searches::list_by_person(connection, &person.unwrap().id)
    });
    let sealed = rows.unwrap().remove(0).sealed_search;
    assert!(!String::from_utf8_lossy(&sealed).contains("q=a"));
}

fn phone_index(portal: &TestPortal, phone: &str) -> [u8; 32] {
    portal.state.keyring.blind_index("phone", phone)
}

#[tokio::test]
async fn a_new_class_that_fits_is_told_once_in_the_daytime() {
    let portal = TestPortal::start().await;
    let mut school = School::of(&portal).await;
    let mut fits = portal.resident(PHONES[0]).await;
    let mut other = portal.resident(PHONES[1]).await;
    // Two that find it, a third that does not; what is there already is no news.
    kept(&mut fits, "q=示例新课").await;
    kept(&mut fits, "trade=电工&from=2027-02-01&until=2027-03-31").await;
    kept(&mut other, "trade=电工&from=2027-04-01").await;
    let now_ms = portal.clock.now_ms();
    assert_eq!(run_once(&portal.state, now_ms).await.unwrap(), 0);
    school.publish("示例新课一", "2027-03-01").await;
    let night_ms = TUESDAY_MORNING_MS + 13 * HOUR_MS;
    assert_eq!(
        run_once(&portal.state, night_ms).await.unwrap(),
        0,
        "nobody is woken"
    );
    // Two servers at once tell one person once, of both searches.
    let beside = portal.second_server();
    let (one, two) = tokio::join!(
        run_once(&portal.state, now_ms),
        run_once(&beside.state, now_ms)
    );
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!((told(&portal, PHONES[0]), told(&portal, PHONES[1])), (1, 0));
    let found = mine(&mut fits).await.searches;
    for search in &found {
        let titles: Vec<_> = search.found.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["示例新课一"], "{}", search.query);
    }
    assert!(mine(&mut other).await.searches[0].found.is_empty());
    assert_eq!(run_once(&portal.state, now_ms).await.unwrap(), 0);
}

#[tokio::test]
async fn who_asks_for_what_is_near_is_told_of_nothing_far_away() {
    let portal = TestPortal::start().await;
    let mut school = School::of(&portal).await;
    let mut near = portal.resident(PHONES[0]).await;
    let mut far = portal.resident(PHONES[1]).await;
    // The sample course is taught in the first of the two.
    kept(&mut near, "q=示例新课&near=620602101").await;
    kept(&mut far, "q=示例新课&near=620602100").await;
    school.publish("示例新课一", "2027-03-01").await;
    let now_ms = portal.clock.now_ms();
    assert_eq!(run_once(&portal.state, now_ms).await.unwrap(), 1);
    assert_eq!((told(&portal, PHONES[0]), told(&portal, PHONES[1])), (1, 0));
    assert_eq!(mine(&mut near).await.searches[0].found.len(), 1);
    assert!(mine(&mut far).await.searches[0].found.is_empty());
}

#[tokio::test]
async fn a_search_rests_for_the_day_and_tells_the_rest_on_the_next() {
    let portal = TestPortal::start().await;
    let mut school = School::of(&portal).await;
    let mut resident = portal.resident(PHONES[0]).await;
    kept(&mut resident, "q=示例新课").await;
    let now_ms = portal.clock.now_ms();
    school.publish("示例新课一", "2027-03-01").await;
    assert_eq!(run_once(&portal.state, now_ms).await.unwrap(), 1);
    school.publish("示例新课二", "2027-03-08").await;
    let later_ms = now_ms + 4 * HOUR_MS;
    assert_eq!(run_once(&portal.state, later_ms).await.unwrap(), 0);
    assert_eq!(run_once(&portal.state, now_ms + DAY_MS).await.unwrap(), 1);
    assert_eq!(told(&portal, PHONES[0]), 2);
    let found = mine(&mut resident).await.searches.remove(0).found;
    let titles: Vec<_> = found.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["示例新课一", "示例新课二"]);
    // Taken away, nothing more is said.
    let id = mine(&mut resident).await.searches.remove(0).id;
    resident.delete(&with_id(path::SAVED_SEARCH, &id)).await;
    school.publish("示例新课三", "2027-03-15").await;
    assert_eq!(
        run_once(&portal.state, now_ms + 2 * DAY_MS).await.unwrap(),
        0
    );
}

#[tokio::test]
async fn many_searches_are_looked_at_in_turn() {
    let portal = TestPortal::start().await;
    let mut school = School::of(&portal).await;
    let parts = portal.state.clone();
    let add = move |tx: &store::Tx| {
        for number in 0..600_u32 {
            let id = format!("person-{number}");
            let mut index = [9; 32];
            index[..4].copy_from_slice(&number.to_be_bytes());
            let new = store::persons::NewPerson {
                id: id.clone(),
                phone_index: index,
                sealed_phone: vec![1],
                created_ms: 1,
            };
            store::persons::find_or_create(tx, &new)?;
            let request = api::search::SaveSearchRequest {
                query: "q=没有这门课".into(),
                name: "x".into(),
            };
            server::searches::keep::save(tx, &parts, &id, &request, 1).unwrap();
        }
        Ok(())
    };
    let written = portal
        .state
        .store
        .write::<_, _, store::StoreError>(add)
        .await;
    written.unwrap();
    school.publish("示例新课一", "2027-03-01").await;
    let last = portal
        .state
        .store
        .read(store::class_openings::last)
        .unwrap();
    let today = Date::from_unix_ms_shanghai(TUESDAY_MORNING_MS);
    let left = || {
        let due = portal
            .state
            .store
            .read(|connection| store::saved_searches::list_due(connection, last, today, 1_000));
        due.unwrap().len()
    };
    let now_ms = portal.clock.now_ms();
    assert_eq!(left(), 600);
    assert_eq!(run_once(&portal.state, now_ms).await.unwrap(), 0);
    assert_eq!(left(), 100);
    assert_eq!(run_once(&portal.state, now_ms).await.unwrap(), 0);
    assert_eq!(left(), 0);
}
