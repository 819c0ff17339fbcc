//! What the rules say of these answers, before they are handed in.

use crate::open::OpenApplication;
use client::{FormView, OutlookCondition};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Fetched, Tone,
    element::{Element, IntoChild, el},
    notice,
};

/// Warns when the answers do not meet a condition, and names each. It keeps nobody from handing in: the bureau decides.
///
/// Asked of the server anew, after what was typed last is saved. No warning when that fails: it is no reason to stop.
pub(super) fn outlook(application: OpenApplication) -> AnyView {
    let id = application.open.id();
    let found = Fetched::new(move || {
        let id = id.clone();
        async move {
            application.flush().await.ok()?;
            let view = application
                .open
                .resident
                .find_application::<FormView>(&id)
                .await
                .ok()?;
            view.outlook
                .filter(|outlook| outlook.verdict == "not_eligible")
        }
    });
    let draw = move || {
        let outlook = found.get().flatten()?;
        let unmet = outlook
            .conditions
            .into_iter()
            .filter(|condition| condition.verdict == "unmet");
        let lines: Vec<Element> = unmet.map(line).collect();
        let notice = notice(Tone::Warning, None, true)
            .child(el("p").child(t::apply::outlook::not_eligible()))
            .child(el("ul").child(lines))
            .child(el("p").child(t::apply::outlook::may_still()));
        Some(notice)
    };
    draw.into_child()
}

fn line(condition: OutlookCondition) -> Element {
    el("li")
        .child(condition.label)
        .child(" ")
        .child(el("small").child(condition.citation))
}
