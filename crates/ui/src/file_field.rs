//! A photo or a file.

use crate::{Text, field::Frame};
use i18n::t;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Takes a photo with the phone's camera, or a file. The picture goes to `on_choose`; the control then stands empty again.
#[component]
pub fn FileField(
    /// The control's id, and its key among the form's errors.
    #[prop(into)]
    id: Text,
    /// What to photograph.
    #[prop(into)]
    label: Text,
    /// How to take a readable picture.
    #[prop(into, optional)]
    hint: Option<Text>,
    /// What the server takes.
    #[prop(default = "image/jpeg,image/png,image/webp,application/pdf")]
    accept: &'static str,
    /// Receives the file.
    #[prop(into)]
    on_choose: Callback<web_sys::File>,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let choose = move |event: web_sys::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_choose.run(file);
            input.set_value("");
        }
    };
    let control = frame
        .control("input", "field__control file-field")
        .attr("type", "file")
        .attr("accept", accept)
        .attr("title", t::common::file::choose())
        .on("change", choose);
    frame.around(control)
}
