//! Every call that names a thing or lists what there is × everybody whose thing it is not: another agency's officers and
//! supervisors, another school's people, another resident and whoever helps that one, and staff whose work it never is. None
//! of them reads anything of it, changes it, or learns of whom it is.

mod calls;
mod people;
mod things;

use api::assignment::{AssignOutcome, AssignResponse, ListColleaguesResponse};
use api::path;
use http::{Method, StatusCode};
use serde_json::json;
use server::applications::verify;
use server::authorize::rule::{Rule, Who};
use server::authorize::table::rules;
use workflow::Role;

use self::calls::{place, send};
use self::people::{Stranger, strangers};
use self::things::Things;
use crate::filing::ID_NUMBER;
use crate::portal::{Answer, Browser, TestPortal};

/// Words of the people in this portal, and numbers of their files: nobody else's answer has any of them.
const PERSONAL: [&str; 8] = [
    "示例甲",
    ID_NUMBER,
    "示例路 1 号",
    "示例小店",
    things::OWNER,
    things::BORROWER,
    things::GUARANTORS,
    "JK-138",
];

/// The calls that name a thing with somebody of its own. Rules of policies are the desk's, as a whole, and name nobody.
fn named() -> impl Iterator<Item = &'static Rule> {
    let is_named = |rule: &&Rule| rule.path.contains("{id}");
    let is_owned = |rule: &&Rule| !matches!(rule.who, Who::Anyone | Who::Visitor | Who::Machine);
    let is_policy = |rule: &&Rule| rule.path.starts_with("/api/staff/policy/");
    rules()
        .filter(is_named)
        .filter(is_owned)
        .filter(move |rule| !is_policy(rule))
}

#[track_caller]
fn check(answer: &Answer, name: &str) {
    let refused = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
    ];
    assert!(refused.contains(&answer.status), "{name}: {answer:?}");
    let body = String::from_utf8_lossy(&answer.body);
    for word in PERSONAL {
        assert!(!body.contains(word), "{name} says {word}: {body}");
    }
}

async fn try_all(things: &Things, strangers: &[Stranger], is_asked: impl Fn(&Rule) -> bool) {
    let mut tried = 0;
    for rule in named().filter(|rule| is_asked(rule)) {
        let address = place(things, rule);
        for stranger in strangers {
            let name = format!("{} {address} as {}", rule.method, stranger.name);
            let answer = send(stranger.browser.clone(), things, rule, &address).await;
            check(&answer, &name);
            tried += 1;
        }
    }
    assert!(tried > strangers.len(), "{tried}");
}

/// The calls that name nothing and answer with what there is.
fn lists() -> impl Iterator<Item = &'static Rule> {
    let is_list = |rule: &&Rule| rule.method == Method::GET && !rule.path.contains('{');
    let is_owned = |rule: &&Rule| !matches!(rule.who, Who::Anyone | Who::Visitor | Who::Machine);
    rules().filter(is_list).filter(is_owned)
}

async fn find_nothing(things: &Things, strangers: &[Stranger]) {
    let mut tried = 0;
    for rule in lists() {
        for stranger in strangers {
            let answer = stranger.browser.clone().get(rule.path).await;
            let name = format!("{} as {}", rule.path, stranger.name);
            assert!(!answer.status.is_server_error(), "{name}: {answer:?}");
            let body = String::from_utf8_lossy(&answer.body);
            for word in PERSONAL.into_iter().chain([things.file.as_str()]) {
                assert!(!body.contains(word), "{name} says {word}: {body}");
            }
            tried += 1;
        }
    }
    assert!(tried > 10 * strangers.len(), "{tried}");
}

/// A supervisor elsewhere names the file among those of the own office: it is answered as if there were none.
async fn move_nothing(things: &Things, strangers: &[Stranger]) {
    let mut tried = 0;
    let supervisors = strangers
        .iter()
        .filter(|stranger| stranger.name.starts_with("supervisor-"));
    for stranger in supervisors {
        let mut browser = stranger.browser.clone();
        let found: ListColleaguesResponse = browser.get(path::STAFF_COLLEAGUES).await.json();
        let to = found.colleagues[0].id.as_str();
        let body = json!({ "to": to, "files": [{ "id": things.file, "seen": 0 }] });
        let answer: AssignResponse = browser.post(path::STAFF_ASSIGNMENTS, &body).await.json();
        let outcome = answer.files[0].outcome;
        assert_eq!(outcome, AssignOutcome::AlreadyMoved, "{}", stranger.name);
        tried += 1;
    }
    assert_eq!(tried, 3);
}

/// Only where an agency has no accounts, so in a portal of their own.
fn is_of_package(rule: &Rule) -> bool {
    rule.path.starts_with("/api/staff/packages/")
}

#[tokio::test]
async fn nobody_opens_what_is_anothers() {
    let portal = TestPortal::start().await;
    let things = things::made(&portal).await;
    let strangers = strangers(&portal).await;
    // The things are there: whoever they belong to reads them.
    for rule in named().filter(|rule| rule.method == Method::GET && !is_of_package(rule)) {
        let Some(owner) = things.owner(rule) else {
            continue;
        };
        let address = place(&things, rule);
        let answer = send(owner, &things, rule, &address).await;
        assert!(answer.status.is_success(), "{address}: {answer:?}");
    }
    let before = things.versions(&portal).await;
    try_all(&things, &strangers, |rule| !is_of_package(rule)).await;
    find_nothing(&things, &strangers).await;
    move_nothing(&things, &strangers).await;
    // The district's own guarantee agency and bank, before the file came to them.
    let early = people::early(&portal).await;
    let is_of_file = |rule: &Rule| rule.path.starts_with(path::STAFF_APPLICATION);
    try_all(&things, &early, is_of_file).await;
    assert_eq!(things.versions(&portal).await, before, "nothing happened");
    let (state, data) = (&portal.state, &portal.state.config.data);
    let report = verify::verify(&state.store, &state.keyring, data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_opens_the_package_of_anothers_file() {
    let at_bank = crate::staff::packages::at_bank().await;
    let portal = &at_bank.portal;
    let mut li = at_bank.li.clone();
    let package = crate::staff::packages::make(&mut li, &at_bank.id).await.id;
    let things = Things::packed(&at_bank.id, package);
    let strangers: Vec<_> = strangers(portal).await;
    try_all(&things, &strangers, |rule| {
        is_of_package(rule) || rule.path == path::STAFF_PACKAGES
    })
    .await;
}

/// Whoever is signed in as such.
fn stranger(name: &str, browser: Browser) -> Stranger {
    Stranger {
        name: name.to_owned(),
        browser,
    }
}

/// As staff of an agency that is not there.
async fn elsewhere(portal: &TestPortal, role: Role) -> Stranger {
    let name = format!("elsewhere-{role}");
    let browser = portal.staff(&name, role, "another-agency").await;
    stranger(&name, browser)
}
