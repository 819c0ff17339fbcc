//! Choosing a sheet or dropping it; the template to fill in.

use super::super::{place::TrainingPlace, words};
use crate::{
    desk::use_desk,
    intent::Intent,
    said::{Said, SaidNotice},
    save::save,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Doing, FileField, Text};
use web_sys::{DragEvent, File};

const ACCEPT: &str = ".xlsx,.csv";

/// The panel.
#[component]
pub(super) fn Upload() -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let intent = Intent::new();
    let upload = Doing::new(move |file: File| async move {
        said.set(None);
        let (name, key) = (file.name(), intent.key_of_file("", &file));
        let answer = desk.staff.add_course_sheet(&name, file.into(), &key).await;
        intent.settle(&answer);
        match answer {
            Ok(sheet) => desk.go.to(&TrainingPlace::Sheet(sheet.id).to_string()),
            Err(error) if desk.has_ended_by(&error) => {}
            Err(error) => said.set(Some(Said::Failed(
                refused(&error),
                error.request_id().map(str::to_owned),
            ))),
        }
    });
    let pending = upload.pending();
    let choose = Callback::new(move |file: File| upload.start(file));
    let drop = move |event: DragEvent| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            upload.start(file);
        }
    };
    let reading = move || {
        pending
            .get()
            .then(|| view! { <p role="status">{t::staff_training::sheet::reading()}</p> })
    };
    view! {
        <p>{t::staff_training::sheet::about()}</p>
        <Files />
        <div class="training__drop" on:dragover=|event: DragEvent| event.prevent_default() on:drop=drop>
            <FileField
                id="sheet"
                label=t::staff_training::sheet::choose()
                hint=t::staff_training::sheet::drop()
                accept=ACCEPT
                on_choose=choose
            />
            {reading}
            <SaidNotice said=said />
        </div>
    }
    .into_any()
}

/// Why it is not taken. What is too large for any document is no photo here.
fn refused(error: &ClientError) -> Text {
    if error.is(api::ProblemCode::BodyTooLarge) {
        let words = t::listing_finding::by_key("sheet_bomb");
        return words.unwrap_or_default().into();
    }
    words::explain(error)
}

/// The template to fill in, and everything that was entered, in the same columns.
#[component]
fn Files() -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let fetch = Doing::new(move |is_template: bool| async move {
        let (answer, name) = if is_template {
            let answer = desk.staff.find_course_template().await;
            (answer, t::staff_training::sheet::file())
        } else {
            let answer = desk.staff.export_listings().await;
            (answer, t::staff_training::sheet::export_file())
        };
        said.set(match &answer {
            Ok(bytes) if save(bytes, name) => {
                Some(Said::Done(t::staff_training::sheet::file_saved().into()))
            }
            Ok(_) => Some(Said::Failed(
                t::staff_training::sheet::not_saved().into(),
                None,
            )),
            Err(error) if desk.has_ended_by(error) => None,
            Err(error) => Some(Said::of(error)),
        });
    });
    let pending = fetch.pending();
    let template = move |()| fetch.start(true);
    let export = move |()| fetch.start(false);
    view! {
        <div class="row">
            <Button kind=ButtonKind::Secondary pending=pending on_press=template>{t::staff_training::sheet::template()}</Button>
            <Button kind=ButtonKind::Secondary pending=pending on_press=export>{t::staff_training::sheet::export()}</Button>
        </div>
        <SaidNotice said=said />
    }
    .into_any()
}
