//! Complaints about courses: what somebody wrote, how many were found true, and the two answers.

use super::super::{frame::Ways, place::TrainingPlace, words as codes};
use crate::desk::{Asked, Press, use_desk};
use crate::half_typed::HalfTyped;
use crate::said::{Said, SaidNotice};
use crate::table::cards;
use api::complaint::{
    ComplaintActionRequest, ComplaintView, ListComplaintsResponse, MOST_ANSWER_CHARS,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Confirm, ErrorSummary, FieldError, FormErrors, Loadable, PageTitle, StatusTag, TextArea, Tone,
};
use workflow::complaint::{ComplaintAction as A, ComplaintState};
use workflow::listing::ListingState;

/// The page.
#[component]
pub(in super::super) fn ComplaintsPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListComplaintsResponse> =
        desk.ask(|staff| async move { staff.list_complaints().await });
    let said = RwSignal::new(None);
    let typed = HalfTyped::new();
    let again = Callback::new(move |()| found.refetch());
    let drawn = move |found: ListComplaintsResponse| drawn(found, typed, said, again);
    view! {
        <PageTitle title=t::staff_section::complaints::title() />
        <Ways here=TrainingPlace::Complaints />
        <SaidNotice said=said />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(
    found: ListComplaintsResponse,
    typed: HalfTyped,
    said: RwSignal<Option<Said>>,
    again: Callback<()>,
) -> AnyView {
    use t::staff_section::complaints as words;
    let about = words::about(found.working_days, found.most_upheld);
    let confirm = found
        .is_local_confirm
        .then(|| view! { <p class="training__note">{words::local_confirm()}</p> });
    let most = found.most_upheld;
    let waiting = if found.open.is_empty() {
        view! { <p class="loadable__empty">{words::empty()}</p> }.into_any()
    } else {
        let late = found.open.iter().filter(|one| one.is_overdue).count();
        let count = words::count(found.open.len(), late);
        let open: Vec<AnyView> = found
            .open
            .into_iter()
            .map(|one| {
                view! { <Waiting one=one most=most typed=typed said=said again=again /> }.into_any()
            })
            .collect();
        let open = cards(open);
        view! { <h2>{words::waiting()}</h2> <p role="status">{count}</p> {open} }.into_any()
    };
    let decided = if found.decided.is_empty() {
        view! { <p class="loadable__empty">{words::decided_empty()}</p> }.into_any()
    } else {
        let decided = found.decided.iter();
        cards(decided.map(answered).collect())
    };
    view! {
        <p>{about}</p>
        {confirm}
        <p>{words::secret()}</p>
        {waiting}
        <h2>{words::decided()}</h2>
        {decided}
    }
    .into_any()
}

/// One that waits.
#[component]
fn Waiting(
    /// The complaint.
    one: ComplaintView,
    /// With so many found true the course is suspended.
    most: u32,
    /// What stands half typed.
    typed: HalfTyped,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the list anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_section::complaints as words;
    let desk = use_desk();
    let errors = typed.errors(&one.id);
    let (id, row) = (one.id.clone(), one.id.clone());
    let press = desk.press(
        move |request: ComplaintActionRequest, key| {
            let id = id.clone();
            async move { desk.staff.act_on_complaint(&id, &request, &key).await }
        },
        move |answer: Result<ComplaintView, ClientError>| match answer {
            Ok(_) => {
                typed.forget(&row);
                said.set(Some(Said::Done(words::done().into())));
                again.run(());
            }
            Err(error) => {
                let wrong = codes::at_controls(&error, &[("/reason", control(&row))]);
                if wrong.is_empty() {
                    said.set(Some(codes::failed(&error)));
                }
                errors.show(wrong);
                if error.is(api::ProblemCode::Stale) {
                    again.run(());
                }
            }
        },
    );
    let due_on = i18n::date(one.due_on);
    let (tone, due) = if one.is_overdue {
        (Tone::Error, words::overdue(due_on))
    } else {
        (Tone::Warning, words::due(due_on))
    };
    let before = (one.upheld > 0).then(|| view! { <p>{words::before(one.upheld)}</p> });
    let is_public = one.listing_state.is_some_and(ListingState::is_public);
    let next = (is_public && one.upheld + 1 >= most)
        .then(|| view! { <p><StatusTag tone=Tone::Warning label=words::next() /></p> });
    let section = ["complaint-", &one.id].concat();
    view! {
        <section class="training__row" id=section>
            {head(&one)}
            <p class="row"><StatusTag tone=tone label=due /></p>
            {before} {next}
            {acts(&one, press, typed, errors)}
        </section>
    }
    .into_any()
}

/// Who, about which class, and what was written.
fn head(one: &ComplaintView) -> AnyView {
    use t::staff_section::complaints as words;
    let title = codes::course_title(one.title.clone());
    let name = codes::person_name(one.name.clone());
    let name = t::staff_lessons::roster::person(name, one.phone.clone());
    let class = TrainingPlace::Class(one.class_id.clone()).to_string();
    let listing = one.listing_id.clone().map(|id| {
        let href = TrainingPlace::Listing(id).to_string();
        view! { " " <a href=href>{words::listing()}</a> }
    });
    let state = one.listing_state.map(|state| {
        let (tone, label) = (codes::tone(state), codes::state(state));
        view! { " " <StatusTag tone=tone label=label /> }
    });
    view! {
        <h3>{title}</h3>
        <p>
            {one.provider.clone()} " " <a href=class>{words::class(i18n::date(one.starts_on))}</a>
            {listing} {state}
        </p>
        <p>{name} " " {words::filed(i18n::date(one.filed_on))}</p>
        <blockquote>{one.text.clone()}</blockquote>
    }
    .into_any()
}

/// What is wrong with an answer.
fn flaw(reason: &str) -> Option<&'static str> {
    if reason.is_empty() {
        return Some(t::staff_section::complaints::reason_empty());
    }
    let is_long = reason.chars().count() > MOST_ANSWER_CHARS;
    is_long.then(|| t::problem::by_key("too_long").unwrap_or_default())
}

