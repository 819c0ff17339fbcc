//! The form of one dated value.

use super::super::{
    super::{
        kept::kept,
        words::{both, code},
    },
    editing::Editing,
};
use super::{
    NEW, Which,
    model::{Control, ValueDraft},
};
use crate::go::use_go;
use api::policy_desk::{ParameterValue, PolicyEdit};
use i18n::t;
use leptos::{html, prelude::*};
use ui::{
    Bound, Button, Choice, DateField, ErrorSummary, InputKind, Radios, Select, TextArea, TextField,
};

/// The form; without a place it adds a value.
#[component]
pub(super) fn ValueForm(
    /// The draft.
    editing: Editing,
    /// The parameter.
    which: Which,
    /// Its unit.
    unit: String,
    /// Which of its values.
    place: Option<usize>,
) -> impl IntoView {
    let at = place.map_or_else(|| NEW.to_owned(), |place| place.to_string());
    let key = format!("{}/{}/{}/{at}", which.draft, which.file, which.parameter);
    let of = which.clone();
    let saved = Memo::new(move |_| {
        let found = place.zip(of.find(editing));
        let value = found.and_then(|(place, one)| one.values.get(place).map(ValueDraft::of));
        value.unwrap_or_else(ValueDraft::fresh)
    });
    let draft = kept(key, saved.into());
    if place.is_none() {
        close_when_added(editing, which.clone(), draft);
    }
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = draft.get_untracked();
        let value = typed.check(place.is_none());
        editing.save(value.map(|value| edit(&which, place, value)));
    };
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let title = match place {
        Some(_) => t::staff_policy::form::title_edit(),
        None => t::staff_policy::form::title_new(),
    };
    view! {
        <form class="policy__form panel" novalidate on:submit=submit>
            <h2 tabindex="-1" node_ref=heading>{title}</h2>
            <ErrorSummary />
            {controls(editing, draft, &unit)}
            <Button pending=editing.pending>{t::staff_policy::form::save()}</Button>
        </form>
    }
    .into_any()
}

/// Writes signals from an effect because the list tells that the server took the new value: the form that made it is done.
fn close_when_added(editing: Editing, which: Which, draft: RwSignal<ValueDraft>) {
    let (go, address) = (use_go(), which.place().to_string());
    let count = move || which.find(editing).map_or(0, |one| one.values.len());
    let before = untrack(&count);
    Effect::new(move |_| {
        if count() > before {
            draft.set(ValueDraft::fresh());
            go.rename(&address);
        }
    });
}

fn edit(which: &Which, place: Option<usize>, value: ParameterValue) -> PolicyEdit {
    let (path, parameter) = (which.file.clone(), which.parameter.clone());
    match place {
        Some(place) => PolicyEdit::SetParameterValue {
            path,
            parameter,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            value,
        },
        None => PolicyEdit::AddParameterValue {
            path,
            parameter,
            value,
        },
    }
}

fn controls(editing: Editing, draft: RwSignal<ValueDraft>, unit: &str) -> AnyView {
    let part = |read: fn(&ValueDraft) -> String, write: fn(&mut ValueDraft, String)| {
        Bound::part(draft, read, write)
    };
    let documents = Signal::derive(move || {
        editing.lexicon.with(|lexicon| {
            let all = lexicon.0.documents.iter();
            all.map(|one| Choice::new(one.id.clone(), label(&one.number, &both(&one.title))))
                .collect::<Vec<_>>()
        })
    });
    let statuses = ["verified", "secondary", "unconfirmed"];
    let statuses = statuses.map(|one| Choice::new(one, code("status", one)));
    let yes_no = vec![
        Choice::new("no", t::common::no()),
        Choice::new("yes", t::common::yes()),
    ];
    let value = part(|one| one.value.clone(), |one, text| one.value = text);
    let from = part(|one| one.from.clone(), |one, text| one.from = text);
    let until = part(|one| one.until.clone(), |one, text| one.until = text);
    let document = part(|one| one.document.clone(), |one, text| one.document = text);
    let clause = part(|one| one.clause.clone(), |one, text| one.clause = text);
    let status = part(|one| one.status.clone(), |one, text| one.status = text);
    let local = part(|one| one.local.clone(), |one, text| one.local = text);
    view! {
        <TextField id=Control::Value.id() label=t::staff_policy::form::value(code("unit", unit)) value=value kind=InputKind::Digits />
        <DateField id=Control::From.id() label=t::staff_policy::form::from() hint=t::staff_policy::form::from_hint() value=from />
        <DateField id=Control::Until.id() label=t::staff_policy::form::until() hint=t::staff_policy::form::until_hint() value=until />
        <Select id=Control::Document.id() label=t::staff_policy::form::document() hint=t::staff_policy::form::document_hint() choices=documents value=document />
        <TextArea id=Control::Clause.id() label=t::staff_policy::form::clause() value=clause rows=2 />
        <Radios id=Control::Status.id() label=t::staff_policy::form::status() choices=statuses.to_vec() value=status />
        <Radios id=Control::Local.id() label=t::staff_policy::form::local() choices=yes_no value=local />
    }
    .into_any()
}

fn label(number: &str, title: &str) -> String {
    if number.is_empty() {
        title.to_owned()
    } else {
        t::staff_policy::document(title, number)
    }
}
