//! Codes put into words, as the front ends put them.

use api::ProblemCode;
use i18n::t;

pub(super) use course_words::{code_words as course, price_words as price};

/// What a refusal means.
pub(super) fn problem(code: ProblemCode) -> &'static str {
    t::problem::by_key(code.id()).unwrap_or_default()
}

/// A word about the state of a file: `name`, `sentence` or `next`.
pub(super) fn state(state: &str, part: &str) -> &'static str {
    t::loan_state::by_key(&[state, ".", part].concat()).unwrap_or_default()
}

/// What was done, who acts (`role.`), what is wrong (`defect.`).
pub(super) fn action(code: &str) -> &'static str {
    t::loan_action::by_key(code).unwrap_or_default()
}

/// The short name of a field, of `documents.<kind>` or of `section.<id>`; of a newer version its id.
pub(super) fn name(id: &str) -> String {
    let key = id.replace('/', ".");
    t::field_name::by_key(&key).map_or_else(|| id.to_owned(), str::to_owned)
}

/// The name of a product.
pub(super) fn product(id: &str) -> &'static str {
    match id {
        "startup_loan_enterprise" => t::track::product::startup_loan_enterprise(),
        _ => t::track::product::startup_loan_individual(),
    }
}
