//! What else is done to one person: the name, the result, the certificate, an appeal.

use super::{
    super::words,
    model::waiting_today,
    person::{Acting, called},
};
use api::lesson::{MemberActionRequest, RosterMember};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Choice, Confirm, DateField, ErrorSummary, FieldError, Notice, Select,
    TextField, Tone, provide_form_errors,
};
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState, Outcome};

/// Everything the person's state allows, apart from the tick.
#[component]
pub(super) fn PersonActs(
    /// What is done to the person.
    acting: Acting,
) -> impl IntoView {
    // Drawn anew only when what can be done changes: a tick must not close what is open.
    let can = Memo::new(move |_| {
        let member = acting.member()?;
        let is_gone = matches!(
            member.state,
            EnrolmentState::NoShow | EnrolmentState::Dropped
        );
        // A name makes the certificate possible, and the questions name the person, so it is part of what is compared.
        Some((member.actions, member.appeal, is_gone, member.name))
    });
    move || {
        can.get().map(|(actions, appeal, is_gone, _)| {
            let has = |action: A| actions.contains(&action);
            let result = has(A::RecordPass).then(|| view! { <ResultForm acting=acting /> });
            let certify = has(A::Certify).then(|| certify(acting));
            let appeal = appeal.map(|reason| view! { <AppealForm acting=acting reason=reason /> });
            let name = has(A::Name).then(|| view! { <NameForm acting=acting /> });
            let off: Vec<AnyView> = [A::ReportNoShow, A::Drop]
                .into_iter()
                .filter(|action| has(*action))
                .map(|action| take_off(acting, action))
                .collect();
            let back = (is_gone && has(A::CheckIn)).then(|| view! { <ComeBack acting=acting /> });
            let others = (name.is_some() || !off.is_empty()).then(|| {
                view! {
                    <details>
                        <summary>{t::staff_lessons::roster::more()}</summary>
                        {name}
                        <div class="row">{off}</div>
                    </details>
                }
            });
            let retake = has(A::Retake).then(|| view! { <RetakeForm acting=acting /> });
            let outcome = has(A::FollowUp).then(|| view! { <OutcomeForm acting=acting /> });
            view! { {result} {certify} {appeal} {retake} {outcome} {back} {others} }
        })
    }
}

fn id_of(acting: Acting, what: &str) -> String {
    acting.id.with_value(|id| [what, "-", id].concat())
}

fn now(acting: Acting) -> Option<RosterMember> {
    untrack(|| acting.member())
}

/// Takes somebody off the class, once it was asked: on the first day the seat goes on by the same press, for good.
fn take_off(acting: Acting, action: A) -> AnyView {
    use t::staff_lessons::act as texts;
    let label = match action {
        A::Drop => texts::drop(),
        _ => texts::no_show(),
    };
    let name = now(acting)
        .map(|member| called(&member))
        .unwrap_or_default();
    let goes_on = acting.open.roster.with_untracked(waiting_today).is_some();
    let question = if goes_on {
        texts::take_off_ask_seat(name, label)
    } else {
        texts::take_off_ask(name, label)
    };
    let press = move |()| acting.send(action, |request| request);
    view! { <Confirm label=label question=question action=label pending=acting.pending() on_confirm=press /> }
        .into_any()
}

fn certify(acting: Acting) -> AnyView {
    let name = now(acting)
        .map(|member| called(&member))
        .unwrap_or_default();
    let press = move |()| acting.send(A::Certify, |request| request);
    view! {
        <p>{t::staff_lessons::officer::waiting()}</p>
        <Confirm label=t::staff_lessons::officer::certify() question=t::staff_lessons::officer::certify_ask(name)
            action=t::staff_lessons::officer::certify() pending=acting.pending() on_confirm=press />
    }
    .into_any()
}

/// Somebody who was taken off is there again, on the day chosen.
#[component]
fn ComeBack(
    /// What is done to the person.
    acting: Acting,
) -> impl IntoView {
    let press = move |()| {
        let on = untrack(|| acting.open.chosen());
        acting.send(A::CheckIn, |request| MemberActionRequest { on, ..request });
    };
    view! {
        <Button kind=ButtonKind::Secondary pending=acting.pending() on_press=press>{t::staff_lessons::act::back()}</Button>
    }
}

/// The assessment can be taken again, on a day that may be known.
#[component]
fn RetakeForm(
    /// What is done to the person.
    acting: Acting,
) -> impl IntoView {
    let errors = provide_form_errors();
    let typed = RwSignal::new(String::new());
    let press = move |()| {
        let text = typed.get_untracked();
        let on = Date::parse_iso(text.trim());
        if on.is_none() && !text.trim().is_empty() {
            let words = t::staff_lessons::act::retake_wrong();
            errors.show(vec![FieldError::new(id_of(acting, "retake"), words)]);
            return;
        }
        errors.show(Vec::new());
        acting.send(A::Retake, |request| MemberActionRequest { on, ..request });
    };
    view! {
        <ErrorSummary />
        <DateField id=id_of(acting, "retake") label=t::staff_lessons::act::retake_on() value=typed />
        <Button kind=ButtonKind::Quiet pending=acting.pending() on_press=press>{t::staff_lessons::act::retake()}</Button>
    }
    .into_any()
}

