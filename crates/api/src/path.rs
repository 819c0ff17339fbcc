//! Every path of the API, written once. `{id}` marks a segment; [`with_id`] fills it.

/// GET: is the process able to answer.
pub const HEALTH: &str = "/healthz";
/// GET: the district: names, divisions, agencies, parameters.
pub const DISTRICT: &str = "/api/district";
/// GET: what a loan's figures rest on: LPR, who pays the interest, the limits; with an `ETag`.
pub const LOAN_BASIS: &str = "/api/loan-basis";
/// GET, `?since=` a version: the list of courses in columns, or what changed since, with an `ETag`.
pub const CATALOGUE: &str = "/api/catalogue";
/// GET: every course as a list has it, as one snapshot with an `ETag`.
pub const COURSES: &str = "/api/courses";
/// GET: one course, whole.
pub const COURSE: &str = "/api/courses/{id}";
/// GET: what whoever has the address of a course off the list is told.
pub const COURSE_REST: &str = "/api/courses/{id}/rest";
/// GET, `?after=` a course, `?limit=`: every course, whole, a part at a time, for other portals; with an `ETag`.
pub const COURSES_FEED: &str = "/api/feeds/courses";
/// GET, by the hash of its bytes: the photo of a course that residents see now.
pub const COURSE_PHOTO: &str = "/api/course-photos/{id}";
/// GET: what a search reads of every course besides the list, as one snapshot with an `ETag`.
pub const COURSE_TEXTS: &str = "/api/course-texts";
/// GET: the classes of a course with their seats as they are now.
pub const COURSE_SEATS: &str = "/api/courses/{id}/seats";
/// GET: which policy pack is in force.
pub const POLICY_PACK: &str = "/api/policy-pack";
/// GET: the rules of a pack by its hash; never changes.
pub const POLICY_PACK_RULES: &str = "/api/policy-pack/{id}/rules";
/// GET: the words of a pack by its hash, `zh` or `en`; never changes.
pub const POLICY_PACK_WORDS: &str = "/api/policy-pack/{id}/words/{language}";
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
/// POST: begin to send a paper in parts.
pub const APPLICATION_UPLOADS: &str = "/api/applications/{id}/uploads";
/// GET: how far it has come; PUT with the bytes as body, `?offset=`: the next part; DELETE: give it up.
pub const APPLICATION_UPLOAD: &str = "/api/applications/{id}/uploads/{document}";
/// POST: submit, resubmit, withdraw and the resident's other actions.
pub const APPLICATION_ACTIONS: &str = "/api/applications/{id}/actions";
/// GET: whose consent is needed, and how far it is; POST: ask somebody; PUT: what stands in its place.
pub const APPLICATION_PEOPLE: &str = "/api/applications/{id}/people";
/// DELETE: take a question back.
pub const APPLICATION_PERSON: &str = "/api/applications/{id}/people/{document}";
/// POST: what the person named is asked, by a signed link.
pub const CONSENT_REQUESTS: &str = "/api/consent-requests";
/// POST: send a code to the phone of the person named.
pub const CONSENT_REQUEST_CODES: &str = "/api/consent-requests/codes";
/// POST: yes, no, or not any more.
pub const CONSENT_ANSWERS: &str = "/api/consent-requests/answers";
/// GET: the tracking address of a file as a QR code, SVG.
pub const APPLICATION_QR: &str = "/api/applications/{id}/qr.svg";
/// POST: ask that the loan of the application ends later.
pub const APPLICATION_EXTENSION: &str = "/api/applications/{id}/extension";
/// GET: when what of my loan is due, and who pays it.
pub const APPLICATION_SCHEDULE: &str = "/api/applications/{id}/schedule";
/// GET, POST: the resident's enrolments.
pub const ENROLMENTS: &str = "/api/enrolments";
/// POST: accept or pass an offer, withdraw.
pub const ENROLMENT_ACTIONS: &str = "/api/enrolments/{id}/actions";
/// GET: the days of a class I am in, as a calendar file.
pub const ENROLMENT_CALENDAR: &str = "/api/enrolments/{id}/calendar.ics";
/// POST: check in to a lesson by the code on the trainer's screen.
pub const ENROLMENT_CHECK_IN: &str = "/api/enrolments/{id}/check-in";
/// POST: ask the bureau to look at a result again.
pub const ENROLMENT_APPEAL: &str = "/api/enrolments/{id}/appeal";
/// PUT: what was returned of a request for a subsidy, put right.
pub const ENROLMENT_CLAIM: &str = "/api/enrolments/{id}/claim";
/// PUT: the card to which my subsidies of a class are paid.
pub const ENROLMENT_PAYMENT_CARD: &str = "/api/enrolments/{id}/payment-card";
/// GET: the certificate of a class I passed.
pub const ENROLMENT_CERTIFICATE: &str = "/api/enrolments/{id}/certificate";
/// GET: the address at which anybody checks it, as a QR code, SVG.
pub const ENROLMENT_CERTIFICATE_QR: &str = "/api/enrolments/{id}/certificate.svg";
/// POST: is this certificate real.
pub const CERTIFICATE_CHECKS: &str = "/api/certificate-checks";
/// POST: what came of a class, by a signed link.
pub const FOLLOW_UPS: &str = "/api/follow-ups";
/// GET, POST: the searches of the course list that I keep.
pub const SAVED_SEARCHES: &str = "/api/saved-searches";
/// DELETE: take one away.
pub const SAVED_SEARCH: &str = "/api/saved-searches/{id}";
/// GET: who helped me, and with what.
pub const HELPERS: &str = "/api/helpers";
/// POST: revoke a helper, or take over what was begun.
pub const HELPER_ACTIONS: &str = "/api/helpers/{id}/actions";
/// GET: the helped session of this tab.
pub const HELPED_SESSION: &str = "/api/helped-session";
/// POST: a file that stays on the clerk's computer.
pub const HELPED_SESSION_FILES: &str = "/api/helped-session/files";
/// POST: send a code of consent to a resident's phone.
pub const STAFF_CONSENT_CODES: &str = "/api/staff/consent-codes";
/// GET, POST: the clerk's helped sessions.
pub const STAFF_HELPED_SESSIONS: &str = "/api/staff/helped-sessions";
/// DELETE: the files left on this computer are gone.
pub const STAFF_LEFT_FILES: &str = "/api/staff/left-files";
/// GET, POST, DELETE: the staff session.
pub const STAFF_SESSION: &str = "/api/staff/session";
/// POST, PUT: a new authenticator, and the digits that prove it.
pub const STAFF_SECOND_FACTOR: &str = "/api/staff/second-factor";
/// GET, `?after=&limit=`: files waiting for my role, by clock.
pub const STAFF_QUEUE: &str = "/api/staff/queue";
/// GET: all of these as a sheet.
pub const STAFF_APPLICATIONS_SHEET: &str = "/api/staff/applications.xlsx";
/// GET: one file.
pub const STAFF_APPLICATION: &str = "/api/staff/applications/{id}";
/// POST: pass, return, refuse and the officers' other actions.
pub const STAFF_ACTIONS: &str = "/api/staff/applications/{id}/actions";
/// POST: say that I am close to the applicant; lift what a colleague said, as a supervisor.
pub const STAFF_CONFLICTS: &str = "/api/staff/applications/{id}/conflicts";
/// POST with the bytes as body, `?name=`: a paper for what I am about to do.
pub const STAFF_DOCUMENTS: &str = "/api/staff/applications/{id}/documents";
/// GET: one paper of a file; DELETE: one of mine that no action came with yet.
pub const STAFF_DOCUMENT: &str = "/api/staff/applications/{id}/documents/{document}";
/// GET: somebody who consented to a file, in full.
pub const STAFF_PERSON: &str = "/api/staff/applications/{id}/people/{document}";
/// GET: what I have to do and how long it took, and the sums of my office for its supervisor.
pub const STAFF_WORKLOAD: &str = "/api/staff/workload";
/// GET: what a file was handed over with to an agency without accounts; POST: make a package for it.
pub const STAFF_PACKAGES: &str = "/api/staff/applications/{id}/packages";
/// GET: a package as a ZIP.
pub const STAFF_PACKAGE_FILE: &str = "/api/staff/packages/{id}/package.zip";
/// POST with the bytes as body: the form that came back.
pub const STAFF_PACKAGE_FORM: &str = "/api/staff/packages/{id}/form";
/// POST: record what it says; as the second person, confirm it or say no.
pub const STAFF_PACKAGE_ACTIONS: &str = "/api/staff/packages/{id}/actions";
/// GET: what else the portal knows of the person behind a file.
pub const STAFF_PERSON_HISTORY: &str = "/api/staff/applications/{id}/person-history";
/// GET, `?at=` (the number of an event, or RFC 3339): a file as it stood then.
pub const STAFF_REPLAY: &str = "/api/staff/applications/{id}/replay";
/// POST: put plain errors of the form right.
pub const STAFF_CORRECTIONS: &str = "/api/staff/applications/{id}/corrections";
/// GET: those of my office who review files, who of them is away and who stands in.
pub const STAFF_COLLEAGUES: &str = "/api/staff/colleagues";
/// PUT, DELETE: somebody of my office is away; is back.
pub const STAFF_ABSENCE: &str = "/api/staff/colleagues/{id}/absence";
/// DELETE: takes the authenticator of somebody of my office away, who has lost it.
pub const STAFF_COLLEAGUE_SECOND_FACTOR: &str = "/api/staff/colleagues/{id}/second-factor";
/// GET: decisions of my office drawn by lot to be looked at again.
pub const STAFF_RE_REVIEWS: &str = "/api/staff/re-reviews";
/// POST: agree with one, or record what is not right about it.
pub const STAFF_RE_REVIEW_ACTIONS: &str = "/api/staff/re-reviews/{id}/actions";
/// POST: several files to one officer.
pub const STAFF_ASSIGNMENTS: &str = "/api/staff/assignments";
/// GET: the files of my bureau that wait for new quota, in the order they came; POST: end the wait of some of them.
pub const STAFF_QUOTA_WAITS: &str = "/api/staff/quota-waits";
/// GET: the words my office uses again and again; POST: add some, as a supervisor.
pub const STAFF_TEMPLATES: &str = "/api/staff/templates";
/// PUT: change such words; DELETE: remove them, as a supervisor.
pub const STAFF_TEMPLATE: &str = "/api/staff/templates/{id}";
/// GET: loans that were paid out, those due first.
pub const STAFF_LOANS: &str = "/api/staff/loans";
/// GET: all of them as a sheet.
pub const STAFF_LOANS_SHEET: &str = "/api/staff/loans.xlsx";
/// GET: one loan.
pub const STAFF_LOAN: &str = "/api/staff/loans/{id}";
/// POST: record a payment, take one back, pay in the borrower's place, decide on a subsidy.
pub const STAFF_LOAN_ACTIONS: &str = "/api/staff/loans/{id}/actions";
/// GET, `?quarter=`: the interest subsidy of a quarter, loan by loan.
pub const STAFF_SUBSIDIES: &str = "/api/staff/subsidies";
/// GET, `?quarter=`: what was approved of it and is not paid yet, as a sheet to pay by.
pub const STAFF_SUBSIDIES_SHEET: &str = "/api/staff/subsidies.xlsx";
/// POST: record that what was approved of a quarter is paid.
pub const STAFF_SUBSIDY_PAYMENTS: &str = "/api/staff/subsidies/payments";
/// GET; POST with the bytes as body, `?name=`: a bank's files of payments.
pub const STAFF_PAYMENT_SHEETS: &str = "/api/staff/payment-sheets";
/// GET: one of them, its rows judged as of now.
pub const STAFF_PAYMENT_SHEET: &str = "/api/staff/payment-sheets/{id}";
/// POST: take its good rows in.
pub const STAFF_PAYMENT_SHEET_ACTIONS: &str = "/api/staff/payment-sheets/{id}/actions";
/// GET: classes with people in them: a trainer's own, or all for the training section.
pub const STAFF_CLASSES: &str = "/api/staff/classes";
/// GET: one class, for the training section.
pub const STAFF_CLASS: &str = "/api/staff/classes/{id}";
/// POST: teach a class with few people all the same, or give it up.
pub const STAFF_CLASS_ACTIONS: &str = "/api/staff/classes/{id}/actions";
/// GET: everybody in a class, with lessons and results.
pub const STAFF_ROSTER: &str = "/api/staff/classes/{id}/roster";
/// PUT: on which days it is taught.
pub const STAFF_LESSONS: &str = "/api/staff/classes/{id}/lessons";
/// GET: the code that is on the trainer's screen now.
pub const STAFF_LESSON_CODE: &str = "/api/staff/classes/{id}/lesson-code";
/// POST: tick, result, certificate of one person.
pub const STAFF_MEMBER_ACTIONS: &str = "/api/staff/classes/{id}/members/{document}/actions";
/// PUT: the card to which the subsidies of one person are paid.
pub const STAFF_MEMBER_PAYMENT_CARD: &str =
    "/api/staff/classes/{id}/members/{document}/payment-card";
