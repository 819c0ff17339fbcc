//! Codes of a file put into words.

use api::ProblemCode;
use client::ClientError;
use i18n::t;
use ui::{Explain, Text};

/// A word about a state: `name`, `sentence` or `next`.
pub(super) fn state(state: &str, part: &str) -> Text {
    t::loan_state::by_key(&[state, ".", part].concat())
        .unwrap_or_default()
        .into()
}

/// What was done.
pub(super) fn action(action: &str) -> &'static str {
    t::loan_action::by_key(action).unwrap_or_default()
}

/// Who acts.
pub(super) fn role(role: &str) -> &'static str {
    t::loan_action::by_key(&["role.", role].concat()).unwrap_or_default()
}

/// What is wrong with something returned.
pub(super) fn defect(code: &str) -> &'static str {
    t::loan_action::by_key(&["defect.", code].concat()).unwrap_or_default()
}

/// The short name of a field or of `documents/<kind>`; a field of a newer version keeps its id.
pub(super) fn field(id: &str) -> Text {
    t::field_name::by_key(&id.replace('/', ".")).map_or_else(|| id.to_owned().into(), Text::from)
}

/// The name of a product.
pub(super) fn product(id: &str) -> &'static str {
    match id {
        "startup_loan_enterprise" => t::track::product::startup_loan_enterprise(),
        _ => t::track::product::startup_loan_individual(),
    }
}

/// Why nothing was found. A wrong code and wrong digits sound the same: neither is given away.
pub(super) fn failure(error: &ClientError) -> Text {
    if error.is(ProblemCode::NotFound) || error.is(ProblemCode::InvalidInput) {
        t::track::wrong_pair().into()
    } else if error.is(ProblemCode::TooManyRequests) {
        t::track::too_many().into()
    } else {
        error.explain()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::Problem;

    #[test]
    fn codes_have_words() {
        assert_eq!(state("returned_hr", "name"), "请您补正");
        assert_eq!(action("submit"), "提交申请");
        assert_eq!(role("bank_officer"), "经办银行");
        assert_eq!(defect("unreadable"), "看不清");
        assert_eq!(field("documents/id_card_front"), "身份证人像面");
        assert_eq!(field("purpose"), "贷款用途");
        assert_eq!(field("of_the_future"), "of_the_future");
    }

    #[test]
    fn a_wrong_pair_is_one_sentence() {
        let refused = |code: ProblemCode| ClientError::Refused(Box::new(Problem::new(code)));
        assert_eq!(
            failure(&refused(ProblemCode::NotFound)),
            t::track::wrong_pair()
        );
        assert_eq!(
            failure(&refused(ProblemCode::TooManyRequests)),
            t::track::too_many()
        );
        assert_eq!(
            failure(&ClientError::Offline),
            t::problem::by_key("offline").unwrap()
        );
    }
}
