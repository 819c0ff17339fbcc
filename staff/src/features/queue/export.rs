//! All these files as an Excel sheet, saved where the browser saves things.

use crate::{save::save, session::use_session};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Doing, Explain, Notice, Text, Tone};

/// What came of the last press.
#[derive(Clone)]
enum Came {
    Saved,
    Failed(Text),
}

/// The button, and beside it what is going on: being made, saved, or what to do.
#[component]
pub(super) fn Export(
    /// The officer's calls.
    staff: Staff,
) -> impl IntoView {
    let session = use_session();
    let came = RwSignal::new(None);
    let export = Doing::new(move |()| {
        came.try_set(None);
        async move {
            let answer = staff.export_applications().await;
            came.try_set(match &answer {
                Ok(sheet) if save(sheet, t::staff_export::file()) => Some(Came::Saved),
                Ok(_) => Some(Came::Failed(t::staff_export::not_saved().into())),
                Err(error) if session.has_ended_by(error) => None,
                Err(error) => Some(Came::Failed(error.explain())),
            });
        }
    });
    let pending = export.pending();
    let press = Callback::new(move |()| export.start(()));
    let words = move || {
        if pending.get() {
            t::staff_export::making()
        } else {
            t::staff_export::button()
        }
    };
    let notice = move || {
        let (tone, words): (Tone, Text) = match came.get()? {
            Came::Saved => (Tone::Success, t::staff_export::saved().into()),
            Came::Failed(words) => (Tone::Error, words),
        };
        Some(view! { <Notice tone=tone is_live=true><p>{words}</p></Notice> })
    };
    view! {
        <div class="queue__export">
            <Button kind=ButtonKind::Secondary pending=pending on_press=press>{words}</Button>
            {notice}
        </div>
    }
    .into_any()
}
