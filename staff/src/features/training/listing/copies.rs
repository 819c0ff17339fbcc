//! Ways to begin another course from this one: a copy, the classes of next year, a template.

use super::{
    super::{
        place::TrainingPlace,
        roll_over::{DRAFTED, told},
        words,
    },
    editor::{Writing, desk_of_page},
};
use crate::said::{Said, SaidNotice};
use api::listing::{
    ListingTemplateSummary, ListingView, RollOverRequest, RolledOver, SaveListingTemplateRequest,
    StartListingRequest,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field};
use ui::{Button, ButtonKind, FieldError, Notice, TextField, Tone, provide_form_errors};

/// What became of the course, and the course where its draft is.
type Rolled = (Option<RolledOver>, Option<ListingView>);

/// A copy, and the classes of next year.
#[component]
pub(super) fn Copies(
    /// The course.
    writing: Writing,
) -> impl IntoView {
    let desk = desk_of_page();
    let said = RwSignal::new(None);
    let start = desk.press(
        move |request: StartListingRequest, key| async move {
            desk.staff.start_listing(&request, &key).await
        },
        move |answer: Result<ListingView, ClientError>| match answer {
            Ok(listing) => desk.go.to(&TrainingPlace::Listing(listing.id).to_string()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let copy = move |()| {
        let draft = copied(
            &writing.draft.get_untracked(),
            t::staff_training::edit::copied(),
        );
        start.send(StartListingRequest {
            draft,
            template: None,
        });
    };
    let roll = desk.press(
        move |request: RollOverRequest, key| async move {
            let answer = desk.staff.roll_listings_over(&request, &key).await?;
            let rolled = answer.rolled.into_iter().next();
            let drafted = rolled.as_ref().filter(|one| one.outcome == DRAFTED);
            let listing = match drafted {
                Some(one) => Some(desk.staff.find_listing(&one.listing).await?),
                None => None,
            };
            Ok((rolled, listing))
        },
        move |answer: Result<Rolled, ClientError>| match answer {
            Ok((Some(rolled), None)) => said.set(Some(Said::Failed(told(&rolled).into(), None))),
            Ok((Some(rolled), Some(listing))) => {
                let is_here = writing.listing.with_untracked(|here| here.id == listing.id);
                if is_here {
                    said.set(Some(Said::Done(told(&rolled).into())));
                    writing.take(listing, true);
                } else {
                    desk.go.to(&TrainingPlace::Listing(listing.id).to_string());
                }
            }
            Ok((None, _)) => {}
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let next = move |()| {
        said.set(None);
        let id = writing.listing.with_untracked(|listing| listing.id.clone());
        roll.send(RollOverRequest { listings: vec![id] });
    };
    view! {
        <div class="row">
            <Button kind=ButtonKind::Quiet pending=start.pending on_press=copy>{t::staff_training::edit::copy()}</Button>
            <Button kind=ButtonKind::Quiet pending=roll.pending on_press=next>{t::staff_training::edit::next_year()}</Button>
        </div>
        <SaidNotice said=said />
    }
    .into_any()
}

/// The same under another title.
fn copied(draft: &Draft, mark: &str) -> Draft {
    let mut copy = draft.clone();
    let title = [draft.title(), mark].concat();
    copy.course.insert(Field::Title, title);
    copy
}

const NAME: &str = "template-name";
/// What the server calls a template of this name that was not named as the one to go.
const THERE: &str = "template_there";

/// What came of keeping one.
enum Kept {
    /// It is.
    New(ListingTemplateSummary),
    /// Another of this name is there.
    Other(ListingTemplateSummary),
}

/// Whether one of this name is why nothing was kept.
fn is_there(error: &ClientError) -> bool {
    error.fields().iter().any(|field| field.code == THERE)
}

/// Keeps it as a template under a name.
#[component]
pub(super) fn SaveTemplate(
    /// The course.
    writing: Writing,
) -> impl IntoView {
    use t::staff_training::template as said_of;
    let desk = desk_of_page();
    let errors = provide_form_errors();
    let (name, said) = (RwSignal::new(String::new()), RwSignal::new(None));
    let other: RwSignal<Option<ListingTemplateSummary>> = RwSignal::new(None);
    let save = desk.press(
        move |request: SaveListingTemplateRequest, key| async move {
            let error = match desk.staff.save_listing_template(&request, &key).await {
                Ok(kept) => return Ok(Kept::New(kept)),
                Err(error) => error,
            };
            if !is_there(&error) {
                return Err(error);
            }
            let found = desk.staff.list_listing_templates().await?;
            let mut found = found.templates.into_iter();
            let found = found.find(|one| one.name == request.name);
            found.map(Kept::Other).ok_or(error)
        },
        move |answer: Result<Kept, ClientError>| match answer {
            Ok(Kept::New(kept)) => {
                name.set(String::new());
                said.set(Some(Said::Done(said_of::saved(kept.name).into())));
            }
            Ok(Kept::Other(found)) => other.set(Some(found)),
            Err(error) => match error.fields().first() {
                Some(field) if field.pointer == "/name" => {
                    let words = t::listing_finding::by_key(&field.code).unwrap_or_default();
                    errors.show(vec![FieldError::new(NAME, words)]);
                }
                _ => said.set(Some(words::failed(&error))),
            },
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        other.set(None);
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            let words = t::listing_finding::by_key("required").unwrap_or_default();
            errors.show(vec![FieldError::new(NAME, words)]);
            return;
        }
        errors.show(Vec::new());
        save.send(SaveListingTemplateRequest {
            name: typed,
            draft: writing.draft.get_untracked(),
            replaces: None,
        });
    };
    // What goes is named before it does.
    let question = move || {
        other.get().map(|found| {
            let time = i18n::time_ms(found.updated_at_ms);
            let words = said_of::there(found.name.clone(), found.title.clone(), time);
            let replace = move |()| {
                other.set(None);
                save.send(SaveListingTemplateRequest {
                    name: found.name.clone(),
                    draft: writing.draft.get_untracked(),
                    replaces: Some(found.updated_at_ms),
                });
            };
            view! {
                <Notice tone=Tone::Warning is_live=true>
                    <p>{words}</p>
                    <Button kind=ButtonKind::Secondary pending=save.pending on_press=replace>{said_of::replace()}</Button>
                </Notice>
            }
            .into_any()
        })
    };
    view! {
        <details>
            <summary>{said_of::save_title()}</summary>
            <form novalidate on:submit=submit>
                <TextField id=NAME label=said_of::name() hint=said_of::name_hint() value=name />
                <Button kind=ButtonKind::Secondary pending=save.pending>{said_of::save()}</Button>
            </form>
            {question}
        </details>
        <SaidNotice said=said />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use listing::Values;

    #[test]
    fn a_copy_has_a_title_of_its_own() {
        let draft = Draft {
            course: Values::from([(Field::Title, "a".to_owned())]),
            classes: Vec::new(),
            photo: None,
        };
        assert_eq!(copied(&draft, "b").title(), "ab");
    }
}
