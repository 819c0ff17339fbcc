//! What trainers and the training section may call: organisations, listings, classes.

use api::path;

use crate::authorize::roles::{TRAINERS, TRAINING, TRAINING_SECTION};
use crate::authorize::rule::Who::{Anyone, Machine, Staff};
use crate::authorize::rule::{Body, Rule, delete, get, post, post_with, put};

pub(super) static RULES: &[Rule] = &[
    get(path::STAFF_CLASSES, Staff(TRAINING)),
    get(path::STAFF_CLASS, Staff(TRAINING_SECTION)),
    post(path::STAFF_CLASS_ACTIONS, Staff(TRAINING)),
    get(path::STAFF_ROSTER, Staff(TRAINING)),
    put(path::STAFF_LESSONS, Staff(TRAINERS)),
    get(path::STAFF_LESSON_CODE, Staff(TRAINERS)),
    post(path::STAFF_MEMBER_ACTIONS, Staff(TRAINING)),
    get(path::STAFF_MEMBER_HISTORY, Staff(TRAINING_SECTION)),
    get(path::STAFF_TRAINING_CALENDAR, Staff(TRAINING_SECTION)),
    get(path::STAFF_SPOT_CHECKS, Staff(TRAINING_SECTION)),
    post(path::STAFF_SPOT_CHECK_ACTIONS, Staff(TRAINING_SECTION)),
    get(path::STAFF_OPENING_NOTICES, Staff(TRAINING_SECTION)),
    get(path::STAFF_TRAINING_YEAR, Staff(TRAINING_SECTION)),
    get(path::STAFF_SETTLEMENTS, Staff(TRAINING_SECTION)),
    get(path::STAFF_SETTLEMENT, Staff(TRAINING)),
    put(path::STAFF_SETTLEMENT, Staff(TRAINERS)),
    post(path::STAFF_SETTLEMENT_ACTIONS, Staff(TRAINING)),
    get(path::STAFF_SETTLEMENT_SHEET, Staff(TRAINING_SECTION)),
    post(path::INVITATIONS, Anyone),
    get(path::STAFF_ORGANISATIONS, Staff(TRAINING)),
    post(path::STAFF_ORGANISATIONS, Staff(TRAINING_SECTION)),
    get(path::STAFF_ORGANISATION, Staff(TRAINING)),
    put(path::STAFF_ORGANISATION, Staff(TRAINING_SECTION)),
    post(
        path::STAFF_ORGANISATION_INVITATIONS,
        Staff(TRAINING_SECTION),
    ),
    delete(path::STAFF_ORGANISATION_ACCOUNT, Staff(TRAINING_SECTION)),
    get(path::STAFF_LISTINGS, Staff(TRAINING)),
    post(path::STAFF_LISTINGS, Staff(TRAINERS)),
    get(path::STAFF_LISTINGS_SHEET, Staff(TRAINERS)),
    get(path::STAFF_LISTING, Staff(TRAINING)),
    put(path::STAFF_LISTING_DRAFT, Staff(TRAINERS)),
    post(path::STAFF_LISTING_ACTIONS, Staff(TRAINING)),
    get(path::STAFF_COURSE_TEMPLATE, Staff(TRAINERS)),
    get(path::STAFF_COURSE_SHEETS, Staff(TRAINERS)),
    post_with(path::STAFF_COURSE_SHEETS, Staff(TRAINERS), Body::Document),
    get(path::STAFF_COURSE_TOKENS, Staff(TRAINERS)),
    post(path::STAFF_COURSE_TOKENS, Staff(TRAINERS)),
    delete(path::STAFF_COURSE_TOKEN, Staff(TRAINERS)),
    post_with(path::TRAINER_COURSES, Machine, Body::Source),
    get(path::STAFF_COURSE_SHEET, Staff(TRAINERS)),
    get(path::STAFF_COURSE_SHEET_ROWS, Staff(TRAINERS)),
    put(path::STAFF_COURSE_SHEET_ROW, Staff(TRAINERS)),
    post(path::STAFF_COURSE_SHEET_ACTIONS, Staff(TRAINERS)),
];
