//! What was applied for once the class was over, and what came of it.

use api::{enrolment::EnrolmentView, settlement::AppliedSubsidy};
use domain::Money;
use i18n::t;
use ui::{
    Text,
    element::{Element, el},
};

use super::card::DATA_LANGUAGE;

/// Every subsidy with its outcome; nothing before the school has handed the sheet in.
pub(super) fn subsidies(enrolment: &EnrolmentView) -> Option<Element> {
    use t::my_courses::subsidy as words;
    let left_out = enrolment.subsidies_left_out.clone();
    if enrolment.subsidies.is_empty() && left_out.is_none() {
        return None;
    }
    let lines: Vec<Element> = enrolment.subsidies.iter().map(line).collect();
    let left_out = left_out.map(|reason| el("p").child(words::left_out(reason)));
    let list = (!lines.is_empty()).then(|| el("ul").child(lines));
    let title = el("h3").child(words::title());
    let note = el("p").child(words::note());
    Some(
        el("div")
            .child(title)
            .child(left_out)
            .child(list)
            .child(note),
    )
}

fn line(one: &AppliedSubsidy) -> Element {
    use t::my_courses::subsidy as words;
    let outcome: Text = match (one.outcome.as_str(), one.amount_fen) {
        ("granted", Some(fen)) => words::granted(Money::from_fen(fen)).into(),
        ("granted", None) => words::granted_open().into(),
        ("held_back", _) => words::held_back().into(),
        ("applied", _) => words::applied().into(),
        _ => words::refused().into(),
    };
    let title = el("span")
        .attr("lang", DATA_LANGUAGE)
        .child(one.title.clone());
    let why: Vec<Element> = one
        .why_not
        .iter()
        .map(|why| el("li").attr("lang", DATA_LANGUAGE).child(why.clone()))
        .collect();
    let why = (!why.is_empty()).then(|| el("ul").child(why));
    el("li")
        .child(title)
        .child(el("span").child(": "))
        .child(outcome)
        .child(why)
}