/// GET: the other classes of one person, for the training section.
pub const STAFF_MEMBER_HISTORY: &str = "/api/staff/classes/{id}/members/{document}/history";
/// GET: what is taught in the next weeks, by township.
pub const STAFF_TRAINING_CALENDAR: &str = "/api/staff/training-calendar";
/// GET, `?month=`: the classes drawn by lot to be looked at.
pub const STAFF_SPOT_CHECKS: &str = "/api/staff/spot-checks";
/// POST: what was found at one.
pub const STAFF_SPOT_CHECK_ACTIONS: &str = "/api/staff/spot-checks/{id}/actions";
/// POST with the bytes as body, `?name=`: a paper for what I am about to note.
pub const STAFF_SPOT_CHECK_PAPERS: &str = "/api/staff/spot-checks/{id}/papers";
/// GET: one paper of a spot check; DELETE: one of mine that nothing was noted with yet.
pub const STAFF_SPOT_CHECK_PAPER: &str = "/api/staff/spot-checks/{id}/papers/{document}";
/// GET: of whom the section has still to say whether a subsidy pays.
pub const STAFF_ELIGIBILITY: &str = "/api/staff/eligibility-requests";
/// GET: complaints about courses.
pub const STAFF_COMPLAINTS: &str = "/api/staff/complaints";
/// POST: what the training section finds of one.
pub const STAFF_COMPLAINT_ACTIONS: &str = "/api/staff/complaints/{id}/actions";
/// GET: which classes have to be filed by when, and which are late.
pub const STAFF_OPENING_NOTICES: &str = "/api/staff/opening-notices";
/// GET, `?year=`: targets and what was reached, by quarter.
pub const STAFF_TRAINING_YEAR: &str = "/api/staff/training-year";
/// GET: how many of those who answered work, by school and by trade.
pub const STAFF_EMPLOYMENT_RATES: &str = "/api/staff/employment-rates";
/// GET: settlements of classes, for the training section.
pub const STAFF_SETTLEMENTS: &str = "/api/staff/settlements";
/// GET, PUT: the settlement of a class.
pub const STAFF_SETTLEMENT: &str = "/api/staff/classes/{id}/settlement";
/// POST: hand it in, give it back, settle.
pub const STAFF_SETTLEMENT_ACTIONS: &str = "/api/staff/classes/{id}/settlement/actions";
/// POST with the bytes as body, `?name=`: a paper for what I am about to decide.
pub const STAFF_SETTLEMENT_PAPERS: &str = "/api/staff/classes/{id}/settlement/papers";
/// GET: one paper of a settlement; DELETE: one of mine that no decision came with yet.
pub const STAFF_SETTLEMENT_PAPER: &str = "/api/staff/classes/{id}/settlement/papers/{document}";
/// GET: the sheet with the list to pay by.
pub const STAFF_SETTLEMENT_SHEET: &str = "/api/staff/classes/{id}/settlement.xlsx";
/// GET: everybody in a class with lessons, results and papers, as a sheet.
pub const STAFF_SETTLEMENT_ROSTER: &str = "/api/staff/classes/{id}/settlement/roster.xlsx";
/// GET: whom to pay how much to which card, as a sheet, once a class is settled.
pub const STAFF_SETTLEMENT_PAYMENTS: &str = "/api/staff/classes/{id}/settlement/payments.xlsx";
/// POST: that finance paid by the list, and what came back.
pub const STAFF_SETTLEMENT_PAID: &str = "/api/staff/classes/{id}/settlement/payments";
/// POST: that money came back after its list was recorded.
pub const STAFF_SETTLEMENT_CAME_BACK: &str =
    "/api/staff/classes/{id}/settlement/payments/came-back";
