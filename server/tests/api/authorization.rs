//! Every call × everybody: who is let in is exactly what the table says.

use api::{ProblemCode, path};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};
use server::authorize::roles::ALL_STAFF;
use server::authorize::rule::Who;
use server::authorize::table::{rule_for, rules};
use workflow::{Duty, Role};

use crate::portal::{Browser, REACHED, TestPortal, fresh_key};

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
    let problem = serde_json::from_slice::<api::Problem>(&answer.body);
    // A page says it in words, and the status to the machine.
    let of_page = match answer.status.as_u16() {
        401 => Some(ProblemCode::SignInRequired),
        403 => Some(ProblemCode::NotAllowed),
        _ => None,
    };
    problem
        .map_or(of_page, |problem| Some(problem.code))
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
                (Who::Anyone | Who::Visitor, _)
                | (Who::Resident | Who::ResidentAlone, Some(Role::Resident)) => None,
                (Who::Staff(allowed), Some(role)) if allowed.contains(role) => None,
                (Who::School(_, others), Some(role)) if others.contains(role) => None,
                // Entered at the terminal: an owner, but of no organisation that is there.
                (Who::School(..), Some(Role::Trainer)) => None,
                (Who::Staff(_) | Who::School(..), Some(role)) if *role != Role::Resident => {
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
            Who::Anyone | Who::Visitor | Who::Resident | Who::Helper => None,
            Who::ResidentAlone => Some(ProblemCode::NotAllowed),
            Who::Staff(allowed) if allowed.contains(&Role::ServicePointClerk) => None,
            Who::Machine => Some(ProblemCode::SignInRequired),
            Who::Staff(_) | Who::School(..) => Some(ProblemCode::NotAllowed),
        };
        // Signing in stands open to everybody but a tab in a helped session.
        let is_sign_in = rule.path == path::SESSION && rule.method == Method::POST;
        let found = refusal(&helper, rule).await;
        let name = format!("{} {} as a helper", rule.method, rule.path);
        assert_eq!(found.filter(|_| !is_sign_in), expected, "{name}");
    }
}

/// Where others reach the portal, whoever has still to take up an authenticator does that and nothing else.
#[tokio::test]
async fn no_work_of_staff_is_done_by_the_password_alone() {
    let portal = TestPortal::start_with(&REACHED).await;
    for role in ALL_STAFF {
        let name = role.as_str();
        let place = match role {
            Role::ServicePointClerk => crate::service_point::POINT,
            _ => "hr",
        };
        let mut browser = portal.staff(name, *role, place).await;
        for has_one in [false, true] {
            if has_one {
                portal.take_up(&mut browser, name).await;
            }
            let session = browser.get(path::STAFF_SESSION).await.value();
            assert_eq!(session["needs_second_factor"], !has_one, "{name}");
            for rule in rules() {
                let is_allowed = match rule.who {
                    Who::Staff(allowed) => allowed.contains(role),
                    Who::School(_, others) => others.contains(role) || *role == Role::Trainer,
                    _ => continue,
                };
                let is_let_in = is_allowed && (has_one || rule.is_before_second_factor());
                let expected = (!is_let_in).then_some(ProblemCode::NotAllowed);
                assert_eq!(
                    refusal(&browser, rule).await,
                    expected,
                    "{} {} as {name}, second factor: {has_one}",
                    rule.method,
                    rule.path
                );
            }
        }
    }
}

async fn helper(portal: &TestPortal) -> Browser {
    let mut clerk = portal.clerk("helping").await;
    let phone = "13800000002";
    crate::service_point::help(portal, &mut clerk, phone, "everything").await
}

/// Every call of a training organisation × every duty in it.
#[tokio::test]
async fn each_duty_does_its_own_and_nothing_else() {
    let portal = TestPortal::start().await;
    let mut officer = crate::training::officer(&portal).await;
    let mut owner =
        crate::training::trainer(&portal, &mut officer, "示例培训学校（甲）", "owner").await;
    let mut people = vec![(Duty::Owner, owner.clone())];
    for duty in [Duty::Editor, Duty::Teacher] {
        people.push((
            duty,
            crate::training::joined(&portal, &mut owner, duty).await,
        ));
    }
    let mut seen = 0;
    for rule in rules() {
        for (duty, browser) in &people {
            let expected = match rule.who {
                Who::School(duties, _) if duties.contains(duty) => None,
                Who::School(..) => Some(ProblemCode::NotAllowed),
                Who::Staff(allowed) if !allowed.contains(&Role::Trainer) => {
                    Some(ProblemCode::NotAllowed)
                }
                _ => continue,
            };
            seen += 1;
            let name = format!("{} {} as {duty}", rule.method, rule.path);
            assert_eq!(refusal(browser, rule).await, expected, "{name}");
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn a_teacher_sees_no_money_no_course_and_no_account() {
    let teaches = |rule: &&server::authorize::rule::Rule| match rule.who {
        Who::School(duties, _) => duties.contains(&Duty::Teacher),
        _ => false,
    };
    let mut paths: Vec<&str> = rules().filter(teaches).map(|rule| rule.path).collect();
    paths.sort_unstable();
    let expected = [
        path::STAFF_CLASSES,
        path::STAFF_LESSON_CODE,
        path::STAFF_LESSONS,
        path::STAFF_MEMBER_ACTIONS,
        path::STAFF_ORGANISATIONS,
        path::STAFF_ROSTER,
    ];
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(paths, expected);
}
