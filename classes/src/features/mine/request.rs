//! A request for a seat that a subsidy is to pay: what the engine said, what is to be put right, why it was refused.

use api::{enrolment::EnrolmentView, policy::ConditionView};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Choice, Select, Text, Tone,
    element::{Element, IntoChild, el},
    notice,
};
use workflow::enrolment::{Absence, EnrolmentAction, EnrolmentState};

use super::{
    acting::{Act, Acting},
    card::DATA_LANGUAGE,
    claim::{Typed, flaws, questions, today},
};

/// Everything of it.
pub(super) fn request(enrolment: &EnrolmentView, acting: Acting) -> Vec<Element> {
    use t::my_courses::request as said;
    let mut parts = Vec::new();
    let due_on = enrolment.due_on.map(i18n::date);
    if let (EnrolmentState::Applied, Some(day)) = (enrolment.state, &due_on) {
        parts.push(el("p").child(said::answer_by(day.clone())));
    }
    if let Some(text) = enrolment.to_fix.clone() {
        let day = due_on.map(|day| el("p").child(said::fix_by(day)));
        let word = notice(Tone::Warning, Some(said::to_fix().into()), false)
            .child(el("p").child(text))
            .child(day);
        parts.push(word);
        parts.extend(fix_form(enrolment, acting));
    }
    if let Some(refusal) = &enrolment.refusal {
        let word = notice(Tone::Error, Some(said::refused().into()), false)
            .child(el("p").child(said::rule(refusal.rule.clone())))
            .child(el("p").child(said::remedies(refusal.remedies.clone())));
        parts.push(word);
    }
    parts.extend(verdict(enrolment));
    parts.extend(explain(enrolment, acting));
    if let Some(reason) = enrolment.absence {
        let words = said::explained(absence(reason));
        parts.push(el("p").child(words));
    }
    if let Some(day) = enrolment.retake_on.map(i18n::date) {
        parts.push(el("p").child(said::retake_on(day)));
    }
    parts
}

/// What the engine said of the subsidy, condition by condition, with the number of its receipt.
fn verdict(enrolment: &EnrolmentView) -> Option<Element> {
    use t::my_courses::request as said;
    let verdict = enrolment.verdict.as_ref()?;
    let words = match verdict.verdict.as_str() {
        "eligible" => said::eligible(),
        "not_eligible" => said::not_eligible(),
        _ => said::unknown(),
    };
    let lines: Vec<Element> = verdict.conditions.iter().map(condition).collect();
    let short: String = verdict.receipt_hash.chars().take(12).collect();
    let about = el("summary").child(said::conditions());
    let details = el("details")
        .child(about)
        .child(el("ul").attr("lang", DATA_LANGUAGE).child(lines))
        .child(el("p").child(said::receipt(verdict.as_of.clone(), short)));
    Some(el("div").child(el("p").child(words)).child(details))
}

fn condition(one: &ConditionView) -> Element {
    use t::my_courses::request as said;
    let label = one.label.clone();
    let words = match one.verdict.as_str() {
        "met" => said::met(label),
        "unmet" => said::unmet(label),
        _ => said::unclear(label),
    };
    el("li")
        .child(words)
        .child(el("br"))
        .child(el("small").child(one.citation.clone()))
}

/// The questions again, with what was said; the number of the card needs no typing twice.
fn fix_form(enrolment: &EnrolmentView, acting: Acting) -> Option<Element> {
    if !enrolment.actions.contains(&EnrolmentAction::Resubmit) {
        return None;
    }
    let (id, version) = (enrolment.id.clone(), enrolment.version);
    let of = ["-", &id].concat();
    let typed = RwSignal::new(Typed::of(&enrolment.said.clone().unwrap_or_default()));
    let fields = questions(typed, &of);
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        match typed.with_untracked(|typed| typed.check(today(), true)) {
            Ok(Some(claim)) => acting.hand_back(&id, version, claim),
            Ok(None) => {}
            Err(wrong) => acting.errors.show(flaws(wrong, &of)),
        }
    };
    let button =
        view! { <Button pending=acting.pending>{t::my_courses::request::hand_back()}</Button> };
    Some(
        el("form")
            .attr("novalidate", true)
            .on("submit", submit)
            .child(fields)
            .child(button.into_any().into_child()),
    )
}

fn absence(reason: Absence) -> Text {
    use t::my_courses::absence as said;
    match reason {
        Absence::Work => said::work(),
        Absence::Illness => said::illness(),
        Absence::Care => said::care(),
        Absence::TooFar => said::too_far(),
        Absence::NotTold => said::not_told(),
        Absence::NotExpected => said::not_expected(),
        Absence::Other => said::other(),
    }
    .into()
}

/// Why one did not come: one choice, one press.
fn explain(enrolment: &EnrolmentView, acting: Acting) -> Option<Element> {
    use t::my_courses::request as said;
    if !enrolment.actions.contains(&EnrolmentAction::Explain) {
        return None;
    }
    let act = Act::Step(EnrolmentAction::Explain);
    let (id, version) = (enrolment.id.clone(), enrolment.version);
    let control = act.control(&id);
    let chosen = RwSignal::new(String::new());
    let choices: Vec<Choice> = Absence::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), absence(*reason)))
        .collect();
    let press = Callback::new(move |()| {
        let reason = chosen.get_untracked();
        if !reason.is_empty() {
            acting.say(&id, version, act, reason);
        }
    });
    let select = view! { <Select id=control label=said::explain() hint=said::explain_hint() choices=choices value=chosen /> };
    let button = view! { <Button kind=ui::ButtonKind::Secondary pending=acting.pending on_press=press>{said::explain_press()}</Button> };
    Some(
        el("div")
            .child(select.into_any().into_child())
            .child(button.into_any().into_child()),
    )
}
