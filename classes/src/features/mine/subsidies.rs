//! What was applied for once the class was over, and what came of it.

use api::{
    enrolment::EnrolmentView,
    settlement::{AppliedSubsidy, Statement},
};
use domain::Money;
use i18n::t;
use ui::{
    SummaryRow, Text,
    element::{Element, el},
    summary_list,
};
use workflow::settlement::UnpaidReason;

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
    let said = enrolment.applied_with.as_ref().map(said);
    Some(
        el("div")
            .child(title)
            .child(left_out)
            .child(list)
            .child(said)
            .child(note),
    )
}

/// What the school wrote of the person: nobody else knows as well whether it is so.
fn said(statement: &Statement) -> Element {
    use t::my_courses::{claim, subsidy as words};
    let mut rows = Vec::new();
    let mut row = |label: &'static str, said: Option<String>| {
        rows.extend(said.map(|said| SummaryRow::new(label, said)));
    };
    let groups = statement.groups.as_ref().map(|groups| {
        let names: Vec<&str> = groups.iter().map(|one| code("group", one)).collect();
        if names.is_empty() {
            claim::none().to_owned()
        } else {
            names.join(t::courses::comma())
        }
    });
    row(claim::groups(), groups);
    let work = statement.work.as_deref();
    row(claim::work(), work.map(|one| code("work", one).to_owned()));
    let times = statement.subsidies_this_year;
    row(claim::times(), times.map(|times| times.to_string()));
    row(claim::before(), statement.same_level_before.map(paid));
    let elsewhere = statement.skills_subsidy_elsewhere;
    row(words::elsewhere(), elsewhere.map(paid));
    el("details")
        .child(el("summary").child(words::said()))
        .child(summary_list(rows))
        .child(el("p").child(words::said_note()))
}

fn paid(was_paid: bool) -> String {
    let words = if was_paid {
        t::my_courses::claim::before_yes()
    } else {
        t::my_courses::claim::before_no()
    };
    words.to_owned()
}

fn code(kind: &str, code: &str) -> &'static str {
    t::staff_settlement_code::by_key(&[kind, ".", code].concat()).unwrap_or_default()
}

fn line(one: &AppliedSubsidy) -> Element {
    use t::my_courses::subsidy as words;
    let outcome: Text = match (one.outcome.as_str(), one.amount_fen) {
        ("granted", Some(fen)) => granted(one, Money::from_fen(fen)).into(),
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

/// A sum that was granted: whether it is paid, waits, or came back.
fn granted(one: &AppliedSubsidy, sum: Money) -> String {
    use t::my_courses::subsidy as words;
    match (one.paid_on, one.unpaid) {
        (Some(on), _) => words::paid(sum, i18n::date(on)),
        (None, Some(UnpaidReason::Other)) => words::came_back(sum),
        (None, Some(_)) => words::card_back(sum),
        (None, None) => words::granted(sum),
    }
}
