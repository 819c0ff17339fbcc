//! One question a screen.

use std::sync::Arc;

use i18n::t;
use leptos::prelude::*;
use policy::Pack;
use router::use_params_map;
use ui::{
    BackLink,
    element::{Element, IntoChild, el},
    link, page_title, provide_form_errors,
};

use super::{
    address::{Address, Step, use_go},
    ask::Asking,
    check::Check,
    memory::{KeptCheck, day_of, open_check},
    numbers::{evaluations, next_address, questions_left},
    pack::with_pack,
    strip::strip,
    words::words,
};

/// The question named by the address, with the result so far beside it.
#[component]
pub(crate) fn EligibilityQuestionPage() -> impl IntoView {
    let params = use_params_map();
    let fact = Memo::new(move |_| params.with(|params| params.get("fact").unwrap_or_default()));
    let check = open_check();
    let go = use_go();
    with_pack(move |pack| {
        let draw = move || question(&pack, check, &fact.get(), go);
        draw.into_child()
    })
}

fn question(
    pack: &Arc<Pack>,
    kept: KeptCheck,
    fact: &str,
    go: Callback<(Address, Step)>,
) -> Option<Element> {
    let check = kept.get_untracked();
    let Some(spec) = pack.fact(fact).cloned() else {
        // No such fact: the address asks for whatever comes next.
        let address = next_address(pack, &check, day_of(&check));
        Effect::new(move |_| go.run((address.clone(), Step::Instead)));
        return None;
    };
    let asking = Asking {
        pack: Arc::clone(pack),
        kept,
        go,
        errors: provide_form_errors(),
        also: Callback::new(|()| None),
    };
    let (form, preview) = asking.ask(&spec);
    let back = check
        .before(fact)
        .map_or(Address::Start, |fact| Address::Question(fact.to_owned()));
    let main = el("div")
        .child(view! { <BackLink href=back.href() /> }.into_any())
        .child(page_title(words(pack).fact_label(fact).to_owned()))
        .child(progress(pack, &check, fact))
        .child(form)
        .child(see_result());
    Some(
        el("div")
            .class("columns")
            .child(main)
            .child(strip(Arc::clone(pack), preview)),
    )
}

/// The way to the result before all is answered.
pub(super) fn see_result() -> Element {
    el("p")
        .class("eligibility__result-link")
        .child(link(Address::Result.href()).child(t::eligibility::see_result()))
}

/// About how many questions are left; nothing while an earlier answer is being changed.
fn progress(pack: &Pack, check: &Check, fact: &str) -> Option<Element> {
    if check.is_answered(fact) {
        return None;
    }
    let left = questions_left(&evaluations(pack, check, day_of(check)), check).max(1);
    let done = check.order().len();
    let bar = el("progress")
        .attr("max", done + left)
        .attr("value", done)
        .attr("aria-hidden", "true");
    Some(
        el("p")
            .class("eligibility__progress")
            .child(bar)
            .child(t::eligibility::left(left)),
    )
}
