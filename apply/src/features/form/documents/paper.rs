//! One kind of paper.

use super::uploaded::Uploaded;
use crate::{
    kept,
    open::{OpenApplication, listed, two_answers},
};
use account::{paper, words};
use api::application::MOST_TEXT_CHARS;
use application::{Answer, DocumentKind};
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use ui::{
    Bound, FieldError, FileField, FormErrors, Text, TextArea,
    element::{Element, el},
    provide_form_errors,
};

/// What is there, the camera, and the reason why there is none.
#[component]
pub(super) fn Paper(
    application: OpenApplication,
    kind: DocumentKind,
    typed: Callback<()>,
) -> impl IntoView {
    let errors = provide_form_errors();
    let is_shrinking = RwSignal::new(false);
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
        if is_shrinking.get_untracked() {
            return;
        }
        errors.show(Vec::new());
        is_shrinking.set(true);
        spawn_local(async move {
            let code = kept::take_photo(&application.open.id(), kind.id(), &file).await;
            if is_shrinking.try_set(false).is_none() && !code.is_empty() {
                refuse(errors, kind, words::form_problem(&code));
            }
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
    // Told apart from what changes of other papers, which must not take the reason away while it is typed.
    let is_open = Memo::new(move |_| {
        let is_here = application
            .photos
            .with(|photos| listed(&photos.kinds).any(|known| known == kind.id()));
        !is_here && there.with(Vec::is_empty)
    });
    let absence = move || {
        is_open
            .get()
            .then(|| view! { <Absence application=application kind=kind typed=typed /> }.into_any())
    };
    let add = t::apply::papers::add(&title);
    // What waits here is drawn by the script that keeps it.
    let here = el("div")
        .attr("data-kept", kind.id())
        .attr("data-name", title.clone());
    el("section")
        .class("documents__paper")
        .child(el("h2").child(title))
        .child(uploaded)
        .child(here)
        .child(
            view! { <FileField id=kind.id() label=add hint=hint(application, kind) on_choose=choose /> }
                .into_any(),
        )
        .child(progress(is_shrinking))
        .child(two_answers(application, paper(kind.id()).into()))
        .child(absence)
        .into_any()
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

fn progress(is_shrinking: RwSignal<bool>) -> Element {
    let shown = move || {
        let label = el("label")
            .class("documents__progress")
            .child(t::apply::papers::shrinking())
            .child(" ")
            .child(el("progress"));
        is_shrinking.get().then_some(label)
    };
    el("div").attr("role", "status").child(shown)
}

/// "I cannot supply this because …" is a legal answer.
#[component]
fn Absence(application: OpenApplication, kind: DocumentKind, typed: Callback<()>) -> impl IntoView {
    let reason = move || {
        application.open.file.with(|file| {
            file.cannot_supply
                .get(kind.id())
                .cloned()
                .map_or_else(String::new, Answer::into_text)
        })
    };
    let text = RwSignal::new(untrack(reason));
    let is_open = text.with_untracked(|reason| !reason.is_empty());
    // Shown anew when the reason given elsewhere takes this one's place.
    Effect::new(move |_| text.set(reason()));
    let change = Callback::new(move |words: String| {
        text.set(words.clone());
        application.answer(&paper(kind.id()), Answer::One(words));
        typed.run(());
    });
    let why = view! {
        <TextArea
            id=[kind.id(), "-why"].concat()
            label=t::apply::papers::why()
            hint=t::apply::papers::why_hint()
            value=Bound::new(text.into(), change)
            limit=MOST_TEXT_CHARS
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

fn hint(application: OpenApplication, kind: DocumentKind) -> Text {
    let words = match kind {
        DocumentKind::IdCardFront => t::apply::papers::hint::id_card_front(),
        DocumentKind::IdCardBack => t::apply::papers::hint::id_card_back(),
        DocumentKind::BusinessLicence => t::apply::papers::hint::business_licence(),
        DocumentKind::Articles => t::apply::papers::hint::articles(),
        DocumentKind::CategoryProof => {
            let file = application.open.file;
            return file
                .with_untracked(|file| words::category_proofs(&file.answers))
                .into();
        }
        DocumentKind::LabourContracts => t::apply::papers::hint::labour_contracts(),
        DocumentKind::HireGroupProof => t::apply::papers::hint::hire_group_proof(),
        DocumentKind::EmployeeRoster => t::apply::papers::hint::employee_roster(),
        DocumentKind::FinancialStatements => t::apply::papers::hint::financial_statements(),
    };
    words.into()
}
