//! Who may call what, as data. A route without a rule is refused, and a test says so.

use api::{FieldError, IDEMPOTENCY_KEY, Problem, ProblemCode};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::Limited;
use tower_http::timeout::DeadlineBody;

use crate::gates::Kind;
use crate::idempotency::IdempotencyKey;
use crate::plain::{self, Unsent};
use crate::problem::ApiError;
use crate::problem::json::read_body;
use crate::second_factor;
use crate::session;
use crate::state::AppState;

pub mod roles;
pub mod rule;
pub mod table;

use rule::{Body, Rule, Who};
use table::{rule_for, rules};

/// Lets a request through to its handler, with its session, or refuses it.
pub(crate) async fn authorize(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let template = request.extensions().get::<MatchedPath>().cloned();
    let template = template.as_ref().map_or("", MatchedPath::as_str);
    let Some(rule) = rule_for(request.method(), template) else {
        let allow = [(http::header::ALLOW, allowed_methods(template))];
        return (allow, ApiError::from(ProblemCode::MethodNotAllowed)).into_response();
    };
    let (request, unsent) = match read_words(rule, request).await {
        Ok(read) => read,
        Err(refusal) => return refusal.into_response(),
    };
    let passed = pass(&state, rule, request, next).await;
    let mut response = passed.unwrap_or_else(ApiError::into_response);
    if let Some(unsent) = unsent
        && response.extensions().get::<Problem>().is_some()
    {
        response.extensions_mut().insert(unsent);
    }
    response
}

/// Reads what somebody wrote on an own page that the server draws before anything is asked of it, so that whatever refuses it
/// gives it back: no script on the page keeps it.
async fn read_words(rule: &Rule, request: Request) -> Result<(Request, Option<Unsent>), ApiError> {
    if rule.body != Body::OwnForm || !plain::is_form(request.headers()) {
        return Ok((request, None));
    }
    // It is as long as what others send as JSON.
    let (limit, deadline) = (Body::Json.limit_bytes(), Body::Json.deadline());
    let (parts, body) = request.into_parts();
    let body = axum::body::Body::new(Limited::new(DeadlineBody::new(deadline, body), limit));
    let bytes = read_body(body).await?;
    let unsent = Unsent::of(rule.path, bytes.clone()).await;
    Ok((Request::from_parts(parts, bytes.into()), unsent))
}

async fn pass(
    state: &AppState,
    rule: &Rule,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let gate = Kind::of(rule);
    if let Some(kind) = gate {
        state.gates.look(kind, state.store.backlog())?;
    }
    let request = admit(state, rule, request).await?;
    // A paper takes its place when it is drawn: on a slow line it is minutes on the way.
    let Some(kind) = gate.filter(|kind| *kind != Kind::Upload) else {
        return Ok(next.run(request).await);
    };
    let request = arrive(rule, request).await?;
    let _place = state.gates.enter(kind)?;
    Ok(next.run(request).await)
}

/// Waits for all of the body, so that whoever sends slowly holds no place.
async fn arrive(rule: &Rule, request: Request) -> Result<Request, ApiError> {
    if rule.body == Body::Empty {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let bytes = read_body(body).await?;
    Ok(Request::from_parts(parts, bytes.into()))
}

/// The methods a path takes, for the header that a 405 must carry.
fn allowed_methods(path: &str) -> String {
    let methods: Vec<_> = rules()
        .filter(|rule| rule.path == path)
        .map(|rule| rule.method.as_str())
        .collect();
    methods.join(", ")
}

async fn admit(state: &AppState, rule: &Rule, mut request: Request) -> Result<Request, ApiError> {
    match rule.who {
        Who::Anyone => {}
        Who::Visitor if !session::helped::is_claimed(request.headers()) => {}
        Who::Visitor | Who::Resident | Who::Helper => {
            let found = session::helped::find_resident_or_helper(state, request.headers(), rule);
            let resident = found.await?;
            match (&resident.helper, rule.who) {
                (Some(helper), _) => drop(request.extensions_mut().insert(helper.clone())),
                (None, Who::Helper) => return Err(ProblemCode::SignInRequired.into()),
                (None, _) => {}
            }
            request.extensions_mut().insert(resident);
        }
        Who::ResidentAlone => {
            if session::helped::mark(request.headers()).is_some() {
                return Err(ProblemCode::NotAllowed.into());
            }
            let resident = session::find_resident(state, request.headers()).await?;
            request.extensions_mut().insert(resident);
        }
        Who::Machine => {
            let trainer = session::machine::find_trainer(state, request.headers()).await?;
            if !trainer.has_duty(roles::EDITORS) {
                return Err(ProblemCode::NotAllowed.into());
            }
            request.extensions_mut().insert(trainer);
        }
        Who::Staff(roles) => {
            let staff = session::find_staff(state, request.headers()).await?;
            if !roles.contains(&staff.role) {
                return Err(ProblemCode::NotAllowed.into());
            }
            if !rule.is_before_second_factor() {
                second_factor::demand(state, &staff)?;
            }
            request.extensions_mut().insert(staff);
        }
        Who::School(duties, others) => {
            let staff = session::find_staff(state, request.headers()).await?;
            if !staff.has_duty(duties) && !others.contains(&staff.role) {
                return Err(ProblemCode::NotAllowed.into());
            }
            second_factor::demand(state, &staff)?;
            request.extensions_mut().insert(staff);
        }
    }
    if !request.method().is_safe() && !rule.is_without_key_header() {
        let key = IdempotencyKey::of(request.headers()).ok_or_else(missing_key)?;
        request.extensions_mut().insert(key);
    }
    let announced = request
        .headers()
        .get(http::header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    if announced
        .and_then(|length| length.parse::<usize>().ok())
        .is_some_and(|length| length > rule.body.limit_bytes())
    {
        return Err(ProblemCode::BodyTooLarge.into());
    }
    let (limit, deadline) = (rule.body.limit_bytes(), rule.body.deadline());
    Ok(request
        .map(|body| axum::body::Body::new(Limited::new(DeadlineBody::new(deadline, body), limit))))
}

fn missing_key() -> ApiError {
    let error = FieldError {
        pointer: format!("/headers/{IDEMPOTENCY_KEY}"),
        code: "missing_field".to_owned(),
    };
    ApiError::Fields(ProblemCode::MalformedRequest, vec![error])
}

#[cfg(test)]
mod tests {
    use api::path;

    use super::*;

    #[test]
    fn no_two_rules_for_one_call() {
        for (index, rule) in rules().enumerate() {
            let first =
                rules().position(|other| other.method == rule.method && other.path == rule.path);
            assert_eq!(first, Some(index), "{} {}", rule.method, rule.path);
        }
    }

    #[test]
    fn nobody_writes_staff_paths_but_staff() {
        for rule in rules()
            .filter(|rule| rule.path.starts_with("/api/staff/") && rule.path != path::STAFF_SESSION)
        {
            assert!(
                matches!(rule.who, Who::Staff(_) | Who::School(..)),
                "{} {}",
                rule.method,
                rule.path
            );
        }
    }
}
