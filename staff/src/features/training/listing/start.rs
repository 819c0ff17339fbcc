//! Beginning a course: the press makes a draft, empty or out of a template, and opens it.

use super::super::place::TrainingPlace;
use crate::{
    desk::{Asked, use_desk},
    said::{Said, SaidNotice},
};
use api::listing::{
    ListListingTemplatesResponse, ListingTemplateSummary, ListingView, StartListingRequest,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field, Values};
use ui::{
    BackLink, Button, ButtonKind, Confirm, FieldError, Loadable, PageTitle, TextField,
    provide_form_errors,
};

const TITLE: &str = "title";

/// The page: the name first, everything else in the editor.
#[component]
pub(in super::super) fn NewListingPage() -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (title, said) = (RwSignal::new(String::new()), RwSignal::new(None));
    let start = desk.press(
        move |request: StartListingRequest, key| async move {
            desk.staff.start_listing(&request, &key).await
        },
        move |answer: Result<ListingView, ClientError>| match answer {
            Ok(listing) => desk
                .go
                .instead(&TrainingPlace::Listing(listing.id).to_string()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = title.get_untracked().trim().to_owned();
        if typed.is_empty() {
            let words = t::listing_finding::by_key("required").unwrap_or_default();
            errors.show(vec![FieldError::new(TITLE, words)]);
            return;
        }
        errors.show(Vec::new());
        let draft = Draft {
            course: Values::from([(Field::Title, typed)]),
            classes: vec![Values::new()],
            photo: None,
        };
        start.send(StartListingRequest {
            draft,
            template: None,
        });
    };
    let label = t::listing_field::by_key(TITLE).unwrap_or_default();
    let hint = t::listing_field::by_key("hint.title").unwrap_or_default();
    view! {
        <BackLink href=TrainingPlace::Listings.to_string() label=t::staff_training::nav::listings() />
        <PageTitle title=t::staff_training::edit::new_title() />
        <form class="prose" novalidate on:submit=submit>
            <TextField id=TITLE label=label hint=hint value=title />
            <SaidNotice said=said />
            <Button pending=start.pending>{t::staff_training::edit::start()}</Button>
        </form>
        <Templates />
    }
    .into_any()
}

/// The organisation's templates, each with the presses to begin from it and to throw it away.
#[component]
fn Templates() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListListingTemplatesResponse> =
        desk.ask(|staff| async move { staff.list_listing_templates().await });
    let again = Callback::new(move |()| found.refetch());
    let drawn = move |found: ListListingTemplatesResponse| {
        let lines: Vec<AnyView> = found
            .templates
            .into_iter()
            .map(|template| view! { <Template template=template again=again /> }.into_any())
            .collect();
        view! { <ul class="prose">{lines}</ul> }.into_any()
    };
    view! {
        <h2>{t::staff_training::template::title()}</h2>
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListListingTemplatesResponse| found.templates.is_empty()}
            empty=t::staff_training::template::empty()
        />
    }
    .into_any()
}

#[component]
fn Template(
    /// One of them.
    template: ListingTemplateSummary,
    /// Loads the list anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_training::template as words;
    let desk = use_desk();
    let said = RwSignal::new(None);
    let start = desk.press(
        move |request: StartListingRequest, key| async move {
            desk.staff.start_listing(&request, &key).await
        },
        move |answer: Result<ListingView, ClientError>| match answer {
            Ok(listing) => desk
                .go
                .instead(&TrainingPlace::Listing(listing.id).to_string()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let remove = desk.press(
        move |id: String, key| async move { desk.staff.delete_listing_template(&id, &key).await },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => again.run(()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let (begun, gone) = (template.id.clone(), template.id);
    let begin = move |()| {
        start.send(StartListingRequest {
            draft: Draft::default(),
            template: Some(begun.clone()),
        });
    };
    let throw = move |()| remove.send(gone.clone());
    let name = template.name.clone();
    view! {
        <li>
            <p>{words::line(template.name, template.title, i18n::time_ms(template.updated_at_ms))}</p>
            <div class="row">
                <Button kind=ButtonKind::Secondary pending=start.pending on_press=begin>
                    {words::begin()} <span class="visually-hidden">" " {name}</span>
                </Button>
                <Confirm label=words::remove() question=words::remove_ask() action=words::remove()
                    pending=remove.pending on_confirm=throw />
            </div>
            <SaidNotice said=said />
        </li>
    }
    .into_any()
}
