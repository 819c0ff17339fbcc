//! A later last day: what came of asking for one; and the way to the page about it, the subsidy and changes in the business.

use api::extension::ExtensionView;
use api::servicing::LoanView;
use i18n::t;
use leptos::prelude::*;
use ui::element::{Element, IntoChild, el};
use workflow::servicing::ExtensionState;

/// The last request, and the way to a page of the server's own.
pub(super) fn extension(id: &str, loan: &LoanView) -> Vec<AnyView> {
    let link = el("a")
        .attr("href", ["/my/applications/", id, "/loan"].concat())
        .attr("rel", "external")
        .child(t::files::extension::ask());
    let how = el("p")
        .child(t::files::extension::about())
        .child(" ")
        .child(link);
    let parts = [loan.extension.as_ref().map(said), Some(how)];
    let parts = parts.into_iter().flatten();
    parts.map(IntoChild::into_child).collect()
}

fn said(asked: &ExtensionView) -> Element {
    let on = i18n::date(asked.on);
    let words = match asked.state {
        ExtensionState::Review => t::files::extension::review(on),
        ExtensionState::Granted => t::files::extension::granted(on),
        ExtensionState::Refused => t::files::extension::refused(on, &asked.reason),
    };
    el("p").child(words)
}
