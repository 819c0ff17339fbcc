//! Residents who hand in one file after the other, each request repeated under its key until it is answered, and the
//! count of what was lost or doubled in the end.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use api::application::{ApplicationView, ListApplicationsResponse};
use api::path;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::resident::{self, Resident};
use super::{Portal, residents};

const RESIDENTS: usize = 48;
const CLIENTS: usize = 4;
/// Starts a resident is allowed on one day, with one to spare.
const STARTS: usize = 19;

/// The clients at work.
pub(crate) struct Crowd {
    residents: Vec<Resident>,
    clients: Vec<JoinHandle<Done>>,
    acknowledged: Arc<AtomicUsize>,
    stop: watch::Sender<bool>,
}

/// What came of it.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) acknowledged: usize,
    /// Requests that were not answered, or with a failure of ours, and were sent again under the same key.
    pub(crate) repeated: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: &Self) {
        self.acknowledged += other.acknowledged;
        self.repeated += other.repeated;
    }
}

/// What one client did: the acceptance numbers it was given, by application.
#[derive(Default)]
struct Done {
    numbers: BTreeMap<String, String>,
    repeated: usize,
}

impl Crowd {
    /// Signs everybody in and lets them begin. Answers other than success are repeated if they are among `excused`.
    pub(crate) async fn start(portal: &Portal, excused: &'static [StatusCode]) -> Self {
        let residents = residents(portal, RESIDENTS).await;
        let (stop, stopped) = watch::channel(false);
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let clients = residents
            .chunks(RESIDENTS / CLIENTS)
            .map(|mine| {
                let told = Arc::clone(&acknowledged);
                tokio::spawn(client(mine.to_vec(), stopped.clone(), excused, told))
            })
            .collect();
        Self {
            residents,
            clients,
            acknowledged,
            stop,
        }
    }

    /// Whether all have begun as many files as they may.
    pub(crate) fn is_done(&self) -> bool {
        self.clients.iter().all(JoinHandle::is_finished)
    }

    /// How many files were acknowledged as handed in so far.
    pub(crate) fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// Lets them finish what they began, and compares what they were told with what is there.
    pub(crate) async fn finish(self, portal: &Portal) -> Counts {
        self.stop.send(true).unwrap();
        let mut done = Done::default();
        for client in self.clients {
            let one = client.await.unwrap();
            done.repeated += one.repeated;
            done.numbers.extend(one.numbers);
        }
        let mut found = BTreeMap::new();
        for resident in &self.residents {
            found.extend(handed_in(resident).await);
        }
        // Every request was repeated until it was answered, so the two must be the same: nothing lost, nothing doubled.
        assert_eq!(found, done.numbers);
        let mut numbers: Vec<_> = found.values().collect();
        numbers.sort();
        numbers.dedup();
        let each_has_its_own = numbers.len() == found.len();
        assert!(
            each_has_its_own,
            "two applications have one acceptance number"
        );
        let said = portal.fumin(&["verify"], "");
        assert!(said.contains("everything holds together"), "{said}");
        Counts {
            acknowledged: found.len(),
            repeated: done.repeated,
        }
    }
}

/// The files of a resident that are in, each of them once.
async fn handed_in(resident: &Resident) -> BTreeMap<String, String> {
    let ListApplicationsResponse { applications } = resident.list().await;
    let mut found = BTreeMap::new();
    for application in applications {
        let Some(number) = application.acceptance_number else {
            continue;
        };
        let file = resident.find(&application.id).await;
        let entries = file.timeline.iter();
        let submissions = entries
            .filter(|entry| entry.action.as_str() == "submit")
            .count();
        assert_eq!(
            submissions, 1,
            "{} was handed in {submissions} times",
            application.id
        );
        found.insert(application.id, number);
    }
    found
}

async fn client(
    residents: Vec<Resident>,
    stopped: watch::Receiver<bool>,
    excused: &'static [StatusCode],
    acknowledged: Arc<AtomicUsize>,
) -> Done {
    let mut done = Done::default();
    for _ in 0..STARTS {
        for resident in &residents {
            if *stopped.borrow() {
                return done;
            }
            let mut sender = Sender {
                resident,
                excused,
                repeated: &mut done.repeated,
            };
            let draft = sender
                .until_answered(Method::POST, path::APPLICATIONS, &resident::start())
                .await;
            let draft: ApplicationView = serde_json::from_str(&draft).unwrap();
            let answers = resident::answers_of(&draft.id);
            sender
                .until_answered(Method::PATCH, &answers, &resident::save_somebody())
                .await;
            let actions = resident::actions_of(&draft.id);
            let submission = resident::submission(draft.version);
            let filed = sender
                .until_answered(Method::POST, &actions, &submission)
                .await;
            let filed: ApplicationView = serde_json::from_str(&filed).unwrap();
            done.numbers
                .insert(filed.id, filed.acceptance_number.unwrap());
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    }
    done
}

struct Sender<'a> {
    resident: &'a Resident,
    excused: &'static [StatusCode],
    repeated: &'a mut usize,
}

impl Sender<'_> {
    /// Sends one intent under one key until the server has answered it.
    async fn until_answered(&mut self, method: Method, path: &str, body: &Value) -> String {
        let key = resident::fresh_key();
        loop {
            let answer = self.resident.send(method.clone(), path, body, &key).await;
            if let Ok(answer) = answer {
                let status = answer.status();
                if let Ok(text) = answer.text().await {
                    if status.is_success() {
                        return text;
                    }
                    assert!(self.excused.contains(&status), "{path}: {status} {text}");
                }
            }
            *self.repeated += 1;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
