//! What the policy desk and its readers may call.

use api::path;

use crate::authorize::roles::{POLICY_DESK, POLICY_READERS};
use crate::authorize::rule::Who::Staff;
use crate::authorize::rule::{Body, Rule, get, post, put_with};

pub(super) static RULES: &[Rule] = &[
    get(path::STAFF_POLICY_PACKS, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_DRAFTS, Staff(POLICY_READERS)),
    post(path::STAFF_POLICY_DRAFTS, Staff(POLICY_DESK)),
    get(path::STAFF_POLICY_DRAFT, Staff(POLICY_READERS)),
    post(path::STAFF_POLICY_DRAFT_DISCARD, Staff(POLICY_DESK)),
    put_with(
        path::STAFF_POLICY_DRAFT_SOURCE,
        Staff(POLICY_DESK),
        Body::Source,
    ),
    post(path::STAFF_POLICY_DRAFT_EDITS, Staff(POLICY_DESK)),
    get(path::STAFF_POLICY_FILES, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_SOURCE, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_OUTLINE, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_CHECK, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_CASES, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_DIFF, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_SIMULATION, Staff(POLICY_DESK)),
    get(path::STAFF_POLICY_PROPOSALS, Staff(POLICY_READERS)),
    post(path::STAFF_POLICY_PROPOSALS, Staff(POLICY_DESK)),
    post(path::STAFF_POLICY_DECISION, Staff(POLICY_DESK)),
    get(path::STAFF_POLICY_EVENTS, Staff(POLICY_READERS)),
    get(path::STAFF_POLICY_MISMATCHES, Staff(POLICY_READERS)),
];
