//! My courses: what goes on first, what has ended below it.

use std::sync::OnceLock;

use account::{Failure, Place, Session, StorageKey, failure_notice, use_session};
use api::enrolment::{EnrolmentView, ListEnrolmentsResponse};
use client::Resident;
use i18n::t;
use leptos::prelude::*;
use leptos::web_sys::js_sys;
use router::use_location;
use ui::{
    BackLink, Fetched, LinkButton, Loadable, Tone,
    element::{Element, IntoChild, el},
    focus_title, notice, page_title, provide_form_errors,
};
use workflow::enrolment::EnrolmentState;

use super::{
    acting::{News, use_acting},
    card::{card, ended_card},
    model::{has_ended, names_of_active},
    unsent::{self, Unsent},
    unsent_card::unsent_card,
};

/// Which one was just asked for: `?new=` its id.
pub(super) const NEW: &str = "new";

/// How far the device's clock was behind the server's when this page was opened, in milliseconds.
static BEHIND: OnceLock<i64> = OnceLock::new();

/// Takes the time from the session that was just taken up: by a phone's own an offer may be over, and what was begun too old.
pub(super) fn keep_time(session: Session) {
    if let Some(person) = session.signed_in() {
        let _ = BEHIND.set(person.now_ms - device_ms());
    }
}

/// The instant by the server's clock, unix milliseconds.
pub(super) fn now_ms() -> i64 {
    device_ms() + BEHIND.get().copied().unwrap_or_default()
}

fn device_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// All enrolments of a resident; the public pages of this tab learn which classes that is.
pub(super) async fn list_mine(resident: Resident) -> Result<ListEnrolmentsResponse, Failure> {
    let mine = resident.list_enrolments().await?;
    StorageKey::Enrolled.write(&names_of_active(&mine.enrolments));
    Ok(mine)
}

/// All enrolments, and what this person began to ask for and has not sent.
type Shown = (Vec<EnrolmentView>, Vec<Unsent>);

async fn find(resident: Resident, session: Session) -> Result<Shown, Failure> {
    let mine = list_mine(resident).await?.enrolments;
    let mut begun = Vec::new();
    for unsent in unsent::all(session).await {
        let is_in = |each: &EnrolmentView| {
            unsent.is_of(&each.course, &each.session) && !has_ended(each.state)
        };
        if mine.iter().any(is_in) {
            // Sent from another device meanwhile.
            unsent::forget(&unsent.course, &unsent.session).await;
        } else {
            begun.push(unsent);
        }
    }
    Ok((mine, begun))
}

/// Every class of the resident.
#[component]
pub(crate) fn CoursesPage(resident: Resident) -> impl IntoView {
    let session = use_session();
    keep_time(session);
    let found = Fetched::new(move || async move {
        let found = find(resident, session).await;
        if let Err(failure) = &found {
            drop(session.watch(failure.clone()));
        }
        found
    });
    let new = use_location().query;
    let new = new.with_untracked(|query| query.get(NEW));
    let news = RwSignal::new(None::<News>);
    let on_done = Callback::new(move |words| {
        news.set(Some(words));
        found.refetch();
        focus_title();
    });
    let acting = use_acting(resident, provide_form_errors(), on_done);
    let show = Callback::new(move |(mine, unsent): Shown| {
        if mine.is_empty() && unsent.is_empty() {
            return empty();
        }
        let welcome = mine
            .iter()
            .filter(|_| news.with_untracked(Option::is_none))
            .find(|each| Some(&each.id) == new.as_ref())
            .and_then(welcome);
        let (ended, active): (Vec<_>, Vec<_>) =
            mine.into_iter().partition(|each| has_ended(each.state));
        let mut parts = vec![welcome.into_child()];
        let begun: Vec<Element> = unsent.iter().map(unsent_card).collect();
        parts.push(begun.into_child());
        parts.push(
            active
                .into_iter()
                .map(|each| card(each, acting))
                .collect::<Vec<Element>>()
                .into_child(),
        );
        parts.push(view! { <LinkButton kind=ui::ButtonKind::Secondary href="/courses">{t::my_courses::list::more()}</LinkButton> }.into_any());
        if !ended.is_empty() {
            parts.push(el("h2").child(t::my_courses::list::ended()).into_child());
            let ended: Vec<Element> = ended.iter().map(|each| ended_card(each, acting)).collect();
            parts.push(ended.into_child());
        }
        parts.into_any()
    });
    let said = move || {
        let (tone, words) = news.get()?;
        Some(notice(tone, Some(words), true))
    };
    vec![
        view! { <BackLink href=Place::List.to_string() label=t::files::list::title() /> }
            .into_any(),
        page_title(t::my_courses::title()).into_child(),
        said.into_child(),
        failure_notice(acting.failure),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

/// A word to somebody who has just enrolled.
fn welcome(enrolment: &EnrolmentView) -> Option<Element> {
    let (title, detail) = match enrolment.state {
        EnrolmentState::Held => (
            t::my_courses::done::held().to_owned(),
            t::my_courses::done::held_next(i18n::date_with_weekday(enrolment.starts_on)),
        ),
        EnrolmentState::Waitlisted => (
            t::my_courses::done::waitlisted(enrolment.position.unwrap_or(1)),
            t::my_courses::done::waitlisted_next().to_owned(),
        ),
        EnrolmentState::Applied => (
            t::my_courses::done::applied(enrolment.number),
            t::my_courses::done::applied_next().to_owned(),
        ),
        _ => return None,
    };
    let word = notice(Tone::Success, Some(title.into()), true).child(el("p").child(detail));
    Some(word)
}

fn empty() -> AnyView {
    let find = view! { <LinkButton href="/courses">{t::my_courses::list::find()}</LinkButton> };
    vec![
        el("p").child(t::my_courses::list::empty()).into_child(),
        el("p").child(find.into_any()).into_child(),
    ]
    .into_any()
}
