//! A course that is off the list: what is said instead of it.

use api::resting::RestingCourse;
use i18n::t;
use maud::html;

use super::COURSES;
use super::frame::Page;
use super::look::Look;

/// The page.
pub(crate) fn resting_page(look: Look, id: &str, course: &RestingCourse) -> String {
    let words = if course.is_paused {
        t::courses::resting::paused()
    } else {
        t::courses::resting::ended()
    };
    let here = format!("{COURSES}/{id}");
    let matter = html! {
        p { (words) }
        @if !course.similar.is_empty() {
            h2 { (t::courses::resting::similar()) }
            ul {
                @for other in &course.similar {
                    li {
                        a href=(look.link(&format!("{COURSES}/{}", other.id))) lang="zh-CN" { (other.title) }
                        " " (t::courses::starts(i18n::date(other.starts_on)))
                    }
                }
            }
        }
        p.plain-links { a href=(look.link(COURSES)) { (t::courses::missing::all()) } }
    };
    Page {
        look,
        title: &course.title,
        here: &here,
        full: here.strip_prefix("/plain").unwrap_or(&here),
        matter,
    }
    .write()
}