/// Lists of subsidies that other systems paid.
pub const STAFF_OUTSIDE_PAYMENTS: &str = "/api/staff/outside-payments";
/// Every settlement of a trainer's own classes, as a sheet.
pub const STAFF_SETTLEMENT_STATEMENTS: &str = "/api/staff/settlements.xlsx";
/// POST: make the account one was invited to.
pub const INVITATIONS: &str = "/api/invitations";
/// GET, POST: training organisations; a trainer sees the own one.
pub const STAFF_ORGANISATIONS: &str = "/api/staff/organisations";
/// GET, PUT: one training organisation.
pub const STAFF_ORGANISATION: &str = "/api/staff/organisations/{id}";
/// POST: invite somebody to an account of it.
pub const STAFF_ORGANISATION_INVITATIONS: &str = "/api/staff/organisations/{id}/invitations";
/// POST: end an invitation that nobody took up.
pub const STAFF_ORGANISATION_WITHDRAWN: &str =
    "/api/staff/organisations/{id}/invitations/withdrawn";
/// PUT: what somebody of an organisation does there, named by the user name. DELETE: close the account.
pub const STAFF_ORGANISATION_ACCOUNT: &str = "/api/staff/organisations/{id}/accounts/{document}";
/// DELETE: takes the authenticator of an account of it away, which is lost.
pub const STAFF_ORGANISATION_SECOND_FACTOR: &str =
    "/api/staff/organisations/{id}/accounts/{document}/second-factor";
