//! `kill -9` and a clock that jumps while people ask for seats, take offers, pass them on and leave: what was acknowledged
//! holds, nobody is skipped or in twice, and whoever was offered a seat is told of it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use api::enrolment::{EnrolmentPlace, EnrolmentView, ListEnrolmentsResponse};
use api::path::{self, with_id};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::clock::Clock;
use crate::harness::resident::fresh_key;
use crate::harness::{Portal, Resident, Setup, count, random_below, report, residents};

/// Kills in `script/test`.
const KILLS: usize = 15;
/// Kills on one data folder: a person may ask for one class twenty times.
const KILLS_A_FOLDER: usize = 50;
const PEOPLE: usize = 16;
const CLIENTS: usize = 4;
const HOUR: i64 = 60 * 60;
/// Classes with two, two and five seats left.
const CLASSES: [(&str, &str); 3] = [
    ("labour-broker", "20270222-day"),
    ("banquet-cook-level-4", "20270301-evening"),
    ("crop-spraying-drone-pilot", "20270308-day"),
];

/// What one client was told.
#[derive(Default)]
struct Done {
    /// The last answer about each enrolment, by person.
    known: BTreeMap<(usize, String), EnrolmentPlace>,
    /// Offers that were taken or passed on, by person.
    offers: BTreeMap<usize, usize>,
    repeated: usize,
}

