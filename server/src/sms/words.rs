//! Every text the server itself sends: the only Chinese of the server, because no client shows it.
//!
//! A message may be read by whoever holds the phone, so it names the acceptance number and what to do, and nothing of
//! the person or the decision's reasons.

use domain::Date;

mod class;
mod codes;
mod course_change;
mod file;
mod loan;
mod training_subsidy;

pub use class::{
    assessment_on, certified, class_begins, class_cancelled, class_postponed, complaint_answered,
    not_there, offer_lapsed, request_answered, request_lapsed, result_is_in, search_found,
    seat_offered, wait_list_over, wait_list_postponed, what_came_of_it,
};
pub use codes::{consent, consent_to_file, own_data, sign_in, witnessed};
pub use course_change::{course_changed, lessons_changed};
pub use file::{
    answer_due, appeal_decided, closed, corrected, draft_due, file_moved, fund_used_up, goes_on,
    handed_over, late, looked_at_again, offer_due, offered, paid, person_answered, person_silent,
    person_withdrew, posted, quota_used_up, ready_to_sign, received, refused, returned,
    visit_booked,
};
pub use loan::{
    change_answered, loan_compensated, loan_due, loan_extended, loan_not_extended, loan_overdue,
    loan_repaid, loan_restructured, payment_reversed, plan_refused, subsidy_asked, subsidy_paid,
    subsidy_resumed, subsidy_stopped,
};
pub use training_subsidy::{card_given, subsidies_came_back, subsidies_decided, subsidies_paid};

fn opening(is_sample: bool) -> &'static str {
    if is_sample {
        "【富民通】（示例）"
    } else {
        "【富民通】"
    }
}

fn day(on: Date) -> String {
    format!("{} 月 {} 日", on.month(), on.day())
}

#[cfg(test)]
mod tests;
