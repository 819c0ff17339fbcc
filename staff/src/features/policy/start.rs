//! Beginning a draft.

use super::{
    desk::use_desk,
    place::{DeskPlace, Subject},
    said::{Said, SaidNotice},
};
use api::policy_desk::{DraftView, StartDraftRequest};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, FieldError, TextField, provide_form_errors};

const TITLE: &str = "draft-title";
const TITLE_CHARS: usize = 80;

/// The form: one field, and the draft opens.
#[component]
pub(super) fn Start(
    /// Hash of the pack to start from.
    based_on: String,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (title, said) = (RwSignal::new(String::new()), RwSignal::new(None));
    let start = desk.press(
        move |request: StartDraftRequest, key| async move {
            desk.staff.start_policy_draft(&request, &key).await
        },
        move |answer: Result<DraftView, ClientError>| match answer {
            Ok(draft) => desk
                .go
                .to(&DeskPlace::Rules(Subject::Draft(draft.id)).to_string()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = title.get_untracked().trim().to_owned();
        let problem = flaw(&typed);
        let is_good = problem.is_none();
        errors.show(problem.into_iter().collect());
        if is_good {
            said.set(None);
            start.send(StartDraftRequest {
                based_on: based_on.clone(),
                title: typed,
            });
        }
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <TextField id=TITLE label=t::staff_policy::start::label() hint=t::staff_policy::start::hint() value=title />
            <SaidNotice said=said />
            <Button kind=ButtonKind::Secondary pending=start.pending>{t::staff_policy::start::submit()}</Button>
        </form>
    }
    .into_any()
}

fn flaw(title: &str) -> Option<FieldError> {
    let length = title.chars().count();
    let words = match length {
        0 => t::staff_policy::start::empty(),
        1..=TITLE_CHARS => return None,
        _ => t::staff_policy::start::long(),
    };
    Some(FieldError::new(TITLE, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_there_and_short() {
        assert!(flaw("").is_some());
        assert!(flaw(&"一".repeat(81)).is_some());
        assert!(flaw(&"一".repeat(80)).is_none());
    }
}
