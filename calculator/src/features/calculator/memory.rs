//! What the browser keeps: the form in this tab, the tables on this device, and what goes along into an application.

use application::{Field, FieldKind, Product};
pub(super) use client::today;
use domain::Money;
use leptos::prelude::window;
use web_sys::Storage;

use super::limits::Borrower;
use super::read::Asked;
use super::typed::Typed;

/// The form, in `sessionStorage`: a change of language loads the page anew.
const FORM: &str = "fumin.calculator.form";
/// What an application of a product takes over, in `sessionStorage`; the product's id follows.
const FACTS: &str = "fumin.calculator.facts.";
/// The tables seen last, in `localStorage`. They say nothing of a person.
const BASIS: &str = "fumin.loan.basis";

/// The form of this tab.
pub(super) fn kept_form() -> Option<Typed> {
    Typed::from_text(&tab()?.get_item(FORM).ok()??)
}

/// Keeps the form. A full or forbidden storage keeps nothing, and the page works on.
pub(super) fn keep_form(typed: &Typed) {
    if let Some(tab) = tab() {
        let _ = tab.set_item(FORM, &typed.to_text());
    }
}

/// Lays out what the application begins with.
pub(super) fn carry(asked: &Asked) {
    let Some(tab) = tab() else { return };
    for product in [
        Product::StartupLoanIndividual,
        Product::StartupLoanEnterprise,
    ] {
        let key = [FACTS, product.id()].concat();
        let _ = if product == asked.who.product() {
            tab.set_item(&key, &facts(asked))
        } else {
            tab.remove_item(&key)
        };
    }
}

/// Amount, term and partners under the names of the form's fields, as far as the form takes them. How it is paid back and
/// when it is paid out are agreed with the bank, and the form does not ask.
pub(super) fn facts(asked: &Asked) -> String {
    let amount =
        whole_yuan(asked.terms.principal).map(|yuan| pair(Field::AmountYuan, &yuan.to_string()));
    let months = asked.months.to_string();
    let term = is_offered(&months).then(|| pair(Field::TermMonths, &months));
    let mut pairs: Vec<String> = [amount, term].into_iter().flatten().collect();
    if let Borrower::Partnership { partners } = asked.who {
        pairs.push(pair(Field::BusinessKind, "partnership"));
        let id = Field::Partners.id();
        pairs.push(["\"", id, "\":", &partners.to_string()].concat());
    }
    ["{", &pairs.join(","), "}"].concat()
}

/// Digits and codes need no escaping.
fn pair(field: Field, plain: &str) -> String {
    ["\"", field.id(), "\":\"", plain, "\""].concat()
}

/// The amount in whole yuan, if it is one.
pub(super) fn whole_yuan(amount: Money) -> Option<i64> {
    (amount.fen() % 100 == 0).then_some(amount.fen() / 100)
}

/// Whether the application offers this term.
pub(super) fn is_offered(months: &str) -> bool {
    matches!(Field::TermMonths.kind(), FieldKind::Choice(terms) if terms.contains(&months))
}

/// The tables seen last on this device, for days without a line.
pub(super) fn kept_basis() -> Option<String> {
    device()?.get_item(BASIS).ok()?
}

/// Remembers the tables.
pub(super) fn keep_basis(text: &str) {
    if let Some(device) = device() {
        let _ = device.set_item(BASIS, text);
    }
}

fn tab() -> Option<Storage> {
    window().session_storage().ok()?
}

fn device() -> Option<Storage> {
    window().local_storage().ok()?
}