/// GET, POST: listings: a trainer's own, or what waits for the training section.
pub const STAFF_LISTINGS: &str = "/api/staff/listings";
/// GET, POST: courses to begin others from.
pub const STAFF_LISTING_TEMPLATES: &str = "/api/staff/listing-templates";
/// DELETE: one of them.
pub const STAFF_LISTING_TEMPLATE: &str = "/api/staff/listing-templates/{id}";
/// POST: the classes of several listings a year later.
pub const STAFF_LISTING_ROLL_OVERS: &str = "/api/staff/listing-roll-overs";
/// GET: everything a trainer entered, as a sheet.
pub const STAFF_LISTINGS_SHEET: &str = "/api/staff/listings.xlsx";
/// GET: one listing.
pub const STAFF_LISTING: &str = "/api/staff/listings/{id}";
/// PUT: write it.
pub const STAFF_LISTING_DRAFT: &str = "/api/staff/listings/{id}/draft";
/// POST: hand in, return, approve and the other actions.
pub const STAFF_LISTING_ACTIONS: &str = "/api/staff/listings/{id}/actions";
/// POST with the bytes as body, `?name=`: a paper for my answer to a suspension.
pub const STAFF_LISTING_PAPERS: &str = "/api/staff/listings/{id}/papers";
/// GET: one paper of an answer; DELETE: one of mine that no answer came with yet.
pub const STAFF_LISTING_PAPER: &str = "/api/staff/listings/{id}/papers/{document}";
/// POST with the bytes as body, `?name=`: a photo for the course.
pub const STAFF_LISTING_PHOTOS: &str = "/api/staff/listings/{id}/photos";
/// GET, by the hash of its bytes: one that the course names, or of the own organisation.
pub const STAFF_LISTING_PHOTO: &str = "/api/staff/listings/{id}/photos/{document}";
/// GET: the sheet to fill in.
pub const STAFF_COURSE_TEMPLATE: &str = "/api/staff/course-template.xlsx";
/// GET; POST with the bytes as body, `?name=`: sheets uploaded.
pub const STAFF_COURSE_SHEETS: &str = "/api/staff/course-sheets";
/// GET: one sheet.
pub const STAFF_COURSE_SHEET: &str = "/api/staff/course-sheets/{id}";
/// GET, `?state=` and `&after=`: its rows.
pub const STAFF_COURSE_SHEET_ROWS: &str = "/api/staff/course-sheets/{id}/rows";
/// PUT: repair a row, or leave it out.
pub const STAFF_COURSE_SHEET_ROW: &str = "/api/staff/course-sheets/{id}/rows/{document}";
/// POST: take the good rows in, or undo that.
pub const STAFF_COURSE_SHEET_ACTIONS: &str = "/api/staff/course-sheets/{id}/actions";
/// GET, POST: the tokens by which a trainer's own system sends courses.
pub const STAFF_COURSE_TOKENS: &str = "/api/staff/course-tokens";
/// DELETE: revoke one.
pub const STAFF_COURSE_TOKEN: &str = "/api/staff/course-tokens/{id}";
/// With `Authorization: Bearer`. GET: the organisation's courses and where each stands. POST: courses from a trainer's own
/// system, the same as the rows of a sheet.
pub const TRAINER_COURSES: &str = "/api/trainer/courses";
/// GET with `Authorization: Bearer`: one of them, whole.
pub const TRAINER_COURSE: &str = "/api/trainer/courses/{id}";
/// GET with `Authorization: Bearer`: the sheet in which sent rows stand.
pub const TRAINER_COURSE_SHEET: &str = "/api/trainer/course-sheets/{id}";
/// GET with `Authorization: Bearer`, `?state=` and `&after=`: its rows.
pub const TRAINER_COURSE_SHEET_ROWS: &str = "/api/trainer/course-sheets/{id}/rows";
/// PUT with `Authorization: Bearer`: repair a row, or leave it out.
pub const TRAINER_COURSE_SHEET_ROW: &str = "/api/trainer/course-sheets/{id}/rows/{document}";
/// POST with `Authorization: Bearer`: take the good rows in, or undo that.
pub const TRAINER_COURSE_SHEET_ACTIONS: &str = "/api/trainer/course-sheets/{id}/actions";
/// GET: packs and publications.
pub const STAFF_POLICY_PACKS: &str = "/api/staff/policy/packs";
/// GET, POST: drafts.
pub const STAFF_POLICY_DRAFTS: &str = "/api/staff/policy/drafts";
/// GET: one draft.
pub const STAFF_POLICY_DRAFT: &str = "/api/staff/policy/drafts/{id}";
/// POST: throw a draft away.
pub const STAFF_POLICY_DRAFT_DISCARD: &str = "/api/staff/policy/drafts/{id}/discard";
/// PUT: replace a file of a draft.
pub const STAFF_POLICY_DRAFT_SOURCE: &str = "/api/staff/policy/drafts/{id}/source";
/// POST: change a value or a condition of a draft.
pub const STAFF_POLICY_DRAFT_EDITS: &str = "/api/staff/policy/drafts/{id}/edits";
/// GET with `?draft=` or `?pack=`: the files.
pub const STAFF_POLICY_FILES: &str = "/api/staff/policy/files";
/// GET with `?draft=` or `?pack=` and `&path=`: one file.
pub const STAFF_POLICY_SOURCE: &str = "/api/staff/policy/source";
/// GET with `?draft=` or `?pack=`: parameters, conditions and documents.
pub const STAFF_POLICY_OUTLINE: &str = "/api/staff/policy/outline";
/// GET with `?draft=` or `?pack=`: compile and check.
pub const STAFF_POLICY_CHECK: &str = "/api/staff/policy/check";
/// GET with `?draft=` or `?pack=`: run the cases.
pub const STAFF_POLICY_CASES: &str = "/api/staff/policy/cases";
/// GET with `?draft=` or `?pack=`: the difference to the pack in force.
pub const STAFF_POLICY_DIFF: &str = "/api/staff/policy/diff";
/// GET with `?draft=` or `?pack=`: who gains, who loses, what it costs.
pub const STAFF_POLICY_SIMULATION: &str = "/api/staff/policy/simulation";
/// GET, POST: proposals to put a pack in force.
pub const STAFF_POLICY_PROPOSALS: &str = "/api/staff/policy/proposals";
/// POST: approve, reject or withdraw a proposal.
pub const STAFF_POLICY_DECISION: &str = "/api/staff/policy/proposals/{id}/decision";
/// GET: who did what at the policy desk.
pub const STAFF_POLICY_EVENTS: &str = "/api/staff/policy/events";
/// GET: receipts of browsers that the server did not come to.
pub const STAFF_POLICY_MISMATCHES: &str = "/api/staff/policy/mismatches";

/// Fills `{id}`.
///
/// ```
/// assert_eq!(api::path::with_id(api::path::COURSE, "welder-5"), "/api/courses/welder-5");
/// ```
pub fn with_id(template: &str, id: &str) -> String {
    template.replacen("{id}", id, 1)
}

/// What changed in the catalogue since a version, which is letters, digits, dots, dashes and underscores.
pub fn catalogue_since(version: &str) -> String {
    [CATALOGUE, "?since=", version].concat()
}

/// Fills `{id}` and `{document}`.
pub fn with_document(template: &str, id: &str, document: &str) -> String {
    with_id(template, id).replacen("{document}", document, 1)
}

/// Fills `{id}` and `{language}`.
pub fn with_language(template: &str, id: &str, language: &str) -> String {
    with_id(template, id).replacen("{language}", language, 1)
}
