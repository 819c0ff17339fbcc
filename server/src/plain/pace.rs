//! How many files lie at each agency, and how many of them too long.

use domain::Date;
use i18n::t;
use maud::html;

use super::PACE;
use super::frame::Page;
use super::look::Look;
use super::words;
use crate::applications::pace::Pace;

/// The page.
pub(crate) fn pace_page(look: Look, pace: &[Pace], today: Date) -> String {
    let matter = html! {
        p { (t::plain::pace::about(i18n::date(today))) }
        @for one in pace {
            h2 { (words::action(&format!("role.{}", one.stage.officer().as_str()))) }
            ul {
                li { (t::plain::pace::waiting(one.waiting)) }
                li { @if one.late == 0 { (t::plain::pace::none_late()) } @else { strong { (t::plain::pace::late(one.late)) } } }
                li { (t::plain::pace::limit(one.limit)) }
                @if let Some(usual) = one.usual {
                    li { (t::common::clock::usual(usual.half, usual.nine_tenths, usual.of)) }
                }
            }
        }
        p { (t::plain::pace::what_then()) }
    };
    Page {
        look,
        title: t::plain::pace::title(),
        here: PACE,
        full: "/track",
        matter,
    }
    .write()
}
