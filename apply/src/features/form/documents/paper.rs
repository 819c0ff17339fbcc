//! One kind of paper.

use super::uploaded::Uploaded;
use crate::{
    features::form::shrink::{MOST_BYTES, shrink},
    open::OpenApplication,
};
use account::{Failure, Intent, paper, words};
use api::application::DocumentView;
use application::DocumentKind;
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use ui::{
    Bound, Explain, FieldError, FileField, FormErrors, Notice, Text, TextArea, Tone,
    provide_form_errors,
};

/// How far the file just chosen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Idle,
    Shrinking,
    Sending,
}

/// What is there, the camera, and the reason why there is none.
#[component]
pub(super) fn Paper(
    application: OpenApplication,
    kind: DocumentKind,
    typed: Callback<()>,
) -> impl IntoView {
    let errors = provide_form_errors();
    let phase = RwSignal::new(Phase::Idle);
    let is_coarse = RwSignal::new(false);
    let intent = Intent::default();
    let there = Memo::new(move |_| {
        application.open.file.with(|file| {
            file.documents
                .iter()
                .filter(|paper| paper.kind == kind.id())
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let choose = Callback::new(move |file: web_sys::File| {
        if phase.get_untracked() != Phase::Idle {
            return;
        }
        errors.show(Vec::new());
        phase.set(Phase::Shrinking);
        spawn_local(async move {
            let shrunk = shrink(file).await;
            phase.try_set(Phase::Sending);
            is_coarse.try_set(shrunk.is_coarse);
            if let Err(words) = send(application, kind, shrunk.blob, intent).await {
                refuse(errors, kind, words);
            }
            phase.try_set(Phase::Idle);
        });
    });
    let uploaded = move || {
        let papers: Vec<AnyView> = there
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, paper)| {
                view! { <Uploaded application=application paper=paper number=at + 1 /> }.into_any()
            })
            .collect();
        (!papers.is_empty()).then(|| view! { <ul class="documents__list">{papers}</ul> }.into_any())
    };
    let title = words::name(&paper(kind.id()));
    view! {
        <section class="documents__paper">
            <h2>{title.clone()}</h2>
            {uploaded}
            <FileField id=kind.id() label=t::apply::papers::add(&title) hint=hint(kind) on_choose=choose />
            <Progress phase=phase />
            {move || is_coarse.get().then(|| view! { <Notice tone=Tone::Warning is_live=true><p>{t::apply::papers::coarse()}</p></Notice> })}
            {move || there.with(Vec::is_empty).then(|| view! { <Absence application=application kind=kind typed=typed /> })}
        </section>
    }
    .into_any()
}

async fn send(
    application: OpenApplication,
    kind: DocumentKind,
    blob: web_sys::Blob,
    intent: Intent,
) -> Result<(), Text> {
    if blob.size() > MOST_BYTES {
        return Err(words::problem("document_too_large"));
    }
    if blob.size() == 0.0 {
        return Err(words::problem("document_empty"));
    }
    if !application.is_open() {
        return Ok(());
    }
    let id = application.open.id();
    // Another file is another intent, even when the one before was never answered.
    intent.renew();
    let paper: DocumentView = match intent.settle(
        application
            .open
            .resident
            .add_document(&id, kind.id(), blob, &intent.key())
            .await,
    ) {
        Ok(paper) => paper,
        Err(failure) => return Err(explained(application, failure)),
    };
    application
        .open
        .file
        .try_update(|file| file.documents.push(paper));
    Ok(())
}

/// The words of the paper's own problem, if the server named one.
fn explained(application: OpenApplication, failure: Failure) -> Text {
    let words = failure
        .fields()
        .first()
        .map_or_else(|| failure.explain(), |error| words::problem(&error.code));
    drop(application.open.session.watch(failure));
    words
}

/// Says it beside the control and leads there, where it is read aloud.
fn refuse(errors: FormErrors, kind: DocumentKind, words: Text) {
    use wasm_bindgen::JsCast;
    errors.show(vec![FieldError::new(kind.id(), words)]);
    let control = document()
        .get_element_by_id(kind.id())
        .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(control) = control {
        let _ = control.focus();
    }
}

#[component]
fn Progress(phase: RwSignal<Phase>) -> impl IntoView {
    let words = move || match phase.get() {
        Phase::Idle => None,
        Phase::Shrinking => Some(t::apply::papers::shrinking()),
        Phase::Sending => Some(t::apply::papers::sending()),
    };
    let shown = move || {
        words().map(|words| view! { <label class="documents__progress">{words} <progress></progress></label> })
    };
    view! { <div role="status">{shown}</div> }.into_any()
}

/// "I cannot supply this because …" is a legal answer.
#[component]
fn Absence(application: OpenApplication, kind: DocumentKind, typed: Callback<()>) -> impl IntoView {
    let reason = application.open.file.with_untracked(|file| {
        file.cannot_supply
            .get(kind.id())
            .cloned()
            .unwrap_or_default()
    });
    let is_open = !reason.is_empty();
    let text = RwSignal::new(reason);
    let change = Callback::new(move |words: String| {
        text.set(words.clone());
        application.explain(kind.id(), words);
        typed.run(());
    });
    view! {
        <details class="documents__absence" open=is_open on:focusout=move |_| application.save_now()>
            <summary>{t::apply::papers::absent()}</summary>
            <TextArea
                id=format!("{}-why", kind.id())
                label=t::apply::papers::why()
                hint=t::apply::papers::why_hint()
                value=Bound::new(text.into(), change)
                limit=300
                rows=3
            />
        </details>
    }
    .into_any()
}

fn hint(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::IdCardFront => t::apply::papers::hint::id_card_front(),
        DocumentKind::IdCardBack => t::apply::papers::hint::id_card_back(),
        DocumentKind::BusinessLicence => t::apply::papers::hint::business_licence(),
        DocumentKind::CategoryProof => t::apply::papers::hint::category_proof(),
        DocumentKind::LabourContracts => t::apply::papers::hint::labour_contracts(),
        DocumentKind::EmployeeRoster => t::apply::papers::hint::employee_roster(),
        DocumentKind::FinancialStatements => t::apply::papers::hint::financial_statements(),
    }
}
