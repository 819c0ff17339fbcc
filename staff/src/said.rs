//! What came of the last press, in words.

use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Explain, Notice, Text, Tone};

/// What came of a press.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// It is done.
    Done(Text),
    /// It was not done: what to do, and what to quote to the help desk.
    Failed(Text, Option<String>),
}

impl Said {
    /// A failure in the words of its code.
    pub(crate) fn of(error: &ClientError) -> Self {
        Self::Failed(error.explain(), error.request_id().map(str::to_owned))
    }
}

/// Shows it where the press was.
#[component]
pub(crate) fn SaidNotice(
    /// What came of it.
    said: RwSignal<Option<Said>>,
) -> impl IntoView {
    move || {
        said.get().map(|said| match said {
            Said::Done(words) => view! {
                <Notice tone=Tone::Success is_live=true>
                    <p>{words}</p>
                </Notice>
            }
            .into_any(),
            Said::Failed(words, request_id) => {
                let quote = request_id
                    .map(|id| view! { <p class="said__quote">{t::staff_policy::quote(id)}</p> });
                view! {
                    <Notice tone=Tone::Error is_live=true>
                        <p>{words}</p>
                        {quote}
                    </Notice>
                }
                .into_any()
            }
        })
    }
}
