//! One course: what it is, when it is held, what it may cost, how to get in.

use std::sync::Arc;

use api::path;
use catalogue::{CourseKind, CourseListing, CoursePhoto};
use client::ClientError;
use course_words::{CoursePage, Fact, UpdateLines, price_words, subsidy_words};
use i18n::t;
use leptos::prelude::*;
use router::use_params_map;
use ui::{
    BackLink, Fetched, Loadable, SummaryRow, Text, Tone,
    element::{Element, IntoChild as _, el},
    link, notice, page_title, sample_mark, summary_list,
};

use super::{
    DATA_LANGUAGE,
    card::kind,
    changing::changing,
    compare_choice::{compare_button, compare_line},
    covers::covers,
    fetch::{FoundCourse, fetch_course},
    memory::{CoursesMemory, today, use_courses_memory},
    model::is_course_id,
    resting::gone,
    session_table::session_table,
    words::code_words,
};

/// The page of one course.
#[component]
pub(crate) fn CoursePage() -> impl IntoView {
    let memory = use_courses_memory();
    let params = use_params_map();
    let page = changing(move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        course_page(memory, id)
    });
    view! {
        <BackLink href=memory.list_address() label=t::courses::back_to_list() />
        {el("article").class("course").child(page).into_any()}
    }
    .into_any()
}

/// What the list knows stands at once; the rest comes below it, or the way to ask again.
fn course_page(memory: CoursesMemory, id: String) -> AnyView {
    let known = memory.listing(&id).map(|listing| heading(&listing));
    let is_known = known.is_some();
    let (asked, wanted) = (id.clone(), id.clone());
    let found = Fetched::new(move || find(memory, id.clone()));
    let view = move |found: Option<Arc<FoundCourse>>| match found {
        Some(course) => {
            let mut parts = if is_known {
                Vec::new()
            } else {
                heading(&course.listing)
            };
            parts.extend(body(&course));
            parts.into_child()
        }
        None => gone(asked.clone(), is_known),
    };
    // Whoever came by a link has a heading to read while the course is on its way; where it does not come, what the list knows.
    let above = changing(move || {
        let answer = found.get();
        if matches!(answer, Some(Ok(_))) {
            return Vec::<Element>::new().into_child();
        }
        let kept = answer.and_then(|_| memory.listing_at_last(&wanted));
        let mut parts = match &kept {
            _ if is_known => Vec::new(),
            Some(course) => heading(course),
            None => vec![
                el("h1")
                    .class("page-title")
                    .child(t::courses::page::title()),
            ],
        };
        parts.extend(kept.iter().flat_map(from_the_list));
        parts.into_child()
    });
    let rest = view! { <Loadable resource=found view=view /> };
    vec![known.into_child(), above, rest.into_any()].into_child()
}

/// A course, or none of that name, or why it did not come.
pub(super) type Found = Result<Option<Arc<FoundCourse>>, ClientError>;

/// The course, asked for once however often its page is opened.
pub(super) async fn find(memory: CoursesMemory, id: String) -> Found {
    if !is_course_id(&id) {
        return Ok(None);
    }
    let known = memory.fresh_course(&id);
    if known.is_some() {
        return Ok(known);
    }
    let found = fetch_course(&id, memory.catalogue_at_hand()).await?;
    if let Some(course) = &found {
        memory.keep_course(Arc::clone(course));
    }
    Ok(found)
}

fn heading(course: &CourseListing) -> Vec<Element> {
    let tags = el("p")
        .class("course__tags")
        .child(kind(course))
        .child(course.is_sample.then(sample_mark));
    vec![page_title(course.title.clone()), tags]
}

/// Without a line a course never opened before still says when it begins and what it costs. How many seats are left goes by
/// the minute, so that stays unsaid.
fn from_the_list(course: &CourseListing) -> Vec<Element> {
    let today = today();
    let upcoming = course.sessions.iter().filter(|one| one.starts_on >= today);
    let rows: Vec<Element> = upcoming
        .map(|session| {
            el("li")
                .child(t::courses::starts(i18n::date_with_weekday(
                    session.starts_on,
                )))
                .child(" ")
                .child(code_words(session.time_of_day.code()))
        })
        .collect();
    let body = if rows.is_empty() {
        el("p").child(t::courses::session::none())
    } else {
        el("ul").child(rows)
    };
    let title = el("h2").child(t::courses::session::title());
    let (price, subsidy) = (price_words(course), subsidy_words(course));
    vec![title, body, money_panel(course, price, subsidy)]
}

