//! What would have to change for a yes, and what of it the person can do.

use i18n::t;
use leptos::prelude::*;
use policy::{Change, Counterfactual, FactKind, Pack, Value};

use super::words::{answer, words};

/// The ways to a yes, easiest first.
pub(super) fn ways(pack: &Pack, found: &[Counterfactual]) -> Option<AnyView> {
    let lines: Vec<AnyView> = found.iter().map(|way| line(pack, way)).collect();
    let title = if lines.len() > 1 {
        t::eligibility::way::one_of()
    } else {
        t::eligibility::way::title()
    };
    (!lines.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <ul class="eligibility__ways">{lines}</ul>
        }
        .into_any()
    })
}

fn line(pack: &Pack, way: &Counterfactual) -> AnyView {
    let from = way.from.map(i18n::date).map(|day| {
        if way.changes.is_empty() {
            t::eligibility::way::time_alone(day)
        } else {
            t::eligibility::way::from(day)
        }
    });
    let steps: Vec<AnyView> = way
        .changes
        .iter()
        .filter(|change| !change.follows)
        .map(|change| step(pack, change))
        .collect();
    let steps = (!steps.is_empty()).then(|| view! { <ul>{steps}</ul> });
    view! {
        <li class="eligibility__way">
            {from.map(|from| view! { <p>{from}</p> })}
            {steps}
        </li>
    }
    .into_any()
}

fn step(pack: &Pack, change: &Change) -> AnyView {
    let course = course(change).map(|href| {
        view! { " " <a class="no-print" href=href>{t::eligibility::way::course()}</a> }
    });
    view! { <li>{sentence(pack, change)} {course}</li> }.into_any()
}

/// What to do, with the number or the choice that would be enough.
fn sentence(pack: &Pack, change: &Change) -> String {
    let words = words(pack);
    let text = words.change(change).concat();
    let Some(spec) = pack.fact(&change.fact) else {
        return text;
    };
    let to = || answer(words, spec, &change.to);
    match spec.kind {
        FactKind::Int | FactKind::Money => {
            t::eligibility::way::to(text, answer(words, spec, &change.from), to())
        }
        // Which licence matters; which of the many lines of business does not.
        FactKind::Choice if spec.id == "business_kind" => t::common::with_note(text, to()),
        _ => text,
    }
}

/// The courses that help with a change.
fn course(change: &Change) -> Option<&'static str> {
    let gains = |option: &str| match (&change.from, &change.to) {
        (Value::Set(held), Value::Set(wanted)) => {
            wanted.iter().any(|known| known == option) && !held.iter().any(|known| known == option)
        }
        _ => false,
    };
    match &*change.fact {
        "business_kind" | "business_registered_on" => Some("/courses?kind=startup"),
        "categories" if gains("registered_unemployed") => {
            Some("/courses?audience=registered_unemployed")
        }
        "online_shop_months" | "online_shop_monthly_sales" | "online_shop_rating_percent" => {
            Some("/courses?kind=ecommerce")
        }
        _ => None,
    }
}
