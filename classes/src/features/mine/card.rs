//! One class I am in, wait for, or was in.

use account::words;
use api::{enrolment::EnrolmentView, path};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Confirm, SummaryRow, Text, TextField, Tone,
    element::{Element, IntoChild, el},
    link, notice, sample_mark, status_tag, summary_list,
};
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

use super::{
    acting::{Act, Acting, overlap_said},
    elsewhere::elsewhere,
    lessons::{appeal, lesson_days, lessons},
    model::{has_ended, tone, withdraw_by},
    offer::offer,
    payment_card::payment_card,
    place::on_a_map,
    request::request,
    subsidies::subsidies,
};

/// Courses are data in Chinese whatever language the page speaks.
pub(super) const DATA_LANGUAGE: &str = "zh-CN";

/// Everything of an enrolment that goes on: what to do first, then when and where.
pub(super) fn card(enrolment: EnrolmentView, acting: Acting) -> Element {
    let mut parts = head(&enrolment);
    parts.extend(class_news(&enrolment));
    parts.extend(enrolment.is_course_paused.then(paused));
    parts.extend(elsewhere(&enrolment));
    parts.extend(enrolment.offered_until_ms.map(offer));
    parts.extend(position(&enrolment));
    parts.extend(request(&enrolment, acting));
    if !enrolment.overlaps.is_empty() {
        let titles = enrolment.overlaps.join(t::courses::comma());
        let words = el("p").child(t::my_courses::overlaps(titles));
        parts.push(
            notice(
                Tone::Warning,
                Some(t::my_courses::overlap_title().into()),
                false,
            )
            .child(words),
        );
    }
    parts.push(answers(&enrolment, acting));
    parts.extend(lessons(&enrolment, acting));
    parts.extend(subsidies(&enrolment));
    parts.extend(payment_card(&enrolment, acting));
    parts.push(summary_list(rows(&enrolment)));
    parts.extend(lesson_days(&enrolment));
    parts.extend(on_a_map(&enrolment));
    let complain = complain(&enrolment);
    parts.push(ways(enrolment, acting));
    parts.extend(complain);
    el("section").class("enrolment").child(parts)
}

/// One that has ended: what became of it.
pub(super) fn ended_card(enrolment: &EnrolmentView, acting: Acting) -> Element {
    let mut parts = head(enrolment);
    parts.extend(class_news(enrolment));
    parts.extend(elsewhere(enrolment));
    parts.push(el("p").child(days(enrolment)));
    parts.extend(request(enrolment, acting));
    parts.extend(appeal(enrolment, acting));
    parts.extend(subsidies(enrolment));
    parts.extend(payment_card(enrolment, acting));
    parts.extend(complain(enrolment));
    el("section").class("enrolment").child(parts)
}

/// The way to complain, for who was in the class: a page of the server's own.
fn complain(enrolment: &EnrolmentView) -> Option<Element> {
    if !enrolment.state.was_in() {
        return None;
    }
    let link = el("a")
        .attr("href", ["/classes/", &enrolment.id, "/complaint"].concat())
        .attr("rel", "external")
        .child(t::my_courses::complain());
    Some(el("p").child(link))
}

fn head(enrolment: &EnrolmentView) -> Vec<Element> {
    let state = enrolment.state;
    let title = title(enrolment);
    let name = el("h2")
        .class("enrolment__name")
        .child(el("span").attr("lang", DATA_LANGUAGE).child(title))
        .child(enrolment.is_sample.then(sample_mark));
    let sentence = el("p")
        .class("enrolment__sentence")
        .child(words::enrolment_state(state, "sentence"));
    let mut parts = vec![
        name,
        status_tag(tone(state), words::enrolment_state(state, "name")),
        sentence,
    ];
    parts.extend(enrolment.helped_by.clone().map(|by| {
        let words = t::files::timeline::on_behalf(by.point, by.clerk);
        el("p").child(words)
    }));
    parts
}

/// The title; a course that is gone from the catalogue still has its name in the address.
fn title(enrolment: &EnrolmentView) -> String {
    let title = enrolment.title.clone();
    title.unwrap_or_else(|| enrolment.course.clone())
}

