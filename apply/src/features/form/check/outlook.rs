//! What the rules say of these answers, before they are handed in.

use crate::open::OpenApplication;
use api::policy::ConditionView;
use i18n::t;
use leptos::prelude::*;
use ui::{Fetched, Notice, Tone};

/// Warns when the answers do not meet a condition, and names each. It keeps nobody from handing in: the bureau decides.
///
/// Asked of the server anew, after what was typed last is saved. No warning when that fails: it is no reason to stop.
#[component]
pub(super) fn Outlook(application: OpenApplication) -> impl IntoView {
    let id = application.open.id();
    let found = Fetched::new(move || {
        let id = id.clone();
        async move {
            application.flush().await.ok()?;
            let view = application.open.resident.find_application(&id).await.ok()?;
            view.outlook
                .filter(|outlook| outlook.verdict == "not_eligible")
        }
    });
    move || {
        found.get().flatten().map(|outlook| {
            let unmet = outlook
                .conditions
                .into_iter()
                .filter(|condition| condition.verdict == "unmet");
            let lines: Vec<AnyView> = unmet.map(line).collect();
            view! {
                <Notice tone=Tone::Warning is_live=true>
                    <p>{t::apply::outlook::not_eligible()}</p>
                    <ul>{lines}</ul>
                    <p>{t::apply::outlook::may_still()}</p>
                </Notice>
            }
            .into_any()
        })
    }
}

fn line(condition: ConditionView) -> AnyView {
    view! { <li>{condition.label} " " <small>{condition.citation}</small></li> }.into_any()
}
