//! What came of the last press; it takes the focus, because the button that was pressed may be gone.

use super::{
    change::Change,
    open_file::{Outcome, use_open_file},
};
use crate::words;
use i18n::t;
use leptos::{html, prelude::*};
use ui::{Notice, Tone};

/// The outcome, if there is one.
#[component]
pub(super) fn OutcomeNotice() -> impl IntoView {
    let open_file = use_open_file();
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if open_file.outcome.with(Option::is_some)
            && let Some(place) = place.get()
        {
            let _ = place.focus();
        }
    });
    let notice = move || {
        open_file.outcome.get().map(|outcome| match outcome {
            Outcome::Done(action) => {
                let state = open_file.file.with_untracked(|file| file.application.state);
                view! {
                    <Notice tone=Tone::Success title=t::staff_file::outcome::done(words::action(action)) is_live=true>
                        <p>{t::staff_file::outcome::done_next(words::state(state))}</p>
                    </Notice>
                }
                .into_any()
            }
            Outcome::Outdated(changes) => {
                let changes: Vec<AnyView> = changes.into_iter().map(line).collect();
                let is_same = changes.is_empty();
                view! {
                    <Notice tone=Tone::Warning title=t::staff_file::outcome::stale_title() is_live=true>
                        <p>{if is_same { t::staff_file::change::nothing() } else { t::staff_file::outcome::stale() }}</p>
                        <ul>{changes}</ul>
                    </Notice>
                }
                .into_any()
            }
            Outcome::Failed { words, request_id } => view! {
                <Notice tone=Tone::Error title=t::staff_file::outcome::failed() is_live=true>
                    <p>{words}</p>
                    {request_id.map(|id| view! { <p>{t::staff_file::outcome::help(id)}</p> })}
                </Notice>
            }
            .into_any(),
        })
    };
    view! { <div class="file__outcome" tabindex="-1" node_ref=place>{notice}</div> }.into_any()
}

fn line(change: Change) -> AnyView {
    use t::staff_file::change;
    let words = match change {
        Change::State { before, after } => change::state(words::state(before), words::state(after)),
        Change::Event(event) => change::event(
            i18n::time_ms(event.at_ms),
            words::role(event.role),
            words::action(event.action),
        ),
        Change::Answers(fields) => change::answers(names(&fields)),
        Change::Papers(kinds) => change::papers(names(&kinds)),
        Change::RefusalProposed(name) => change::refusal_proposed(name),
        Change::RefusalGone => change::refusal_gone().to_owned(),
        Change::DisbursementProposed(name) => change::disbursement_proposed(name),
    };
    view! { <li>{words}</li> }.into_any()
}

fn names(ids: &[String]) -> String {
    words::names(ids.iter().map(String::as_str))
}