/// What happened to the class itself.
fn class_news(enrolment: &EnrolmentView) -> Option<Element> {
    let (tone, title, detail) = match enrolment.class_state {
        ClassState::Cancelled => (
            Tone::Error,
            t::my_courses::cancelled::title(),
            t::my_courses::cancelled::detail(),
        ),
        ClassState::Postponed if !has_ended(enrolment.state) => (
            Tone::Warning,
            t::my_courses::postponed::title(),
            if enrolment.state == EnrolmentState::Waitlisted {
                t::my_courses::postponed::waiting()
            } else {
                t::my_courses::postponed::detail()
            },
        ),
        _ => return None,
    };
    let reason = enrolment.class_reason.clone();
    let reason = reason.map(|reason| el("p").child(t::my_courses::reason(reason)));
    let word = notice(tone, Some(title.into()), false)
        .child(el("p").child(detail))
        .child(reason);
    Some(word)
}

/// That the course takes nobody new for now, and what that means for who is in it.
fn paused() -> Element {
    notice(Tone::Warning, None, false).child(el("p").child(t::courses::resting::paused()))
}

fn position(enrolment: &EnrolmentView) -> Option<Element> {
    let (position, waiting) = (enrolment.position?, enrolment.waiting?);
    let words = t::my_courses::position(position, waiting);
    let place = el("p").class("enrolment__position").child(words);
    let chance = match enrolment.chance {
        Some(chance) => el("p").child(t::my_courses::chance(chance.of, chance.reached)),
        None => el("p").child(t::my_courses::chance_unknown()),
    };
    Some(el("div").child(place).child(chance))
}

fn days(enrolment: &EnrolmentView) -> String {
    t::my_courses::days(
        i18n::date_with_weekday(enrolment.starts_on),
        i18n::date(enrolment.ends_on),
    )
}

fn rows(enrolment: &EnrolmentView) -> Vec<SummaryRow> {
    let place = [enrolment.place.as_deref(), enrolment.venue.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    let said = |label: &'static str, words: &Option<String>| {
        words.clone().map(|words| SummaryRow::new(label, words))
    };
    let mut rows = vec![SummaryRow::new(t::my_courses::row::days(), days(enrolment))];
    if enrolment.number > 0 {
        rows.push(SummaryRow::new(
            t::my_courses::row::number(),
            t::my_courses::number(enrolment.number),
        ));
    }
    rows.extend(said(t::my_courses::row::time(), &enrolment.schedule));
    if !place.is_empty() {
        rows.push(SummaryRow::new(
            t::my_courses::row::place(),
            place.join(" "),
        ));
    }
    rows.extend(said(t::my_courses::row::provider(), &enrolment.provider));
    rows.extend(
        own_price(enrolment).map(|words| SummaryRow::new(t::my_courses::row::price(), words)),
    );
    if !enrolment.bring.is_empty() {
        let things = enrolment.bring.join(t::courses::comma());
        rows.push(SummaryRow::new(t::my_courses::row::bring(), things));
    }
    if enrolment.actions.contains(&EnrolmentAction::Withdraw) {
        let last = i18n::date(withdraw_by(enrolment.starts_on));
        rows.push(SummaryRow::new(
            t::my_courses::row::withdraw(),
            t::my_courses::withdraw_until(last),
        ));
    }
    rows
}

/// What this person pays, and that it stays so where the course costs something else by now.
fn own_price(enrolment: &EnrolmentView) -> Option<Text> {
    let own = price(Money::from_fen(enrolment.price_fen?));
    Some(match enrolment.price_now_fen {
        Some(now) => t::my_courses::price_stays(own, price(Money::from_fen(now))).into(),
        None => own,
    })
}

/// What a course costs one who pays in full.
pub(super) fn price(sum: Money) -> Text {
    if sum == Money::ZERO {
        t::courses::free().into()
    } else {
        i18n::money_in_words(sum).into()
    }
}

