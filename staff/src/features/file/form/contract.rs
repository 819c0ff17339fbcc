//! Recording the contract that was signed on paper.

use super::{
    super::{
        control::Control,
        draft::{ContractDraft, Drafts},
        open_file::use_open_file,
    },
    ActionForm,
};
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, DateField, TextField};
use workflow::loan::LoanAction;

/// Day and numbers.
#[component]
pub(super) fn ContractForm() -> impl IntoView {
    let open_file = use_open_file();
    let part = move |part: fn(&mut ContractDraft) -> &mut String| {
        Bound::part(
            open_file.drafts,
            move |drafts: &Drafts| part(&mut drafts.contract.clone()).clone(),
            move |drafts, text| *part(&mut drafts.contract) = text,
        )
    };
    view! {
        <ActionForm action=LoanAction::Sign about=t::staff_file::sign::about() submit=t::staff_file::sign::submit()>
            <DateField
                id=Control::SignedOn.id()
                label=t::staff_file::sign::on()
                hint=t::staff_file::sign::on_hint()
                value=part(|contract| &mut contract.on)
            />
            <TextField
                id=Control::ContractNumber.id()
                label=t::staff_file::sign::number()
                value=part(|contract| &mut contract.number)
            />
            <TextField
                id=Control::GuaranteeNumber.id()
                label=t::staff_file::sign::guarantee_number()
                value=part(|contract| &mut contract.guarantee_number)
            />
        </ActionForm>
    }
    .into_any()
}