/// The control of an answer.
fn control(complaint: &str) -> String {
    ["complaint-reason-", complaint].concat()
}

fn acts(
    one: &ComplaintView,
    press: Press<ComplaintActionRequest>,
    typed: HalfTyped,
    errors: FormErrors,
) -> AnyView {
    use t::staff_section::complaints as words;
    let (version, typed) = (one.version, typed.text(&one.id, "reason"));
    let control = control(&one.id);
    let at = control.clone();
    let decide = Callback::new(move |action: A| {
        let reason = typed.get_untracked().trim().to_owned();
        let wrong = flaw(&reason).map(|words| FieldError::new(at.clone(), words));
        let is_right = wrong.is_none();
        errors.show(wrong.into_iter().collect());
        if is_right {
            press.send(ComplaintActionRequest {
                version,
                action,
                reason,
            });
        }
    });
    let uphold = move |()| decide.run(A::Uphold);
    let dismiss = move |()| decide.run(A::Dismiss);
    view! {
        <ErrorSummary />
        <TextArea id=control label=words::reason() hint=words::reason_hint() value=typed limit=MOST_ANSWER_CHARS rows=3 />
        <div class="row">
            <Confirm label=words::uphold() question=words::uphold_ask() action=words::uphold()
                pending=press.pending on_confirm=uphold />
            <Confirm label=words::dismiss() question=words::dismiss_ask() action=words::dismiss()
                pending=press.pending on_confirm=dismiss />
        </div>
    }
    .into_any()
}

/// One that was answered.
fn answered(one: &ComplaintView) -> AnyView {
    use t::staff_section::complaints as words;
    let (tone, label) = if one.state == ComplaintState::Upheld {
        (Tone::Error, words::upheld())
    } else {
        (Tone::Info, words::dismissed())
    };
    let on = one.decided_on.map(i18n::date).unwrap_or_default();
    let reason = words::decided_on(on, &one.reason);
    view! {
        <section class="training__row">
            {head(one)}
            <p><StatusTag tone=tone label=label /> " " {reason}</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_something_and_fits() {
        assert!(flaw("").is_some());
        assert!(flaw(&"说".repeat(MOST_ANSWER_CHARS + 1)).is_some());
        assert!(flaw("查过了").is_none());
    }
}
