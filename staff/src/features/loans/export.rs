//! All these loans as an Excel sheet, saved where the browser saves things.

use crate::{
    desk::use_desk,
    said::{Said, SaidNotice},
    save::save,
};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Doing};

/// The button, and beside it what is going on: being made, saved, or what to do.
#[component]
pub(super) fn Export() -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let export = Doing::new(move |()| {
        said.try_set(None);
        async move {
            let answer = desk.staff.export_loans().await;
            said.try_set(match &answer {
                Ok(sheet) if save(sheet, t::staff_export::loans::file()) => {
                    Some(Said::Done(t::staff_export::saved().into()))
                }
                Ok(_) => Some(Said::Failed(t::staff_export::not_saved().into(), None)),
                Err(error) if desk.has_ended_by(error) => None,
                Err(error) => Some(Said::of(error)),
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
    view! {
        <Button kind=ButtonKind::Secondary pending=pending on_press=press>{words}</Button>
        <SaidNotice said=said />
    }
    .into_any()
}
