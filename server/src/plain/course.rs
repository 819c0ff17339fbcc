//! One course: what it is, when it is held and with how many seats, what to bring, what it may cost.

use api::path;
use catalogue::{
    CourseDetails, CourseKind, CourseListing, CoursePhoto, District, Entry, SessionDetails,
    SessionListing,
};
use course_words::{ClassLines, CoursePage, UpdateLines};
use domain::Date;
use i18n::t;
use maud::{Markup, PreEscaped, html};

use super::COURSES;
use super::courses::seats;
use super::frame::Page;
use super::look::Look;
use super::paper::first_address;
use crate::catalogue::structured::json_ld;

/// The page.
pub(crate) fn course_page(
    look: Look,
    district: &District,
    listing: &CourseListing,
    details: &CourseDetails,
    today: Date,
) -> String {
    let division = district.division(&listing.division);
    let place = division.map_or("", |division| division.name.as_str());
    let CoursePage {
        kind,
        summary,
        update,
        outline,
        bring,
        price,
        subsidy,
        facts,
    } = CoursePage::of(listing, details, place);
    let here = format!("{COURSES}/{}", listing.id);
    let structured = json_ld(district, listing, details, today);
    let matter = html! {
        @if let Some(text) = &structured {
            script type="application/ld+json" { (PreEscaped(text)) }
        }
        p {
            (kind)
            @if listing.is_sample { " " span.sample-mark { (t::common::sample()) } }
        }
        @if let Some(photo) = &details.photo { (picture(photo)) }
        p lang="zh-CN" { (summary) }
        @if let Some(update) = &update { (told(update)) }
        @if listing.is_sample {
            div.notice data-tone="warning" {
                p.notice__title { (t::courses::page::sample_title()) }
                p { (t::courses::page::sample_detail()) }
            }
        }
        h2 { (t::courses::session::title()) }
        (classes(listing, details, today))
        div.notice { p { (t::plain::enrol()) } }
        (list(t::courses::page::outline(), &outline))
        (list(t::courses::page::bring(), &bring))
        h2 { (t::courses::page::price()) }
        p.money { (price) }
        p { (subsidy) }
        @if listing.kind == CourseKind::Startup {
            h2 { (t::courses::loan::title()) }
            p { (t::courses::loan::detail()) }
            p { a href=(look.link(&first_address())) { (t::plain::form()) } }
        }
        h2 { (t::courses::page::facts()) }
        dl.summary-list {
            @for fact in &facts {
                div.summary-list__row { dt.summary-list__label { (fact.label) } dd.summary-list__value { (fact.value) } }
            }
        }
        p.plain-links { a href=(look.link(COURSES)) { (t::courses::back_to_list()) } }
    };
    Page {
        look,
        title: &listing.title,
        here: &here,
        full: here.strip_prefix("/plain").unwrap_or(&here),
        matter,
    }
    .write()
}

fn picture(photo: &CoursePhoto) -> Markup {
    let address = path::with_id(path::COURSE_PHOTO, &photo.sha256);
    html! {
        p {
            img.plain-photo src=(address) width=(photo.width) height=(photo.height) alt=(photo.alt) lang="zh-CN"
                loading="lazy";
        }
    }
}

/// What the last publication changed.
fn told(update: &UpdateLines) -> Markup {
    html! {
        div.notice {
            p.notice__title { (update.title) }
            ul { @for line in &update.lines { li { (line) } } }
        }
    }
}

fn list(title: &str, items: &[String]) -> Markup {
    html! {
        @if !items.is_empty() {
            h2 { (title) }
            ul lang="zh-CN" { @for item in items { li { (item) } } }
        }
    }
}

/// The classes still to come, the next one first.
fn classes(listing: &CourseListing, details: &CourseDetails, today: Date) -> Markup {
    let all = listing.sessions.iter().zip(&details.sessions);
    let mut upcoming: Vec<_> = all
        .filter(|(session, _)| session.is_upcoming(today))
        .collect();
    upcoming.sort_by_key(|(session, _)| session.starts_on);
    let past = listing.sessions.len() - upcoming.len();
    html! {
        @for (session, more) in &upcoming { (class(session, more, details, today)) }
        @if upcoming.is_empty() { p { (t::courses::session::none()) } }
        @if past > 0 { p { (t::courses::session::past(past)) } }
    }
}

fn class(
    session: &SessionListing,
    more: &SessionDetails,
    details: &CourseDetails,
    today: Date,
) -> Markup {
    let now = details
        .classes
        .iter()
        .find(|class| class.session == more.id);
    let ClassLines {
        first_day,
        until,
        time_of_day,
        schedule,
        enrol_by,
    } = ClassLines::of(session, more);
    html! {
        section.plain-class {
            h3 { (t::courses::starts(first_day)) }
            p { (until) }
            p { (time_of_day) " " span lang="zh-CN" { (schedule) } }
            p { strong { (seats(session, today)) } }
            p { (t::courses::session::enrol_by()) " " (enrol_by) }
            @match now.map(catalogue::ClassNow::entry) {
                None => p { (t::courses::enrol::at_provider()) },
                Some(Entry::Seat) => "",
                Some(Entry::WaitList(0)) => p { (t::courses::enrol::wait()) " · " (t::courses::enrol::nobody_waits()) },
                Some(Entry::WaitList(waiting)) => p { (t::courses::enrol::wait()) " · " (t::courses::enrol::waiting(waiting)) },
                Some(Entry::Full) => p { (t::courses::enrol::full()) },
                Some(Entry::Closed) => p { (t::courses::enrol::closed()) },
                Some(Entry::Postponed) => p { (t::courses::enrol::postponed()) },
                Some(Entry::Cancelled) => p { (t::courses::enrol::cancelled()) },
            }
        }
    }
}