/// What came of the class, as somebody told the section.
#[component]
fn OutcomeForm(
    /// What is done to the person.
    acting: Acting,
) -> impl IntoView {
    let errors = provide_form_errors();
    let days = now(acting).and_then(|member| member.follow_up);
    let chosen = RwSignal::new(String::new());
    let choices: Vec<Choice> = Outcome::ALL
        .iter()
        .map(|outcome| {
            let words = t::follow_up::by_key(outcome.as_str()).unwrap_or_default();
            Choice::new(outcome.as_str(), words)
        })
        .collect();
    let press = move |()| {
        let outcome: Option<Outcome> = chosen.with_untracked(|code| code.parse().ok());
        let missing = || {
            let words = t::problem::by_key("required").unwrap_or_default();
            FieldError::new(id_of(acting, "outcome"), words)
        };
        errors.show(outcome.is_none().then(missing).into_iter().collect());
        if outcome.is_some() {
            acting.send(A::FollowUp, |request| MemberActionRequest {
                outcome,
                ..request
            });
        }
    };
    let label = t::staff_lessons::officer::outcome(days.unwrap_or_default());
    view! {
        <ErrorSummary />
        <Select id=id_of(acting, "outcome") label=label choices=choices value=chosen />
        <Button kind=ButtonKind::Secondary pending=acting.pending() on_press=press>{t::staff_lessons::officer::outcome_save()}</Button>
    }
    .into_any()
}

/// The name as the card has it.
#[component]
fn NameForm(
    /// What is done to the person.
    acting: Acting,
) -> impl IntoView {
    let known = now(acting).and_then(|member| member.name);
    let typed = RwSignal::new(known.unwrap_or_default());
    let press = move |()| {
        let name = Some(typed.get_untracked());
        acting.send(A::Name, |request| MemberActionRequest { name, ..request });
    };
    view! {
        <TextField id=id_of(acting, "name") label=t::staff_lessons::name::label() value=typed />
        <Button kind=ButtonKind::Secondary pending=acting.pending() on_press=press>{t::staff_lessons::name::save()}</Button>
    }
    .into_any()
}

/// Passed with a level, or not.
#[component]
fn ResultForm(
    /// What is done to the person.
    acting: Acting,
) -> impl IntoView {
    let member = now(acting);
    let can_fail = member
        .as_ref()
        .is_some_and(|member| member.actions.contains(&A::Fail));
    let level = member.and_then(|member| member.level);
    let typed = RwSignal::new(level.map(|level| level.to_string()).unwrap_or_default());
    let reason = RwSignal::new(String::new());
    // The course leads to one level or to none.
    let of_course = acting.open.roster.with_untracked(|roster| roster.level);
    let choices: Vec<Choice> = of_course
        .into_iter()
        .map(|level| Choice::new(level.as_str(), words::level(level)))
        .collect();
    let chosen = of_course.map(|_| {
        view! {
            <Select id=id_of(acting, "level") label=t::staff_lessons::result::level() choices=choices
                value=typed empty=t::staff_lessons::result::level_none() />
        }
    });
    let pass = move |()| {
        let level = typed.with_untracked(|level| level.parse().ok());
        acting.send(A::RecordPass, |request| MemberActionRequest {
            level,
            ..request
        });
    };
    let fail = move |()| {
        let text = reason.get_untracked().trim().to_owned();
        let reason = (!text.is_empty()).then_some(text);
        acting.send(A::Fail, |request| MemberActionRequest { reason, ..request });
    };
    let not = can_fail.then(|| {
        view! {
            <TextField id=id_of(acting, "reason") label=t::staff_lessons::result::reason() value=reason />
            <Button kind=ButtonKind::Secondary pending=acting.pending() on_press=fail>{t::staff_lessons::result::fail()}</Button>
        }
    });
    view! {
        {chosen}
        <Button kind=ButtonKind::Secondary pending=acting.pending() on_press=pass>{t::staff_lessons::result::pass()}</Button>
        {not}
    }
    .into_any()
}

/// Somebody asks to look at a result again.
#[component]
fn AppealForm(
    /// What is done to the person.
    acting: Acting,
    /// Why.
    reason: String,
) -> impl IntoView {
    let errors = provide_form_errors();
    let typed = RwSignal::new(String::new());
    let decide = move |action: A| {
        let text = typed.get_untracked().trim().to_owned();
        if text.is_empty() {
            let words = t::staff_lessons::officer::reason_empty();
            errors.show(vec![FieldError::new(id_of(acting, "decision"), words)]);
            return;
        }
        errors.show(Vec::new());
        acting.send(action, |request| MemberActionRequest {
            reason: Some(text),
            ..request
        });
    };
    let can_decide = now(acting).is_some_and(|member| member.actions.contains(&A::Uphold));
    let form = can_decide.then(|| {
        let uphold = move |()| decide(A::Uphold);
        let overturn = move |()| decide(A::Overturn);
        view! {
            <ErrorSummary />
            <TextField id=id_of(acting, "decision") label=t::staff_lessons::officer::reason() value=typed />
            <div class="row">
                <Button kind=ButtonKind::Secondary pending=acting.pending() on_press=uphold>{t::staff_lessons::officer::uphold()}</Button>
                <Button kind=ButtonKind::Secondary pending=acting.pending() on_press=overturn>{t::staff_lessons::officer::overturn()}</Button>
            </div>
        }
    });
    view! {
        <Notice tone=Tone::Warning><p>{t::staff_lessons::officer::appeal(reason)}</p></Notice>
        {form}
    }
    .into_any()
}
