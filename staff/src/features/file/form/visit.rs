//! Booking the guarantee agency's visit.

use super::{
    super::{control::Control, open_file::use_open_file, verdict::day},
    ActionForm,
};
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, DateField, TextArea};
use workflow::loan::LoanAction;

/// The day, and what to have ready.
#[component]
pub(super) fn VisitForm() -> impl IntoView {
    let open_file = use_open_file();
    let drafts = open_file.drafts;
    let on = Bound::part(
        drafts,
        |drafts| drafts.visit.on.clone(),
        |drafts, text| drafts.visit.on = text,
    );
    let note = Bound::part(
        drafts,
        |drafts| drafts.visit.note.clone(),
        |drafts, text| drafts.visit.note = text,
    );
    let booked = open_file.file.with_untracked(|file| {
        let visit = file.application.visit.as_ref();
        visit.map(|visit| t::staff_file::visit::booked(day(&visit.on)))
    });
    view! {
        <ActionForm action=LoanAction::BookVisit about=t::staff_file::visit::about() submit=t::staff_file::visit::submit()>
            {booked.map(|words| view! { <p>{words}</p> })}
            <DateField id=Control::VisitOn.id() label=t::staff_file::visit::on() value=on />
            <TextArea
                id=Control::VisitNote.id() limit=500
                label=t::staff_file::visit::note()
                hint=t::staff_file::visit::note_hint()
                value=note
                rows=3
            />
        </ActionForm>
    }
    .into_any()
}
