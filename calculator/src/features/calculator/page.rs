//! The page: the form and, beside or below it, what it comes to.

use std::sync::Arc;

use catalogue::LoanBasis;
use i18n::t;
use leptos::prelude::*;
use router::use_query_map;
use ui::{
    Fetched, Loadable,
    element::{IntoChild, el},
    page_title, provide_form_errors,
};

use super::early::{Comparison, compare};
use super::form::form;
use super::read::{Reading, read};
use super::result::result;
use super::typed::Typed;
use super::{basis, memory};

/// What a loan costs; `?product=` chooses who borrows beforehand.
#[component]
pub(crate) fn CalculatorPage() -> impl IntoView {
    let product = use_query_map()
        .with_untracked(|query| query.get("product"))
        .unwrap_or_default();
    let draw = move |basis: Arc<LoanBasis>| calculator(basis, &product);
    let tables = Fetched::new(basis::fetch);
    vec![
        page_title(t::calculator::title()).into_child(),
        el("p")
            .class("prose no-print")
            .child(t::calculator::what())
            .into_child(),
        view! { <Loadable resource=tables view=Callback::new(draw) /> }.into_any(),
    ]
    .into_any()
}

fn calculator(basis: Arc<LoanBasis>, product: &str) -> AnyView {
    let today = memory::today();
    let typed = RwSignal::new(begin(memory::kept_form(), product, today));
    let errors = provide_form_errors();
    let (tables, known) = (Arc::clone(&basis), Arc::clone(&basis));
    let reading = Memo::new(move |_| typed.with(|typed| read(typed, &tables, today)));
    let early = Memo::new(move |_| {
        reading.with(|reading| match &reading.asked {
            Some(asked) => typed.with(|typed| compare(asked, typed)),
            None => Comparison::default(),
        })
    });
    Effect::new(move |_| {
        let mut all = reading.with(|reading| reading.wrong.clone());
        early.with(|early| all.extend(early.wrong.iter().cloned()));
        errors.show(all);
    });
    Effect::new(move |_| typed.with(memory::keep_form));
    el("div")
        .class("calculator")
        .child(form(basis, typed, reading))
        .child(result(known, typed, reading, early))
        .into_any()
}

/// What the page begins with: what was typed in this tab, for whom the link says.
fn begin(kept: Option<Typed>, product: &str, today: domain::Date) -> Typed {
    let mut typed = kept.unwrap_or_else(|| Typed::new(today));
    let is_enterprise = typed.who == "enterprise";
    match product {
        "startup_loan_enterprise" if !is_enterprise => typed.who = "enterprise".to_owned(),
        "startup_loan_individual" if is_enterprise => typed.who = "individual".to_owned(),
        _ => {}
    }
    typed
}

/// The reading of the form as the page keeps it.
pub(super) type Read = Memo<Reading>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_chooses_who_borrows_and_keeps_the_rest() {
        let today = domain::Date::new(2026, 11, 24).unwrap();
        let mut kept = Typed::new(today);
        (kept.who, kept.amount) = ("partnership".to_owned(), "5".to_owned());
        for (product, expected) in [
            ("startup_loan_enterprise", "enterprise"),
            ("startup_loan_individual", "partnership"),
            ("", "partnership"),
            ("spaceship", "partnership"),
        ] {
            let typed = begin(Some(kept.clone()), product, today);
            assert_eq!((typed.who.as_str(), typed.amount.as_str()), (expected, "5"));
        }
        assert_eq!(begin(None, "", today), Typed::new(today));
    }
}
