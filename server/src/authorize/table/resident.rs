//! What residents may call: their applications and their classes.

use api::path;

use crate::authorize::rule::Who::{Resident, ResidentAlone};
use crate::authorize::rule::{Body, Rule, delete, get, patch, post, post_with, put, put_with};
use crate::plain;

pub(super) static RULES: &[Rule] = &[
    get(path::APPLICATIONS, Resident),
    post(path::APPLICATIONS, Resident),
    get(path::APPLICATION, Resident),
    delete(path::APPLICATION, Resident),
    patch(path::APPLICATION_ANSWERS, Resident),
    post_with(path::APPLICATION_DOCUMENTS, Resident, Body::Document),
    get(path::APPLICATION_DOCUMENT, Resident),
    delete(path::APPLICATION_DOCUMENT, Resident),
    post(path::APPLICATION_UPLOADS, Resident),
    get(path::APPLICATION_UPLOAD, Resident),
    put_with(path::APPLICATION_UPLOAD, Resident, Body::Part),
    delete(path::APPLICATION_UPLOAD, Resident),
    post(path::APPLICATION_ACTIONS, Resident),
    get(path::APPLICATION_PEOPLE, Resident),
    post(path::APPLICATION_PEOPLE, Resident),
    put(path::APPLICATION_PEOPLE, Resident),
    delete(path::APPLICATION_PERSON, Resident),
    get(path::APPLICATION_QR, Resident),
    get(path::APPLICATION_SCHEDULE, Resident),
    // Whoever asks a bank for time does so in person, here or at its counter.
    post(path::APPLICATION_EXTENSION, ResidentAlone),
    get(plain::EXTENSION, ResidentAlone),
    post_with(plain::EXTENSION, ResidentAlone, Body::OwnForm),
    // Whose word it is, that one says it.
    get(plain::CORRECTIONS, ResidentAlone),
    get(plain::TO_CORRECTIONS, ResidentAlone),
    post_with(plain::CORRECTIONS, ResidentAlone, Body::OwnForm),
    // So does whoever answers the bureau or tells it of a change: a clerk's window is at the bureau's.
    get(plain::LOAN, ResidentAlone),
    post_with(plain::LOAN, ResidentAlone, Body::OwnForm),
    // Somebody's data go to that one alone.
    get(plain::OWN_DATA, ResidentAlone),
    post_with(plain::OWN_DATA, ResidentAlone, Body::OwnForm),
    get(plain::ROSTER, Resident),
    post_with(plain::ROSTER, Resident, Body::OwnForm),
    get(plain::ROSTER_TEMPLATE, Resident),
    get(path::ENROLMENTS, Resident),
    post(path::ENROLMENTS, Resident),
    post(path::ENROLMENT_ACTIONS, Resident),
    get(path::ENROLMENT_CALENDAR, Resident),
    // Whoever checks in is in the room.
    post(path::ENROLMENT_CHECK_IN, ResidentAlone),
    post(path::ENROLMENT_APPEAL, Resident),
    // Whoever complains does so in person: it is between the resident and the bureau.
    get(plain::COMPLAINT, ResidentAlone),
    post_with(plain::COMPLAINT, ResidentAlone, Body::OwnForm),
    // Whose phone it is, that one says it.
    get(plain::NOT_MINE, ResidentAlone),
    post_with(plain::NOT_MINE, ResidentAlone, Body::OwnForm),
    put(path::ENROLMENT_CLAIM, Resident),
    put(path::ENROLMENT_PAYMENT_CARD, Resident),
    // What is said to the resident alone.
    get(path::SAVED_SEARCHES, ResidentAlone),
    post(path::SAVED_SEARCHES, ResidentAlone),
    delete(path::SAVED_SEARCH, ResidentAlone),
    get(path::ENROLMENT_CERTIFICATE, Resident),
    get(path::ENROLMENT_CERTIFICATE_QR, Resident),
];
