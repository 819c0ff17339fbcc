//! One kind of paper.

use super::uploaded::Uploaded;
use crate::{
    features::form::shrink::{MOST_BYTES, shrink},
    open::OpenApplication,
};
use account::{Failure, Intent, paper, words};
use api::application::DocumentView;
use application::{Answer, DocumentKind};
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use ui::{
    Bound, Explain, FieldError, FileField, FormErrors, Text, TextArea, Tone,
    element::{Element, el},
    notice, provide_form_errors,
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
        (!papers.is_empty()).then(|| el("ul").class("documents__list").child(papers))
    };
    let title = words::name(&paper(kind.id()));
    let coarse = move || {
        let words = is_coarse.get().then(t::apply::papers::coarse)?;
        Some(notice(Tone::Warning, None, true).child(el("p").child(words)))
    };
    let absence = move || {
        let is_open = there.with(Vec::is_empty);
        is_open
            .then(|| view! { <Absence application=application kind=kind typed=typed /> }.into_any())
    };
    let add = t::apply::papers::add(&title);
    el("section")
        .class("documents__paper")
        .child(el("h2").child(title))
        .child(uploaded)
        .child(
            view! { <FileField id=kind.id() label=add hint=hint(kind) on_choose=choose /> }
                .into_any(),
        )
        .child(progress(phase))
        .child(coarse)
        .child(absence)
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

fn progress(phase: RwSignal<Phase>) -> Element {
    let shown = move || {
        let words = match phase.get() {
            Phase::Idle => return None,
            Phase::Shrinking => t::apply::papers::shrinking(),
            Phase::Sending => t::apply::papers::sending(),
        };
        let label = el("label").class("documents__progress").child(words);
        Some(label.child(" ").child(el("progress")))
    };
    el("div").attr("role", "status").child(shown)
}

/// "I cannot supply this because …" is a legal answer.
#[component]
fn Absence(application: OpenApplication, kind: DocumentKind, typed: Callback<()>) -> impl IntoView {
    let reason = application.open.file.with_untracked(|file| {
        file.cannot_supply
            .get(kind.id())
            .cloned()
            .map_or_else(String::new, Answer::into_text)
    });
    let is_open = !reason.is_empty();
    let text = RwSignal::new(reason);
    let change = Callback::new(move |words: String| {
        text.set(words.clone());
        application.explain(kind.id(), words);
        typed.run(());
    });
    let why = view! {
        <TextArea
            id=[kind.id(), "-why"].concat()
            label=t::apply::papers::why()
            hint=t::apply::papers::why_hint()
            value=Bound::new(text.into(), change)
            limit=300
            rows=3
        />
    };
    el("details")
        .class("documents__absence")
        .attr("open", is_open)
        .on("focusout", move |_| application.save_now())
        .child(el("summary").child(t::apply::papers::absent()))
        .child(why.into_any())
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
