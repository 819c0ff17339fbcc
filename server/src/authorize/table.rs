//! The table: one part for each kind of caller, the order within a part as in `api::path`.

use http::Method;

use crate::authorize::rule::Rule;

mod anyone;
mod files;
mod helping;
mod policy_desk;
mod resident;
mod training;

const PARTS: [&[Rule]; 6] = [
    anyone::RULES,
    resident::RULES,
    helping::RULES,
    files::RULES,
    training::RULES,
    policy_desk::RULES,
];

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    PARTS.into_iter().flatten()
}

/// The rule for a method on a path template.
#[must_use]
pub fn rule_for(method: &Method, path: &str) -> Option<&'static Rule> {
    let method = if method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    rules().find(|rule| rule.method == *method && rule.path == path)
}
