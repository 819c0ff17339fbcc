//! A draft being changed: its version, its outline, and the one way to save an edit.

use super::super::{
    desk::{Asked, Desk, Press, use_desk},
    frame::Head,
    said::Said,
    words::Lexicon,
};
use super::trial::{Trial, try_out};
use api::{
    ProblemCode,
    policy_desk::{
        CompileErrorView, DraftView, EditDraftRequest, PolicyEdit, PolicyOutline, PolicySubject,
        SavedDraftResponse,
    },
};
use client::ClientError;
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;
use ui::{FieldError, FormErrors, Loadable, Notice, Tone, provide_form_errors};

/// A draft whose values and conditions are being changed.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    /// What the sources say now.
    pub(super) lexicon: RwSignal<Lexicon>,
    /// What came of the last press.
    pub(super) said: RwSignal<Option<Said>>,
    /// What the cases say to it.
    pub(super) trial: RwSignal<Trial>,
    /// Whether a press is being carried out.
    pub(super) pending: Signal<bool>,
    errors: FormErrors,
    version: RwSignal<u32>,
    press: Press<EditDraftRequest>,
}

/// What a page makes of what comes back: controls for the server's pointers and for the compiler's mistakes.
#[derive(Clone, Copy)]
pub(super) struct Pointing {
    /// The control of a pointer below `/edit/`.
    pub(super) control: fn(&str) -> Option<&'static str>,
    /// The control that the compiler's mistakes here belong to.
    pub(super) mistaken: &'static str,
    /// Whether a mistake is about what this page shows.
    pub(super) is_here: Callback<CompileErrorView, bool>,
}

/// Loads the outline of an open draft and hands both on; says why when the draft cannot be changed.
pub(super) fn editing(
    head: Head,
    pointing: Pointing,
    view: impl Fn(Editing) -> AnyView + Send + Sync + Clone + 'static,
) -> AnyView {
    let desk = use_desk();
    let Head::Draft(draft) = head else {
        return ().into_any();
    };
    if !Head::Draft(draft.clone()).is_open_to(desk.may_change) {
        return view! {
            <Notice tone=Tone::Warning>
                <p>{t::staff_policy::draft::closed()}</p>
            </Notice>
        }
        .into_any();
    }
    let id = draft.id.clone();
    let outline: Asked<PolicyOutline> = desk.ask(move |staff| {
        let id = id.clone();
        async move { staff.find_policy_outline(PolicySubject::Draft(&id)).await }
    });
    let drawn = move |outline: PolicyOutline| view(open(desk, &draft, outline, pointing));
    view! { <Loadable resource=outline view=drawn /> }.into_any()
}

fn open(desk: Desk, draft: &DraftView, outline: PolicyOutline, pointing: Pointing) -> Editing {
    let id = draft.id.clone();
    let after = After {
        desk,
        id: StoredValue::new(id.clone()),
        version: RwSignal::new(outline.version),
        lexicon: RwSignal::new(Lexicon(Arc::new(outline))),
        said: RwSignal::new(None),
        trial: RwSignal::new(Trial::Running),
        errors: provide_form_errors(),
        pointing,
    };
    let press = desk.press(
        move |request: EditDraftRequest, key| {
            let id = id.clone();
            async move { desk.staff.edit_policy_draft(&id, &request, &key).await }
        },
        move |answer| after.take(answer),
    );
    let id = draft.id.clone();
    spawn_local(async move { try_out(desk, &id, after.trial).await });
    Editing {
        lexicon: after.lexicon,
        said: after.said,
        trial: after.trial,
        pending: press.pending,
        errors: after.errors,
        version: after.version,
        press,
    }
}

impl Editing {
    /// Saves an edit, or says everything that keeps it from being saved.
    pub(super) fn save(self, edit: Result<PolicyEdit, Vec<FieldError>>) {
        self.said.set(None);
        match edit {
            Ok(edit) => {
                self.errors.show(Vec::new());
                self.press.send(EditDraftRequest {
                    version: self.version.get_untracked(),
                    edit,
                });
            }
            Err(flaws) => self.errors.show(flaws),
        }
    }
}

/// What happens after a press.
#[derive(Clone, Copy)]
struct After {
    desk: Desk,
    id: StoredValue<String>,
    version: RwSignal<u32>,
    lexicon: RwSignal<Lexicon>,
    said: RwSignal<Option<Said>>,
    trial: RwSignal<Trial>,
    errors: FormErrors,
    pointing: Pointing,
}

impl After {
    fn take(self, answer: Result<SavedDraftResponse, ClientError>) {
        match answer {
            Ok(saved) => {
                self.version.try_set(saved.version);
                self.said
                    .try_set(Some(Said::Done(t::staff_policy::draft::saved().into())));
                spawn_local(self.look_again());
            }
            Err(error) if error.is(ProblemCode::Stale) => {
                self.said.try_set(Some(Said::of(&error)));
                spawn_local(self.look_again());
            }
            Err(error) => {
                let flaws = flaws(&error, self.pointing);
                if flaws.is_empty() {
                    self.said.try_set(Some(Said::of(&error)));
                } else {
                    self.errors.show(flaws);
                }
            }
        }
    }

    /// What is saved now, and what the compiler and the cases say to it. What is typed stays.
    async fn look_again(self) {
        let Some(id) = self.id.try_get_value() else {
            return;
        };
        let of = PolicySubject::Draft(&id);
        if let Ok(outline) = self.desk.staff.find_policy_outline(of).await {
            self.version.try_set(outline.version);
            self.lexicon.try_set(Lexicon(Arc::new(outline)));
        }
        try_out(self.desk, &id, self.trial).await;
        let mistakes = self.trial.try_with_untracked(|trial| {
            let here = trial.errors().iter();
            let here = here.filter(|error| self.pointing.is_here.run((*error).clone()));
            here.map(|error| FieldError::new(self.pointing.mistaken, error.message.clone()))
                .collect::<Vec<_>>()
        });
        if let Some(mistakes) = mistakes.filter(|mistakes| !mistakes.is_empty()) {
            self.errors.show(mistakes);
        }
    }
}

fn flaws(error: &ClientError, pointing: Pointing) -> Vec<FieldError> {
    let fields = error.fields().iter();
    let found = fields.filter_map(|field| {
        let part = field.pointer.strip_prefix("/edit/")?;
        let control = (pointing.control)(part)?;
        Some(FieldError::new(
            control,
            super::super::words::code("edit", &field.code),
        ))
    });
    found.collect()
}
