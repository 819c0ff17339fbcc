//! One programme of the result in a few lines; the whole card opens it.

use domain::Date;
use i18n::t;
use policy::{ConditionVerdict, Evaluation, Pack};
use ui::{
    Text,
    element::{Element, el},
    link,
};

use super::{
    address::Address,
    check::Check,
    money::sum,
    standing::{Standing, tag},
    ways::first_step,
    words::words,
};

/// A programme: its name, how it stands, the money, and the one thing to know next.
pub(super) fn card(
    pack: &Pack,
    check: &Check,
    as_of: Date,
    standing: Standing,
    found: &Evaluation,
) -> Element {
    let id = found.programme.to_string();
    let sum = pack
        .programme(&id)
        .and_then(|known| sum(known, found, as_of));
    // Where something is promised, the card itself says how firmly.
    let is_provisional = found.provisional && standing == Standing::Eligible;
    let head = el("span")
        .class("eligibility__card-head")
        .child(
            el("strong")
                .class("eligibility__card-name")
                .child(words(pack).programme(&id).to_owned()),
        )
        .child(tag(standing));
    let about = about(pack, check, standing, found);
    let marked = is_provisional.then(|| {
        el("span")
            .class("eligibility__note")
            .child(t::eligibility::first_judgement())
    });
    link(Address::Programme(id).href())
        .class("card eligibility__card")
        .child(head)
        .child(sum.map(|sum| el("span").class("eligibility__sum figures").child(sum)))
        .child(el("span").child(about))
        .child(marked)
}

/// The one thing to know: what it is, what to do, what to say, or what stands in the way.
fn about(pack: &Pack, check: &Check, standing: Standing, found: &Evaluation) -> Text {
    let words = words(pack);
    let text = match standing {
        Standing::Eligible => words.summary(&found.programme).to_owned(),
        Standing::OneStep => first_step(pack, found),
        Standing::Unknown => {
            let open: Vec<&str> = found
                .missing
                .iter()
                .map(|fact| words.fact_label(fact))
                .collect();
            let open = open.join(t::eligibility::separator());
            let is_unsure = found.missing.iter().all(|fact| check.is_unsure(fact));
            if is_unsure {
                t::eligibility::to_find_out(open)
            } else {
                t::eligibility::to_answer(open)
            }
        }
        Standing::NotEligible => found
            .conditions
            .iter()
            .find(|condition| condition.verdict == ConditionVerdict::Unmet)
            .map(|condition| words.fail(&condition.words).to_owned())
            .unwrap_or_default(),
        Standing::NotInForce | Standing::NotSourced => standing.said(found).to_owned(),
    };
    text.into()
}
