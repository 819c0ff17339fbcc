//! What officers put on the file: chosen for the action that is about to be done, opened where its history names it.

use super::{beside::use_beside, control::Control, open_file::use_open_file};
use crate::papers::{AttachPapers, OF_FILE, is_photo, link};
use api::staff::{OfficePaperView, StaffApplicationView};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind};

/// The ids of those that go with the next action.
pub(super) fn waiting_ids(file: &StaffApplicationView) -> Vec<String> {
    let waiting = file.office_papers.iter().filter(|one| one.event.is_none());
    waiting.map(|one| one.paper.id.clone()).collect()
}

/// The control that takes one more, and those that wait.
#[component]
pub(super) fn Attach() -> impl IntoView {
    let file = use_open_file().file;
    let waiting = Memo::new(move |_| {
        file.with(|file| {
            let papers = file.office_papers.iter().filter(|one| one.event.is_none());
            papers.cloned().collect::<Vec<_>>()
        })
    });
    let added = Callback::new(move |one: OfficePaperView| {
        file.try_update(|file| file.office_papers.push(one));
    });
    let removed = Callback::new(move |id: String| {
        file.try_update(|file| file.office_papers.retain(|one| one.paper.id != id));
    });
    let file_id = file.with_untracked(|file| file.application.id.clone());
    let shown = Callback::new(|one: OfficePaperView| opened(&one));
    view! {
        <AttachPapers
            control=Control::Papers.id()
            hint=t::staff_file::office_papers::hint()
            of=(OF_FILE, file_id)
            waiting=waiting
            opened=shown
            on_added=added
            on_removed=removed
        />
    }
    .into_any()
}

/// The way to look at one: a photo in place beside another paper, a PDF by saving it.
pub(super) fn opened(one: &OfficePaperView) -> AnyView {
    let id = use_open_file()
        .file
        .with_untracked(|file| file.application.id.clone());
    let link = link(OF_FILE, &id, one);
    if is_photo(&one.paper) {
        let (beside, id) = (use_beside(), one.paper.id.clone());
        let compare = Callback::new(move |()| beside.show(id.clone()));
        return view! {
            <p>
                {link}
                " "
                <Button kind=ButtonKind::Quiet on_press=compare>{t::staff_file::beside::open()}</Button>
            </p>
        }
        .into_any();
    }
    view! { <p>{link}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::application::DocumentView;

    #[test]
    fn only_what_no_action_came_with_goes_with_the_next() {
        let paper = |id: &str, event: Option<u32>| OfficePaperView {
            paper: DocumentView {
                id: id.into(),
                kind: "office_paper".into(),
                media_type: "application/pdf".into(),
                size_bytes: 1,
                received_at_ms: 0,
                doubts: Vec::new(),
            },
            name: String::new(),
            event,
            is_unscanned: true,
        };
        let mut file = super::super::draft::testing::file();
        file.office_papers = vec![paper("1", Some(2)), paper("2", None)];
        assert_eq!(waiting_ids(&file), ["2"]);
    }
}
