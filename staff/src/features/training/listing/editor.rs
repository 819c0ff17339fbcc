//! Writing a course: its fields, its classes, the preview beside them, and what the checks say.

use super::{
    super::words,
    acts::{Acts, Trainer},
    controls::{Choices, control, control_id, of_class, of_course},
    history::history,
    left::left,
    photo::PhotoField,
    preview::Preview,
    suspended::suspended,
};
use crate::{
    clock::now_ms,
    desk::{Desk, use_desk},
    said::{Said, SaidNotice},
};
use api::listing::{ListingView, WriteListingRequest};
use catalogue::Division;
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use listing::{Draft, Field, Finding, Values, class_key};
use ui::{
    Button, ButtonKind, ErrorSummary, FieldError, Notice, StatusTag, Tone, provide_form_errors,
};
use workflow::listing::{ListingAction, ListingState};

/// What the page knows of the course it writes.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// What is written.
    pub(super) draft: RwSignal<Draft>,
    /// The course as the server last gave it.
    pub(super) listing: RwSignal<ListingView>,
}

/// The form, or the course as it stands where it cannot be written now.
#[component]
pub(super) fn Editor(
    /// The course.
    listing: ListingView,
    /// The district's places.
    divisions: Vec<Division>,
) -> impl IntoView {
    let choices = Choices {
        licence: listing.licence.clone(),
        divisions,
    };
    let (organisation, id) = (listing.organisation.clone(), listing.id.clone());
    let writing = Writing {
        draft: RwSignal::new(listing.draft.clone()),
        listing: RwSignal::new(listing),
    };
    let can_write = Memo::new(move |_| writing.listing.with(is_open));
    let locked = Memo::new(move |_| writing.listing.with(|listing| locked(listing.state)));
    let left_divisions = choices.divisions.clone();
    let (form_choices, preview_choices) = (choices.clone(), choices);
    let form = move || {
        if can_write.get() {
            return view! { <Form writing=writing choices=form_choices.clone() /> }.into_any();
        }
        let locked = locked
            .get()
            .map(|words| view! { <Notice><p>{words}</p></Notice> });
        let divisions = left_divisions.clone();
        view! { {locked} {move || left(writing, &divisions)} }.into_any()
    };
    let steps = move || writing.listing.with(|listing| history(&listing.steps));
    view! {
        {move || writing.listing.with(head)}
        <div class="columns">
            <div class="training__column">
                {form}
                <Trainer writing=writing />
                {steps}
            </div>
            <div class="training__column">
                <Preview draft=writing.draft choices=preview_choices organisation=organisation id=id />
            </div>
        </div>
    }
    .into_any()
}

/// Why it cannot be written in a state in which it cannot. Of a course off the list the notice above says what is the
/// matter, and the answer follows below.
fn locked(state: ListingState) -> Option<&'static str> {
    use t::staff_training::edit as words;
    match state {
        ListingState::Suspended => None,
        ListingState::Approved | ListingState::Scheduled => Some(words::locked_approved()),
        ListingState::Withdrawn | ListingState::Archived => Some(words::locked_ended()),
        ListingState::Draft
        | ListingState::Submitted
        | ListingState::Returned
        | ListingState::Live
        | ListingState::LiveWithDraft => Some(words::locked()),
    }
}

/// Whether it can be written now.
fn is_open(listing: &ListingView) -> bool {
    listing.actions.contains(&ListingAction::Write)
}

fn head(listing: &ListingView) -> AnyView {
    let due = listing
        .due_on
        .map(|on| t::staff_training::due(i18n::date(on)));
    let goes_live = listing
        .go_live_on
        .map(|on| t::staff_training::goes_live(i18n::date(on)));
    let is_public = listing.state.is_public();
    let public = is_public.then(|| {
        let href = ["/courses/", &listing.course_id].concat();
        view! { <a href=href rel="external">{t::staff_training::edit::see_public()}</a> }
    });
    let defects: Vec<AnyView> = listing
        .defects
        .iter()
        .map(|defect| {
            let href = ["#", &control_id(&defect.field)].concat();
            view! { <li><a href=href>{words::place(&defect.field)}</a> " " {defect.note.clone()}</li> }
                .into_any()
        })
        .collect();
    let returned = (!defects.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=t::staff_training::edit::returned()>
                <ul>{defects}</ul>
            </Notice>
        }
    });
    view! {
        <p class="row">
            <StatusTag tone=words::tone(listing.state) label=words::state(listing.state) />
            <span>{due} {goes_live}</span>
            {public}
        </p>
        {returned}
        {suspended(listing)}
    }
    .into_any()
}

