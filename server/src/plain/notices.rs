//! The list that is posted, and where to object.

use catalogue::{AgencyRole, District};
use i18n::t;
use maud::{Markup, html};

use super::NOTICES;
use super::frame::Page;
use super::look::Look;
use super::words;
use crate::applications::posted::Posted;

/// The page.
pub(crate) fn notices_page(look: Look, district: &District, posted: &[Posted]) -> String {
    let matter = html! {
        p { (t::plain::notices::about()) }
        @if posted.is_empty() {
            p { strong { (t::plain::notices::none()) } }
        } @else {
            (list(posted))
        }
        h2 { (t::plain::notices::object()) }
        (objections(district))
    };
    Page {
        look,
        title: t::plain::notices::title(),
        here: NOTICES,
        full: "/",
        matter,
    }
    .write()
}

fn list(posted: &[Posted]) -> Markup {
    html! {
        p { (t::plain::notices::count(posted.len())) }
        ul {
            @for one in posted {
                li {
                    strong { (one.name_masked) }
                    @if let Some(division) = &one.division { " " (division) }
                    br;
                    (words::product(one.product.id()))
                    br;
                    (t::plain::notices::until(i18n::date(one.until)))
                }
            }
        }
    }
}

/// The bureau found in favour, so it hears what speaks against. What the district's data does not give is not made up.
fn objections(district: &District) -> Markup {
    let office = district.agencies_with_role(AgencyRole::HrBureau).next();
    let given = |value: &Option<String>| match value {
        Some(value) => value.clone(),
        None => t::plain::paper::not_given().to_owned(),
    };
    html! {
        @if let Some(office) = office {
            p {
                (t::plain::notices::object_how(&office.name))
                @if office.is_sample { " " span.sample-mark { (t::common::sample()) } }
            }
            ul {
                li { (t::plain::pair(t::plain::paper::address(), given(&office.address))) }
                li { (t::plain::pair(t::plain::paper::phone(), given(&office.phone))) }
            }
        }
    }
}
