//! What the resident can do with a file now, each after a second thought.

use account::{Acting, OpenFile, Ready, failure_notice, use_acting, words};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Confirm, Text,
    element::{IntoChild, el},
    focus_title,
};
use workflow::loan::LoanAction;

/// The buttons for what is possible now. Handing in again has its own page, where the answers are checked.
#[component]
pub(super) fn FileActions(open: OpenFile, actions: Vec<LoanAction>) -> impl IntoView {
    let acting = use_acting(
        open,
        async || Ok(Ready::Yes),
        Callback::new(|_| focus_title()),
    );
    let buttons: Vec<AnyView> = actions
        .into_iter()
        .filter_map(|action| button(action, acting))
        .collect();
    let row = el("div").class("row no-print").child(buttons);
    vec![row.into_child(), failure_notice(acting.failure)].into_any()
}

fn button(action: LoanAction, acting: Acting) -> Option<AnyView> {
    let question: Text = match action {
        LoanAction::DeclineOffer => t::files::act::decline_offer().into(),
        LoanAction::RequestExtension => t::files::act::request_extension().into(),
        LoanAction::Withdraw => t::files::act::withdraw().into(),
        LoanAction::Reopen => t::files::act::reopen().into(),
        _ => return None,
    };
    let confirm = Callback::new(move |()| acting.run(action));
    let view = view! {
        <Confirm label=words::action(action) question=question action=words::action(action) pending=acting.pending on_confirm=confirm />
    };
    Some(view.into_any())
}
