//! Entering the payment that a colleague will confirm.

use super::{
    super::{
        control::Control,
        draft::{DisbursementDraft, Drafts},
        open_file::{OpenFile, use_open_file},
    },
    ActionForm,
};
use crate::words;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Choice, DateField, InputKind, MoneyField, Radios, Select, TextField};
use workflow::{
    loan::LoanAction,
    servicing::{DayCounting, RepaymentMethod},
};

/// Amount, day, account, and how it is paid back.
#[component]
pub(super) fn DisbursementForm() -> impl IntoView {
    let open_file = use_open_file();
    let part = move |part: fn(&mut DisbursementDraft) -> &mut String| {
        Bound::part(
            open_file.drafts,
            move |drafts: &Drafts| part(&mut drafts.disbursement.clone()).clone(),
            move |drafts, text| *part(&mut drafts.disbursement) = text,
        )
    };
    let contract = open_file.file.with_untracked(|file| {
        let terms = file.application.terms.as_ref();
        terms.map(|terms| i18n::money(Money::from_fen(terms.amount_fen)))
    });
    let methods = RepaymentMethod::ALL.iter();
    let methods: Vec<Choice> = methods
        .map(|code| choice("method", code.as_str()))
        .collect();
    let countings = DayCounting::ALL.iter();
    let countings: Vec<Choice> = countings
        .map(|code| choice("counting", code.as_str()))
        .collect();
    view! {
        <ActionForm
            action=LoanAction::ProposeDisbursement
            about=t::staff_file::disbursement::about()
            submit=t::staff_file::disbursement::submit()
        >
            {contract.map(|sum| view! { <p>{t::staff_file::disbursement::contract(sum)}</p> })}
            <MoneyField id=Control::Amount.id() label=t::staff_file::disbursement::amount() value=part(|paid| &mut paid.amount) />
            <DateField id=Control::PaidOn.id() label=t::staff_file::disbursement::on() value=part(|paid| &mut paid.on) />
            <TextField
                id=Control::Tail.id()
                label=t::staff_file::disbursement::tail()
                value=part(|paid| &mut paid.tail)
                kind=InputKind::Digits
            />
            <h3 class="file__heading">{t::staff_file::repayment::title()}</h3>
            <p>{t::staff_file::repayment::about()}</p>
            <Radios
                id=Control::Method.id()
                label=t::staff_file::repayment::method()
                choices=methods
                value=part(|paid| &mut paid.method)
            />
            {effects(open_file, part(|paid| &mut paid.early_effect))}
            <Select
                id=Control::Counting.id()
                label=t::staff_file::repayment::counting()
                empty=t::staff_file::repayment::counting_usual()
                choices=countings
                value=part(|paid| &mut paid.counting)
            />
            <TextField
                id=Control::LoanNumber.id()
                label=t::staff_file::repayment::loan_number()
                hint=t::staff_file::repayment::loan_number_hint()
                value=part(|paid| &mut paid.loan_number)
            />
        </ActionForm>
    }
    .into_any()
}

/// What a payment before time changes, where the method leaves a choice.
fn effects(open_file: OpenFile, value: Bound<String>) -> AnyView {
    let effects = Memo::new(move |_| {
        open_file
            .drafts
            .with(|drafts| drafts.disbursement.early_effects())
    });
    let shown = move || {
        let effects = effects.get();
        (effects.len() > 1).then(|| {
            let choices = effects.iter();
            let choices = choices
                .map(|code| choice("early_effect", code.as_str()))
                .collect();
            view! {
                <Radios
                    id=Control::EarlyEffect.id()
                    label=t::staff_file::repayment::early_effect()
                    choices=choices
                    value=value
                />
            }
        })
    };
    shown.into_any()
}

fn choice(group: &str, code: &'static str) -> Choice {
    Choice::new(code, words::repayment(group, code))
}
