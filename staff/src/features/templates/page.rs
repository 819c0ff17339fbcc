//! The list by purpose, and for a supervisor the forms to add, change and remove.

use super::form::{NEW, TemplateForm, Typed, purpose_words, typed_of};
use crate::{
    desk::{Asked, provide_desk, use_desk},
    half_typed::HalfTyped,
    place::Place,
    said::{Said, SaidNotice},
    session::SignedInOnly,
};
use api::template::{ListTemplatesResponse, TemplatePurpose, TemplateView};
use client::{ClientError, Staff};
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Confirm, Loadable, PageTitle};

/// The page.
#[component]
pub(crate) fn TemplatesPage() -> impl IntoView {
    let list = |staff: Staff| {
        provide_desk(staff, true);
        view! { <Templates /> }.into_any()
    };
    view! {
        <BackLink href=Place::Queue.to_string() label=t::staff_queue::title() />
        <PageTitle title=t::staff_template::title() />
        <p>{t::staff_template::about()}</p>
        <SignedInOnly view=list />
    }
    .into_any()
}

#[component]
fn Templates() -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let forms = HalfTyped::new();
    let found: Asked<ListTemplatesResponse> =
        desk.ask(|staff| async move { staff.list_templates().await });
    let changed = Callback::new(move |words: &'static str| {
        said.set(Some(Said::Done(words.into())));
        found.refetch();
    });
    let drawn = move |found: ListTemplatesResponse| {
        let may_change = found.may_change;
        let parts: Vec<AnyView> = TemplatePurpose::ALL
            .into_iter()
            .map(|purpose| of_purpose(purpose, &found, forms, changed))
            .collect();
        let new = may_change.then(|| {
            let (typed, _) = forms.form(NEW, Typed::default());
            view! {
                <h2>{t::staff_template::new()}</h2>
                <TemplateForm shown=None typed=typed forms=forms on_saved=changed />
            }
        });
        let reader = (!may_change).then(|| view! { <p>{t::staff_template::not_yours()}</p> });
        view! { {reader} {parts} {new} }.into_any()
    };
    view! {
        <SaidNotice said=said />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn of_purpose(
    purpose: TemplatePurpose,
    found: &ListTemplatesResponse,
    forms: HalfTyped<Typed>,
    changed: Callback<&'static str>,
) -> AnyView {
    let may_change = found.may_change;
    let those: Vec<AnyView> = found
        .templates
        .iter()
        .filter(|one| one.purpose == purpose)
        .cloned()
        .map(|one| {
            view! { <Template one=one may_change=may_change forms=forms on_changed=changed /> }
                .into_any()
        })
        .collect();
    let empty = those
        .is_empty()
        .then(|| view! { <p class="loadable__empty">{t::staff_template::empty()}</p> });
    view! {
        <h2>{purpose_words(purpose)}</h2>
        {empty}
        <ul class="templates">{those}</ul>
    }
    .into_any()
}

#[component]
fn Template(
    /// Which.
    one: TemplateView,
    /// Whether the one looking keeps it.
    may_change: bool,
    /// What stands half typed.
    forms: HalfTyped<Typed>,
    /// Hears that something changed, and what.
    on_changed: Callback<&'static str>,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    // Whoever comes second is shown the newer one.
    let shown = RwSignal::new(one.clone());
    let id = one.id.clone();
    let remove = desk.press(
        move |(): (), key| {
            let id = id.clone();
            async move { desk.staff.remove_template(&id, &key).await }
        },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => on_changed.run(t::staff_template::removed()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let edit = may_change.then(|| {
        let confirm = Callback::new(move |()| remove.send(()));
        let (typed, is_typed) = forms.form(&one.id, typed_of(&one));
        let is_begun = is_typed || forms.is_wrong(&one.id);
        view! {
            <details prop:open=is_begun>
                <summary>{move || shown.with(|one| t::staff_template::edit(&one.title))}</summary>
                <TemplateForm shown=Some(shown) typed=typed forms=forms on_saved=on_changed />
                <Confirm
                    label=t::staff_template::remove()
                    question=t::staff_template::remove_question(&one.title)
                    action=t::staff_template::remove()
                    pending=remove.pending
                    on_confirm=confirm
                />
                <SaidNotice said=said />
            </details>
        }
    });
    view! {
        <li class="templates__one">
            <h3>{move || shown.with(|one| one.title.clone())}</h3>
            <p class="templates__words">{move || shown.with(|one| one.words.clone())}</p>
            {edit}
        </li>
    }
    .into_any()
}
