//! The first plain page: what can be done here, what needs a newer browser, and where people help.

use catalogue::{AgencyRole, District};
use i18n::t;
use maud::html;

use super::frame::Page;
use super::look::Look;
use super::{COURSES, FRONT, NOTICES, PACE, TRACK, paper};

/// The page.
pub(crate) fn front_page(look: Look, district: &District) -> String {
    let forms = paper::first_address();
    let mut here = vec![
        (COURSES, t::common::task::learn(), t::home::learn()),
        (TRACK, t::common::task::track(), t::home::track()),
        (forms.as_str(), t::plain::form(), t::plain::form_detail()),
        (PACE, t::plain::pace::title(), t::plain::pace::detail()),
    ];
    if district.parameters.has_public_notice {
        let (title, detail) = (t::plain::notices::title(), t::plain::notices::detail());
        here.push((NOTICES, title, detail));
    }
    let newer = [
        t::plain::newer_entitled(),
        t::plain::newer_enrol(),
        t::plain::newer_apply(),
        t::plain::newer_mine(),
        t::plain::newer_consent(),
    ];
    let office = district
        .agencies_with_role(AgencyRole::HrBureau)
        .next()
        .map(|agency| agency.name.as_str());
    let matter = html! {
        p { (t::plain::what()) }
        h2 { (t::plain::can()) }
        ul {
            @for (address, words, detail) in here {
                li { a href=(look.link(address)) { (words) } br; (detail) }
            }
        }
        h2 { (t::plain::newer()) }
        p { (t::plain::newer_detail()) }
        ul { @for words in newer { li { (words) } } }
        @if let Some(office) = office {
            h2 { (t::plain::other_way()) }
            p { (t::plain::other_way_detail(office)) }
        }
    };
    Page {
        look,
        title: t::common::site(),
        here: FRONT,
        full: "/",
        matter,
    }
    .write()
}
