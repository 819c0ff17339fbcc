//! What service points and the residents they help may call.

use api::path;

use crate::authorize::roles::CLERKS;
use crate::authorize::rule::Who::{Helper, ResidentAlone, Staff};
use crate::authorize::rule::{Body, Rule, delete, get, post, post_with};
use crate::plain;

pub(super) static RULES: &[Rule] = &[
    get(path::HELPERS, ResidentAlone),
    post(path::HELPER_ACTIONS, ResidentAlone),
    get(path::HELPED_SESSION, Helper),
    post(path::HELPED_SESSION_FILES, Helper),
    // At a window somebody sees the identity card.
    get(plain::MOVED, Helper),
    post_with(plain::MOVED, Helper, Body::OwnForm),
    post(path::STAFF_CONSENT_CODES, Staff(CLERKS)),
    get(path::STAFF_HELPED_SESSIONS, Staff(CLERKS)),
    post(path::STAFF_HELPED_SESSIONS, Staff(CLERKS)),
    delete(path::STAFF_LEFT_FILES, Staff(CLERKS)),
];
