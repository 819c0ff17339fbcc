//! Beginning a course: the press makes an empty draft and opens it.

use super::super::place::TrainingPlace;
use crate::{
    desk::use_desk,
    said::{Said, SaidNotice},
};
use api::listing::{ListingView, StartListingRequest};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field, Values};
use ui::{BackLink, Button, FieldError, PageTitle, TextField, provide_form_errors};

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
        };
        start.send(StartListingRequest { draft });
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
    }
    .into_any()
}
