//! The file on screen, what is written about it, and the one way to act on it.

use super::{
    change::{Change, changes},
    control::Control,
    draft::Drafts,
    flaw::Flaw,
    office_papers::waiting_ids,
};
use crate::{
    clock::today,
    go::{Go, use_go},
    intent::Intent,
    no_conflict::is_unanswered,
    place::{ACTION, Place},
    session::{Session, use_session},
    storage::StorageKey,
};
use api::{
    ProblemCode,
    staff::{StaffActionRequest, StaffApplicationView},
};
use catalogue::District;
use client::{Anonymous, ClientError, Staff};
use i18n::t;
use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys};
use leptos_router::hooks::use_query_map;
use ui::{Explain, FormErrors, Text, provide_form_errors};
use workflow::{Role, loan::LoanAction};

/// What came of the last press.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// It is done.
    Done(LoanAction),
    /// Somebody was faster: the newer state is shown, with these differences.
    Outdated(Vec<Change>),
    /// It was not done.
    Failed {
        /// What to do.
        words: Text,
        /// What to quote to the help desk.
        request_id: Option<String>,
    },
}

/// The file on screen.
#[derive(Clone, Copy)]
pub(super) struct OpenFile {
    /// Its newest known state.
    pub(super) file: RwSignal<StaffApplicationView>,
    /// Everything typed.
    pub(super) drafts: RwSignal<Drafts>,
    /// Ticked once the officer says to have nothing to do with the applicant.
    pub(super) no_conflict: RwSignal<Vec<String>>,
    /// What came of the last press.
    pub(super) outcome: RwSignal<Option<Outcome>>,
    /// The action whose form is open, from the address.
    pub(super) open: Memo<Option<LoanAction>>,
    /// The district, for names of places and banks; the codes are shown until it is there.
    pub(super) district: LocalResource<Option<District>>,
    /// Whether a press is being carried out.
    pub(super) pending: Signal<bool>,
    /// In what capacity the officer acts.
    pub(super) role: Option<Role>,
    errors: FormErrors,
    send: Action<StaffActionRequest, ()>,
}

/// Opens a file for the components below.
pub(super) fn provide_open_file(staff: Staff, file: StaffApplicationView) -> OpenFile {
    let id = file.application.id.clone();
    let drafts = RwSignal::new(Drafts::read(
        StorageKey::Drafts(id.clone()).read().as_deref(),
    ));
    keep(id, drafts);
    let query = use_query_map();
    let open = Memo::new(move |_| {
        query.with(|query| query.get_str(ACTION).and_then(|name| name.parse().ok()))
    });
    let sender = Sender {
        staff,
        session: use_session(),
        go: use_go(),
        intent: Intent::new(),
        file: RwSignal::new(file),
        drafts,
        outcome: RwSignal::new(None),
        errors: provide_form_errors(),
    };
    let send = Action::new_local(move |request: &StaffActionRequest| {
        let request = request.clone();
        async move { sender.send(request).await }
    });
    let open_file = OpenFile {
        file: sender.file,
        drafts,
        no_conflict: RwSignal::default(),
        outcome: sender.outcome,
        open,
        district: LocalResource::new(|| async { Anonymous.find_district().await.ok() }),
        pending: send.pending().into(),
        role: sender.session.officer().map(|officer| officer.role),
        errors: sender.errors,
        send,
    };
    provide_context(open_file);
    open_file
}

/// The file of this page.
pub(super) fn use_open_file() -> OpenFile {
    expect_context()
}

/// Keeps what is typed in the tab. Drafts that say nothing are not kept.
fn keep(id: String, drafts: RwSignal<Drafts>) {
    Effect::new(move |_| {
        let key = StorageKey::Drafts(id.clone());
        drafts.with(|drafts| match serde_json::to_string(drafts) {
            Ok(text) if *drafts != Drafts::default() => key.write(&text),
            _ => key.remove(),
        });
    });
}

impl OpenFile {
    /// The same page, showing a file as it stood.
    pub(super) fn showing(self, file: RwSignal<StaffApplicationView>) -> Self {
        Self { file, ..self }
    }

    /// The address of this file with an action's form open, or without one.
    pub(super) fn address(self, action: Option<LoanAction>) -> String {
        let id = self.file.with_untracked(|file| file.application.id.clone());
        match action {
            Some(action) => Place::Action(id, action).to_string(),
            None => Place::File(id).to_string(),
        }
    }

    /// Whether an action is offered now, tracked.
    pub(super) fn offers(self, action: LoanAction) -> bool {
        self.file
            .with(|file| file.application.actions.contains(&action))
    }

    /// Gets a form ready: nothing is judged before it is sent.
    pub(super) fn begin(self, action: LoanAction) {
        self.errors.show(Vec::new());
        let file = self.file.get_untracked();
        let mut begun = self.drafts.get_untracked();
        begun.begin(action, &file, self.role);
        if begun != self.drafts.get_untracked() {
            self.drafts.set(begun);
        }
    }

    /// Whether the officer has ticked to have nothing to do with the applicant.
    pub(super) fn has_no_conflict(self) -> bool {
        self.no_conflict.with_untracked(|ticked| !ticked.is_empty())
    }

    fn unanswered(self) -> Option<Flaw> {
        let asked = self.file.with_untracked(|file| file.is_conflict_asked);
        (asked && !self.has_no_conflict()).then_some(Flaw::NoConflict)
    }