impl Done {
    fn add(&mut self, other: Self) {
        self.known.extend(other.known);
        for (person, offers) in other.offers {
            *self.offers.entry(person).or_default() += offers;
        }
        self.repeated += other.repeated;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_skips_nobody_and_doubles_no_seat() {
    let wanted = count(KILLS);
    let (mut killed, mut enrolments, mut offers, mut repeated) = (0, 0, 0, 0);
    while killed < wanted {
        let most = KILLS_A_FOLDER.min(wanted - killed);
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::below(folder.path());
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let mut portal = Portal::start_as(Setup {
            data: Some(data),
            variables: clock.variables(),
            ..Setup::default()
        });
        let people = residents(&portal, PEOPLE).await;
        let (stop, stopped) = watch::channel(false);
        let all: Vec<_> = people.iter().cloned().enumerate().collect();
        let clients: Vec<_> = all
            .chunks(PEOPLE / CLIENTS)
            .map(|mine| tokio::spawn(client(mine.to_vec(), stopped.clone())))
            .collect();
        for kill in 0..most {
            tokio::time::sleep(Duration::from_millis(random_below(250))).await;
            if kill == most / 2 {
                jump(&clock).await;
            }
            portal.kill();
            portal.restart();
        }
        stop.send(true).unwrap();
        let mut done = Done::default();
        for client in clients {
            done.add(client.await.unwrap());
        }
        compare(&people, &mut done).await;
        for words in [&["verify"][..], &["verify", "--live"]] {
            let said = portal.fumin(words, "");
            assert!(said.contains("everything holds together"), "{said}");
        }
        for (_, id) in done.known.keys().take(3) {
            let said = portal.fumin(&["admin", "replay", id.as_str()], "");
            assert!(said.contains("is what the events fold into"), "{said}");
        }
        told(&mut portal, &clock, &done).await;
        killed += most;
        enrolments += done.known.len();
        offers += done.offers.values().sum::<usize>();
        repeated += done.repeated;
    }
    assert!(offers > 0 && repeated > 0, "the kills hit nothing");
    report(&format!(
        "- **Seats and offers**: killed (`kill -9`) {killed} times at random moments, the clock 30 hours back and a day ahead once in fifty, while sixteen people asked for seats in three nearly full classes, took offers, passed them on and left: {enrolments} enrolments acknowledged, {offers} offers answered or open, {repeated} requests sent again under their keys; 0 lost, 0 doubled, nobody skipped, everybody who was offered a seat was told, `fumin verify` and `fumin verify --live` clean."
    ));
}

/// The wall clock jumps under the running server, which goes on by its own count.
async fn jump(clock: &Clock) {
    for hours in [-30, 24] {
        clock.put(hours * HOUR);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    clock.put(0);
}

/// Every request was repeated until it was answered, so what was said and what is there must agree: an enrolment may have
/// gone on since by an offer, and by nothing else.
async fn compare(people: &[Resident], done: &mut Done) {
    for (person, resident) in people.iter().enumerate() {
        let listed = listed(resident, &mut done.repeated).await;
        let found: Vec<_> = listed.iter().map(|one| one.id.clone()).collect();
        let known = done.known.keys().filter(|(who, _)| *who == person);
        assert_eq!(known.count(), found.len(), "person {person}: {found:?}");
        for one in listed {
            let said = done.known.get(&(person, one.id.clone()));
            let said = said.unwrap_or_else(|| panic!("{} was never acknowledged", one.id));
            let is_offered = one.state.as_str() == "offered";
            if said.version == one.version {
                assert_eq!(said.state, one.state, "{}", one.id);
            } else {
                let has_waited = said.state.as_str() == "waitlisted";
                assert!(has_waited && is_offered, "{said:?} {:?}", one.state);
            }
            if is_offered {
                *done.offers.entry(person).or_default() += 1;
            }
        }
    }
}

/// What a killed server had not sent goes out minutes later; each offer was told at least once.
async fn told(portal: &mut Portal, clock: &Clock, done: &Done) {
    portal.kill();
    clock.put(HOUR / 6);
    portal.restart();
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let outbox = portal.fumin(&["admin", "outbox", "--limit", "100000"], "");
        let is_told = |(person, offers): (&usize, &usize)| {
            let phone = format!("1390000{person:04}");
            let to_it = |line: &&str| line.contains(&phone) && line.contains("有位子了");
            outbox.lines().filter(to_it).count() >= *offers
        };
        if done.offers.iter().all(is_told) {
            return;
        }
        assert!(
            Instant::now() < deadline,
            "somebody was not told: {:?}",
            done.offers
        );
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

async fn client(people: Vec<(usize, Resident)>, stopped: watch::Receiver<bool>) -> Done {
    let mut done = Done::default();
    while !*stopped.borrow() {
        for (person, resident) in &people {
            step(*person, resident, &mut done).await;
        }
    }
    done
}

/// One thing that somebody does, as the page would let them.
async fn step(person: usize, resident: &Resident, done: &mut Done) {
    let listed = listed(resident, &mut done.repeated).await;
    let can = |action: &str| {
        let has = |one: &&EnrolmentView| one.actions.iter().any(|can| can.as_str() == action);
        listed.iter().find(has)
    };
    let dice = random_below(10);
    let (address, body, action) = match (can("accept"), can("withdraw")) {
        (Some(offered), _) if dice < 8 => {
            let action = if dice < 6 { "accept" } else { "pass" };
            act(offered, action)
        }
        (_, Some(own)) if dice < 4 => act(own, "withdraw"),
        _ => {
            let at = usize::try_from(random_below(3)).unwrap();
            let (course, session) = CLASSES[at];
            let body = json!({ "course": course, "session": session, "accepts_overlap": true });
            (path::ENROLMENTS.to_owned(), body, "enrol")
        }
    };
    let answer = answered(resident, &address, &body, &mut done.repeated).await;
    let Some(place) = answer else {
        return;
    };
    if matches!(action, "accept" | "pass") {
        *done.offers.entry(person).or_default() += 1;
    }
    done.known.insert((person, place.id.clone()), place);
}

fn act(one: &EnrolmentView, action: &'static str) -> (String, Value, &'static str) {
    let mut body = json!({ "version": one.version, "action": action });
    if action == "accept" {
        body["accepts_overlap"] = json!(true);
    }
    (with_id(path::ENROLMENT_ACTIONS, &one.id), body, action)
}

/// Sends one intent under one key until it is answered; none when it was refused.
async fn answered(
    resident: &Resident,
    address: &str,
    body: &Value,
    repeated: &mut usize,
) -> Option<EnrolmentPlace> {
    let key = fresh_key();
    loop {
        let answer = resident.send(Method::POST, address, body, &key).await;
        if let Ok(answer) = answer {
            let status = answer.status();
            if let Ok(text) = answer.text().await {
                if status.is_success() {
                    return Some(serde_json::from_str(&text).unwrap());
                }
                if status.is_client_error() {
                    assert_ne!(status, StatusCode::UNAUTHORIZED, "{text}");
                    return None;
                }
            }
        }
        *repeated += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn listed(resident: &Resident, repeated: &mut usize) -> Vec<EnrolmentView> {
    loop {
        let answer = resident.ask(path::ENROLMENTS).await;
        if let Ok(answer) = answer
            && answer.status().is_success()
            && let Ok(text) = answer.text().await
        {
            let listed: ListEnrolmentsResponse = serde_json::from_str(&text).unwrap();
            return listed.enrolments;
        }
        *repeated += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
