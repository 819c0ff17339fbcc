//! The packages on screen, and everything that is done with them: it outlives the package it is done to, which is drawn
//! anew as soon as the server has answered.

use super::words::problem;
use crate::{
    desk::{Desk, Press, use_desk},
    features::file::open_file::use_open_file,
    half_typed::HalfTyped,
    intent::Intent,
    said::Said,
    save::save,
};
use api::{
    package::{
        CellProblem, ListPackagesResponse, MakePackageRequest, PackageAction, PackageActionRequest,
        PackageView,
    },
    staff::StaffApplicationView,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use serde::Serialize;
use ui::{Doing, Explain};
use web_sys::File;
use workflow::loan::PackageState;

/// A press on a package.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Act {
    /// Which.
    pub(super) id: String,
    /// What to do with it.
    pub(super) request: PackageActionRequest,
}

/// The packages on screen.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    /// As the server last gave them.
    pub(super) found: RwSignal<ListPackagesResponse>,
    /// What came of the last press.
    pub(super) said: RwSignal<Option<Said>>,
    /// What is wrong with the form of a package.
    pub(super) wrong: RwSignal<(String, Vec<CellProblem>)>,
    /// Why one is dismissed, half typed.
    pub(super) notes: HalfTyped,
    /// Makes one.
    pub(super) make: Press<MakePackageRequest>,
    /// Records what one says, confirms it, or says no.
    pub(super) act: Press<Act>,
    /// Saves one: id and number.
    pub(super) take: Doing<(String, String)>,
    /// Sends a form that came back, with its package's id.
    pub(super) upload: Doing<(String, File)>,
}

/// What all presses need.
#[derive(Clone, Copy)]
struct Hands {
    desk: Desk,
    file: RwSignal<StaffApplicationView>,
    found: RwSignal<ListPackagesResponse>,
    said: RwSignal<Option<Said>>,
    wrong: RwSignal<(String, Vec<CellProblem>)>,
    notes: HalfTyped,
}

impl Shelf {
    /// Puts them up.
    pub(super) fn new(found: ListPackagesResponse) -> Self {
        let hands = Hands {
            desk: use_desk(),
            file: use_open_file().file,
            found: RwSignal::new(found),
            said: RwSignal::new(None),
            wrong: RwSignal::default(),
            notes: HalfTyped::new(),
        };
        Self {
            found: hands.found,
            said: hands.said,
            wrong: hands.wrong,
            notes: hands.notes,
            make: hands.make(),
            act: hands.act(),
            take: Doing::new(move |(id, number)| hands.take(id, number)),
            upload: {
                let intent = Intent::new();
                Doing::new(move |(id, form)| hands.upload(intent, id, form))
            },
        }
    }
}

impl Hands {
    fn file_id(self) -> String {
        self.file
            .try_with_untracked(|file| file.application.id.clone())
            .unwrap_or_default()
    }

    fn say(self, said: Said) {
        self.said.try_set(Some(said));
    }

    async fn look_again(self) {
        if let Ok(newer) = self.desk.staff.list_packages(&self.file_id()).await {
            self.found.try_set(newer);
        }
    }

    fn make(self) -> Press<MakePackageRequest> {
        self.desk.press(
            move |request: MakePackageRequest, key| async move {
                let id = self.file_id();
                let answer = self.desk.staff.make_package(&id, &request, &key).await;
                self.look_again().await;
                answer
            },
            move |answer: Result<PackageView, ClientError>| {
                self.say(match answer {
                    Ok(package) => Said::Done(t::staff_package::desk::made(package.number).into()),
                    Err(error) => refused(&error),
                });
            },
        )
    }

    /// The file is looked at again too: what was recorded shows there.
    fn act(self) -> Press<Act> {
        self.desk.press(
            move |act: Act, key| async move {
                let action = act.request.action;
                let answer = self.desk.staff.act_on_package(&act.id, &act.request, &key);
                let answer = answer.await;
                if answer.is_ok() {
                    self.notes.forget(&act.id);
                }
                self.look_again().await;
                if let Ok(newer) = self.desk.staff.find_application(&self.file_id()).await {
                    self.file.try_set(newer);
                }
                answer.map(|package| (action, package.state))
            },
            move |answer: Result<(PackageAction, PackageState), ClientError>| {
                self.say(match answer {
                    Ok(done) => Said::Done(done_words(done).into()),
                    Err(error) => refused(&error),
                });
            },
        )
    }

    async fn take(self, id: String, number: String) {
        self.said.try_set(None);
        let answer = self.desk.staff.take_package(&id).await;
        let name = [number.as_str(), ".zip"].concat();
        let came = match &answer {
            Ok(zip) if save(zip, &name) => Said::Done(t::staff_package::desk::saved().into()),
            Ok(_) => Said::Failed(t::staff_export::not_saved().into(), None),
            Err(error) if self.desk.has_ended_by(error) => return,
            Err(error) => refused(error),
        };
        self.say(came);
        self.look_again().await;
    }

    async fn upload(self, intent: Intent, id: String, form: File) {
        self.said.try_set(None);
        self.wrong.try_set((id.clone(), Vec::new()));
        let key = intent.key_of_file(&id, &form);
        let answer = self
            .desk
            .staff
            .read_package_form(&id, form.into(), &key)
            .await;
        intent.settle(&answer);
        match answer {
            Ok(read) if read.problems.is_empty() => {
                self.say(Said::Done(t::staff_package::desk::was_read().into()));
                self.look_again().await;
            }
            Ok(read) => {
                self.wrong.try_set((id, read.problems));
            }
            Err(error) if self.desk.has_ended_by(&error) => {}
            Err(error) => self.say(refused(&error)),
        }
    }
}

fn done_words(done: (PackageAction, PackageState)) -> &'static str {
    match done {
        (PackageAction::Dismiss, _) => t::staff_package::done::dismissed(),
        (PackageAction::Record, PackageState::Proposed) => t::staff_package::done::proposed(),
        _ => t::staff_package::done::recorded(),
    }
}

/// A refusal in the words of its code, where it has one of ours.
fn refused(error: &ClientError) -> Said {
    let code = error.fields().first().map(|field| field.code.as_str());
    let words = code.and_then(problem);
    let words = words.map_or_else(|| error.explain(), Into::into);
    Said::Failed(words, error.request_id().map(str::to_owned))
}
