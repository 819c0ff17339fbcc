//! Registering an organisation, and changing what is known of it.

use super::{
    super::{place::TrainingPlace, words},
    model::{Control, Typed},
};
use crate::{
    desk::{Asked, use_desk},
    said::{Said, SaidNotice},
};
use api::organisation::{OrganisationRequest, OrganisationView};
use catalogue::Division;
use client::{Anonymous, ClientError};
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{
    BackLink, Bound, Button, Checkboxes, Choice, DateField, ErrorSummary, FieldError, Loadable,
    PageTitle, TextArea, TextField, provide_form_errors,
};

/// The page for a new one.
#[component]
pub(in super::super) fn NewOrganisationPage() -> impl IntoView {
    let desk = use_desk();
    let places: Asked<Vec<Division>> =
        desk.ask(|_| async move { Anonymous.list_divisions().await });
    let saved = Callback::new(move |saved: OrganisationView| {
        desk.go
            .instead(&TrainingPlace::Organisation(saved.id).to_string());
    });
    let form = move |divisions: Vec<Division>| {
        view! {
            <OrganisationForm known=None left=StoredValue::new(None) divisions=divisions on_saved=saved />
        }
        .into_any()
    };
    view! {
        <BackLink href=TrainingPlace::Organisations.to_string() label=t::staff_training::org::title() />
        <PageTitle title=t::staff_training::org::new_title() />
        <Loadable resource=places view=form />
    }
    .into_any()
}

/// What was known, and what was made of it.
pub(super) type Left = (Typed, Typed);

/// The form.
#[component]
pub(super) fn OrganisationForm(
    /// What is known; nothing of a new one.
    known: Option<OrganisationView>,
    /// What stood here before the page was drawn anew.
    left: StoredValue<Option<Left>>,
    /// The district's places.
    divisions: Vec<Division>,
    /// Receives what was saved.
    #[prop(into)]
    on_saved: Callback<OrganisationView>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let said = RwSignal::new(None);
    let level = |code: &str| t::course_code::by_key(code).unwrap_or_default().to_owned();
    let before = known
        .as_ref()
        .map(|known| Typed::of(known, level))
        .unwrap_or_default();
    let typed = RwSignal::new(match left.get_value() {
        Some((was, mine)) => Typed::joined(&was, &before, &mine),
        None => before.clone(),
    });
    let version = known.as_ref().map_or(0, |known| known.version);
    let (before, version) = (StoredValue::new(before), StoredValue::new(version));
    Effect::new(move |_| left.set_value(Some((before.get_value(), typed.get()))));
    let id = known.map(|known| known.id);
    let own = id.clone();
    // Somebody was first: the newer state comes in, and what is typed stays.
    let come_second = move || {
        let Some(id) = own.clone() else { return };
        spawn_local(async move {
            let Ok(newer) = desk.staff.find_organisation(&id).await else {
                return;
            };
            let theirs = Typed::of(&newer, level);
            before.update_value(|before| {
                typed.try_update(|mine| *mine = Typed::joined(before, &theirs, mine));
                *before = theirs;
            });
            version.set_value(newer.version);
        });
    };
    let save = desk.press(
        move |request: OrganisationRequest, key| {
            let id = id.clone();
            async move {
                desk.staff
                    .save_organisation(id.as_deref(), &request, &key)
                    .await
            }
        },
        move |answer: Result<OrganisationView, ClientError>| match answer {
            Ok(saved) => {
                said.set(Some(Said::Done(t::staff_training::org::saved().into())));
                left.set_value(None);
                on_saved.run(saved);
            }
            Err(error) => {
                errors.show(refused(&error, said));
                if error.is(api::ProblemCode::Stale) {
                    come_second();
                }
            }
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        match typed.with_untracked(|typed| typed.check(version.get_value())) {
            Ok(request) => {
                errors.show(Vec::new());
                save.send(request);
            }
            Err(wrong) => errors.show(wrong.into_iter().map(flaw).collect()),
        }
    };
    let choices: Vec<Choice> = divisions
        .into_iter()
        .map(|one| Choice::new(one.code, one.name))
        .collect();
    view! {
        <form class="prose" novalidate on:submit=submit>
            <ErrorSummary />
            {controls(typed, choices)}
            <SaidNotice said=said />
            <Button pending=save.pending>{t::staff_training::org::save()}</Button>
        </form>
    }
    .into_any()
}

fn controls(typed: RwSignal<Typed>, choices: Vec<Choice>) -> AnyView {
    let name = Bound::part(
        typed,
        |typed| typed.name.clone(),
        |typed, text| typed.name = text,
    );
    let code = Bound::part(
        typed,
        |typed| typed.credit_code.clone(),
        |typed, text| typed.credit_code = text,
    );
    let valid = Bound::part(
        typed,
        |typed| typed.valid_until.clone(),
        |typed, text| typed.valid_until = text,
    );
    let scopes = Bound::part(
        typed,
        |typed| typed.scopes.clone(),
        |typed, text| typed.scopes = text,
    );
    let divisions = Bound::part(
        typed,
        |typed| typed.divisions.clone(),
        |typed, codes| typed.divisions = codes,
    );
    view! {
        <TextField id=Control::Name.id() label=t::staff_training::org::name() hint=t::staff_training::org::name_hint() value=name />
        <TextField id=Control::CreditCode.id() label=t::staff_training::org::credit_code() value=code />
        <DateField id=Control::ValidUntil.id() label=t::staff_training::org::valid_until() hint=t::staff_training::org::valid_hint() value=valid />
        <TextArea id=Control::Scopes.id() label=t::staff_training::org::scopes() hint=t::staff_training::org::scopes_hint() value=scopes />
        <Checkboxes id="organisation-divisions" label=t::staff_training::org::divisions() hint=t::staff_training::org::divisions_hint() choices=choices value=divisions />
    }
    .into_any()
}

fn flaw(control: Control) -> FieldError {
    let words = match control {
        Control::Scopes => t::staff_training::org::scopes_wrong(),
        Control::ValidUntil => t::problem::by_key("date_unreadable").unwrap_or_default(),
        Control::Name | Control::CreditCode => {
            t::listing_finding::by_key("required").unwrap_or_default()
        }
    };
    FieldError::new(control.id(), words)
}

/// What the server refused, at its controls; what has none is said below.
fn refused(error: &ClientError, said: RwSignal<Option<Said>>) -> Vec<FieldError> {
    let at = |pointer: &str| match pointer {
        "/name" => Some(Control::Name),
        "/credit_code" => Some(Control::CreditCode),
        "/licence/scopes" => Some(Control::Scopes),
        _ => None,
    };
    let found: Vec<FieldError> = error
        .fields()
        .iter()
        .filter_map(|field| {
            let control = at(&field.pointer)?;
            Some(FieldError::new(control.id(), words::refused(field)))
        })
        .collect();
    if found.is_empty() {
        said.set(Some(words::failed(error)));
    }
    found
}