fn body(course: &FoundCourse) -> Vec<Element> {
    let FoundCourse {
        listing,
        details,
        place,
    } = course;
    let CoursePage {
        // Stands in the heading, which comes before the details do.
        kind: _,
        summary,
        update,
        outline,
        bring,
        price,
        subsidy,
        facts,
    } = CoursePage::of(listing, details, place);
    let summary = el("p")
        .class("prose")
        .attr("lang", DATA_LANGUAGE)
        .child(summary);
    let taught = el("div")
        .child(list(t::courses::page::outline(), "ol", &outline))
        .child(list(t::courses::page::bring(), "ul", &bring));
    let columns = el("div")
        .class("columns")
        .child(taught)
        .child(el("div").child(money_panel(listing, price, subsidy)));
    let compare = compare_button(listing.id.clone(), listing.title.clone());
    let compare = el("div")
        .class("course__compare")
        .child(compare)
        .child(compare_line());
    let mut parts: Vec<Element> = details.photo.as_ref().map(picture).into_iter().collect();
    parts.push(summary);
    parts.extend(update.map(told));
    parts.extend([compare, enrol_notice(listing)]);
    parts.extend(session_table(course, today()));
    parts.extend([
        el("p").child(link("/classes/").child(t::courses::enrol::see_mine())),
        columns,
        el("h2").child(t::courses::page::facts()),
        summary_list(fact_rows(facts)),
    ]);
    parts
}

/// The photo. Its size is said, so nothing moves when it comes.
fn picture(photo: &CoursePhoto) -> Element {
    el("img")
        .class("course__photo")
        .attr("loading", "lazy")
        .attr("src", path::with_id(path::COURSE_PHOTO, &photo.sha256))
        .attr("alt", photo.alt.clone())
        .attr("lang", DATA_LANGUAGE)
        .attr("width", photo.width)
        .attr("height", photo.height)
}

/// What the last publication changed.
fn told(update: UpdateLines) -> Element {
    let lines: Vec<Element> = update
        .lines
        .into_iter()
        .map(|line| el("li").child(line))
        .collect();
    notice(Tone::Info, Some(update.title.into()), false).child(el("ul").child(lines))
}

/// Says plainly what a sample is, and in a real course how to enrol.
fn enrol_notice(course: &CourseListing) -> Element {
    let (tone, title, detail) = if course.is_sample {
        (
            Tone::Warning,
            t::courses::page::sample_title(),
            t::courses::page::sample_detail(),
        )
    } else {
        (
            Tone::Info,
            t::courses::page::enrol_title(),
            t::courses::page::enrol_detail(),
        )
    };
    notice(tone, Some(title.into()), false).child(el("p").child(detail))
}

/// A list under its title; nothing of an empty one.
fn list(title: &'static str, tag: &'static str, items: &[String]) -> Vec<Element> {
    if items.is_empty() {
        return Vec::new();
    }
    let rows: Vec<Element> = items
        .iter()
        .map(|item| el("li").child(item.clone()))
        .collect();
    vec![
        el("h2").child(title),
        el(tag).attr("lang", DATA_LANGUAGE).child(rows),
    ]
}

/// The price, and whether a subsidy may cover it. Never a promise.
fn money_panel(course: &CourseListing, price: Text, subsidy: &'static str) -> Element {
    let title = el("h2")
        .class("course__money-title")
        .child(t::courses::page::price());
    let said = if course.is_subsidised {
        covers()
    } else {
        Vec::new()
    };
    el("section")
        .class("panel course__money")
        .child(title)
        .child(el("p").class("money").child(price))
        .child(el("p").child(subsidy))
        .child(said)
        .child((course.kind == CourseKind::Startup).then(way_to_loan))
}

/// A loan may ask for such a course; who took it on the way goes on from here.
fn way_to_loan() -> Element {
    let ways = [
        (
            "/apply?product=startup_loan_individual",
            t::courses::loan::apply(),
        ),
        ("/my/", t::courses::loan::files()),
        ("/calculator", t::courses::loan::calculate()),
    ]
    .map(|(href, words)| el("li").child(link(href).child(words)));
    el("div")
        .child(el("h3").child(t::courses::loan::title()))
        .child(el("p").child(t::courses::loan::detail()))
        .child(el("ul").child(Vec::from(ways)))
}

fn fact_rows(facts: Vec<Fact>) -> Vec<SummaryRow> {
    let facts = facts.into_iter();
    facts
        .map(|fact| SummaryRow::new(fact.label, fact.value))
        .collect()
}
