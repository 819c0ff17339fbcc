//! Pinning what must be fixed, in place: a box to tick, then what is wrong and how to fix it.

use super::{
    control::Control,
    open_file::{OpenFile, use_open_file},
    template::InsertTemplate,
};
use crate::words;
use api::template::TemplatePurpose;
use i18n::t;
use leptos::{html, prelude::*};
use ui::{Bound, Choice, Select, StatusTag, Text, TextArea, Tone};
use workflow::loan::{DefectCode, LoanAction, Stage};

fn is_pinning(open_file: OpenFile) -> bool {
    open_file.open.get() == Some(LoanAction::Return) && open_file.offers(LoanAction::Return)
}

/// Says how to pin, and takes the focus, because the work begins here.
#[component]
pub(super) fn PinIntroduction() -> impl IntoView {
    let open_file = use_open_file();
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let is_shown = Memo::new(move |_| is_pinning(open_file));
    move || {
        is_shown.get().then(|| {
            let stage = open_file
                .file
                .with_untracked(|file| file.application.state.stage());
            let later = (stage != Some(Stage::Hr))
                .then(|| view! { <p>{t::staff_file::returning::about_later()}</p> });
            view! {
                <div class="panel file__introduction">
                    <h2 class="file__heading" id=Control::Pins.id() tabindex="-1" node_ref=heading>
                        {t::staff_file::returning::heading()}
                    </h2>
                    <p>{t::staff_file::returning::about()}</p>
                    {later}
                </div>
            }
            .into_any()
        })
    }
}

/// The box of one field or paper, shown only while the file is being returned.
#[component]
pub(super) fn Pin(
    /// The field's id or `documents/<kind>`.
    #[prop(into)]
    field: Text,
) -> impl IntoView {
    let open_file = use_open_file();
    let is_shown = Memo::new(move |_| is_pinning(open_file));
    move || {
        let field = field.to_string();
        is_shown.get().then(|| pin(open_file, field))
    }
}

fn pin(open_file: OpenFile, field: String) -> AnyView {
    let drafts = open_file.drafts;
    let ticked = field.clone();
    let is_ticked = Memo::new(move |_| drafts.with(|drafts| drafts.returning.is_ticked(&ticked)));
    let changed = field.clone();
    let change = move |event| {
        let is_ticked = event_target_checked(&event);
        drafts.update(|drafts| drafts.returning.tick(&changed, is_ticked));
    };
    let name = t::staff_file::returning::pin_of(words::name(&field));
    let details = move || is_ticked.get().then(|| details(open_file, &field));
    view! {
        <dd class="file__pin" data-ticked=move || is_ticked.get().then_some("true")>
            <label class="file__tick">
                <input class="radios__input" type="checkbox" aria-label=name prop:checked=move || is_ticked.get() on:change=change />
                {t::staff_file::returning::pin()}
            </label>
            {details}
        </dd>
    }
    .into_any()
}

fn details(open_file: OpenFile, field: &str) -> AnyView {
    let drafts = open_file.drafts;
    let (read, write) = (field.to_owned(), field.to_owned());
    let code = Bound::part(
        drafts,
        move |drafts| drafts.returning.code(&read),
        move |drafts, code| drafts.returning.set_code(&write, code),
    );
    let (read, write) = (field.to_owned(), field.to_owned());
    let note = Bound::part(
        drafts,
        move |drafts| drafts.returning.note(&read),
        move |drafts, note| drafts.returning.set_note(&write, note),
    );
    let choices: Vec<Choice> = DefectCode::ALL
        .iter()
        .map(|code| Choice::new(code.as_str(), words::defect(*code)))
        .collect();
    view! {
        <Select id=Control::PinCode(field.to_owned()).id() label=t::staff_file::returning::code() choices=Signal::stored(choices) value=code />
        <TextArea
            id=Control::PinNote(field.to_owned()).id() limit=500
            label=t::staff_file::returning::note()
            hint=t::staff_file::returning::note_hint()
            value=note
            rows=2
        />
        <InsertTemplate id=["template-", field].concat() purpose=TemplatePurpose::Return target=note />
    }
    .into_any()
}

/// What was asked here before, so that the officer compares it with what came back.
#[component]
pub(super) fn EarlierDefect(
    /// The field's id or `documents/<kind>`.
    #[prop(into)]
    field: Text,
) -> impl IntoView {
    let file = use_open_file().file;
    let found = Memo::new(move |_| {
        file.with(|file| {
            let defects = &file.application.defects;
            defects.iter().find(|defect| defect.field == field).cloned()
        })
    });
    move || {
        found.get().map(|defect| {
            let words = t::staff_file::answers::earlier_defect(words::defect(defect.code));
            view! {
                <div class="file__earlier">
                    <StatusTag tone=Tone::Warning label=words />
                    <span>{defect.note}</span>
                    {defect.cannot_supply.map(|reason| view! { <p>{t::staff_file::answers::cannot_fix(reason)}</p> })}
                </div>
            }
            .into_any()
        })
    }
}
