//! What the bureau, the guarantee agency and the bank may call: files, loans, subsidies.

use api::path;

use crate::authorize::roles::{BANKS, BUREAU, OFFICERS};
use crate::authorize::rule::Who::Staff;
use crate::authorize::rule::{Body, Rule, delete, get, post, post_with, put};

pub(super) static RULES: &[Rule] = &[
    get(path::STAFF_QUEUE, Staff(OFFICERS)),
    get(path::STAFF_APPLICATIONS_SHEET, Staff(OFFICERS)),
    get(path::STAFF_APPLICATION, Staff(OFFICERS)),
    post(path::STAFF_ACTIONS, Staff(OFFICERS)),
    post(path::STAFF_CONFLICTS, Staff(OFFICERS)),
    post(path::STAFF_CORRECTIONS, Staff(OFFICERS)),
    post_with(path::STAFF_DOCUMENTS, Staff(OFFICERS), Body::Document),
    get(path::STAFF_DOCUMENT, Staff(OFFICERS)),
    delete(path::STAFF_DOCUMENT, Staff(OFFICERS)),
    get(path::STAFF_PACKAGES, Staff(BUREAU)),
    post(path::STAFF_PACKAGES, Staff(BUREAU)),
    get(path::STAFF_PACKAGE_FILE, Staff(BUREAU)),
    post_with(path::STAFF_PACKAGE_FORM, Staff(BUREAU), Body::Document),
    post(path::STAFF_PACKAGE_ACTIONS, Staff(BUREAU)),
    get(path::STAFF_WORKLOAD, Staff(OFFICERS)),
    get(path::STAFF_PERSON, Staff(OFFICERS)),
    get(path::STAFF_PERSON_HISTORY, Staff(OFFICERS)),
    get(path::STAFF_REPLAY, Staff(OFFICERS)),
    get(path::STAFF_COLLEAGUES, Staff(OFFICERS)),
    put(path::STAFF_ABSENCE, Staff(OFFICERS)),
    delete(path::STAFF_ABSENCE, Staff(OFFICERS)),
    delete(path::STAFF_COLLEAGUE_SECOND_FACTOR, Staff(OFFICERS)),
    get(path::STAFF_RE_REVIEWS, Staff(OFFICERS)),
    post(path::STAFF_RE_REVIEW_ACTIONS, Staff(OFFICERS)),
    post(path::STAFF_ASSIGNMENTS, Staff(OFFICERS)),
    get(path::STAFF_QUOTA_WAITS, Staff(BUREAU)),
    post(path::STAFF_QUOTA_WAITS, Staff(BUREAU)),
    get(path::STAFF_TEMPLATES, Staff(OFFICERS)),
    post(path::STAFF_TEMPLATES, Staff(OFFICERS)),
    put(path::STAFF_TEMPLATE, Staff(OFFICERS)),
    delete(path::STAFF_TEMPLATE, Staff(OFFICERS)),
    get(path::STAFF_LOANS, Staff(OFFICERS)),
    get(path::STAFF_LOANS_SHEET, Staff(OFFICERS)),
    get(path::STAFF_LOAN, Staff(OFFICERS)),
    post(path::STAFF_LOAN_ACTIONS, Staff(OFFICERS)),
    get(path::STAFF_SUBSIDIES, Staff(BUREAU)),
    get(path::STAFF_SUBSIDIES_SHEET, Staff(BUREAU)),
    post(path::STAFF_SUBSIDY_PAYMENTS, Staff(BUREAU)),
    get(path::STAFF_PAYMENT_SHEETS, Staff(BANKS)),
    post_with(path::STAFF_PAYMENT_SHEETS, Staff(BANKS), Body::Document),
    get(path::STAFF_PAYMENT_SHEET, Staff(BANKS)),
    post(path::STAFF_PAYMENT_SHEET_ACTIONS, Staff(BANKS)),
];