/// The two answers to an offer, above everything else.
fn answers(enrolment: &EnrolmentView, acting: Acting) -> Element {
    let row = el("div").class("row");
    if !enrolment.actions.contains(&EnrolmentAction::Accept) {
        return row;
    }
    let (id, version) = (enrolment.id.clone(), enrolment.version);
    let says = overlap_said(!enrolment.overlaps.is_empty());
    let accept = Callback::new(move |()| {
        let act = Act::Step(EnrolmentAction::Accept);
        acting.say(&id, version, act, says.to_owned());
    });
    let pass = press(enrolment, acting, EnrolmentAction::Pass);
    let accept = view! { <Button pending=acting.pending on_press=accept>{t::my_courses::act::accept()}</Button> };
    let pass = view! {
        <Confirm label=t::my_courses::act::pass() question=t::my_courses::act::pass_ask()
            action=t::my_courses::act::pass_yes() pending=acting.pending on_confirm=pass />
    };
    row.child(accept.into_any()).child(pass.into_any())
}

/// The calendar file, stepping back, the course.
fn ways(enrolment: EnrolmentView, acting: Acting) -> Element {
    let mut parts: Vec<AnyView> = Vec::new();
    let withdraw = enrolment
        .actions
        .contains(&EnrolmentAction::Withdraw)
        .then(|| withdraw(&enrolment, acting));
    let course = ["/courses/", enrolment.course.as_str()].concat();
    if matches!(
        enrolment.state,
        EnrolmentState::Held | EnrolmentState::Attending
    ) {
        let file = path::with_id(path::ENROLMENT_CALENDAR, &enrolment.id);
        let save = link(file)
            .class("button button--secondary")
            .attr("download", "fumin-class.ics")
            .child(t::my_courses::calendar());
        parts.push(save.into_child());
    }
    parts.extend(withdraw);
    let course = link(course).child(t::my_courses::see_course());
    parts.push(course.into_child());
    el("div").class("row").child(parts)
}

fn withdraw(enrolment: &EnrolmentView, acting: Acting) -> AnyView {
    let (label, question) = if enrolment.state == EnrolmentState::Waitlisted {
        (
            t::my_courses::act::leave_list(),
            t::my_courses::act::leave_list_ask(),
        )
    } else {
        (
            t::my_courses::act::withdraw(),
            t::my_courses::act::withdraw_ask(),
        )
    };
    let (id, version) = (enrolment.id.clone(), enrolment.version);
    let act = Act::Step(EnrolmentAction::Withdraw);
    let (control, reason) = (act.control(&id), RwSignal::new(String::new()));
    let press = Callback::new(move |()| acting.say(&id, version, act, reason.get_untracked()));
    let confirm = view! {
        <Confirm label=label question=question action=t::my_courses::act::withdraw_yes()
            pending=acting.pending on_confirm=press />
    };
    // Nobody has to say why, so the question is folded away.
    let why = view! { <TextField id=control label=t::my_courses::act::why() value=reason /> };
    let about = el("summary").child(t::my_courses::act::why_title());
    let why = el("details")
        .child(about)
        .child(why.into_any().into_child());
    vec![confirm.into_any(), why.into_child()].into_any()
}

fn press(enrolment: &EnrolmentView, acting: Acting, action: EnrolmentAction) -> Callback<()> {
    let (id, version) = (enrolment.id.clone(), enrolment.version);
    Callback::new(move |()| acting.run(&id, version, action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::mine::model::tests::view;

    #[test]
    fn a_price_that_changed_since_stands_beside_one_s_own() {
        let days = ("2026-12-01", "2026-12-15");
        let mut enrolment = view("welding", EnrolmentState::Held, days);
        assert_eq!(own_price(&enrolment).as_deref(), Some("免费"));
        enrolment.price_now_fen = Some(90_000);
        let said = own_price(&enrolment);
        let expected = "免费，按您报名时的价格。这门课现在是：900 元";
        assert_eq!(said.as_deref(), Some(expected));
        enrolment.price_fen = None;
        assert_eq!(own_price(&enrolment), None);
    }
}
