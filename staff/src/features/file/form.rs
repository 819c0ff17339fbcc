//! The form of each action. All share one frame: what the action does, the errors, the controls, one button.

mod approve;
mod conditions;
mod contract;
mod disbursement;
mod refusal;
mod returning;
mod settle;
mod visit;

use super::{
    actions::close,
    office_papers::Attach,
    open_file::{OpenFile, use_open_file},
};
use crate::words;
use leptos::{html, prelude::*};
use ui::{Button, ButtonKind, ErrorSummary};
use workflow::loan::LoanAction;

/// The form of an action. The plain ones ask for a word at most.
pub(super) fn of(action: LoanAction) -> AnyView {
    match action {
        LoanAction::Return => view! { <returning::ReturnForm /> }.into_any(),
        LoanAction::ProposeRefusal => view! { <refusal::RefusalForm /> }.into_any(),
        LoanAction::BookVisit => view! { <visit::VisitForm /> }.into_any(),
        LoanAction::Approve => view! { <approve::ApproveForm /> }.into_any(),
        LoanAction::Sign => view! { <contract::ContractForm /> }.into_any(),
        LoanAction::MeetCondition => view! { <conditions::MetForm /> }.into_any(),
        LoanAction::ProposeDisbursement => view! { <disbursement::DisbursementForm /> }.into_any(),
        other => settle::of(other),
    }
}

/// The frame around a form's controls.
#[component]
fn ActionForm(
    /// What is done.
    action: LoanAction,
    /// What that means.
    about: &'static str,
    /// The button's words.
    submit: &'static str,
    /// How the button looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether the form's heading takes the focus when it opens.
    #[prop(default = true)]
    takes_focus: bool,
    /// The controls, where the action needs a word.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let open_file: OpenFile = use_open_file();
    let heading = NodeRef::<html::H3>::new();
    if takes_focus {
        Effect::new(move |_| {
            if let Some(heading) = heading.get() {
                let _ = heading.focus();
            }
        });
    }
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open_file.submit(action);
    };
    view! {
        <form class="file__form" novalidate on:submit=send>
            <h3 class="file__heading" tabindex="-1" node_ref=heading>{words::action(action)}</h3>
            <p>{about}</p>
            <ErrorSummary />
            {children.map(|children| children())}
            <Attach />
            <div class="row">
                <Button kind=kind pending=open_file.pending>{submit}</Button>
                {close(open_file)}
            </div>
        </form>
    }
    .into_any()
}
