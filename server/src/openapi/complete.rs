//! What holds for every operation is said of each one: who may call it, the key of a write, the one failure body.

use api::{IDEMPOTENCY_KEY, Problem};
use http::Method;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder,
    schema::Type,
};

use crate::authorize::rule::Who;
use crate::authorize::table::rule_for;
use crate::session::cookie::SessionCookie;

/// The scheme of a trainer's own system.
const MACHINE: &str = "course_token";
const PROBLEM: &str = "application/problem+json";

/// Adds it to the description made from the handlers.
pub(super) fn complete(api: &mut OpenApi) {
    let components = api.components.get_or_insert_default();
    for cookie in [SessionCookie::Resident, SessionCookie::Staff] {
        let scheme = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie.name())));
        components.add_security_scheme(scheme_of(cookie), scheme);
    }
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme(MACHINE, bearer);
    for (path, item) in &mut api.paths.paths {
        for (method, operation) in operations(item) {
            // Those pages refuse as pages.
            if crate::plain::is_plain(path) {
                operation
                    .responses
                    .responses
                    .insert("default".to_owned(), RefOr::T(refusing_page()));
                continue;
            }
            describe_failures(operation);
            if !method.is_safe() {
                let parameters = operation.parameters.get_or_insert_default();
                parameters.push(RefOr::T(idempotency_key()));
            }
            let who = rule_for(&method, path).map(|rule| rule.who);
            let cookie = match who {
                Some(Who::Visitor | Who::Resident | Who::ResidentAlone | Who::Helper) => {
                    Some(SessionCookie::Resident)
                }
                Some(Who::Staff(_) | Who::School(..)) => Some(SessionCookie::Staff),
                Some(Who::Machine) => None,
                Some(Who::Anyone) | None => continue,
            };
            let no_scopes: [&str; 0] = [];
            let scheme = cookie.map_or(MACHINE, scheme_of);
            let requirement = SecurityRequirement::new(scheme, no_scopes);
            let is_optional = who == Some(Who::Visitor);
            let without = is_optional.then(SecurityRequirement::default);
            operation.security = Some([requirement].into_iter().chain(without).collect());
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    [
        (Method::GET, &mut item.get),
        (Method::PUT, &mut item.put),
        (Method::POST, &mut item.post),
        (Method::PATCH, &mut item.patch),
        (Method::DELETE, &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

const fn scheme_of(cookie: SessionCookie) -> &'static str {
    match cookie {
        SessionCookie::Resident => "resident",
        SessionCookie::Staff => "staff",
    }
}

/// Failures that a handler names, and all that come from around it, have one body.
fn describe_failures(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    for (status, response) in responses.iter_mut() {
        if let RefOr::T(response) = response
            && status.starts_with(['4', '5'])
        {
            response.content.clear();
            response
                .content
                .insert(PROBLEM.to_owned(), RefOr::T(problem()));
        }
    }
    responses.insert("default".to_owned(), RefOr::T(any_failure()));
}

fn any_failure() -> Response {
    ResponseBuilder::new()
        .description("Any other refusal: no session or not this role's, a request or body that is not right, too many requests, too busy (with Retry-After), no room.")
        .content(PROBLEM, problem())
        .build()
}

fn refusing_page() -> Response {
    let words = ObjectBuilder::new().schema_type(Type::String);
    ResponseBuilder::new()
        .description("A page that says why not and what to do.")
        .content(
            "text/html",
            ContentBuilder::new().schema(Some(words)).build(),
        )
        .build()
}

fn problem() -> utoipa::openapi::Content {
    let schema = Ref::from_schema_name(<Problem as utoipa::ToSchema>::name());
    ContentBuilder::new().schema(Some(schema)).build()
}

fn idempotency_key() -> Parameter {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some("^[A-Za-z0-9-]{16,64}$"));
    ParameterBuilder::new()
        .name(IDEMPOTENCY_KEY)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(
            "Made on the device, once for one intent; a repeated request is answered as the first was.",
        ))
        .schema(Some(text))
        .build()
}
