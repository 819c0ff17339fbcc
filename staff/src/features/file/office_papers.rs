//! What officers put on the file: chosen for the action that is about to be done, opened where its history names it.

use super::{
    beside::{is_photo, use_beside},
    control::Control,
    open_file::{OpenFile, use_open_file},
};
use crate::{
    desk::{Desk, use_desk},
    intent::Intent,
    words,
};
use api::{
    ProblemCode, path,
    staff::{OfficePaperView, StaffApplicationView},
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Doing, Explain, FieldError, FileField, FormErrors, StatusTag, Text, Tone,
    use_form_errors,
};
use web_sys::File;

/// The ids of those that go with the next action.
pub(super) fn waiting_ids(file: &StaffApplicationView) -> Vec<String> {
    let waiting = file.office_papers.iter().filter(|one| one.event.is_none());
    waiting.map(|one| one.paper.id.clone()).collect()
}

/// What it is called.
pub(super) fn name(one: &OfficePaperView) -> Text {
    if one.name.is_empty() {
        return t::staff_file::office_papers::unnamed().into();
    }
    one.name.clone().into()
}

/// The control that takes one more, and those that wait.
#[component]
pub(super) fn Attach() -> impl IntoView {
    let hands = Hands {
        open_file: use_open_file(),
        desk: use_desk(),
        errors: use_form_errors(),
        intent: Intent::new(),
    };
    let upload = Doing::new(move |file: File| hands.upload(file));
    let remove = Doing::new(move |id: String| hands.remove(id));
    let choose = Callback::new(move |file: File| upload.start(file));
    let uploading = upload.pending();
    let progress = move || {
        uploading
            .get()
            .then(|| view! { <p role="status">{t::staff_file::office_papers::uploading()}</p> })
    };
    let waiting = Memo::new(move |_| {
        hands.open_file.file.with(|file| {
            let papers = file.office_papers.iter().filter(|one| one.event.is_none());
            papers.cloned().collect::<Vec<_>>()
        })
    });
    let listed = move || {
        let lines: Vec<AnyView> = waiting.get().iter().map(|one| line(one, remove)).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <p>{t::staff_file::office_papers::waiting()}</p>
                <ul class="file__choices">{lines}</ul>
            }
        })
    };
    view! {
        <FileField
            id=Control::Papers.id()
            label=t::staff_file::office_papers::label()
            hint=t::staff_file::office_papers::hint()
            on_choose=choose
        />
        {progress}
        {listed}
    }
    .into_any()
}

fn line(one: &OfficePaperView, remove: Doing<String>) -> AnyView {
    let id = one.paper.id.clone();
    let press = Callback::new(move |()| remove.start(id.clone()));
    let words = t::staff_file::office_papers::remove(name(one));
    view! {
        <li>
            {opened(one)}
            <Button kind=ButtonKind::Quiet pending=remove.pending() on_press=press>{words}</Button>
        </li>
    }
    .into_any()
}

/// The way to look at one: a photo in place beside another paper, a PDF by saving it.
pub(super) fn opened(one: &OfficePaperView) -> AnyView {
    let (id, is_scanned) = use_open_file()
        .file
        .with_untracked(|file| (file.application.id.clone(), file.papers_scanned));
    let href = path::with_document(path::STAFF_DOCUMENT, &id, &one.paper.id);
    let size = words::size(one.paper.size_bytes);
    let words = t::staff_file::office_papers::paper(name(one), size);
    if is_photo(&one.paper) {
        let (beside, id) = (use_beside(), one.paper.id.clone());
        let compare = Callback::new(move |()| beside.show(id.clone()));
        return view! {
            <p>
                <a href=href target="_blank" rel="noopener external">{words}</a>
                " "
                <Button kind=ButtonKind::Quiet on_press=compare>{t::staff_file::beside::open()}</Button>
            </p>
        }
        .into_any();
    }
    // A photo was drawn anew; a PDF is as it came.
    let unscanned = (!is_scanned).then(|| {
        view! { <StatusTag tone=Tone::Warning label=t::staff_file::answers::unscanned() /> }
    });
    view! {
        <p>
            <a href=href rel="external" download="">{words}</a>
            " "
            {unscanned}
        </p>
    }
    .into_any()
}

/// What both presses need.
#[derive(Clone, Copy)]
struct Hands {
    open_file: OpenFile,
    desk: Desk,
    errors: FormErrors,
    intent: Intent,
}

impl Hands {
    fn file_id(self) -> Option<String> {
        let file = self.open_file.file;
        file.try_with_untracked(|file| file.application.id.clone())
    }

    async fn upload(self, file: File) {
        let Some(id) = self.file_id() else { return };
        // Name, size and time of the last change name the bytes well enough for one press.
        let name = file.name();
        let about = format!("{id}/{name}/{}/{}", file.size(), file.last_modified());
        let key = self.intent.key(&about);
        let staff = self.desk.staff;
        let answer = staff.add_office_paper(&id, &name, file.into(), &key).await;
        self.intent.settle(&answer);
        match answer {
            Ok(added) => self.change(|file| file.office_papers.push(added)),
            Err(error) => self.refuse(&error),
        }
    }

    async fn remove(self, document: String) {
        let Some(id) = self.file_id() else { return };
        let key = self.intent.key(&document);
        let staff = self.desk.staff;
        let answer = staff.remove_office_paper(&id, &document, &key).await;
        self.intent.settle(&answer);
        match answer {
            Err(error) if !error.is(ProblemCode::NotFound) => self.refuse(&error),
            _ => self.change(|file| file.office_papers.retain(|one| one.paper.id != document)),
        }
    }

    fn change(self, change: impl FnOnce(&mut StaffApplicationView)) {
        self.open_file.file.try_update(change);
        self.say(None);
    }

    /// Says it at the control; what is typed in the form stays.
    fn refuse(self, error: &ClientError) {
        if self.desk.has_ended_by(error) {
            return;
        }
        let code = error.fields().first().map(|field| field.code.as_str());
        let said = code.and_then(words::problem);
        let said: Text = said.map_or_else(|| error.explain(), Into::into);
        self.say(Some(said));
    }

    /// Puts it in the place of what was said before at the control; what is wrong elsewhere in the form stays.
    fn say(self, said: Option<Text>) {
        let control = Control::Papers.id();
        let before = untrack(|| self.errors.all());
        let mut lines = before.clone();
        lines.retain(|line| line.field != control);
        lines.extend(said.map(|said| FieldError::new(control, said)));
        if lines != before {
            self.errors.show(lines);
        }
    }
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
            },
            name: String::new(),
            event,
        };
        let mut file = super::super::draft::testing::file();
        file.office_papers = vec![paper("1", Some(2)), paper("2", None)];
        assert_eq!(waiting_ids(&file), ["2"]);
    }
}
