//! The text being changed.

use super::super::{
    super::{
        desk::{Desk, use_desk},
        kept::kept,
        mistakes::at,
        place::{DeskPlace, LINE, Subject},
        said::{Said, SaidNotice},
    },
    trial::{Trial, TrialNotice, try_out},
};
use super::lines::{scroll_to, span};
use api::{
    ProblemCode,
    policy_desk::{PolicySubject, SavedDraftResponse, SourceFileView, WriteSourceRequest},
};
use client::ClientError;
use i18n::t;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use ui::{Button, Confirm};

const TEXT: &str = "source-text";

/// What the editor works on.
#[derive(Clone, Copy)]
struct Open {
    desk: Desk,
    id: StoredValue<String>,
    path: StoredValue<String>,
    /// The text as it is saved.
    saved: RwSignal<String>,
    version: RwSignal<u32>,
    said: RwSignal<Option<Said>>,
    trial: RwSignal<Trial>,
}

/// The editor with what the compiler and the cases say.
#[component]
pub(super) fn Editor(
    /// Draft id.
    id: String,
    /// The file.
    file: SourceFileView,
) -> impl IntoView {
    let desk = use_desk();
    let open = Open {
        desk,
        id: StoredValue::new(id.clone()),
        path: StoredValue::new(file.path.clone()),
        saved: RwSignal::new(file.text),
        version: RwSignal::new(file.version),
        said: RwSignal::new(None),
        trial: RwSignal::new(Trial::Running),
    };
    let typed = kept(format!("{id}/{}", file.path), open.saved.into());
    let tried = id.clone();
    spawn_local(async move { try_out(desk, &tried, open.trial).await });
    let write = {
        let id = id.clone();
        desk.press(
            move |request: WriteSourceRequest, key| {
                let id = id.clone();
                async move { desk.staff.write_policy_source(&id, &request, &key).await }
            },
            move |answer| open.take(answer, typed),
        )
    };
    let send = move |text: String| {
        open.said.set(None);
        write.send(WriteSourceRequest {
            version: open.version.get_untracked(),
            path: open.path.get_value(),
            text,
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(typed.get_untracked());
    };
    let is_extra = ["programmes/", "cases/"]
        .iter()
        .any(|folder| file.path.starts_with(folder));
    let remove = is_extra.then(|| {
        view! {
            <Confirm
                label=t::staff_policy::source::remove()
                question=t::staff_policy::source::remove_question()
                action=t::staff_policy::source::remove_action()
                pending=write.pending
                on_confirm=move |()| send(String::new())
            />
        }
    });
    view! {
        <form class="policy__form" novalidate on:submit=submit>
            <Text open=open typed=typed />
            <SaidNotice said=open.said />
            <Button pending=write.pending>{t::staff_policy::form::save()}</Button>
        </form>
        <h2>{t::staff_policy::trial::title()}</h2>
        <TrialNotice draft=id trial=open.trial />
        {remove}
    }
    .into_any()
}

/// The text with the mistakes of this file above it; a press on one goes to its line.
#[component]
fn Text(
    /// The file.
    open: Open,
    /// What is typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let line = use_query_map().with_untracked(|query| query.get(LINE));
    Effect::new(move |_| {
        // The line that the address names, once the text is drawn.
        let line = line.as_deref().and_then(|line| line.parse().ok());
        if let (Some(area), Some(line)) = (area.get(), line) {
            select(&area, &typed.get_untracked(), line);
        }
    });
    let mistakes = move || {
        let path = open.path.get_value();
        open.trial.with(|trial| {
            let here = trial.errors().iter().filter(|error| error.file == path);
            here.map(|error| {
                let (line, words, message) = (error.line, at(error), error.message.clone());
                let go = Callback::new(move |()| {
                    if let Some(area) = area.get_untracked() {
                        select(&area, &typed.get_untracked(), line);
                    }
                });
                view! {
                    <li>
                        <Button kind=ui::ButtonKind::Quiet on_press=go>{words}</Button>
                        <span class="policy__message" lang="en">{message}</span>
                    </li>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
        })
    };
    let is_unsaved =
        Memo::new(move |_| open.saved.with(|saved| typed.with(|typed| saved != typed)));
    let unsaved = move || is_unsaved.get().then(t::staff_policy::source::unsaved);
    view! {
        <ul class="policy__mistakes">{mistakes}</ul>
        <label class="field__label" for=TEXT>{t::staff_policy::source::label()}</label>
        <textarea
            class="policy__source"
            id=TEXT
            rows="24"
            spellcheck="false"
            autocomplete="off"
            wrap="off"
            node_ref=area
            prop:value=move || typed.get()
            on:input=move |event| typed.set(event_target_value(&event))
        ></textarea>
        <p class="policy__note" role="status">{unsaved}</p>
    }
    .into_any()
}

fn select(area: &web_sys::HtmlTextAreaElement, text: &str, line: u32) {
    let (begin, end) = span(text, line);
    let _ = area.focus();
    let _ = area.set_selection_range(begin, end);
    area.set_scroll_top(scroll_to(area.scroll_height(), text, line));
}

impl Open {
    fn take(self, answer: Result<SavedDraftResponse, ClientError>, typed: RwSignal<String>) {
        match answer {
            Ok(saved) => {
                self.version.try_set(saved.version);
                spawn_local(self.look_again(typed, true));
            }
            Err(error) => {
                self.said.try_set(Some(Said::of(&error)));
                if error.is(ProblemCode::Stale) {
                    spawn_local(self.look_again(typed, false));
                }
            }
        }
    }

    /// What is saved now. What is typed stays; a file that is gone leads back to the list.
    async fn look_again(self, typed: RwSignal<String>, was_saved: bool) {
        let Some((id, path)) = self.id.try_get_value().zip(self.path.try_get_value()) else {
            return;
        };
        let of = PolicySubject::Draft(&id);
        match self.desk.staff.find_policy_source(of, &path).await {
            Ok(found) => {
                self.version.try_set(found.version);
                self.saved.try_set(found.text);
                if was_saved {
                    let words = t::staff_policy::draft::saved();
                    self.said.try_set(Some(Said::Done(words.into())));
                }
                try_out(self.desk, &id, self.trial).await;
            }
            Err(error) if was_saved && error.is(ProblemCode::NotFound) => {
                if let Some(saved) = self.saved.try_get_untracked() {
                    typed.try_set(saved);
                }
                let files = DeskPlace::Files(Subject::Draft(id));
                self.desk.go.instead(&files.to_string());
            }
            Err(error) => {
                self.said.try_set(Some(Said::of(&error)));
            }
        }
    }
}
