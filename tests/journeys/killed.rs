//! `kill -9` at random moments: what the server acknowledged is there afterwards, once.

use std::collections::BTreeMap;
use std::time::Duration;

use api::application::{ApplicationView, ListApplicationsResponse};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use tokio::sync::watch;

use crate::harness::{Portal, Resident, resident};
use api::path;

/// Kills in `script/test`; `script/faults` asks for more by `FUMIN_KILLS`.
const KILLS: usize = 50;
/// Kills on one data folder: a resident may begin twenty applications a day.
const KILLS_A_FOLDER: usize = 50;
const RESIDENTS: usize = 48;
const CLIENTS: usize = 4;
/// Starts a resident is allowed on one day, with one to spare.
const STARTS: usize = 19;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_and_doubles_nothing() {
    let wanted = std::env::var("FUMIN_KILLS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(KILLS);
    let (mut killed, mut acknowledged, mut unanswered) = (0, 0, 0);
    while killed < wanted {
        let kills = KILLS_A_FOLDER.min(wanted - killed);
        let counts = one_folder(kills).await;
        killed += counts.kills;
        acknowledged += counts.acknowledged;
        unanswered += counts.unanswered;
    }
    eprintln!(
        "{killed} kills, {acknowledged} applications acknowledged, {unanswered} requests sent again: 0 lost, 0 doubled"
    );
    assert!(acknowledged > 0 && unanswered > 0, "the kills hit nothing");
}

/// What one client did: the acceptance numbers it was given, by application.
#[derive(Default)]
struct Done {
    numbers: BTreeMap<String, String>,
    /// Requests that were never answered and were sent again under the same key.
    unanswered: usize,
}

struct Counts {
    kills: usize,
    acknowledged: usize,
    unanswered: usize,
}

async fn one_folder(most_kills: usize) -> Counts {
    let mut portal = Portal::start();
    let mut residents = Vec::new();
    for at in 0..RESIDENTS {
        residents.push(Resident::sign_in(&portal, &format!("139000000{at:02}")).await);
    }
    let (stop, stopped) = watch::channel(false);
    let clients: Vec<_> = residents
        .chunks(RESIDENTS / CLIENTS)
        .map(|mine| tokio::spawn(client(mine.to_vec(), stopped.clone())))
        .collect();
    let mut kills = 0;
    // A kill counts only while somebody writes.
    while kills < most_kills && !clients.iter().all(tokio::task::JoinHandle::is_finished) {
        tokio::time::sleep(Duration::from_millis(random_below(250))).await;
        portal.kill();
        portal.restart();
        kills += 1;
    }
    stop.send(true).unwrap();
    let mut done = Done::default();
    for client in clients {
        let one = client.await.unwrap();
        done.unanswered += one.unanswered;
        done.numbers.extend(one.numbers);
    }

    let mut found = BTreeMap::new();
    for resident in &residents {
        let ListApplicationsResponse { applications } = resident.list().await;
        for application in applications {
            let Some(number) = application.acceptance_number else {
                continue;
            };
            let file = resident.find(&application.id).await;
            let submissions = file
                .timeline
                .iter()
                .filter(|entry| entry.action.as_str() == "submit")
                .count();
            assert_eq!(
                submissions, 1,
                "{} was handed in {submissions} times",
                application.id
            );
            found.insert(application.id, number);
        }
    }
    // Every request was repeated until it was answered, so the two must be the same: nothing lost, nothing doubled.
    assert_eq!(found, done.numbers);
    let mut numbers: Vec<_> = found.values().collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(
        numbers.len(),
        found.len(),
        "two applications have one acceptance number"
    );
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    Counts {
        kills,
        acknowledged: found.len(),
        unanswered: done.unanswered,
    }
}

async fn client(residents: Vec<Resident>, stopped: watch::Receiver<bool>) -> Done {
    let mut done = Done::default();
    for _ in 0..STARTS {
        for resident in &residents {
            if *stopped.borrow() {
                return done;
            }
            let draft = until_answered(
                resident,
                Method::POST,
                path::APPLICATIONS,
                &resident::start(),
                &mut done,
            )
            .await;
            let draft: ApplicationView = serde_json::from_str(&draft).unwrap();
            let answers = resident::answers_of(&draft.id);
            until_answered(
                resident,
                Method::PATCH,
                &answers,
                &resident::save_all(),
                &mut done,
            )
            .await;
            let submission = resident::submission(draft.version);
            let filed = until_answered(
                resident,
                Method::POST,
                &resident::actions_of(&draft.id),
                &submission,
                &mut done,
            )
            .await;
            let filed: ApplicationView = serde_json::from_str(&filed).unwrap();
            done.numbers
                .insert(filed.id, filed.acceptance_number.unwrap());
        }
    }
    done
}

/// Sends one intent under one key until the server has answered it.
async fn until_answered(
    resident: &Resident,
    method: Method,
    path: &str,
    body: &Value,
    done: &mut Done,
) -> String {
    let key = resident::fresh_key();
    loop {
        if let Ok(answer) = resident.send(method.clone(), path, body, &key).await {
            let status = answer.status();
            if let Ok(text) = answer.text().await {
                assert!(
                    status.is_success() || status == StatusCode::SERVICE_UNAVAILABLE,
                    "{path}: {status} {text}"
                );
                if status.is_success() {
                    return text;
                }
            }
        }
        done.unanswered += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn random_below(limit: u64) -> u64 {
    use std::hash::{BuildHasher as _, RandomState};
    RandomState::new().hash_one(limit) % limit
}