    /// Whether nothing keeps the officer from deciding outside of a form; what does is shown at its box.
    pub(super) fn may_decide(self) -> bool {
        let flaws: Vec<Flaw> = self.unanswered().into_iter().collect();
        focus_first(&flaws);
        self.errors.show(flaws.iter().map(Flaw::line).collect());
        flaws.is_empty()
    }

    /// Sends an action, or says everything that keeps it from being sent.
    pub(super) fn submit(self, action: LoanAction) {
        if self.pending.get_untracked() {
            return;
        }
        let file = self.file.get_untracked();
        let request = self
            .drafts
            .with_untracked(|drafts| drafts.request(action, &file, today()));
        let no_conflict = self.has_no_conflict();
        // Only where they stand in the form that is sent.
        let papers = if self.open.get_untracked().is_some() {
            waiting_ids(&file)
        } else {
            Vec::new()
        };
        let flaws = match (request, self.unanswered()) {
            (Ok(request), None) => {
                self.errors.show(Vec::new());
                self.outcome.set(None);
                self.send.dispatch_local(StaffActionRequest {
                    papers,
                    no_conflict,
                    ..request
                });
                return;
            }
            (Ok(_), missing) => missing.into_iter().collect(),
            (Err(mut flaws), missing) => {
                flaws.extend(missing);
                flaws
            }
        };
        let lines: Vec<_> = flaws.iter().map(Flaw::line).collect();
        // Where no form is open there is no summary to take the focus.
        if self.open.get_untracked().is_none() {
            focus_first(&flaws);
        }
        self.errors.show(lines);
    }
}

/// Puts the focus on the first thing to put right.
fn focus_first(flaws: &[Flaw]) {
    let id = flaws.first().map(|flaw| flaw.line().field);
    let found = id.and_then(|id| document().get_element_by_id(&id));
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

#[derive(Clone, Copy)]
struct Sender {
    staff: Staff,
    session: Session,
    go: Go,
    intent: Intent,
    file: RwSignal<StaffApplicationView>,
    drafts: RwSignal<Drafts>,
    outcome: RwSignal<Option<Outcome>>,
    errors: FormErrors,
}

impl Sender {
    async fn send(self, request: StaffActionRequest) {
        let Some(id) = self
            .file
            .try_with_untracked(|file| file.application.id.clone())
        else {
            return;
        };
        let body = serde_json::to_string(&request).unwrap_or_default();
        let key = self.intent.key(&body);
        let answer = self.staff.act(&id, &request, &key).await;
        self.intent.settle(&answer);
        match answer {
            Ok(newer) => self.done(request.action, newer),
            Err(error) if self.session.has_ended_by(&error) => {}
            Err(error) if refused(&error).is_some() => self.failed(&error, &request),
            Err(error)
                if error.is(ProblemCode::Stale) || error.is(ProblemCode::ActionNotPossible) =>
            {
                self.catch_up(&id, error).await;
            }
            Err(error) => self.failed(&error, &request),
        }
    }

    fn done(self, action: LoanAction, newer: StaffApplicationView) {
        let id = newer.application.id.clone();
        self.drafts.try_update(|drafts| drafts.finish(action));
        self.file.try_set(newer);
        self.outcome.try_set(Some(Outcome::Done(action)));
        self.go.rename(&Place::File(id).to_string());
    }

    /// Shows the newer state and what is different in it; the drafts stay.
    async fn catch_up(self, id: &str, error: ClientError) {
        match self.staff.find_application(id).await {
            Ok(newer) => {
                let before = self.file.try_get_untracked();
                let different = before
                    .map(|before| changes(&before, &newer))
                    .unwrap_or_default();
                self.file.try_set(newer);
                self.outcome.try_set(Some(Outcome::Outdated(different)));
            }
            Err(other) if self.session.has_ended_by(&other) => {}
            Err(_) => {
                self.outcome.try_set(Some(Outcome::Failed {
                    words: error.explain(),
                    request_id: None,
                }));
            }
        }
    }

    fn failed(self, error: &ClientError, request: &StaffActionRequest) {
        // A supervisor may have lifted something since the file was opened: then it has to be said anew.
        if is_unanswered(error) {
            self.file.try_update(|file| file.is_conflict_asked = true);
        }
        let lines = error.fields().iter().filter_map(|field| {
            let control = Control::of_pointer(&field.pointer, request)?;
            Some(Flaw::Server(control, field.code.clone()).line())
        });
        let lines: Vec<_> = lines.collect();
        // With lines to put right, the form's own summary says it all and has the focus.
        if lines.is_empty() {
            let is_appeal = matches!(
                request.action,
                LoanAction::UpholdRefusal | LoanAction::OverturnRefusal
            );
            let words = if let Some(words) = refused(error) {
                words.into()
            } else if error.is(ProblemCode::SecondPersonNeeded) && is_appeal {
                t::staff_file::appeal::barred().into()
            } else if error.is(ProblemCode::SecondPersonNeeded) {
                t::staff_file::outcome::not_mine().into()
            } else {
                error.explain()
            };
            self.outcome.try_set(Some(Outcome::Failed {
                words,
                request_id: error.request_id().map(str::to_owned),
            }));
        } else {
            self.errors.show(lines);
        }
    }
}

/// What stands in the way of an action, where the newer state of the file would not show it.
fn refused(error: &ClientError) -> Option<&'static str> {
    let mut codes = error.fields().iter();
    codes
        .find(|field| field.pointer == "/action")
        .and_then(|field| t::staff_refused::by_key(&field.code))
}
