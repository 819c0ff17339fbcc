//! Who may call what, as data. A route without a rule is refused, and a test says so.

use std::time::Duration;

use api::application::PART_BYTES;
use api::service_point::HelpPurpose;
use api::{FieldError, IDEMPOTENCY_KEY, ProblemCode, path};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::Method;
use http_body_util::Limited;
use tower_http::timeout::DeadlineBody;
use workflow::Role;

use crate::gates::Kind;
use crate::idempotency::IdempotencyKey;
use crate::plain;
use crate::problem::ApiError;
use crate::problem::json::read_body;
use crate::routes::messages::ENGLISH_PATH;
use crate::routes::page_qr::PAGE_QR_PATH;
use crate::session;
use crate::state::AppState;

/// Who is let in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// A signed-in resident, or a clerk in that resident's place; which file is theirs is the handler's question.
    Resident,
    /// The resident in person: what is about helpers, no helper does.
    ResidentAlone,
    /// A clerk in a helped session.
    Helper,
    /// Signed-in staff of one of these roles; which file is their agency's is the handler's question.
    Staff(&'static [Role]),
}

/// What a request may bring.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A form's worth of JSON.
    Json,
    /// A few fields, as a browser sends a form without script. Carries no idempotency key, so it changes nothing.
    Form,
    /// The text of a policy file, as JSON.
    Source,
    /// A photo or a scan; slow uplinks get the time they need.
    Document,
    /// A part of one.
    Part,
}

impl Body {
    /// The most bytes taken.
    #[must_use]
    pub const fn limit_bytes(self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Json => 64 * 1024,
            Self::Form => 4 * 1024,
            Self::Source => 2 * 1024 * 1024,
            Self::Document => 12 * 1024 * 1024,
            Self::Part => PART_BYTES,
        }
    }

    /// The time in which all of it must have come.
    #[must_use]
    pub const fn deadline(self) -> Duration {
        match self {
            Self::Empty | Self::Json | Self::Form | Self::Source => Duration::from_secs(20),
            Self::Document | Self::Part => Duration::from_secs(180),
        }
    }
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Rule {
    /// HTTP method; HEAD follows GET.
    pub method: Method,
    /// Path template.
    pub path: &'static str,
    /// Who is let in.
    pub who: Who,
    /// What it may bring.
    pub body: Body,
}

impl Rule {
    /// Whether a browser fetches it by itself, to show or to save it.
    pub(crate) fn is_fetched_by_itself(&self) -> bool {
        self.method == Method::GET
            && [
                path::APPLICATION_DOCUMENT,
                path::APPLICATION_QR,
                path::ENROLMENT_CALENDAR,
                path::ENROLMENT_CERTIFICATE_QR,
            ]
            .contains(&self.path)
    }

    /// Whether a resident who wants this kind of help wants this done.
    pub(crate) fn is_for(&self, purpose: HelpPurpose) -> bool {
        match purpose {
            HelpPurpose::Everything => true,
            HelpPurpose::Loan => !self.path.starts_with(path::ENROLMENTS),
            HelpPurpose::Courses => !self.path.starts_with(path::APPLICATIONS),
        }
    }
}

const fn rule(method: Method, path: &'static str, who: Who, body: Body) -> Rule {
    Rule {
        method,
        path,
        who,
        body,
    }
}

/// Those who review files.
pub const OFFICERS: &[Role] = &[Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer];
/// Those who decide on subsidies.
pub const BUREAU: &[Role] = &[Role::HrOfficer];
/// Those who lend.
pub const BANKS: &[Role] = &[Role::BankOfficer];
/// Those who look after classes.
pub const TRAINING_SECTION: &[Role] = &[Role::TrainingOfficer];
/// Those who publish courses.
pub const TRAINERS: &[Role] = &[Role::Trainer];
/// Those who publish courses, and those who review them.
pub const TRAINING: &[Role] = &[Role::Trainer, Role::TrainingOfficer];
/// Those who help residents at a service point.
pub const CLERKS: &[Role] = &[Role::ServicePointClerk];
/// Those who change the rules.
pub const POLICY_DESK: &[Role] = &[Role::PolicyOfficer];
/// Those who see how the rules are changed.
pub const POLICY_READERS: &[Role] = &[Role::PolicyOfficer, Role::Auditor];
/// Every staff role.
pub const ALL_STAFF: &[Role] = &[
    Role::HrOfficer,
    Role::GuaranteeOfficer,
    Role::BankOfficer,
    Role::Trainer,
    Role::TrainingOfficer,
    Role::ServicePointClerk,
    Role::PolicyOfficer,
    Role::Administrator,
    Role::Auditor,
];

