//! Everything to put right, at the top, with the focus on it.

use crate::{
    FieldError,
    element::{Element, IntoChild, el},
    use_form_errors,
};
use i18n::t;
use leptos::prelude::*;

/// Lists the form's errors, each a link to its control. Takes focus whenever errors are shown, unless they stood there before
/// the form was drawn anew.
#[component]
pub fn ErrorSummary() -> impl IntoView {
    let errors = use_form_errors();
    let draw = move || {
        // Shown anew, it takes the focus anew.
        let lines: Vec<Element> = errors.all().into_iter().map(line).collect();
        let title = t::common::error_summary::title(lines.len());
        (!lines.is_empty()).then(|| {
            el("div")
                .class("error-summary")
                .attr("role", "alert")
                .attr("tabindex", "-1")
                .focused(!errors.is_kept())
                .child(el("h2").class("error-summary__title").child(title))
                .child(el("ul").child(lines))
        })
    };
    draw.into_child()
}

fn line(error: FieldError) -> Element {
    let href = format!("#{}", error.field);
    let focus = move |event: web_sys::Event| {
        event.prevent_default();
        focus_control(&error.field);
    };
    let link = el("a")
        .attr("href", href)
        .attr("rel", "external")
        .on("click", focus);
    el("li").child(link.child(error.message))
}

fn focus_control(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(control) = document()
        .get_element_by_id(id)
        .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = control.focus();
    }
}
