//! The conditions of an offer: one line for each while they are set, one choice among them when one is met.

use super::{
    super::{
        control::Control,
        draft::{Drafts, Lines, waiting},
        open_file::use_open_file,
    },
    ActionForm,
};
use crate::session::use_session;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Button, ButtonKind, Choice, Radios, TextArea, TextField};
use workflow::loan::LoanAction;

/// Most lines taken.
const MOST: usize = 10;

/// One line for each condition, and buttons for more and fewer.
#[component]
pub(super) fn Conditions(
    /// Where they are kept.
    part: fn(&mut Drafts) -> &mut Lines,
) -> impl IntoView {
    let drafts = use_open_file().drafts;
    let read = move |drafts: &Drafts| part(&mut drafts.clone()).clone();
    let count = Memo::new(move |_| drafts.with(|drafts| read(drafts).count()));
    let lines = move || {
        (0..count.get())
            .map(|at| line(drafts, part, at))
            .collect::<Vec<AnyView>>()
    };
    let add = Callback::new(move |()| drafts.update(|drafts| part(drafts).add()));
    let button = move || {
        (count.get() < MOST).then(|| {
            view! { <Button kind=ButtonKind::Secondary on_press=add>{t::staff_file::conditions::add()}</Button> }
        })
    };
    view! {
        <fieldset class="file__remedies">
            <legend class="field__label">{t::staff_file::conditions::label()}</legend>
            <p class="field__hint">{t::staff_file::conditions::hint()}</p>
            {lines}
            {button}
        </fieldset>
    }
    .into_any()
}

fn line(drafts: RwSignal<Drafts>, part: fn(&mut Drafts) -> &mut Lines, at: usize) -> AnyView {
    let text = Bound::part(
        drafts,
        move |drafts: &Drafts| part(&mut drafts.clone()).get(at),
        move |drafts, text| part(drafts).set(at, text),
    );
    let remove = Callback::new(move |()| drafts.update(|drafts| part(drafts).remove(at)));
    view! {
        <div class="file__remedy">
            <TextField
                id=Control::Condition(at).id()
                label=t::staff_file::conditions::numbered(at + 1)
                value=text
            />
            <Button kind=ButtonKind::Quiet on_press=remove>{t::staff_file::conditions::remove(at + 1)}</Button>
        </div>
    }
    .into_any()
}

/// Which of the own conditions is met, and what shows it.
#[component]
pub(super) fn MetForm() -> impl IntoView {
    let open_file = use_open_file();
    let drafts = open_file.drafts;
    let role = use_session().officer().map(|officer| officer.role);
    let choices: Vec<Choice> = open_file.file.with_untracked(|file| {
        let waiting = role.map(|role| waiting(file, role)).unwrap_or_default();
        let choices = waiting.into_iter();
        choices
            .map(|(at, text)| Choice::new(at.to_string(), text))
            .collect()
    });
    let which = Bound::part(
        drafts,
        |drafts: &Drafts| drafts.met.condition.clone(),
        |drafts, code| drafts.met.condition = code,
    );
    let note = Bound::part(
        drafts,
        |drafts: &Drafts| drafts.met.note.clone(),
        |drafts, text| drafts.met.note = text,
    );
    view! {
        <ActionForm
            action=LoanAction::MeetCondition
            about=t::staff_file::conditions::about()
            submit=t::staff_file::conditions::submit()
        >
            <Radios
                id=Control::Met.id()
                label=t::staff_file::conditions::which()
                choices=choices
                value=which
            />
            <TextArea
                id=Control::Note.id() limit=500
                label=t::staff_file::conditions::shown_by()
                hint=t::staff_file::actions::note_hint()
                value=note
                rows=2
            />
        </ActionForm>
    }
    .into_any()
}
