//! What a trainer does with a course: keep it, hand it in, take it back, throw the draft away.

use super::{
    super::words,
    copies::{Copies, SaveTemplate},
    editor::{Writing, desk_of_page, errors_of, kept, quiet_note, refused_at},
    suspended::Answer,
};
use crate::{
    desk::{Desk, Press},
    said::{Said, SaidNotice},
};
use api::listing::{ListingActionRequest, ListingView, WriteListingRequest};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Confirm, ErrorSummary, FieldError, FormErrors, TextField,
    provide_form_errors,
};
use workflow::listing::ListingAction as A;

/// The presses of the form.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    writing: Writing,
    errors: FormErrors,
    said: RwSignal<Option<Said>>,
    /// Keeps without a word what was typed; the buttons do not wait for it.
    quiet: Press<WriteListingRequest>,
    save: Press<WriteListingRequest>,
    submit: Press<ListingActionRequest>,
    /// What was pressed while it was being kept without a word.
    wanted: RwSignal<Option<Then>>,
    then: RwSignal<Then>,
    kept_at: RwSignal<Option<String>>,
}

/// What follows when it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Then {
    #[default]
    Say,
    Submit,
}

impl Acts {
    pub(super) fn new(writing: Writing, errors: FormErrors, said: RwSignal<Option<Said>>) -> Self {
        let desk = desk_of_page();
        let id = writing.listing.with_untracked(|listing| listing.id.clone());
        let (wanted, kept_at) = (RwSignal::new(None), RwSignal::new(None));
        let then = RwSignal::new(Then::default());
        let submit = act(desk, id.clone(), move |answer| {
            submitted(desk, writing, (errors, said), answer);
        });
        let save = keep(desk, id.clone(), move |answer| {
            said.set(kept(&answer));
            let listing = match answer {
                Ok(listing) => listing,
                Err(error) => {
                    errors.show(refused_at(&error));
                    writing.comes_second(desk, &error, said);
                    return;
                }
            };
            let wrong = errors_of(&listing);
            let (is_good, version) = (wrong.is_empty(), listing.version);
            errors.show(wrong);
            writing.take(listing, true);
            if then.get_untracked() == Then::Submit && is_good {
                submit.send(ListingActionRequest::plain(version, A::Submit));
            }
        });
        let quiet = keep(desk, id, move |answer| {
            let is_second = match answer {
                Ok(listing) => {
                    kept_at.set(Some(quiet_note()));
                    writing.take(listing, false);
                    false
                }
                Err(ref error) => {
                    said.set(kept(&answer));
                    writing.comes_second(desk, error, said)
                }
            };
            if wanted.get_untracked().is_some() {
                wanted.set(None);
                // Whoever came second looks first.
                if !is_second {
                    save.send(writing.request());
                }
            }
        });
        Self {
            writing,
            errors,
            said,
            quiet,
            save,
            submit,
            wanted,
            then,
            kept_at,
        }
    }

    fn press(self, next: Then) {
        self.then.set(next);
        self.said.set(None);
        self.errors.show(Vec::new());
        if self.quiet.pending.get_untracked() {
            self.wanted.set(Some(next));
        } else {
            self.save.send(self.writing.request());
        }
    }

    /// Keeps it and says what is wrong.
    pub(super) fn save(self) {
        self.press(Then::Say);
    }

    /// Keeps it and hands it in when nothing is wrong.
    pub(super) fn submit(self) {
        self.press(Then::Submit);
    }

    /// Keeps it without a word, if there is something to keep and nothing is under way.
    pub(super) fn save_quietly(self) {
        if self.writing.is_changed() && !self.pending().get_untracked() {
            self.quiet.send(self.writing.request());
        }
    }

    /// When it was last kept without a press, tracked.
    pub(super) fn saved_quietly(self) -> Option<String> {
        self.kept_at.get()
    }

    /// Whether a press is under way.
    pub(super) fn pending(self) -> Signal<bool> {
        let is_waiting = move || self.wanted.get().is_some();
        Signal::derive(move || self.save.pending.get() || self.submit.pending.get() || is_waiting())
    }
}

fn keep(
    desk: Desk,
    id: String,
    done: impl Fn(Result<ListingView, ClientError>) + 'static,
) -> Press<WriteListingRequest> {
    desk.press(
        move |request: WriteListingRequest, key| {
            let id = id.clone();
            async move { desk.staff.write_listing(&id, &request, &key).await }
        },
        done,
    )
}

