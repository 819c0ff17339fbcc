//! To which card subsidies are paid.

use api::enrolment::EnrolmentView;
use i18n::t;
use ui::element::{Element, el};

use super::{
    acting::{Act, Acting},
    lessons::typed,
};

/// The card by its last digits, and the way to say another one; closed, because many need none.
pub(super) fn payment_card(enrolment: &EnrolmentView, acting: Acting) -> Option<Element> {
    use t::my_courses::card as words;
    if !enrolment.asks_card {
        return None;
    }
    let now = match &enrolment.payment_card {
        Some(tail) => words::tail(tail.clone()),
        None => words::none().to_owned(),
    };
    let press = if enrolment.payment_card.is_some() {
        words::change()
    } else {
        words::press()
    };
    let form = typed(
        enrolment,
        acting,
        Act::GiveCard,
        (words::number(), words::hint().into(), press),
    );
    let about = el("summary").child(words::title());
    let now = el("p").child(now);
    let why = el("p").child(words::why());
    Some(el("details").child(about).child(now).child(why).child(form))
}
