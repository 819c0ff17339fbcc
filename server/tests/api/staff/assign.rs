//! Several files to one officer: each answers for itself, and what cannot go there stays where it was.

use api::ProblemCode;
use api::assignment::{AssignOutcome, AssignResponse, ListColleaguesResponse, MOST_FILES};
use api::path::{self, with_id};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use workflow::Role;
use workflow::loan::LoanAction;

use super::templates::promote;
use super::{BUREAU, act, bank, guarantee, hr, queue, refusal, view};
use crate::filing::{action, submitted};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

/// The account of a colleague.
pub(super) async fn account(officer: &mut Browser, name: &str) -> String {
    let answer = officer.get(path::STAFF_COLLEAGUES).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let found: ListColleaguesResponse = answer.json();
    let name = format!("示例 {name}");
    let one = found.colleagues.into_iter().find(|one| one.name == name);
    one.unwrap().id
}

pub(super) fn files(to: &str, files: &[(&str, u32)]) -> Value {
    let files: Vec<Value> = files
        .iter()
        .map(|(id, seen)| json!({ "id": id, "seen": seen }))
        .collect();
    json!({ "to": to, "files": files })
}

async fn attempt(officer: &mut Browser, to: &str, those: &[(&str, u32)]) -> Answer {
    officer
        .post(path::STAFF_ASSIGNMENTS, &files(to, those))
        .await
}

pub(super) async fn assign(
    officer: &mut Browser,
    to: &str,
    those: &[(&str, u32)],
) -> AssignResponse {
    let answer = attempt(officer, to, those).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

fn outcomes(answer: &AssignResponse) -> Vec<AssignOutcome> {
    answer.files.iter().map(|file| file.outcome).collect()
}

async fn three(portal: &TestPortal) -> Vec<String> {
    let mut ids = Vec::new();
    for phone in ["13800000001", "13800000002", "13800000003"] {
        ids.push(submitted(&mut portal.resident(phone).await).await.id);
    }
    ids
}

#[tokio::test]
async fn a_supervisor_assigns_what_waits_and_hears_of_each_file() {
    let portal = TestPortal::start().await;
    let ids = three(&portal).await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    promote(&portal, "li").await;
    // The third went to the guarantee agency while it was on screen.
    act(&mut wang, &ids[2], LoanAction::AcceptForReview, json!({})).await;
    act(&mut wang, &ids[2], LoanAction::Pass, json!({})).await;
    let to = account(&mut li, "wang").await;
    let those = [(&*ids[0], 0), (&*ids[2], 0), ("nobodys", 0), (&*ids[1], 0)];
    let answer = assign(&mut li, &to, &those).await;
    assert_eq!(
        (answer.officer.as_str(), answer.is_deputy),
        ("示例 wang", false)
    );
    let (done, moved) = (AssignOutcome::Assigned, AssignOutcome::AlreadyMoved);
    // What is elsewhere and what never was answer the same.
    assert_eq!(outcomes(&answer), [done, moved, moved, done]);
    assert!(answer.files[1].assignment.is_none());

    for (officer, is_mine) in [(&mut wang, true), (&mut li, false)] {
        let waiting = queue(officer).await.waiting;
        assert_eq!(waiting.len(), 2);
        for entry in waiting {
            let held = entry.assignment.unwrap();
            assert_eq!(
                (held.officer.as_str(), held.is_mine, held.count),
                ("示例 wang", is_mine, 1)
            );
        }
    }
    let shown = view(&mut li, &ids[0]).await;
    assert_eq!(shown.assignment.unwrap().officer_id, to);
    // It opens and closes nothing: a colleague works on it as before.
    act(&mut li, &ids[0], LoanAction::AcceptForReview, json!({})).await;
    // Another office hears nothing of it.
    let mut zhao = guarantee(&portal, "zhao").await;
    assert!(queue(&mut zhao).await.waiting[0].assignment.is_none());
    let looks = portal
        .state
        .store
        .read(|connection| store::access_log::list_by_application(connection, &ids[0]))
        .unwrap();
    assert!(looks.iter().any(|look| look.action == "assign_application"));
    let state = &portal.state;
    let report =
        server::applications::verify::verify(&state.store, &state.keyring, &state.config.data);
    assert_eq!(report.unwrap().findings, Vec::<String>::new());
}

#[tokio::test]
async fn who_saw_an_older_desk_does_not_take_it_over() {
    let portal = TestPortal::start().await;
    let id = submitted(&mut portal.resident("13800000001").await)
        .await
        .id;
    let (mut li, mut zhang) = (hr(&portal, "li").await, hr(&portal, "zhang").await);
    hr(&portal, "wang").await;
    promote(&portal, "li").await;
    promote(&portal, "zhang").await;
    let (wang, me) = (
        account(&mut li, "wang").await,
        account(&mut zhang, "zhang").await,
    );
    assign(&mut li, &wang, &[(&id, 0)]).await;
    let answer = assign(&mut zhang, &me, &[(&id, 0)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::AssignedMeanwhile]);
    let held = answer.files[0].assignment.clone().unwrap();
    assert_eq!((held.officer.as_str(), held.count), ("示例 wang", 1));
    // To whom it lies with already is done, whatever was seen.
    let answer = assign(&mut zhang, &wang, &[(&id, 0)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::Assigned]);
    let answer = assign(&mut zhang, &me, &[(&id, 1)]).await;
    assert_eq!(answer.files[0].assignment.clone().unwrap().count, 2);

    let key = fresh_key();
    for _ in 0..2 {
        let request = files(&wang, &[(&id, 2)]);
        let answer = li
            .send_json(Method::POST, path::STAFF_ASSIGNMENTS, &key, &request)
            .await;
        let held = answer.json::<AssignResponse>().files[0].assignment.clone();
        assert_eq!(held.unwrap().count, 3, "a double press is one assignment");
    }
}

#[tokio::test]
async fn nobody_gets_the_own_file_or_what_takes_a_second_person() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    // The account is shown as `示例 甲`, the applicant is 示例甲.
    let mut applicant = portal.staff("甲", Role::HrOfficer, BUREAU).await;
    promote(&portal, "li").await;
    promote(&portal, "甲").await;
    let (own, to) = (account(&mut li, "甲").await, account(&mut li, "wang").await);
    let answer = assign(&mut li, &own, &[(&id, 0)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::OwnFile]);
    let answer = assign(&mut applicant, &to, &[(&id, 0)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::MyOwnFile]);
    assert!(queue(&mut li).await.waiting[0].assignment.is_none());

    assign(&mut li, &to, &[(&id, 0)]).await;
    act(&mut wang, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut wang, &id, LoanAction::ProposeRefusal, refusal()).await;
    let me = account(&mut li, "li").await;
    let answer = assign(&mut li, &me, &[(&id, 1)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::Assigned]);
    let answer = assign(&mut li, &to, &[(&id, 2)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::HadPart]);
    act(&mut li, &id, LoanAction::ConfirmRefusal, json!({})).await;

    let seen: api::application::ApplicationView =
        resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let mut appeal = action(&seen, LoanAction::Appeal);
    appeal.reason = Some("逾期已经还清。".to_owned());
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    assert_eq!(resident.post(&at, &appeal).await.status, StatusCode::OK);
    // It was li's, who had a part in the refusal: the appeal is nobody's.
    assert!(queue(&mut wang).await.waiting[0].assignment.is_none());
    let answer = assign(&mut li, &me, &[(&id, 0)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::HadPart]);
    hr(&portal, "zhang").await;
    let zhang = account(&mut li, "zhang").await;
    let answer = assign(&mut li, &zhang, &[(&id, 0)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::Assigned]);
}

