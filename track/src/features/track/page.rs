//! The form, and what it finds.

use api::tracking::{TrackRequest, TrackResponse};
use client::{Anonymous, ClientError};
use i18n::{Language, language, t};
use leptos::prelude::*;
use router::use_query_map;
use ui::{
    Bound, Button, ButtonKind, ErrorSummary, FieldError, InputKind, LinkButton, Notice, PageTitle,
    TextField, Tone, provide_form_errors,
};

use super::{
    found::found,
    model::{CODE, TAIL, Typed},
    words::failure,
};

/// Where a file is. The query code may come in the address, from the QR code; the digits never do.
#[component]
pub(crate) fn TrackPage() -> impl IntoView {
    let code = use_query_map()
        .with_untracked(|query| query.get("code"))
        .unwrap_or_default();
    let typed = RwSignal::new(Typed {
        code,
        tail: String::new(),
    });
    let track = Action::new_local(|request: &TrackRequest| {
        let request = request.clone();
        async move { Anonymous.track(&request).await }
    });
    let another = Callback::new(move |()| {
        typed.set(Typed::default());
        track.clear();
    });
    // Remembered, so that an answer that finds nothing does not draw the form anew and lose the focus.
    let file = Memo::new(move |_| track.value().get().and_then(Result::ok));
    view! {
        {move || match file.get() {
            Some(file) => found(&file, another),
            None => form(typed, track),
        }}
    }
    .into_any()
}

type Track = Action<TrackRequest, Result<TrackResponse, ClientError>>;

fn form(typed: RwSignal<Typed>, track: Track) -> AnyView {
    let errors = provide_form_errors();
    let pending = track.pending();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        match typed.with_untracked(Typed::check) {
            Ok(request) => {
                errors.show(Vec::new());
                track.dispatch(request);
            }
            Err(problems) => {
                let words = |code: &str| t::problem::by_key(code).unwrap_or_default();
                errors.show(
                    problems
                        .into_iter()
                        .map(|(field, code)| FieldError::new(field, words(code)))
                        .collect(),
                );
            }
        }
    };
    let failed = move || {
        let answer = track.value().get()?;
        let words = failure(&answer.err()?);
        Some(
            view! { <Notice tone=Tone::Error title=t::track::failed() is_live=true><p>{words}</p></Notice> },
        )
    };
    let code = Bound::part(
        typed,
        |typed| typed.code.clone(),
        |typed, code| typed.code = code,
    );
    let tail = Bound::part(
        typed,
        |typed| typed.tail.clone(),
        |typed, tail| typed.tail = tail,
    );
    // A page of the server's own, which asks its address for the language.
    let pace = match language() {
        Language::Chinese => "/plain/pace",
        Language::English => "/plain/pace?lang=en",
    };
    view! {
        <PageTitle title=t::track::title() />
        <p class="prose">{t::track::what()}</p>
        <form novalidate=true on:submit=submit>
            <ErrorSummary />
            {failed}
            <TextField id=CODE label=t::track::code() hint=t::track::code_hint() value=code />
            <TextField id=TAIL label=t::track::tail() hint=t::track::tail_hint() value=tail kind=InputKind::Digits />
            <Button pending=pending>{t::track::find()}</Button>
        </form>
        <p class="track__mine"><LinkButton kind=ButtonKind::Quiet href="/my/">{t::track::mine()}</LinkButton></p>
        <p><LinkButton kind=ButtonKind::Quiet href="/track/certificate">{t::certificate::check::link()}</LinkButton></p>
        <p><LinkButton kind=ButtonKind::Quiet href=pace>{t::plain::pace::title()}</LinkButton></p>
    }
    .into_any()
}
