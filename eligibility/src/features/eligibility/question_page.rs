//! One question a screen.

use std::sync::Arc;

use i18n::t;
use leptos::prelude::*;
use policy::{Pack, Value};
use router::use_params_map;
use ui::{BackLink, Button, ButtonKind, ErrorSummary, FieldError, PageTitle, provide_form_errors};

use super::{
    address::{Address, Step, use_go},
    check::Check,
    control::{CONTROL, control},
    memory::{KeptCheck, open_check, today},
    numbers::{evaluations, next_address, questions_left},
    pack::with_pack,
    strip::strip,
    typed::Typed,
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
        let asked = Arc::clone(&pack);
        view! {
            <div class="columns">
                <div>{move || question(&asked, check, &fact.get(), go)}</div>
                {strip(pack, check)}
            </div>
        }
        .into_any()
    })
}

fn question(
    pack: &Arc<Pack>,
    check: KeptCheck,
    fact: &str,
    go: Callback<(Address, Step)>,
) -> AnyView {
    let now = check.get_untracked();
    let Some(spec) = pack.fact(fact).cloned() else {
        // No such fact: the address asks for whatever comes next.
        let address = next_address(pack, &now, now.as_of.unwrap_or_else(today));
        Effect::new(move |_| go.run((address.clone(), Step::Instead)));
        return ().into_any();
    };
    let errors = provide_form_errors();
    let typed = RwSignal::new(Typed::of(now.facts.get(fact)));
    let record = {
        let (pack, fact) = (Arc::clone(pack), fact.to_owned());
        Callback::new(move |value: Option<Value>| {
            check.change(|check| match value {
                Some(value) => check.answer(&fact, value),
                None => check.leave_open(&fact),
            });
            let check = check.get_untracked();
            go.run((
                next_address(&pack, &check, check.as_of.unwrap_or_else(today)),
                Step::Forward,
            ));
        })
    };
    let judged = spec.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let latest = check
            .get_untracked()
            .as_of
            .unwrap_or_else(today)
            .max(today());
        match typed.with_untracked(|typed| typed.check(&judged, latest)) {
            Ok(value) => record.run(Some(value)),
            Err(code) => {
                let message = t::problem::by_key(code).unwrap_or_default();
                errors.show(vec![FieldError::new(CONTROL, message)]);
            }
        }
    };
    let never = spec.may_be_never.then(|| {
        let press = move |()| record.run(Some(Value::never()));
        view! { <Button kind=ButtonKind::Secondary on_press=press>{t::eligibility::never()}</Button> }
    });
    let back = now
        .before(fact)
        .map_or(Address::Start, |fact| Address::Question(fact.to_owned()));
    view! {
        <BackLink href=back.href() />
        <PageTitle title=words(pack).fact_label(fact).to_owned() />
        {progress(pack, &now, fact)}
        <form novalidate=true on:submit=submit>
            <ErrorSummary />
            {control(words(pack), &spec, typed)}
            <div class="row">
                <Button>{t::eligibility::go_on()}</Button>
                {never}
                <Button kind=ButtonKind::Secondary on_press=move |()| record.run(None)>{t::eligibility::unsure()}</Button>
            </div>
        </form>
        <p class="eligibility__result-link"><a href=Address::Result.href()>{t::eligibility::see_result()}</a></p>
    }
    .into_any()
}

/// About how many questions are left; nothing while an earlier answer is being changed.
fn progress(pack: &Pack, check: &Check, fact: &str) -> Option<AnyView> {
    if check.is_answered(fact) {
        return None;
    }
    let as_of = check.as_of.unwrap_or_else(today);
    let left = questions_left(&evaluations(pack, check, as_of), check).max(1);
    let done = check.order().len();
    let words = t::eligibility::left(left);
    Some(
        view! {
            <p class="eligibility__progress">
                <progress max=done + left value=done aria-hidden="true"></progress>
                {words}
            </p>
        }
        .into_any(),
    )
}