/// The table. Order as in `api::path`.
pub static RULES: &[Rule] = &[
    rule(Method::GET, path::HEALTH, Who::Anyone, Body::Empty),
    rule(Method::GET, path::DISTRICT, Who::Anyone, Body::Empty),
    rule(Method::GET, path::LOAN_BASIS, Who::Anyone, Body::Empty),
    rule(Method::GET, path::CATALOGUE, Who::Anyone, Body::Empty),
    rule(Method::GET, path::COURSES, Who::Anyone, Body::Empty),
    rule(Method::GET, path::COURSE, Who::Anyone, Body::Empty),
    rule(Method::GET, path::COURSE_TEXTS, Who::Anyone, Body::Empty),
    rule(Method::GET, path::COURSE_SEATS, Who::Anyone, Body::Empty),
    rule(Method::GET, path::POLICY_PACK, Who::Anyone, Body::Empty),
    rule(
        Method::GET,
        path::POLICY_PACK_RULES,
        Who::Anyone,
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::POLICY_PACK_WORDS,
        Who::Anyone,
        Body::Empty,
    ),
    rule(Method::GET, ENGLISH_PATH, Who::Anyone, Body::Empty),
    rule(Method::GET, PAGE_QR_PATH, Who::Anyone, Body::Empty),
    rule(Method::GET, plain::FRONT, Who::Anyone, Body::Empty),
    rule(Method::GET, plain::COURSES, Who::Anyone, Body::Empty),
    rule(Method::GET, plain::COURSE, Who::Anyone, Body::Empty),
    rule(Method::GET, plain::PAPER, Who::Anyone, Body::Empty),
    rule(Method::GET, plain::TRACK, Who::Anyone, Body::Empty),
    rule(Method::POST, plain::TRACK, Who::Anyone, Body::Form),
    rule(Method::POST, path::SESSION_CODE, Who::Anyone, Body::Json),
    rule(Method::GET, path::SESSION, Who::Resident, Body::Empty),
    rule(Method::POST, path::SESSION, Who::Anyone, Body::Json),
    // Whoever is signed out already may sign out again.
    rule(Method::DELETE, path::SESSION, Who::Anyone, Body::Empty),
    rule(Method::POST, path::TRACKING, Who::Anyone, Body::Json),
    rule(Method::GET, path::APPLICATIONS, Who::Resident, Body::Empty),
    rule(Method::POST, path::APPLICATIONS, Who::Resident, Body::Json),
    rule(Method::GET, path::APPLICATION, Who::Resident, Body::Empty),
    rule(
        Method::DELETE,
        path::APPLICATION,
        Who::Resident,
        Body::Empty,
    ),
    rule(
        Method::PATCH,
        path::APPLICATION_ANSWERS,
        Who::Resident,
        Body::Json,
    ),
    rule(
        Method::POST,
        path::APPLICATION_DOCUMENTS,
        Who::Resident,
        Body::Document,
    ),
    rule(
        Method::GET,
        path::APPLICATION_DOCUMENT,
        Who::Resident,
        Body::Empty,
    ),
    rule(
        Method::DELETE,
        path::APPLICATION_DOCUMENT,
        Who::Resident,
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::APPLICATION_UPLOADS,
        Who::Resident,
        Body::Json,
    ),
    rule(
        Method::GET,
        path::APPLICATION_UPLOAD,
        Who::Resident,
        Body::Empty,
    ),
    rule(
        Method::PUT,
        path::APPLICATION_UPLOAD,
        Who::Resident,
        Body::Part,
    ),
    rule(
        Method::DELETE,
        path::APPLICATION_UPLOAD,
        Who::Resident,
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::APPLICATION_ACTIONS,
        Who::Resident,
        Body::Json,
    ),
    rule(
        Method::GET,
        path::APPLICATION_QR,
        Who::Resident,
        Body::Empty,
    ),
    rule(Method::GET, path::ENROLMENTS, Who::Resident, Body::Empty),
    rule(Method::POST, path::ENROLMENTS, Who::Resident, Body::Json),
    rule(
        Method::POST,
        path::ENROLMENT_ACTIONS,
        Who::Resident,
        Body::Json,
    ),
    rule(
        Method::GET,
        path::ENROLMENT_CALENDAR,
        Who::Resident,
        Body::Empty,
    ),
    // Whoever checks in is in the room.
    rule(
        Method::POST,
        path::ENROLMENT_CHECK_IN,
        Who::ResidentAlone,
        Body::Json,
    ),
    rule(
        Method::POST,
        path::ENROLMENT_APPEAL,
        Who::Resident,
        Body::Json,
    ),
    rule(
        Method::GET,
        path::ENROLMENT_CERTIFICATE,
        Who::Resident,
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::ENROLMENT_CERTIFICATE_QR,
        Who::Resident,
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::CERTIFICATE_CHECKS,
        Who::Anyone,
        Body::Json,
    ),
    rule(Method::POST, path::FOLLOW_UPS, Who::Anyone, Body::Json),
    rule(Method::GET, path::HELPERS, Who::ResidentAlone, Body::Empty),
    rule(
        Method::POST,
        path::HELPER_ACTIONS,
        Who::ResidentAlone,
        Body::Json,
    ),
    rule(Method::GET, path::HELPED_SESSION, Who::Helper, Body::Empty),
    rule(
        Method::POST,
        path::HELPED_SESSION_FILES,
        Who::Helper,
        Body::Json,
    ),
    rule(
        Method::POST,
        path::STAFF_CONSENT_CODES,
        Who::Staff(CLERKS),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_HELPED_SESSIONS,
        Who::Staff(CLERKS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_HELPED_SESSIONS,
        Who::Staff(CLERKS),
        Body::Json,
    ),
    rule(
        Method::DELETE,
        path::STAFF_LEFT_FILES,
        Who::Staff(CLERKS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_SESSION,
        Who::Staff(ALL_STAFF),
        Body::Empty,
    ),
    rule(Method::POST, path::STAFF_SESSION, Who::Anyone, Body::Json),
    rule(
        Method::DELETE,
        path::STAFF_SESSION,
        Who::Anyone,
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_SECOND_FACTOR,
        Who::Staff(ALL_STAFF),
        Body::Empty,
    ),
    rule(
        Method::PUT,
        path::STAFF_SECOND_FACTOR,
        Who::Staff(ALL_STAFF),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_QUEUE,
        Who::Staff(OFFICERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_APPLICATIONS_SHEET,
        Who::Staff(OFFICERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_APPLICATION,
        Who::Staff(OFFICERS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_ACTIONS,
        Who::Staff(OFFICERS),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_DOCUMENT,
        Who::Staff(OFFICERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_LOANS,
        Who::Staff(OFFICERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_LOAN,
        Who::Staff(OFFICERS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_LOAN_ACTIONS,
        Who::Staff(OFFICERS),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_SUBSIDIES,
        Who::Staff(BUREAU),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_SUBSIDIES_SHEET,
        Who::Staff(BUREAU),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_PAYMENT_SHEETS,
        Who::Staff(BANKS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_PAYMENT_SHEETS,
        Who::Staff(BANKS),
        Body::Document,
    ),
    rule(
        Method::GET,
        path::STAFF_PAYMENT_SHEET,
        Who::Staff(BANKS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_PAYMENT_SHEET_ACTIONS,
        Who::Staff(BANKS),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_CLASSES,
        Who::Staff(TRAINING),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_CLASS,
        Who::Staff(TRAINING_SECTION),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_CLASS_ACTIONS,
        Who::Staff(TRAINING_SECTION),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_ROSTER,
        Who::Staff(TRAINING),
        Body::Empty,
    ),
    rule(
        Method::PUT,
        path::STAFF_LESSONS,
        Who::Staff(TRAINERS),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_LESSON_CODE,
        Who::Staff(TRAINERS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_MEMBER_ACTIONS,
        Who::Staff(TRAINING),
        Body::Json,
    ),
    rule(Method::POST, path::INVITATIONS, Who::Anyone, Body::Json),
    rule(
        Method::GET,
        path::STAFF_ORGANISATIONS,
        Who::Staff(TRAINING),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_ORGANISATIONS,
        Who::Staff(TRAINING_SECTION),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_ORGANISATION,
        Who::Staff(TRAINING),
        Body::Empty,
    ),
    rule(
        Method::PUT,
        path::STAFF_ORGANISATION,
        Who::Staff(TRAINING_SECTION),
        Body::Json,
    ),
    rule(
        Method::POST,
        path::STAFF_ORGANISATION_INVITATIONS,
        Who::Staff(TRAINING_SECTION),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_LISTINGS,
        Who::Staff(TRAINING),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_LISTINGS,
        Who::Staff(TRAINERS),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_LISTINGS_SHEET,
        Who::Staff(TRAINERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_LISTING,
        Who::Staff(TRAINING),
        Body::Empty,
    ),
    rule(
        Method::PUT,
        path::STAFF_LISTING_DRAFT,
        Who::Staff(TRAINERS),
        Body::Json,
    ),
    rule(
        Method::POST,
        path::STAFF_LISTING_ACTIONS,
        Who::Staff(TRAINING),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_COURSE_TEMPLATE,
        Who::Staff(TRAINERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_COURSE_SHEETS,
        Who::Staff(TRAINERS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_COURSE_SHEETS,
        Who::Staff(TRAINERS),
        Body::Document,
    ),
    rule(
        Method::GET,
        path::STAFF_COURSE_SHEET,
        Who::Staff(TRAINERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_COURSE_SHEET_ROWS,
        Who::Staff(TRAINERS),
        Body::Empty,
    ),
    rule(
        Method::PUT,
        path::STAFF_COURSE_SHEET_ROW,
        Who::Staff(TRAINERS),
        Body::Json,
    ),
    rule(
        Method::POST,
        path::STAFF_COURSE_SHEET_ACTIONS,
        Who::Staff(TRAINERS),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_PACKS,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_DRAFTS,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_POLICY_DRAFTS,
        Who::Staff(POLICY_DESK),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_DRAFT,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_POLICY_DRAFT_DISCARD,
        Who::Staff(POLICY_DESK),
        Body::Json,
    ),
    rule(
        Method::PUT,
        path::STAFF_POLICY_DRAFT_SOURCE,
        Who::Staff(POLICY_DESK),
        Body::Source,
    ),
    rule(
        Method::POST,
        path::STAFF_POLICY_DRAFT_EDITS,
        Who::Staff(POLICY_DESK),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_FILES,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_SOURCE,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_OUTLINE,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_CHECK,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_CASES,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_DIFF,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_SIMULATION,
        Who::Staff(POLICY_DESK),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_PROPOSALS,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::POST,
        path::STAFF_POLICY_PROPOSALS,
        Who::Staff(POLICY_DESK),
        Body::Json,
    ),
    rule(
        Method::POST,
        path::STAFF_POLICY_DECISION,
        Who::Staff(POLICY_DESK),
        Body::Json,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_EVENTS,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
    rule(
        Method::GET,
        path::STAFF_POLICY_MISMATCHES,
        Who::Staff(POLICY_READERS),
        Body::Empty,
    ),
];

/// The rule for a method on a path template.
#[must_use]
pub fn rule_for(method: &Method, path: &str) -> Option<&'static Rule> {
    let method = if method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    RULES
        .iter()
        .find(|rule| rule.method == *method && rule.path == path)
}

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
    match pass(&state, rule, request, next).await {
        Ok(response) => response,
        Err(refusal) => refusal.into_response(),
    }
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
    let methods: Vec<_> = RULES
        .iter()
        .filter(|rule| rule.path == path)
        .map(|rule| rule.method.as_str())
        .collect();
    methods.join(", ")
}

async fn admit(state: &AppState, rule: &Rule, mut request: Request) -> Result<Request, ApiError> {
    match rule.who {
        Who::Anyone => {}
        Who::Resident | Who::Helper => {
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
        Who::Staff(roles) => {
            let staff = session::find_staff(state, request.headers()).await?;
            if !roles.contains(&staff.role) {
                return Err(ProblemCode::NotAllowed.into());
            }
            request.extensions_mut().insert(staff);
        }
    }
    if !request.method().is_safe() && rule.body != Body::Form {
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
    use super::*;

    #[test]
    fn no_two_rules_for_one_call() {
        for (index, rule) in RULES.iter().enumerate() {
            let first = RULES
                .iter()
                .position(|other| other.method == rule.method && other.path == rule.path);
            assert_eq!(first, Some(index), "{} {}", rule.method, rule.path);
        }
    }

    #[test]
    fn nobody_writes_staff_paths_but_staff() {
        for rule in RULES
            .iter()
            .filter(|rule| rule.path.starts_with("/api/staff/") && rule.path != path::STAFF_SESSION)
        {
            assert!(
                matches!(rule.who, Who::Staff(_)),
                "{} {}",
                rule.method,
                rule.path
            );
        }
    }
}
