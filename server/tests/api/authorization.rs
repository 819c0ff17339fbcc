//! Every call × everybody: who is let in is exactly what the table says.

use api::ProblemCode;
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};
use server::authorize::roles::ALL_STAFF;
use server::authorize::rule::Who;
use server::authorize::table::{rule_for, rules};
use workflow::Role;

use crate::portal::{Browser, TestPortal, fresh_key};

#[test]
fn every_route_has_a_rule_and_every_rule_a_route() {
    let described = serde_json::to_value(server::openapi::describe()).unwrap();
    let paths = described["paths"].as_object().unwrap();
    let mut routes = Vec::new();
    for (path, operations) in paths {
        for method in operations.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            assert!(
                rule_for(&method, path).is_some(),
                "{method} {path} has no rule"
            );
            routes.push((method, path.as_str()));
        }
    }
    for rule in rules() {
        assert!(
            routes.contains(&(rule.method.clone(), rule.path)),
            "{} {} has no route",
            rule.method,
            rule.path
        );
    }
}

/// Sends a call as somebody; only the refusals of `authorize` matter, not what the handler makes of the empty body.
async fn refusal(browser: &Browser, rule: &server::authorize::rule::Rule) -> Option<ProblemCode> {
    let path = rule
        .path
        .replace("{id}", "nobodys")
        .replace("{document}", "nobodys")
        .replace("{language}", "zh");
    let mut headers = HeaderMap::new();
    if !rule.method.is_safe() {
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    }
    headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
    let answer = browser
        .clone()
        .send(rule.method.clone(), &path, headers, Body::empty())
        .await;
    assert!(
        !answer.status.is_server_error(),
        "{} {path}: {answer:?}",
        rule.method
    );
    serde_json::from_slice::<api::Problem>(&answer.body)
        .ok()
        .map(|problem| problem.code)
        .filter(|code| matches!(code, ProblemCode::SignInRequired | ProblemCode::NotAllowed))
}

#[tokio::test]
async fn each_cell_of_the_table() {
    let portal = TestPortal::start().await;
    let mut people: Vec<(Option<Role>, Browser)> = vec![(None, portal.anonymous())];
    people.push((Some(Role::Resident), portal.resident("13800000001").await));
    for role in ALL_STAFF {
        let browser = match role {
            Role::ServicePointClerk => portal.clerk("clerk").await,
            role => portal.staff(role.as_str(), *role, "hr").await,
        };
        people.push((Some(*role), browser));
    }
    let helper = helper(&portal).await;
    for rule in rules().filter(|rule| rule.method != Method::DELETE || rule.who != Who::Anyone) {
        for (role, browser) in &people {
            let expected = match (rule.who, role) {
                (Who::Anyone, _) | (Who::Resident | Who::ResidentAlone, Some(Role::Resident)) => {
                    None
                }
                (Who::Staff(allowed), Some(role)) if allowed.contains(role) => None,
                (Who::Staff(_), Some(role)) if *role != Role::Resident => {
                    Some(ProblemCode::NotAllowed)
                }
                _ => Some(ProblemCode::SignInRequired),
            };
            assert_eq!(
                refusal(browser, rule).await,
                expected,
                "{} {} as {role:?}",
                rule.method,
                rule.path
            );
        }
        // Whatever a clerk may do in a resident's place, and nothing that is for the resident alone.
        let expected = match rule.who {
            Who::Anyone | Who::Resident | Who::Helper => None,
            Who::ResidentAlone => Some(ProblemCode::NotAllowed),
            Who::Staff(allowed) if allowed.contains(&Role::ServicePointClerk) => None,
            Who::Machine => Some(ProblemCode::SignInRequired),
            Who::Staff(_) => Some(ProblemCode::NotAllowed),
        };
        // Signing in stands open to everybody but a tab in a helped session.
        let is_sign_in = rule.path == api::path::SESSION && rule.method == Method::POST;
        let found = refusal(&helper, rule).await;
        let name = format!("{} {} as a helper", rule.method, rule.path);
        assert_eq!(found.filter(|_| !is_sign_in), expected, "{name}");
    }
}

async fn helper(portal: &TestPortal) -> Browser {
    let mut clerk = portal.clerk("helping").await;
    let phone = "13800000002";
    crate::service_point::help(portal, &mut clerk, phone, "everything").await
}
