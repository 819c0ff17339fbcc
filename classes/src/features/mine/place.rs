//! The way to where a class is taught.

use api::enrolment::EnrolmentView;
use i18n::t;
use leptos::web_sys::js_sys;
use ui::{
    element::{Element, el},
    link,
};
use workflow::enrolment::Seat;

/// What a phone opens with the map its owner has. Nothing is asked of anybody before it is pressed, and of no map's own
/// address then; without coordinates the address is looked for as it is written.
const MAP: &str = "geo:0,0?q=";

/// For whoever has a seat: the phone's own map, and the address where there is none.
pub(super) fn on_a_map(enrolment: &EnrolmentView) -> Option<Element> {
    let address = enrolment.address.as_deref()?;
    if enrolment.state.seat() != Seat::Taken {
        return None;
    }
    let asked = String::from(js_sys::encode_uri_component(address));
    let map = link([MAP, asked.as_str()].concat()).child(t::my_courses::map());
    let written = t::my_courses::map_address(address);
    Some(
        el("div")
            .child(el("p").child(map))
            .child(el("p").child(written)),
    )
}
