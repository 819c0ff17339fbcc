//! A later last day: what came of asking for one, and where to ask.

use api::extension::ExtensionView;
use api::servicing::LoanView;
use i18n::t;
use leptos::prelude::*;
use ui::element::{Element, IntoChild, el};
use workflow::servicing::ExtensionState;

/// The last request, and how to make one; nothing where there is neither.
pub(super) fn extension(loan: &LoanView) -> Vec<AnyView> {
    let how = (loan.extension_months > 0).then(|| el("p").child(t::files::extension::about()));
    let parts = [loan.extension.as_ref().map(said), how];
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
