//! The control of a field, drawn from its kind.

use crate::open::OpenApplication;
use account::words;
use application::{Answer, Field, FieldKind};
use client::Places;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Checkboxes, Choice, DateField, InputKind, Loadable, MoneyField, Radios, SampleMark,
    Select, TextArea, TextField,
    element::{IntoChild, el},
};

/// The control of one field, with what was answered before.
#[component]
pub(super) fn Control(
    /// The application it belongs to.
    application: OpenApplication,
    /// The field.
    field: Field,
    /// Called after each change.
    typed: Callback<()>,
) -> impl IntoView {
    let (id, label, hint) = (field.id(), words::name(field.id()), words::hint(field.id()));
    let text = text_of(application, field, typed);
    match field.kind() {
        FieldKind::LongText(limit) => view! { <TextArea id=id label=label hint=hint value=text limit=limit /> }.into_any(),
        FieldKind::PastDate => view! { <DateField id=id label=label hint=hint value=text /> }.into_any(),
        FieldKind::Yuan => view! { <MoneyField id=id label=label hint=hint value=text /> }.into_any(),
        FieldKind::Choice(_) => {
            view! { <Radios id=id label=label hint=hint choices=choices(application, field) value=text /> }.into_any()
        }
        FieldKind::Many(_) => {
            let codes = codes_of(application, field, typed);
            view! { <Checkboxes id=id label=label hint=hint choices=choices(application, field) value=codes /> }.into_any()
        }
        FieldKind::Division | FieldKind::Bank => {
            let is_bank = field.kind() == FieldKind::Bank;
            let show = Callback::new(move |places: Places| listed(&places, is_bank, field, text));
            view! { <Loadable resource=application.places view=show /> }.into_any()
        }
        FieldKind::Text(_) | FieldKind::Name | FieldKind::IdNumber | FieldKind::Phone | FieldKind::CreditCode
        | FieldKind::BankCard | FieldKind::Integer(..) => {
            let (kind, autocomplete) = keyboard(field);
            view! { <TextField id=id label=label hint=hint value=text kind=kind autocomplete=autocomplete /> }.into_any()
        }
    }
}

fn text_of(application: OpenApplication, field: Field, typed: Callback<()>) -> Bound<String> {
    let text =
        RwSignal::new(
            application
                .open
                .file
                .with_untracked(|file| match file.answers.get(field) {
                    Some(Answer::One(text)) => text.clone(),
                    _ => String::new(),
                }),
        );
    let change = Callback::new(move |value: String| {
        text.set(value.clone());
        application.answer(field.id(), Answer::One(value));
        typed.run(());
    });
    Bound::new(text.into(), change)
}

fn codes_of(application: OpenApplication, field: Field, typed: Callback<()>) -> Bound<Vec<String>> {
    let codes = RwSignal::new(
        application
            .open
            .file
            .with_untracked(|file| file.answers.many(field).to_vec()),
    );
    let change = Callback::new(move |value: Vec<String>| {
        codes.set(value.clone());
        application.answer(field.id(), Answer::Many(value));
        typed.run(());
    });
    Bound::new(codes.into(), change)
}

fn choices(application: OpenApplication, field: Field) -> Vec<Choice> {
    field
        .options(application.product())
        .into_iter()
        .map(|code| Choice::new(code, words::option(field, code)))
        .collect()
}

/// A list of the district: its townships and streets, or its banks.
fn listed(places: &Places, is_bank: bool, field: Field, value: Bound<String>) -> AnyView {
    let (id, label, hint) = (field.id(), words::name(field.id()), words::hint(field.id()));
    let banks: Vec<_> = places.banks().collect();
    let is_sample = is_bank && banks.iter().any(|bank| bank.is_sample);
    let choices: Vec<Choice> = if is_bank {
        banks
            .iter()
            .map(|bank| Choice::new(bank.id.clone(), bank.name.clone()))
            .collect()
    } else {
        places
            .divisions
            .iter()
            .map(|division| Choice::new(division.code.clone(), division.name.clone()))
            .collect()
    };
    let control = if is_bank {
        view! { <Radios id=id label=label hint=hint choices=choices value=value /> }.into_any()
    } else {
        let choices = Signal::stored(choices);
        view! { <Select id=id label=label hint=hint choices=choices value=value /> }.into_any()
    };
    let sample = is_sample.then(|| {
        el("p")
            .child(view! { <SampleMark /> }.into_any())
            .child(" ")
            .child(t::apply::question::sample_bank())
    });
    vec![control, sample.into_child()].into_any()
}

/// Which keyboard comes up, and what the browser may offer of the person's own.
const fn keyboard(field: Field) -> (InputKind, &'static str) {
    match field {
        Field::ApplicantName => (InputKind::Text, "name"),
        Field::ContactPhone => (InputKind::Phone, "tel-national"),
        Field::ResidenceAddress => (InputKind::Text, "street-address"),
        Field::IdNumber | Field::CreditCode => (InputKind::IdNumber, "off"),
        Field::BankCard
        | Field::Partners
        | Field::Employees
        | Field::NewHires
        | Field::ContractMonths
        | Field::PriorLoans => (InputKind::Digits, "off"),
        _ => (InputKind::Text, "off"),
    }
}
