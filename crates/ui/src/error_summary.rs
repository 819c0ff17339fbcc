//! Everything to put right, at the top, with the focus on it.

use crate::use_form_errors;
use i18n::t;
use leptos::{html, prelude::*};

/// Lists the form's errors, each a link to its control. Takes focus whenever errors are shown.
#[component]
pub fn ErrorSummary() -> impl IntoView {
    let errors = use_form_errors();
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        // Tracks the errors and the element: focus reaches out of the page's state, nothing is written.
        if !errors.is_empty()
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let lines = move || {
        errors
            .all()
            .into_iter()
            .map(|error| {
                let target = error.field.clone();
                let focus = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    focus_control(&target);
                };
                view! { <li><a href=format!("#{}", error.field) rel="external" on:click=focus>{error.message}</a></li> }
            })
            .collect_view()
    };
    move || {
        (!errors.is_empty()).then(|| {
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
                    <h2 class="error-summary__title">{t::common::error_summary::title(errors.all().len())}</h2>
                    <ul>{lines}</ul>
                </div>
            }
            .into_any()
        })
    }
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
