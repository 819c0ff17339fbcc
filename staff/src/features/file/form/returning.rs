//! The correction notice: everything pinned, as the resident will read it.

use super::{
    super::{control::Control, open_file::use_open_file},
    ActionForm,
};
use crate::words;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, TextArea};
use workflow::loan::{DefectCode, LoanAction, next};

/// The preview, what another return of the stage needs, and the button.
#[component]
pub(super) fn ReturnForm() -> impl IntoView {
    let open_file = use_open_file();
    let (drafts, file) = (open_file.drafts, open_file.file);
    let ticked =
        Memo::new(move |_| drafts.with(|drafts| file.with(|file| drafts.returning.ticked(file))));
    let preview = move || {
        let ticked = ticked.get();
        if ticked.is_empty() {
            return view! { <p role="status">{t::staff_file::returning::chosen_none()}</p> }
                .into_any();
        }
        let count = t::staff_file::returning::chosen(ticked.len());
        let items: Vec<AnyView> = ticked.into_iter().map(item).collect();
        view! {
            <p role="status">{count}</p>
            <div class="file__preview">
                <p class="file__preview-title">{t::staff_file::returning::preview()}</p>
                <p>{returned_sentence(open_file.file.with_untracked(|file| file.application.state))}</p>
                <ol>{items}</ol>
            </div>
        }
        .into_any()
    };
    let needs_supervisor = Memo::new(move |_| file.with(|file| file.returns_in_stage > 0));
    let supervisor = move || {
        needs_supervisor.get().then(|| {
            let reason = Bound::part(
                drafts,
                |drafts| drafts.returning.supervisor_reason.clone(),
                |drafts, text| drafts.returning.supervisor_reason = text,
            );
            view! {
                <TextArea
                    id=Control::Supervisor.id() limit=500
                    label=t::staff_file::returning::supervisor()
                    hint=t::staff_file::returning::supervisor_hint()
                    value=reason
                    rows=2
                />
            }
        })
    };
    let needs_facts = Memo::new(move |_| file.with(|file| file.returns_in_stage > 1));
    let new_facts = move || {
        needs_facts.get().then(|| {
            let facts = Bound::part(
                drafts,
                |drafts| drafts.returning.new_facts.clone(),
                |drafts, text| drafts.returning.new_facts = text,
            );
            view! {
                <TextArea
                    id=Control::NewFacts.id() limit=500
                    label=t::staff_file::returning::new_facts()
                    hint=t::staff_file::returning::new_facts_hint()
                    value=facts
                    rows=2
                />
            }
        })
    };
    view! {
        <ActionForm
            action=LoanAction::Return
            about=t::staff_file::returning::form_about()
            submit=t::staff_file::returning::submit()
            takes_focus=false
        >
            {preview}
            {supervisor}
            {new_facts}
        </ActionForm>
    }
    .into_any()
}

fn item((field, code, note): (String, Option<DefectCode>, String)) -> AnyView {
    let defect = code.map(words::defect).unwrap_or_default();
    let note = (!note.is_empty()).then(|| view! { <p class="file__words">{note}</p> });
    view! { <li>{t::staff_file::returning::item(words::name(&field), defect)} {note}</li> }
        .into_any()
}

/// The sentence the resident will read above the list.
fn returned_sentence(state: workflow::loan::LoanState) -> &'static str {
    let officer = state.stage().map(workflow::loan::Stage::officer);
    let returned = officer.and_then(|role| next(state, LoanAction::Return, role).ok());
    returned.map(words::sentence).unwrap_or_default()
}
