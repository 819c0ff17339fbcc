//! What everybody may call: reading the portal, signing in, asking by a number.

use api::path;

use crate::authorize::roles::ALL_STAFF;
use crate::authorize::rule::Who::{Anyone, Staff, Visitor};
use crate::authorize::rule::{Body, Rule, delete, get, post, post_with, put};
use crate::plain;
use crate::routes::messages::ENGLISH_PATH;
use crate::routes::page_qr::PAGE_QR_PATH;

pub(super) static RULES: &[Rule] = &[
    get(path::HEALTH, Anyone),
    get(path::DISTRICT, Anyone),
    get(path::LOAN_BASIS, Anyone),
    get(path::CATALOGUE, Anyone),
    get(path::COURSES, Anyone),
    get(path::COURSE, Anyone),
    get(path::COURSE_REST, Anyone),
    get(path::COURSE_TEXTS, Anyone),
    get(path::COURSES_FEED, Anyone),
    get(path::COURSE_PHOTO, Anyone),
    get(path::COURSE_SEATS, Anyone),
    get(path::POLICY_PACK, Anyone),
    get(path::POLICY_PACK_RULES, Anyone),
    get(path::POLICY_PACK_WORDS, Anyone),
    get(ENGLISH_PATH, Anyone),
    get(PAGE_QR_PATH, Anyone),
    get(plain::FRONT, Anyone),
    get(plain::COURSES, Anyone),
    get(plain::COURSE, Anyone),
    get(plain::PAPER, Anyone),
    get(plain::NOTICES, Anyone),
    get(plain::PACE, Anyone),
    get(plain::TRACK, Anyone),
    post_with(plain::TRACK, Anyone, Body::Form),
    post(path::SESSION_CODE, Anyone),
    get(path::SESSION, Visitor),
    post(path::SESSION, Anyone),
    // Whoever is signed out already may sign out again.
    delete(path::SESSION, Anyone),
    post(path::TRACKING, Anyone),
    post(path::CERTIFICATE_CHECKS, Anyone),
    post(path::FOLLOW_UPS, Anyone),
    post(path::CONSENT_REQUESTS, Anyone),
    post(path::CONSENT_REQUEST_CODES, Anyone),
    post(path::CONSENT_ANSWERS, Anyone),
    get(path::STAFF_SESSION, Staff(ALL_STAFF)),
    post(path::STAFF_SESSION, Anyone),
    delete(path::STAFF_SESSION, Anyone),
    post_with(path::STAFF_SECOND_FACTOR, Staff(ALL_STAFF), Body::Empty),
    put(path::STAFF_SECOND_FACTOR, Staff(ALL_STAFF)),
];
