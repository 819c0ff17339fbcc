//! Entering the payment that a colleague will confirm.

use super::{
    super::{
        control::Control,
        draft::{DisbursementDraft, Drafts},
        open_file::use_open_file,
    },
    ActionForm,
};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, DateField, InputKind, MoneyField, TextField};
use workflow::loan::LoanAction;

/// Amount, day, account.
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
        </ActionForm>
    }
    .into_any()
}
