//! A course in a list.

use catalogue::{Catalogue, Course, CourseSession, TeachingMode};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::SampleMark;

use super::{
    DATA_LANGUAGE, course_address, model::Row, model::later_open_session, seats::seats, words,
};

/// The id of a card's link, so that the focus can go there.
pub(super) fn link_id(course_id: &str) -> String {
    ["course-link-", course_id].concat()
}

/// One row of a list; nothing when the course has gone since.
pub(super) fn card(catalogue: &Catalogue, row: &Row, today: Date) -> AnyView {
    let Some(course) = catalogue.course(&row.course_id) else {
        return ().into_any();
    };
    let place = catalogue
        .division_name(&course.division)
        .unwrap_or_default()
        .to_owned();
    let session = row.session_id.as_deref().and_then(|id| course.session(id));
    let price = words::price_words(course);
    view! {
        <li class="course-card">
            <h3 class="course-card__title">
                <a class="course-card__link" id=link_id(&course.id) href=course_address(&course.id) lang=DATA_LANGUAGE>
                    {course.title.clone()}
                </a>
                {course.is_sample.then(|| view! { <SampleMark /> })}
            </h3>
            <p class="course-card__what">
                <span class="course-card__kind">{words::code_words(course.kind.code())}</span>
                <span lang=DATA_LANGUAGE>{place}</span>
                {(course.mode != TeachingMode::InPerson).then(|| view! { <span>{words::code_words(course.mode.code())}</span> })}
            </p>
            {when(course, session, today)}
            <p class="course-card__price">
                <strong>{price}</strong>
                {course.is_subsidised.then(|| view! { <span class="course-card__note">{t::courses::may_be_covered()}</span> })}
            </p>
        </li>
    }
    .into_any()
}

/// The class the row is shown by, its seats, and the next one when it is full.
fn when(course: &Course, session: Option<&CourseSession>, today: Date) -> AnyView {
    let Some(session) = session else {
        return view! { <p class="course-card__when">{t::courses::no_session()}</p> }.into_any();
    };
    let later = later_open_session(course, session, today).map(|later| {
        let words = t::courses::later(i18n::date(later.starts_on), later.seats_left());
        view! { <p class="course-card__note">{words}</p> }
    });
    let time = words::code_words(session.time_of_day.code());
    view! {
        <p class="course-card__when">
            <span>{t::courses::starts(i18n::date_with_weekday(session.starts_on))}</span>
            <span>{time}</span>
        </p>
        {seats(session, today)}
        {later}
    }
    .into_any()
}
