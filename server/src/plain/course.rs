//! One course: what it is, when it is held and with how many seats, what to bring, what it may cost.

use catalogue::{
    CourseDetails, CourseKind, CourseListing, District, Entry, SessionDetails, SessionListing,
};
use domain::Date;
use i18n::t;
use maud::{Markup, PreEscaped, html};

use super::courses::seats;
use super::frame::Page;
use super::look::Look;
use super::paper::first_address;
use super::{COURSES, words};
use crate::catalogue::structured::json_ld;

/// The page.
pub(crate) fn course_page(
    look: Look,
    district: &District,
    listing: &CourseListing,
    details: &CourseDetails,
    today: Date,
) -> String {
    let covered = if listing.is_subsidised {
        t::courses::page::covered()
    } else {
        t::courses::page::not_covered()
    };
    let here = format!("{COURSES}/{}", listing.id);
    let structured = json_ld(district, listing, details, today);
    let matter = html! {
        @if let Some(text) = &structured {
            script type="application/ld+json" { (PreEscaped(text)) }
        }
        p {
            (words::course(listing.kind.code()))
            @if listing.is_sample { " " span.sample-mark { (t::common::sample()) } }
        }
        p lang="zh-CN" { (details.summary) }
        @if listing.is_sample {
            div.notice data-tone="warning" {
                p.notice__title { (t::courses::page::sample_title()) }
                p { (t::courses::page::sample_detail()) }
            }
        }
        h2 { (t::courses::session::title()) }
        (classes(listing, details, today))
        div.notice { p { (t::plain::enrol()) } }
        (list(t::courses::page::outline(), &details.outline))
        (list(t::courses::page::bring(), &details.bring))
        h2 { (t::courses::page::price()) }
        p.money { (words::price(listing)) }
        p { (covered) }
        @if listing.kind == CourseKind::Startup {
            h2 { (t::courses::loan::title()) }
            p { (t::courses::loan::detail()) }
            p { a href=(look.link(&first_address())) { (t::plain::form()) } }
        }
        h2 { (t::courses::page::facts()) }
        dl.summary-list {
            @for (label, value) in facts(district, listing, details) {
                div.summary-list__row { dt.summary-list__label { (label) } dd.summary-list__value { (value) } }
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
    let first = t::courses::starts(i18n::date_with_weekday(session.starts_on));
    html! {
        section.plain-class {
            h3 { (first) }
            p { (t::courses::session::until(i18n::date(more.ends_on))) }
            p { (words::course(session.time_of_day.code())) " " span lang="zh-CN" { (more.schedule) } }
            p { strong { (seats(session, today)) } }
            p { (t::courses::session::enrol_by()) " " (i18n::date(session.enrol_by)) }
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

fn facts(
    district: &District,
    listing: &CourseListing,
    details: &CourseDetails,
) -> Vec<(&'static str, String)> {
    let audiences = listing.audiences.iter();
    let audiences: Vec<_> = audiences
        .map(|audience| words::course(audience.code()))
        .collect();
    let for_whom = if audiences.is_empty() {
        t::courses::page::anybody().to_owned()
    } else {
        audiences.join(t::courses::comma())
    };
    let division = district.division(&listing.division);
    let place = division.map_or("", |division| division.name.as_str());
    let mut facts = vec![
        (t::courses::page::for_whom(), for_whom),
        (
            t::courses::page::place(),
            format!("{place} {}", details.venue),
        ),
        (
            t::courses::page::mode(),
            words::course(listing.mode.code()).to_owned(),
        ),
        (
            t::courses::page::hours(),
            t::courses::page::hours_value(details.hours),
        ),
        (t::courses::page::provider(), listing.provider.clone()),
    ];
    let level = listing
        .level
        .map(|level| words::course(level.code()).to_owned());
    let outcome = details
        .outcomes
        .map(|said| t::courses::page::outcome_value(said.days, said.answered, said.working));
    let more = [
        (t::courses::page::trade(), listing.trade.clone()),
        (t::courses::page::level(), level),
        (t::courses::page::certificate(), details.certificate.clone()),
        (t::courses::page::outcome(), outcome),
        (t::courses::page::source(), Some(details.source.clone())),
    ];
    facts.extend(
        more.into_iter()
            .filter_map(|(label, value)| Some((label, value?))),
    );
    facts
}
