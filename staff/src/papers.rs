//! Papers that go with what somebody is about to do, on whatever file: one control takes them, names those that wait and
//! takes them back.

use crate::{
    desk::{Desk, use_desk},
    intent::Intent,
    words,
};
use api::{ProblemCode, application::DocumentView, path, staff::OfficePaperView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Doing, Explain, FieldError, FileField, FormErrors, StatusTag, Text, Tone,
    use_form_errors,
};
use web_sys::File;

/// Where the papers of a kind of file are: all of a file, and one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PaperPaths(&'static str, &'static str);

/// Of an application.
pub(crate) const OF_FILE: PaperPaths = PaperPaths(path::STAFF_DOCUMENTS, path::STAFF_DOCUMENT);
/// Of a class drawn by lot.
pub(crate) const OF_SPOT_CHECK: PaperPaths =
    PaperPaths(path::STAFF_SPOT_CHECK_PAPERS, path::STAFF_SPOT_CHECK_PAPER);

/// Of the settlement of a class.
pub(crate) const OF_SETTLEMENT: PaperPaths =
    PaperPaths(path::STAFF_SETTLEMENT_PAPERS, path::STAFF_SETTLEMENT_PAPER);

/// Of a course that is off the list.
pub(crate) const OF_LISTING: PaperPaths =
    PaperPaths(path::STAFF_LISTING_PAPERS, path::STAFF_LISTING_PAPER);

/// Whether it is looked at in place.
pub(crate) fn is_photo(paper: &DocumentView) -> bool {
    paper.media_type.starts_with("image/")
}

/// What it is called.
pub(crate) fn name(one: &OfficePaperView) -> Text {
    if one.name.is_empty() {
        return t::staff_file::office_papers::unnamed().into();
    }
    one.name.clone().into()
}

/// The way to look at one: a photo in a page of its own, a PDF by saving it.
pub(crate) fn link(paths: PaperPaths, file_id: &str, one: &OfficePaperView) -> AnyView {
    let href = path::with_document(paths.1, file_id, &one.paper.id);
    let size = words::size(one.paper.size_bytes);
    let words = t::staff_file::office_papers::paper(name(one), size);
    if is_photo(&one.paper) {
        return view! { <a href=href target="_blank" rel="noopener external">{words}</a> }
            .into_any();
    }
    // A photo was drawn anew; a PDF is as it came.
    let unscanned = one.is_unscanned.then(|| {
        view! { <StatusTag tone=Tone::Warning label=t::staff_file::answers::unscanned() /> }
    });
    view! { <a href=href rel="external" download="">{words}</a> " " {unscanned} }.into_any()
}

/// Those that came with something, one under the other; nothing where there are none.
pub(crate) fn links<'a>(
    paths: PaperPaths,
    file_id: &str,
    papers: impl Iterator<Item = &'a OfficePaperView>,
) -> AnyView {
    let lines: Vec<AnyView> = papers
        .map(|one| {
            let link = link(paths, file_id, one);
            view! { <li>{link}</li> }.into_any()
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <ul class="file__choices">{lines}</ul> }.into_any()
}

/// The control that takes one more, and those that wait.
#[component]
pub(crate) fn AttachPapers(
    /// The control's id.
    #[prop(into)]
    control: String,
    /// What to attach, and who reads it.
    #[prop(into)]
    hint: Text,
    /// Where they go, and the id of the file.
    of: (PaperPaths, String),
    /// Those that wait.
    #[prop(into)]
    waiting: Signal<Vec<OfficePaperView>>,
    /// How one is shown.
    opened: Callback<OfficePaperView, AnyView>,
    /// One more was taken.
    on_added: Callback<OfficePaperView>,
    /// The one of this id is gone.
    on_removed: Callback<String>,
) -> impl IntoView {
    let (paths, file_id) = of;
    let hands = Hands {
        paths,
        place: StoredValue::new((file_id, control.clone())),
        on_added,
        on_removed,
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
    let listed = move || {
        let waiting = waiting.get();
        let lines = waiting.into_iter().map(|one| line(one, opened, remove));
        let lines: Vec<AnyView> = lines.collect();
        (!lines.is_empty()).then(|| {
            view! {
                <p>{t::staff_file::office_papers::waiting()}</p>
                <ul class="file__choices">{lines}</ul>
            }
        })
    };
    view! {
        <FileField
            id=control
            label=t::staff_file::office_papers::label()
            hint=hint
            on_choose=choose
        />
        {progress}
        {listed}
    }
    .into_any()
}

fn line(
    one: OfficePaperView,
    opened: Callback<OfficePaperView, AnyView>,
    remove: Doing<String>,
) -> AnyView {
    let id = one.paper.id.clone();
    let press = Callback::new(move |()| remove.start(id.clone()));
    let words = t::staff_file::office_papers::remove(name(&one));
    view! {
        <li>
            {opened.run(one)}
            <Button kind=ButtonKind::Quiet pending=remove.pending() on_press=press>{words}</Button>
        </li>
    }
    .into_any()
}

/// What both presses need.
#[derive(Clone, Copy)]
struct Hands {
    paths: PaperPaths,
    /// The file and the control; gone with the page.
    place: StoredValue<(String, String)>,
    on_added: Callback<OfficePaperView>,
    on_removed: Callback<String>,
    desk: Desk,
    errors: FormErrors,
    intent: Intent,
}

impl Hands {
    async fn upload(self, file: File) {
        let Some((id, _)) = self.place.try_get_value() else {
            return;
        };
        let (name, key) = (file.name(), self.intent.key_of_file(&id, &file));
        let staff = self.desk.staff;
        let to = path::with_id(self.paths.0, &id);
        let answer = staff.add_office_paper(&to, &name, file.into(), &key).await;
        self.intent.settle(&answer);
        match answer {
            Ok(added) => self.done(|| self.on_added.run(added)),
            Err(error) => self.refuse(&error),
        }
    }

    async fn remove(self, paper: String) {
        let Some((id, _)) = self.place.try_get_value() else {
            return;
        };
        let key = self.intent.key(&paper);
        let staff = self.desk.staff;
        let at = path::with_document(self.paths.1, &id, &paper);
        let answer = staff.remove_office_paper(&at, &key).await;
        self.intent.settle(&answer);
        match answer {
            Err(error) if !error.is(ProblemCode::NotFound) => self.refuse(&error),
            _ => self.done(|| self.on_removed.run(paper)),
        }
    }

    /// The page may have been left meanwhile.
    fn done(self, change: impl FnOnce()) {
        if self.place.try_get_value().is_some() {
            change();
            self.say(None);
        }
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
        let Some((_, control)) = self.place.try_get_value() else {
            return;
        };
        let before = untrack(|| self.errors.all());
        let mut lines = before.clone();
        lines.retain(|line| *line.field != *control);
        lines.extend(said.map(|said| FieldError::new(control, said)));
        if lines != before {
            self.errors.show(lines);
        }
    }
}
