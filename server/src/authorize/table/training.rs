//! What trainers and the training section may call: organisations, listings, classes.

use api::path;

use crate::authorize::roles::{EDITORS, NOBODY_ELSE, OWNERS, SCHOOL, TEACHERS, TRAINING_SECTION};
use crate::authorize::rule::Who::{self, Anyone, Machine, School, Staff};
use crate::authorize::rule::{Body, Rule, delete, get, post, post_with, put};

/// Everybody of an organisation, and the training section.
const SEEING: Who = School(SCHOOL, TRAINING_SECTION);
/// Who teaches.
const TEACHING: Who = School(TEACHERS, NOBODY_ELSE);
/// Who teaches, and the training section.
const TEACHING_OR_SECTION: Who = School(TEACHERS, TRAINING_SECTION);
/// Who writes courses and settles classes.
const EDITING: Who = School(EDITORS, NOBODY_ELSE);
/// The same, and the training section.
const EDITING_OR_SECTION: Who = School(EDITORS, TRAINING_SECTION);
/// Who answers for the accounts, and the training section.
const OWNING: Who = School(OWNERS, TRAINING_SECTION);

pub(super) static RULES: &[Rule] = &[
    get(path::STAFF_CLASSES, SEEING),
    get(path::STAFF_CLASS, Staff(TRAINING_SECTION)),
    post(path::STAFF_CLASS_ACTIONS, EDITING_OR_SECTION),
    get(path::STAFF_ROSTER, SEEING),
    put(path::STAFF_LESSONS, TEACHING),
    get(path::STAFF_LESSON_CODE, TEACHING),
    post(path::STAFF_MEMBER_ACTIONS, TEACHING_OR_SECTION),
    put(path::STAFF_MEMBER_PAYMENT_CARD, EDITING_OR_SECTION),
    get(path::STAFF_MEMBER_HISTORY, Staff(TRAINING_SECTION)),
    get(path::STAFF_TRAINING_CALENDAR, Staff(TRAINING_SECTION)),
    get(path::STAFF_SPOT_CHECKS, Staff(TRAINING_SECTION)),
    post(path::STAFF_SPOT_CHECK_ACTIONS, Staff(TRAINING_SECTION)),
    post_with(
        path::STAFF_SPOT_CHECK_PAPERS,
        Staff(TRAINING_SECTION),
        Body::Document,
    ),
    get(path::STAFF_SPOT_CHECK_PAPER, EDITING_OR_SECTION),
    delete(path::STAFF_SPOT_CHECK_PAPER, Staff(TRAINING_SECTION)),
    get(path::STAFF_OPENING_NOTICES, Staff(TRAINING_SECTION)),
    get(path::STAFF_ELIGIBILITY, Staff(TRAINING_SECTION)),
    get(path::STAFF_COMPLAINTS, Staff(TRAINING_SECTION)),
    post(path::STAFF_COMPLAINT_ACTIONS, Staff(TRAINING_SECTION)),
    get(path::STAFF_TRAINING_YEAR, Staff(TRAINING_SECTION)),
    get(path::STAFF_EMPLOYMENT_RATES, Staff(TRAINING_SECTION)),
    get(path::STAFF_SETTLEMENTS, Staff(TRAINING_SECTION)),
    get(path::STAFF_SETTLEMENT, EDITING_OR_SECTION),
    put(path::STAFF_SETTLEMENT, EDITING),
    post(path::STAFF_SETTLEMENT_ACTIONS, EDITING_OR_SECTION),
    post_with(
        path::STAFF_SETTLEMENT_PAPERS,
        Staff(TRAINING_SECTION),
        Body::Document,
    ),
    get(path::STAFF_SETTLEMENT_PAPER, EDITING_OR_SECTION),
    delete(path::STAFF_SETTLEMENT_PAPER, Staff(TRAINING_SECTION)),
    get(path::STAFF_SETTLEMENT_SHEET, Staff(TRAINING_SECTION)),
    get(path::STAFF_SETTLEMENT_ROSTER, EDITING_OR_SECTION),
    get(path::STAFF_SETTLEMENT_PAYMENTS, Staff(TRAINING_SECTION)),
    post(path::STAFF_SETTLEMENT_PAID, Staff(TRAINING_SECTION)),
    post(path::STAFF_SETTLEMENT_CAME_BACK, Staff(TRAINING_SECTION)),
    get(path::STAFF_SETTLEMENT_STATEMENTS, EDITING),
    get(path::STAFF_OUTSIDE_PAYMENTS, Staff(TRAINING_SECTION)),
    post_with(
        path::STAFF_OUTSIDE_PAYMENTS,
        Staff(TRAINING_SECTION),
        Body::Document,
    ),
    post(path::INVITATIONS, Anyone),
    get(path::STAFF_ORGANISATIONS, SEEING),
    post(path::STAFF_ORGANISATIONS, Staff(TRAINING_SECTION)),
    get(path::STAFF_ORGANISATION, OWNING),
    put(path::STAFF_ORGANISATION, Staff(TRAINING_SECTION)),
    post(path::STAFF_ORGANISATION_INVITATIONS, OWNING),
    post(path::STAFF_ORGANISATION_WITHDRAWN, OWNING),
    put(path::STAFF_ORGANISATION_ACCOUNT, OWNING),
    delete(path::STAFF_ORGANISATION_ACCOUNT, OWNING),
    delete(path::STAFF_ORGANISATION_SECOND_FACTOR, OWNING),
    get(path::STAFF_LISTINGS, EDITING_OR_SECTION),
    post(path::STAFF_LISTINGS, EDITING),
    get(path::STAFF_LISTING_TEMPLATES, EDITING),
    post(path::STAFF_LISTING_TEMPLATES, EDITING),
    delete(path::STAFF_LISTING_TEMPLATE, EDITING),
    post(path::STAFF_LISTING_ROLL_OVERS, EDITING),
    get(path::STAFF_LISTINGS_SHEET, EDITING),
    get(path::STAFF_LISTING, EDITING_OR_SECTION),
    put(path::STAFF_LISTING_DRAFT, EDITING),
    post(path::STAFF_LISTING_ACTIONS, EDITING_OR_SECTION),
    post_with(path::STAFF_LISTING_PAPERS, EDITING, Body::Document),
    get(path::STAFF_LISTING_PAPER, EDITING_OR_SECTION),
    delete(path::STAFF_LISTING_PAPER, EDITING),
    post_with(path::STAFF_LISTING_PHOTOS, EDITING, Body::Document),
    get(path::STAFF_LISTING_PHOTO, EDITING_OR_SECTION),
    get(path::STAFF_COURSE_TEMPLATE, EDITING),
    get(path::STAFF_COURSE_SHEETS, EDITING),
    post_with(path::STAFF_COURSE_SHEETS, EDITING, Body::Document),
    get(path::STAFF_COURSE_TOKENS, EDITING),
    post(path::STAFF_COURSE_TOKENS, EDITING),
    delete(path::STAFF_COURSE_TOKEN, EDITING),
    get(path::TRAINER_COURSES, Machine),
    post_with(path::TRAINER_COURSES, Machine, Body::Source),
    get(path::TRAINER_COURSE, Machine),
    get(path::TRAINER_COURSE_SHEET, Machine),
    get(path::TRAINER_COURSE_SHEET_ROWS, Machine),
    put(path::TRAINER_COURSE_SHEET_ROW, Machine),
    post(path::TRAINER_COURSE_SHEET_ACTIONS, Machine),
    get(path::STAFF_COURSE_SHEET, EDITING),
    get(path::STAFF_COURSE_SHEET_ROWS, EDITING),
    put(path::STAFF_COURSE_SHEET_ROW, EDITING),
    post(path::STAFF_COURSE_SHEET_ACTIONS, EDITING),
];
