//! Which loan, and the press that begins.

use account::{
    Failure, Intent, Part, Place, StorageKey, sign_in_then, start_of, use_go, use_session, words,
};
use api::ProblemCode;
use application::Product;
use client::Facts;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Choice, Doing, ErrorSummary, Explain, FieldError, LinkButton, Radios, Tone,
    element::el, notice, provide_form_errors,
};

/// Id of the choice of product.
const PRODUCT: &str = "product";

/// Chooses a product and begins a draft, or leads to the sign-in page first.
#[component]
pub(super) fn StartForm(
    /// Chosen beforehand.
    product: Option<Product>,
    /// Whether somebody is signed in.
    signed_in: Signal<bool>,
) -> impl IntoView {
    let errors = provide_form_errors();
    let chosen = RwSignal::new(
        product
            .map(|product| product.id().to_owned())
            .unwrap_or_default(),
    );
    let failure = RwSignal::new(None::<Failure>);
    let (session, go, intent) = (use_session(), use_go(), Intent::default());
    let start = Doing::new(move |product: Product| {
        let facts = carried(product);
        let address = start_of(product);
        async move {
            failure.set(None);
            let Some(resident) = session.resident() else {
                return go.to(&sign_in_then(&address));
            };
            let begun = resident
                .start_application(product, facts.as_ref(), &intent.key())
                .await;
            match intent.settle(begun) {
                Ok(file) => {
                    StorageKey::CalculatorFacts(product.id()).remove();
                    go.to(&Place::of(&file.id, Part::Tasks).to_string());
                }
                Err(found) => failure.set(session.watch(found)),
            }
        }
    });
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        match Product::from_id(&chosen.read_untracked()) {
            Some(product) => {
                errors.show(Vec::new());
                start.start(product);
            }
            None => errors.show(vec![FieldError::new(
                PRODUCT,
                words::problem("not_an_option"),
            )]),
        }
    };
    let choices = vec![
        Choice::new(
            Product::StartupLoanIndividual.id(),
            words::product(Product::StartupLoanIndividual),
        )
        .with_hint(t::apply::product::individual_hint()),
        Choice::new(
            Product::StartupLoanEnterprise.id(),
            words::product(Product::StartupLoanEnterprise),
        )
        .with_hint(t::apply::product::enterprise_hint()),
    ];
    let button = move || {
        if signed_in.get() {
            t::apply::start::begin()
        } else {
            t::apply::start::sign_in()
        }
    };
    let calculated = move || {
        let product = Product::from_id(&chosen.read())?;
        kept(&StorageKey::CalculatorFacts(product.id()))?;
        Some(notice(Tone::Info, None, false).child(el("p").child(t::apply::start::carried())))
    };
    let refused = move || failure.get().map(refused);
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(view! { <ErrorSummary /> }.into_any())
        .child(refused)
        .child(view! { <Radios id=PRODUCT label=t::apply::product::label() choices=choices value=chosen /> }.into_any())
        .child(calculated)
        .child(view! { <Button pending=start.pending()>{button}</Button> }.into_any())
        .into_any()
}

/// What an eligibility check and the calculator left behind for this product.
fn carried(product: Product) -> Option<Facts> {
    let checked = kept(&StorageKey::EligibilityFacts);
    let calculated = kept(&StorageKey::CalculatorFacts(product.id()));
    match (checked, calculated) {
        (Some(checked), Some(calculated)) => Some(checked.and(&calculated)),
        (one, other) => one.or(other),
    }
}

/// Facts kept in this tab; anything else in their place is none.
fn kept(key: &StorageKey) -> Option<Facts> {
    key.read().and_then(|text| Facts::read(&text))
}

fn refused(failure: Failure) -> AnyView {
    let open = failure.is(ProblemCode::AlreadyOpen).then(|| {
        view! { <LinkButton href=Place::List.to_string()>{t::apply::start::to_mine()}</LinkButton> }
            .into_any()
    });
    notice(Tone::Error, None, true)
        .child(el("p").child(failure.explain()))
        .child(open)
        .into_any()
}
