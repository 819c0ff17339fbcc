//! One course: what it is, when it is held, what it may cost, how to get in.

use std::sync::Arc;

use catalogue::{Catalogue, Course};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use router::use_params_map;
use ui::{
    BackLink, Fetched, LinkButton, Loadable, Notice, PageTitle, SampleMark, SummaryList,
    SummaryRow, Text, Tone,
};

use super::{
    DATA_LANGUAGE, LIST,
    fetch::fetch_course,
    memory::{CoursesMemory, today, use_courses_memory},
    model::is_course_id,
    session_table::session_table,
    words::{code_words, price_words},
};

/// The page of one course.
#[component]
pub(crate) fn CoursePage() -> impl IntoView {
    let memory = use_courses_memory();
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let found = Fetched::new(move || find(memory, id()));
    let view = move |catalogue: Arc<Catalogue>| match catalogue.course(&untrack(id)) {
        Some(course) => course_view(course, &catalogue),
        None => no_such_course(),
    };
    view! {
        <BackLink href=memory.list_address() label=t::courses::back_to_list() />
        <Loadable resource=found view=view />
    }
    .into_any()
}

/// A catalogue that has the course if there is one.
async fn find(memory: CoursesMemory, id: String) -> Result<Arc<Catalogue>, ClientError> {
    match memory.fresh_catalogue() {
        Some(catalogue) => Ok(catalogue),
        None if is_course_id(&id) => fetch_course(&id).await,
        None => Ok(Arc::new(Catalogue::new(Vec::new(), Vec::new()))),
    }
}

fn no_such_course() -> AnyView {
    view! {
        <PageTitle title=t::courses::missing::title() />
        <p>{t::courses::missing::detail()}</p>
        <LinkButton href=LIST>{t::courses::missing::all()}</LinkButton>
    }
    .into_any()
}

fn course_view(course: &Course, catalogue: &Catalogue) -> AnyView {
    let place = catalogue
        .division_name(&course.division)
        .unwrap_or_default();
    view! {
        <article class="course">
            <PageTitle title=course.title.clone() />
            <p class="course__tags">
                <span class="course-card__kind">{code_words(course.kind.code())}</span>
                {course.is_sample.then(|| view! { <SampleMark /> })}
            </p>
            <p class="prose" lang=DATA_LANGUAGE>{course.summary.clone()}</p>
            {enrol_notice(course)}
            {session_table(course, today())}
            <div class="columns">
                <div>
                    {list(t::courses::page::outline(), &course.outline, true)}
                    {list(t::courses::page::bring(), &course.bring, false)}
                </div>
                <div>{money_panel(course)}</div>
            </div>
            <h2>{t::courses::page::facts()}</h2>
            <SummaryList rows=fact_rows(course, place) />
        </article>
    }
    .into_any()
}

/// Says plainly how to enrol today: nobody can in a sample, and the portal does not take enrolments yet.
fn enrol_notice(course: &Course) -> AnyView {
    if course.is_sample {
        view! {
            <Notice tone=Tone::Warning title=t::courses::page::sample_title()>
                <p>{t::courses::page::sample_detail()}</p>
            </Notice>
        }
        .into_any()
    } else {
        let detail = t::courses::page::enrol_detail(&course.provider);
        view! {
            <Notice title=t::courses::page::enrol_title()>
                <p>{detail}</p>
            </Notice>
        }
        .into_any()
    }
}

fn list(title: &'static str, items: &[String], is_ordered: bool) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = items
        .iter()
        .map(|item| view! { <li>{item.clone()}</li> }.into_any())
        .collect();
    let rows = if is_ordered {
        view! { <ol lang=DATA_LANGUAGE>{rows}</ol> }.into_any()
    } else {
        view! { <ul lang=DATA_LANGUAGE>{rows}</ul> }.into_any()
    };
    view! {
        <h2>{title}</h2>
        {rows}
    }
    .into_any()
}

/// The price, and whether a subsidy may cover it. Never a promise.
fn money_panel(course: &Course) -> AnyView {
    let detail = if course.is_subsidised {
        t::courses::page::covered()
    } else {
        t::courses::page::not_covered()
    };
    view! {
        <section class="panel course__money">
            <h2 class="course__money-title">{t::courses::page::price()}</h2>
            <p class="money">{price_words(course)}</p>
            <p>{detail}</p>
            <LinkButton href="/eligibility">{t::courses::page::check()}</LinkButton>
        </section>
    }
    .into_any()
}

fn fact_rows(course: &Course, place: &str) -> Vec<SummaryRow> {
    let audiences: Vec<&str> = course
        .audiences
        .iter()
        .map(|audience| code_words(audience.code()))
        .collect();
    let for_whom: Text = if audiences.is_empty() {
        t::courses::page::anybody().into()
    } else {
        audiences.join(t::courses::comma()).into()
    };
    let mut rows = vec![
        SummaryRow::new(t::courses::page::for_whom(), for_whom),
        SummaryRow::new(t::courses::page::place(), [place, &course.venue].join(" ")),
        SummaryRow::new(t::courses::page::mode(), code_words(course.mode.code())),
        SummaryRow::new(
            t::courses::page::hours(),
            t::courses::page::hours_value(course.hours),
        ),
        SummaryRow::new(t::courses::page::provider(), course.provider.clone()),
    ];
    rows.extend(
        course
            .trade
            .clone()
            .map(|trade| SummaryRow::new(t::courses::page::trade(), trade)),
    );
    rows.extend(
        course
            .level
            .map(|level| SummaryRow::new(t::courses::page::level(), code_words(level.code()))),
    );
    rows.extend(
        course
            .certificate
            .clone()
            .map(|text| SummaryRow::new(t::courses::page::certificate(), text)),
    );
    rows.push(SummaryRow::new(
        t::courses::page::source(),
        course.source.clone(),
    ));
    rows
}
