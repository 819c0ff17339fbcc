//! Every path of the API, written once. `{id}` marks a segment; [`with_id`] fills it.

/// GET: is the process able to answer.
pub const HEALTH: &str = "/healthz";
/// GET: the district: names, divisions, agencies, parameters.
pub const DISTRICT: &str = "/api/district";
/// GET: the whole catalogue as one snapshot with an `ETag`.
pub const COURSES: &str = "/api/courses";
/// GET: one course.
pub const COURSE: &str = "/api/courses/{id}";
/// GET: the compiled policy pack in force, by hash as `ETag`.
pub const POLICY_PACK: &str = "/api/policy-pack";
/// POST: where is my file, by query code and last four digits.
pub const TRACKING: &str = "/api/tracking";
/// POST: send a one-time code to a phone.
pub const SESSION_CODE: &str = "/api/session/code";
/// GET, POST, DELETE: the resident's session.
pub const SESSION: &str = "/api/session";
/// GET, POST: the resident's applications.
pub const APPLICATIONS: &str = "/api/applications";
/// GET, DELETE (discard the draft): one application.
pub const APPLICATION: &str = "/api/applications/{id}";
/// PATCH: save answers.
pub const APPLICATION_ANSWERS: &str = "/api/applications/{id}/answers";
/// POST with the bytes as body, `?kind=`: add a paper.
pub const APPLICATION_DOCUMENTS: &str = "/api/applications/{id}/documents";
/// GET, DELETE: one paper.
pub const APPLICATION_DOCUMENT: &str = "/api/applications/{id}/documents/{document}";
/// POST: submit, resubmit, withdraw and the resident's other actions.
pub const APPLICATION_ACTIONS: &str = "/api/applications/{id}/actions";
/// GET: the tracking address of a file as a QR code, SVG.
pub const APPLICATION_QR: &str = "/api/applications/{id}/qr.svg";
/// GET, POST, DELETE: the staff session.
pub const STAFF_SESSION: &str = "/api/staff/session";
/// GET: files waiting for my role, by clock.
pub const STAFF_QUEUE: &str = "/api/staff/queue";
/// GET: one file.
pub const STAFF_APPLICATION: &str = "/api/staff/applications/{id}";
/// POST: pass, return, refuse and the officers' other actions.
pub const STAFF_ACTIONS: &str = "/api/staff/applications/{id}/actions";
/// GET: one paper of a file.
pub const STAFF_DOCUMENT: &str = "/api/staff/applications/{id}/documents/{document}";

/// Fills `{id}`.
///
/// ```
/// assert_eq!(api::path::with_id(api::path::COURSE, "welder-5"), "/api/courses/welder-5");
/// ```
pub fn with_id(template: &str, id: &str) -> String {
    template.replacen("{id}", id, 1)
}

/// Fills `{id}` and `{document}`.
pub fn with_document(template: &str, id: &str, document: &str) -> String {
    with_id(template, id).replacen("{document}", document, 1)
}