#[tokio::test]
async fn who_is_no_supervisor_takes_what_nobody_has() {
    let portal = TestPortal::start().await;
    let ids = three(&portal).await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let (me, other) = (
        account(&mut wang, "wang").await,
        account(&mut wang, "li").await,
    );
    let problem = attempt(&mut wang, &other, &[(&ids[0], 0)])
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");
    let answer = assign(&mut wang, &me, &[(&ids[0], 0), (&ids[1], 0)]).await;
    assert_eq!(outcomes(&answer), [AssignOutcome::Assigned; 2]);
    let answer = assign(&mut li, &other, &[(&ids[0], 1), (&ids[2], 0)]).await;
    let both = [AssignOutcome::OfColleague, AssignOutcome::Assigned];
    assert_eq!(outcomes(&answer), both);
    let held = answer.files[0].assignment.clone().unwrap();
    assert_eq!(held.officer, "示例 wang");
}

#[tokio::test]
async fn everything_wrong_with_a_request_is_said_at_once() {
    let portal = TestPortal::start().await;
    let ids = three(&portal).await;
    let mut li = hr(&portal, "li").await;
    let mut sun = bank(&portal, "sun").await;
    promote(&portal, "li").await;
    let (me, banker) = (account(&mut li, "li").await, account(&mut sun, "sun").await);
    let found = |answer: Answer| -> Vec<String> {
        let problem = answer.problem(ProblemCode::InvalidInput);
        let lines = problem.errors.iter();
        lines
            .map(|error| format!("{} {}", error.pointer, error.code))
            .collect()
    };
    let none = attempt(&mut li, "", &[]).await;
    assert_eq!(found(none), ["/to required", "/files required"]);
    let twice = attempt(&mut li, &banker, &[(&ids[0], 0), (&ids[0], 0)]).await;
    assert_eq!(
        found(twice),
        ["/to not_an_option", "/files/1/id listed_twice"]
    );
    let names: Vec<String> = (0..=MOST_FILES).map(|at| at.to_string()).collect();
    let many: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    let answer = attempt(&mut li, &me, &many).await;
    assert_eq!(found(answer), ["/files too_many_files"]);
    let answer = assign(&mut li, &me, &many[1..]).await;
    assert_eq!(answer.files.len(), MOST_FILES);
    assert!(queue(&mut li).await.waiting[0].assignment.is_none());
}
