//! The photo of a course: chosen, looked at, said in words, taken off; and for a reviewer the new one beside the old.

use super::{
    super::words,
    controls::control_id,
    editor::{Writing, desk_of_page},
    review::{Pins, pin},
};
use crate::{desk::Desk, intent::Intent};
use api::{
    listing::{ListingPhotoView, ListingView, PhotoRoom},
    path,
};
use catalogue::CoursePhoto;
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, PHOTO, PHOTO_ALT};
use ui::{
    Bound, Button, ButtonKind, Doing, Explain, FieldError, FileField, FormErrors, StatusTag, Text,
    TextField, Tone, use_form_errors,
};
use web_sys::File;

/// What the server takes: a PDF is no photo.
const ACCEPTED: &str = "image/jpeg,image/png,image/webp";

/// Where the desk sees the photo of a course.
fn address(listing_id: &str, photo: &CoursePhoto) -> String {
    path::with_document(path::STAFF_LISTING_PHOTO, listing_id, &photo.sha256)
}

/// The photo itself.
pub(super) fn picture(listing_id: &str, photo: &CoursePhoto) -> AnyView {
    let src = address(listing_id, photo);
    let (width, height) = (photo.width.to_string(), photo.height.to_string());
    let alt = photo.alt.clone();
    view! { <img class="training__photo" src=src width=width height=height alt=alt lang="zh-CN" /> }
        .into_any()
}

/// The control that takes a photo, the photo, and the words for those who do not see it.
#[component]
pub(super) fn PhotoField(
    /// What is written.
    writing: Writing,
    /// Keeps what changed, where that is done without a press.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    use t::staff_training::photo as said;
    let draft = writing.draft;
    let room = RwSignal::new(writing.listing.with_untracked(|listing| listing.photos));
    let hands = Hands {
        writing,
        room,
        on_change,
        desk: desk_of_page(),
        errors: use_form_errors(),
        intent: Intent::new(),
    };
    let upload = Doing::new(move |file: File| hands.upload(file));
    let choose = Callback::new(move |file: File| upload.start(file));
    let uploading = upload.pending();
    let progress = move || {
        uploading
            .get()
            .then(|| view! { <p role="status">{said::uploading()}</p> })
    };
    let of_how_many = move || {
        room.get()
            .map(|room| view! { <p class="training__note">{said::kept(room.kept, room.most)}</p> })
    };
    let has_photo = Memo::new(move |_| draft.with(|draft| draft.photo.is_some()));
    let shown = move || has_photo.get().then(|| chosen(writing, on_change));
    view! {
        <FileField
            id=control_id(PHOTO)
            label=words::place(PHOTO)
            hint=said::hint()
            accept=ACCEPTED
            on_choose=choose
        />
        {of_how_many}
        {progress}
        {shown}
    }
    .into_any()
}

/// The photo that is chosen, its words, and the press that takes it off.
fn chosen(writing: Writing, on_change: Callback<()>) -> AnyView {
    use t::staff_training::photo as said;
    let draft = writing.draft;
    let alt = Bound::part(
        draft,
        |draft| draft.photo.as_ref().map(alt_of).unwrap_or_default(),
        |draft, typed| {
            if let Some(photo) = &mut draft.photo {
                photo.alt = typed;
            }
        },
    );
    let hash = Memo::new(move |_| {
        draft.with(|draft| draft.photo.as_ref().map(|photo| photo.sha256.clone()))
    });
    let id = writing.listing.with_untracked(|listing| listing.id.clone());
    let seen = move || {
        hash.get()?;
        draft.with_untracked(|draft| Some(picture(&id, draft.photo.as_ref()?)))
    };
    let remove = Callback::new(move |()| {
        draft.update(|draft| draft.photo = None);
        on_change.run(());
    });
    view! {
        <p>{seen}</p>
        <TextField id=control_id(PHOTO_ALT) label=words::place(PHOTO_ALT) hint=said::alt_hint() value=alt />
        <p><Button kind=ButtonKind::Quiet on_press=remove>{said::remove()}</Button></p>
    }
    .into_any()
}

fn alt_of(photo: &CoursePhoto) -> String {
    photo.alt.clone()
}