#[component]
fn Form(
    /// What is written.
    writing: Writing,
    /// Licence and places.
    choices: Choices,
) -> impl IntoView {
    let errors = provide_form_errors();
    let said = RwSignal::new(None);
    let acts = Acts::new(writing, errors, said);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        acts.save();
    };
    // Leaving a control keeps what was typed; of a live course only a press does, because some changes are seen at once.
    let keep = move || {
        let state = writing.listing.with_untracked(|listing| listing.state);
        if state != ListingState::Live {
            acts.save_quietly();
        }
    };
    // Not through the callback: a form that is taken away with the focus in it is left once more, and that has gone by then.
    let leave = move |_: leptos::ev::FocusEvent| keep();
    let keep = Callback::new(move |()| keep());
    let fields: Vec<AnyView> = Field::of_course()
        .map(|field| {
            let id = control_id(field.id());
            control(field, id, of_course(writing.draft, field), &choices)
        })
        .collect();
    let submit_press = Callback::new(move |()| acts.submit());
    let kept = move || {
        use t::staff_training::rest as words;
        let kept = writing.listing.with(|listing| listing.kept.clone())?;
        let press = Callback::new(move |()| {
            writing.draft.set(kept.clone());
            acts.save();
        });
        let notice = view! {
            <Notice title=words::kept_title()>
                <p>{words::kept_about()}</p>
                <Button kind=ButtonKind::Secondary pending=acts.pending() on_press=press>{words::kept_back()}</Button>
            </Notice>
        };
        Some(notice.into_any())
    };
    view! {
        <form novalidate on:submit=submit on:focusout=leave>
            <ErrorSummary />
            {kept}
            <p>{t::staff_training::edit::about()}</p>
            <h2>{t::staff_training::edit::course()}</h2>
            {fields}
            <PhotoField writing=writing on_change=keep />
            <h2 id="classes" tabindex="-1">{words::place("classes")}</h2>
            <Classes writing=writing choices=choices />
            <Checked writing=writing />
            <SaidNotice said=said />
            <div class="row">
                <Button pending=acts.pending() on_press=submit_press>{words::action(ListingAction::Submit)}</Button>
                <Button kind=ButtonKind::Secondary pending=acts.pending()>{t::staff_training::edit::save()}</Button>
                <span class="training__note" role="status">{move || acts.saved_quietly()}</span>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Classes(
    /// What is written.
    writing: Writing,
    /// Licence and places.
    choices: Choices,
) -> impl IntoView {
    let draft = writing.draft;
    let count = Memo::new(move |_| draft.with(|draft| draft.classes.len()));
    let add = Callback::new(move |()| draft.update(|draft| draft.classes.push(Values::new())));
    let blocks = move || {
        let blocks = (0..count.get()).map(|index| class(writing, index, &choices));
        blocks.collect::<Vec<AnyView>>()
    };
    view! {
        {blocks}
        <p><Button kind=ButtonKind::Secondary on_press=add>{t::staff_training::edit::add_class()}</Button></p>
    }
    .into_any()
}

fn class(writing: Writing, index: usize, choices: &Choices) -> AnyView {
    let draft = writing.draft;
    let fields: Vec<AnyView> = Field::of_class()
        .map(|field| {
            let id = control_id(&["classes/", &index.to_string(), "/", field.id()].concat());
            control(field, id, of_class(draft, index, field), choices)
        })
        .collect();
    let is_open = draft.with_untracked(|draft| {
        let key = draft.classes.get(index).and_then(class_key);
        let is_it = |open: &String| Some(open) == key.as_ref();
        writing
            .listing
            .with_untracked(|listing| listing.open_classes.iter().any(is_it))
    });
    let remove = Callback::new(move |()| {
        draft.update(|draft| {
            if index < draft.classes.len() {
                draft.classes.remove(index);
            }
        });
    });
    let foot = if is_open {
        view! { <p class="training__note">{t::staff_training::edit::class_open()}</p> }.into_any()
    } else {
        view! { <Button kind=ButtonKind::Quiet on_press=remove>{t::staff_training::edit::remove_class()}</Button> }
            .into_any()
    };
    view! {
        <fieldset class="training__class">
            <legend>{t::staff_training::edit::class_n(index + 1)}</legend>
            {fields}
            {foot}
        </fieldset>
    }
    .into_any()
}

/// What the check said of what was saved last.
#[component]
fn Checked(
    /// What is written.
    writing: Writing,
) -> impl IntoView {
    let shown = move || {
        writing.listing.with(|listing| {
            let (notes, wrong): (Vec<_>, Vec<_>) =
                listing.findings.iter().partition(|finding| finding.is_note);
            let verdict = if wrong.is_empty() {
                view! { <StatusTag tone=Tone::Success label=t::staff_training::edit::clean() /> }
            } else {
                let count = t::staff_training::edit::problems(wrong.len());
                view! { <StatusTag tone=Tone::Warning label=count /> }
            };
            view! { <p role="status">{verdict}</p> {findings(&notes)} }.into_any()
        })
    };
    shown.into_any()
}

/// What is only to be known.
pub(super) fn findings(found: &[&Finding]) -> AnyView {
    let lines: Vec<AnyView> = found
        .iter()
        .map(|finding| {
            view! { <li>{words::place(&finding.at)} " " {words::finding(finding)}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty())
        .then(|| view! { <ul class="training__findings">{lines}</ul> })
        .into_any()
}

/// What is to be put right, each at its control.
pub(super) fn errors_of(listing: &ListingView) -> Vec<FieldError> {
    let wrong = listing.findings.iter().filter(|finding| !finding.is_note);
    let error = |finding: &Finding| {
        let message = [words::place(&finding.at), words::finding(finding)].join(" ");
        FieldError::new(control_id(&finding.at), message)
    };
    wrong.map(error).collect()
}

impl Writing {
    /// What is sent to keep it.
    pub(super) fn request(self) -> WriteListingRequest {
        WriteListingRequest {
            version: self.listing.with_untracked(|listing| listing.version),
            draft: self.draft.get_untracked(),
        }
    }

    /// Whether there is something to keep.
    pub(super) fn is_changed(self) -> bool {
        let draft = self.draft.get_untracked();
        self.listing
            .with_untracked(|listing| !listing::changed(&listing.draft, &draft).is_empty())
    }

    /// Whether what was typed stands where the form has gone: it goes on when the form comes back.
    pub(super) fn is_left(self) -> bool {
        self.is_changed() && !self.listing.with_untracked(is_open)
    }

    /// Takes over what the server answered; what is being typed stays unless it was put into its one form.
    pub(super) fn take(self, answer: ListingView, is_loud: bool) {
        if is_loud {
            self.draft.set(answer.draft.clone());
        }
        self.listing.set(answer);
    }

    /// Where somebody was first, the newer state comes in beside what is typed, and what both changed is named. True then.
    pub(super) fn comes_second(
        self,
        desk: Desk,
        error: &ClientError,
        said: RwSignal<Option<Said>>,
    ) -> bool {
        let is_second = error.is(api::ProblemCode::Stale);
        if is_second {
            let id = self.listing.with_untracked(|listing| listing.id.clone());
            spawn_local(async move {
                let Ok(newer) = desk.staff.find_listing(&id).await else {
                    return;
                };
                if let Some(both) = self.join(newer) {
                    said.try_set(Some(Said::Failed(second(&both).into(), None)));
                }
            });
        }
        is_second
    }

    /// Joins what is typed with the newer state; gives the places that both changed.
    fn join(self, newer: ListingView) -> Option<Vec<String>> {
        let before = self
            .listing
            .try_with_untracked(|listing| listing.draft.clone())?;
        let mine = self.draft.try_get_untracked()?;
        let (joined, both) = listing::joined(&before, &newer.draft, &mine);
        self.draft.try_set(joined);
        self.listing.try_set(newer);
        Some(both)
    }
}

/// What the server refused of a draft, each at its control; nothing where it refused something else.
pub(super) fn refused_at(error: &ClientError) -> Vec<FieldError> {
    let line = |field: &api::FieldError| {
        let at = field.pointer.strip_prefix("/draft/")?;
        let message = [words::place(at), words::refused(field)].join(" ");
        Some(FieldError::new(control_id(at), message))
    };
    error.fields().iter().filter_map(line).collect()
}

/// What whoever comes second is told.
fn second(both: &[String]) -> String {
    use t::staff_training::edit as said;
    if both.is_empty() {
        return said::newest().to_owned();
    }
    let places: Vec<_> = both.iter().map(|at| words::place(at)).collect();
    said::both_wrote(places.join(t::staff_training::separator()))
}

/// What came of keeping it, in words.
pub(super) fn kept(answer: &Result<ListingView, ClientError>) -> Option<Said> {
    match answer {
        Ok(_) => Some(Said::Done(t::staff_training::edit::saved().into())),
        Err(error) => Some(words::failed(error)),
    }
}

/// The time at which it was kept without a press.
pub(super) fn quiet_note() -> String {
    t::staff_training::edit::saved_quietly(i18n::time_ms(now_ms()))
}

/// The desk's calls, for the acts.
pub(super) fn desk_of_page() -> Desk {
    use_desk()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_reviewer_has_is_said_to_be_under_review() {
        use t::staff_training::edit as words;
        for (state, expected) in [
            (ListingState::Submitted, Some(words::locked())),
            (ListingState::LiveWithDraft, Some(words::locked())),
            (ListingState::Approved, Some(words::locked_approved())),
            (ListingState::Scheduled, Some(words::locked_approved())),
            (ListingState::Suspended, None),
            (ListingState::Withdrawn, Some(words::locked_ended())),
            (ListingState::Archived, Some(words::locked_ended())),
        ] {
            assert_eq!(locked(state), expected, "{state}");
        }
    }
}
