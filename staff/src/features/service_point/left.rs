//! What lies on this computer after somebody was helped.

use crate::desk::use_desk;
use api::service_point::{LeftFile, LeftFileKind};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Explain, Notice, Tone};

/// Names the files that only the clerk can delete, until the clerk says they are gone.
#[component]
pub(super) fn LeftFiles(
    /// The files.
    files: Vec<LeftFile>,
    /// After the clerk has said so.
    on_gone: Callback<()>,
) -> impl IntoView {
    if files.is_empty() {
        return ().into_any();
    }
    let desk = use_desk();
    let failure = RwSignal::new(None);
    let press = desk.press(
        move |(): (), _| async move { desk.staff.forget_left_files().await },
        move |answer| match answer {
            Ok(()) => on_gone.run(()),
            Err(error) => failure.set(Some(error.explain())),
        },
    );
    let names: Vec<AnyView> = files.iter().map(line).collect();
    let failed = move || {
        failure
            .get()
            .map(|words| view! { <p role="alert">{words}</p> })
    };
    view! {
        <Notice tone=Tone::Warning title=t::staff_service_point::left::title() is_live=true>
            <p>{t::staff_service_point::left::about()}</p>
            <ul class="service-point__left">{names}</ul>
            {failed}
            <Button kind=ButtonKind::Secondary pending=press.pending on_press=move |()| press.send(())>
                {t::staff_service_point::left::gone()}
            </Button>
        </Notice>
    }
    .into_any()
}

fn line(file: &LeftFile) -> AnyView {
    let words = match file.kind {
        LeftFileKind::Scan => t::staff_service_point::left::scan(file.name.clone()),
        LeftFileKind::Print => t::staff_service_point::left::print(file.name.clone()),
    };
    view! { <li>{words}</li> }.into_any()
}