/// What the upload needs.
#[derive(Clone, Copy)]
struct Hands {
    writing: Writing,
    room: RwSignal<Option<PhotoRoom>>,
    on_change: Callback<()>,
    desk: Desk,
    errors: FormErrors,
    intent: Intent,
}

impl Hands {
    async fn upload(self, file: File) {
        let listing = self.writing.listing;
        let Some(id) = listing.try_with_untracked(|listing| listing.id.clone()) else {
            return;
        };
        let (name, key) = (file.name(), self.intent.key_of_file(&id, &file));
        let staff = self.desk.staff;
        let answer = staff.add_listing_photo(&id, &name, file.into(), &key).await;
        self.intent.settle(&answer);
        match answer {
            Ok(kept) => self.take(kept),
            Err(error) => self.refuse(&error),
        }
    }

    /// Another photo has other words; those of the one before stay to be put right.
    fn take(self, kept: ListingPhotoView) {
        let put = |draft: &mut Draft| {
            let alt = draft.photo.as_ref().map(alt_of).unwrap_or_default();
            draft.photo = Some(CoursePhoto {
                sha256: kept.sha256.clone(),
                width: kept.width,
                height: kept.height,
                alt,
            });
        };
        let is_there = self.writing.draft.try_update(put).is_some();
        // The page may have been left meanwhile.
        if is_there {
            if kept.photos.is_some() {
                self.room.set(kept.photos);
            }
            self.say(None);
            self.on_change.run(());
        }
    }

    /// Says it at the control; what is typed in the form stays.
    fn refuse(self, error: &ClientError) {
        if self.desk.has_ended_by(error) {
            return;
        }
        let said = error.fields().first().map(words::refused);
        self.say(Some(said.unwrap_or_else(|| error.explain())));
    }

    /// Puts it in the place of what was said before at the control; what is wrong elsewhere in the form stays.
    fn say(self, said: Option<Text>) {
        let before = untrack(|| self.errors.all());
        let mut lines = before.clone();
        lines.retain(|line| *line.field != *PHOTO);
        lines.extend(said.map(|said| FieldError::new(PHOTO, said)));
        if lines != before {
            self.errors.show(lines);
        }
    }
}

/// The photo and its words for a reviewer, each beside what residents see now; nothing where neither has one.
pub(super) fn reviewed(listing: &ListingView, pins: Option<Pins>) -> Vec<AnyView> {
    let now = listing.draft.photo.as_ref();
    let live = listing.live.as_ref().and_then(|live| live.photo.as_ref());
    if now.is_none() && live.is_none() {
        return Vec::new();
    }
    let draw = |photo: &CoursePhoto| picture(&listing.id, photo);
    let none = || t::staff_training::edit::none().into_any();
    let hash = |photo: &CoursePhoto| photo.sha256.clone();
    let is_other = listing.live.is_some() && now.map(hash) != live.map(hash);
    let before = is_other.then(|| {
        let words = t::staff_training::review::before(String::new());
        let seen = live.map_or_else(none, draw);
        view! { <dd class="training__note">{words} {seen}</dd> }.into_any()
    });
    let old = live
        .map(alt_of)
        .filter(|old| now.map(alt_of).as_ref() != Some(old));
    let old = old.map(|old| {
        view! { <dd class="training__note">{t::staff_training::review::before(old)}</dd> }
            .into_any()
    });
    let alt = now.map(alt_of).filter(|alt| !alt.is_empty());
    let alt = alt.map_or_else(none, IntoAny::into_any);
    vec![
        item(listing, PHOTO, (now.map_or_else(none, draw), before), pins),
        item(listing, PHOTO_ALT, (alt, old), pins),
    ]
}

fn item(
    listing: &ListingView,
    at: &'static str,
    (now, before): (AnyView, Option<AnyView>),
    pins: Option<Pins>,
) -> AnyView {
    let is_changed = listing.changed.iter().any(|changed| changed == at);
    let mark = is_changed
        .then(|| view! { <StatusTag tone=Tone::Info label=t::staff_training::edit::changed() /> });
    let pin = pins.map(|pins| pin(pins, at.to_owned()));
    view! {
        <div class="training__item">
            <dl class="training__reviewed">
                <dt>{words::place(at)} " " {mark}</dt>
                <dd>{now}</dd>
                {before}
            </dl>
            {pin}
        </div>
    }
    .into_any()
}