fn submitted(
    desk: Desk,
    writing: Writing,
    (errors, said): (FormErrors, RwSignal<Option<Said>>),
    answer: Result<ListingView, ClientError>,
) {
    match answer {
        Ok(listing) => {
            errors.show(Vec::new());
            said.set(None);
            writing.take(listing, true);
        }
        Err(error) => {
            said.set(Some(words::failed(&error)));
            writing.comes_second(desk, &error, said);
        }
    }
}

/// An action on a course.
pub(super) fn act(
    desk: Desk,
    id: String,
    done: impl Fn(Result<ListingView, ClientError>) + 'static,
) -> Press<ListingActionRequest> {
    desk.press(
        move |request: ListingActionRequest, key| {
            let id = id.clone();
            async move { desk.staff.act_on_listing(&id, &request, &key).await }
        },
        done,
    )
}

/// The other things a trainer can do with it now.
#[component]
pub(super) fn Trainer(
    /// The course.
    writing: Writing,
) -> impl IntoView {
    let desk = desk_of_page();
    let said = RwSignal::new(None);
    let id = writing.listing.with_untracked(|listing| listing.id.clone());
    let press = act(desk, id, move |answer| match answer {
        Ok(listing) => {
            said.set(Some(Said::Done(t::staff_training::review::done().into())));
            writing.take(listing, !writing.is_left());
        }
        Err(error) => {
            said.set(Some(words::failed(&error)));
            writing.comes_second(desk, &error, said);
        }
    });
    let actions = Memo::new(move |_| writing.listing.with(|listing| listing.actions.clone()));
    let buttons = move || {
        let shown = actions.get();
        let shown = shown.into_iter();
        let own = shown.filter(|action| matches!(action, A::TakeBack | A::Discard));
        own.map(|action| button(writing, press, action))
            .collect::<Vec<AnyView>>()
    };
    let withdraw = move || {
        let can = actions.with(|actions| actions.contains(&A::Withdraw));
        can.then(|| view! { <WithReason writing=writing press=press action=A::Withdraw /> })
    };
    let answer = move || {
        let can = actions.with(|actions| actions.contains(&A::Answer));
        can.then(|| view! { <Answer writing=writing press=press /> })
    };
    view! {
        <SaidNotice said=said />
        {answer}
        <div class="row">{buttons}</div>
        {withdraw}
        <Copies writing=writing />
        <SaveTemplate writing=writing />
    }
    .into_any()
}

fn version(writing: Writing) -> u32 {
    writing.listing.with_untracked(|listing| listing.version)
}

fn button(writing: Writing, press: Press<ListingActionRequest>, action: A) -> AnyView {
    let send = move |()| press.send(ListingActionRequest::plain(version(writing), action));
    let words = words::action(action);
    if action == A::TakeBack {
        return view! { <Button kind=ButtonKind::Secondary pending=press.pending on_press=send>{words}</Button> }
            .into_any();
    }
    view! { <Confirm label=words.clone() question=t::staff_training::edit::discard_question() action=words pending=press.pending on_confirm=send /> }
        .into_any()
}

/// An action that needs a reason.
#[component]
pub(super) fn WithReason(
    /// The course.
    writing: Writing,
    /// The press.
    press: Press<ListingActionRequest>,
    /// Which.
    action: A,
) -> impl IntoView {
    let errors = provide_form_errors();
    let reason = RwSignal::new(String::new());
    let id = ["reason-", action.as_str()].concat();
    let at = id.clone();
    let send = move |()| {
        let text = reason.get_untracked().trim().to_owned();
        let missing = || FieldError::new(at.clone(), t::staff_training::edit::reason_empty());
        errors.show(text.is_empty().then(missing).into_iter().collect());
        if text.is_empty() {
            return;
        }
        let mut request = ListingActionRequest::plain(version(writing), action);
        request.reason = text;
        press.send(request);
    };
    let words = words::action(action);
    view! {
        <details>
            <summary>{words.clone()}</summary>
            <ErrorSummary />
            <TextField id=id label=t::staff_training::edit::reason() hint=t::staff_training::edit::reason_hint() value=reason />
            <Button kind=ButtonKind::Danger pending=press.pending on_press=send>{words}</Button>
        </details>
    }
    .into_any()
}
