//! Controls as they come, filled in, and with something to put right.

use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Checkboxes, Choice, DateField, ErrorSummary, FieldError, FileField, InputKind,
    MoneyField, Radios, Select, TextArea, TextField, provide_form_errors,
};

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("first", t::staff_gallery::first()),
        Choice::new("second", t::staff_gallery::second())
            .with_hint(t::staff_gallery::second_hint()),
        Choice::new("none", t::staff_gallery::none()),
    ]
}

/// One of each control.
#[component]
pub(super) fn Controls() -> impl IntoView {
    provide_form_errors();
    let text = |words: &str| RwSignal::new(words.to_owned());
    let (name, phone, amount) = (text(""), text("13800000001"), text("200000"));
    let (day, plan, kind, town) = (text("2025-03-12"), text(""), text("second"), text(""));
    let kinds = RwSignal::new(vec!["first".to_owned()]);
    // Each with a keyboard or a face of its own.
    let other_kinds = [
        (
            "gallery-digits",
            InputKind::Digits,
            t::staff_gallery::digits(),
        ),
        (
            "gallery-decimal",
            InputKind::Decimal,
            t::staff_gallery::decimal(),
        ),
        (
            "gallery-id-number",
            InputKind::IdNumber,
            t::staff_gallery::id_number(),
        ),
        (
            "gallery-password",
            InputKind::Password,
            t::staff_gallery::password(),
        ),
        (
            "gallery-search",
            InputKind::Search,
            t::staff_gallery::search(),
        ),
    ];
    let other_kinds = other_kinds.map(
        |(id, kind, label)| view! { <TextField id=id label=label value=text("") kind=kind /> },
    );
    view! {
        <TextField id="gallery-name" label=t::staff_gallery::name() hint=t::staff_gallery::name_hint() value=name />
        <TextField id="gallery-phone" label=t::staff_gallery::phone() value=phone kind=InputKind::Phone />
        {other_kinds.into_iter().collect_view()}
        <MoneyField id="gallery-amount" label=t::staff_gallery::amount() value=amount />
        <DateField id="gallery-day" label=t::staff_gallery::day() value=day />
        <TextArea id="gallery-plan" label=t::staff_gallery::about_you() value=plan limit=200 />
        <Radios id="gallery-kind" label=t::staff_gallery::kind() choices=choices() value=kind />
        <Checkboxes id="gallery-kinds" label=t::staff_gallery::kinds() choices=choices() value=kinds />
        <Select id="gallery-town" label=t::staff_gallery::town() choices=Signal::derive(choices) value=town />
        <FileField id="gallery-file" label=t::staff_gallery::file() on_choose=Callback::new(|_| ()) />
    }
    .into_any()
}

/// The controls of [`Wrong`], each with the same thing to put right.
const WRONG: [&str; 8] = [
    "gallery-wrong",
    "gallery-wrong-amount",
    "gallery-wrong-day",
    "gallery-wrong-plan",
    "gallery-wrong-kind",
    "gallery-wrong-kinds",
    "gallery-wrong-town",
    "gallery-wrong-file",
];

/// A form that was pressed too early.
#[component]
pub(super) fn Wrong() -> impl IntoView {
    let errors = provide_form_errors();
    let text = || RwSignal::new(String::new());
    let kinds = RwSignal::new(Vec::<String>::new());
    let check = move || {
        let wrong = |id: &'static str| FieldError::new(id, t::staff_gallery::name_wrong());
        errors.show(WRONG.into_iter().map(wrong).collect());
    };
    view! {
        <form novalidate on:submit=move |event| { event.prevent_default(); check(); }>
            <ErrorSummary />
            <TextField id="gallery-wrong" label=t::staff_gallery::name() value=text() />
            <MoneyField id="gallery-wrong-amount" label=t::staff_gallery::amount() value=text() />
            <DateField id="gallery-wrong-day" label=t::staff_gallery::day() value=text() />
            <TextArea id="gallery-wrong-plan" label=t::staff_gallery::about_you() value=text() limit=200 />
            <Radios id="gallery-wrong-kind" label=t::staff_gallery::kind() choices=choices() value=text() />
            <Checkboxes id="gallery-wrong-kinds" label=t::staff_gallery::kinds() choices=choices() value=kinds />
            <Select id="gallery-wrong-town" label=t::staff_gallery::town() choices=Signal::derive(choices) value=text() />
            <FileField id="gallery-wrong-file" label=t::staff_gallery::file() on_choose=Callback::new(|_| ()) />
            <Button>{t::staff_gallery::press()}</Button>
        </form>
    }
    .into_any()
}
