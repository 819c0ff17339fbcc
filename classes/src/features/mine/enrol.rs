//! Before one enrols: what, when, where, for how much, and until when one can step back.

use account::{Failure, Place, Session, use_session};
use api::{ProblemCode, enrolment::EnrolmentView};
use catalogue::ClassNow;
use client::{Anonymous, ClassCourse, ClassDays, Resident, both};
use i18n::t;
use leptos::prelude::*;
use router::use_location;
use ui::{
    BackLink, Fetched, Loadable, Text,
    element::{IntoChild, el},
    link, page_title,
};

use super::{
    enrol_form::enrol_form,
    list::{keep_time, list_mine},
    model::is_name,
    unsent::{self, Unsent},
};

/// A class one may enrol in, with what else one is in.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) course: ClassCourse,
    pub(super) days: ClassDays,
    /// How it stands; none when the portal gives no seats of it.
    pub(super) now: Option<ClassNow>,
    pub(super) mine: Vec<EnrolmentView>,
    /// Days for which what is not sent is kept.
    pub(super) draft_days: u32,
    /// What this person began to fill in for it.
    pub(super) unsent: Option<Unsent>,
}

/// What loads the page again, and why.
pub(super) type Reload = Callback<()>;

/// The page of `?course=&session=`.
#[component]
pub(crate) fn EnrolPage(resident: Resident) -> impl IntoView {
    let session = use_session();
    keep_time(session);
    let (course, class) = use_location().query.with_untracked(|query| {
        let named = |name| query.get(name).filter(|text| is_name(text));
        (named("course"), named("session"))
    });
    let back: Text = match &course {
        Some(course) => ["/courses/", course].concat().into(),
        None => "/courses".into(),
    };
    let found = Fetched::new(move || {
        let names = course.clone().zip(class.clone());
        async move {
            let Some((course, class)) = names else {
                return Ok(None);
            };
            let found = find(resident, session, (&course, &class)).await;
            if let Err(failure) = &found {
                drop(session.watch(failure.clone()));
            }
            found
        }
    });
    let reload = Callback::new(move |()| found.refetch());
    // What went wrong with a press outlives the newer state that is loaded because of it.
    let failure = RwSignal::new(None::<Failure>);
    let is_price_new = RwSignal::new(false);
    let show = Callback::new(move |found: Option<Found>| match found {
        Some(found) => enrol_form(resident, found, (failure, is_price_new), reload),
        None => missing(),
    });
    vec![
        view! { <BackLink href=back label=t::my_courses::enrol::back() /> }.into_any(),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

async fn find(
    resident: Resident,
    session: Session,
    (course, class): (&str, &str),
) -> Result<Option<Found>, Failure> {
    let (course, mine) = both(Anonymous.find_class_course(course), list_mine(resident)).await;
    let course = match course {
        Err(error) if error.is(ProblemCode::NotFound) => return Ok(None),
        course => course?,
    };
    let mine = mine?;
    let days = course
        .sessions
        .iter()
        .find(|each| each.id == class)
        .cloned();
    let now = course.classes.iter().find(|each| each.session == class);
    let now = now.cloned();
    let mut kept = unsent::all(session).await.into_iter();
    let unsent = kept.find(|kept| kept.is_of(&course.id, class));
    Ok(days.map(|days| Found {
        course,
        days,
        now,
        mine: mine.enrolments,
        draft_days: mine.draft_days,
        unsent,
    }))
}

fn missing() -> AnyView {
    let all = link("/courses")
        .class("button")
        .child(t::my_courses::enrol::all());
    vec![
        page_title(t::my_courses::enrol::missing_title()).into_child(),
        el("p").child(t::my_courses::enrol::missing()).into_child(),
        el("p").child(all).into_child(),
        el("p")
            .child(link(Place::Courses.to_string()).child(t::my_courses::title()))
            .into_child(),
    ]
    .into_any()
}
