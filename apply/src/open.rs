//! The application open on these pages: loaded once, saved as it is typed, shared by its pages.

mod autosave;
mod handing_in;
mod keeping;
mod photos;
pub(crate) mod progress;
mod save_status;
mod two_answers;

pub(crate) use autosave::keep_saving;
pub(crate) use handing_in::HandingIn;
pub(crate) use keeping::{Found, find_file};
pub(crate) use photos::listed;
pub(crate) use save_status::save_status;
pub(crate) use two_answers::{choice, to_decide, too_late, two_answers};

use crate::outbox::{Outbox, Patch};
use account::{Failure, Go, OpenFile, Part, Place, Ready, field_of};
use api::application::MOST_TEXT_CHARS;
use application::{Answer, Field, FieldProblem, Limits, Product, check, check_field};
use client::{FormView, Places};
use domain::Date;
use leptos::prelude::*;
use photos::Photos;
use ui::{Bundle, Fetched, Text};
use workflow::loan::LoanState;

/// One application, as the server last told and as typed since.
#[derive(Clone, Copy)]
pub(crate) struct OpenApplication {
    /// The file and its owner's calls. Typing changes the file without notice; an answer of the server notifies.
    pub(crate) open: OpenFile<FormView>,
    /// Names of places and banks.
    pub(crate) places: Fetched<Result<Places, Failure>>,
    outbox: RwSignal<Outbox>,
    /// What only the server can find wrong, such as a sum above the cap, by field; until the field is typed in again.
    refused: StoredValue<Vec<FieldProblem>>,
    /// Whether the device keeps what is typed.
    is_kept: RwSignal<bool>,
    /// Whether the next try of what could not be sent is due.
    is_tried_again: StoredValue<bool>,
    /// Photos that wait here.
    pub(crate) photos: RwSignal<Photos>,
    handing_in: HandingIn,
}

impl OpenApplication {
    /// Opens what was loaded, with what an earlier visit could not save on top.
    pub(crate) fn new(
        open: OpenFile<FormView>,
        found: Found,
        places: Fetched<Result<Places, Failure>>,
    ) -> Self {
        let outbox = Outbox::restored(found.unsent);
        let refused = open.file.with_untracked(|file| {
            file.errors
                .iter()
                .filter(|error| error.code == "amount_above_cap")
                .map(|error| application::problem(field_of(&error.pointer), error.code.clone()))
                .collect()
        });
        let application = Self {
            open,
            places,
            outbox: RwSignal::new(outbox),
            refused: StoredValue::new(refused),
            is_kept: RwSignal::new(found.is_kept),
            is_tried_again: StoredValue::new(false),
            photos: RwSignal::new(found.photos),
            handing_in: HandingIn::new(found.waiting),
        };
        application.apply_unsent();
        application
    }

    fn apply_unsent(self) {
        let unsent = self.outbox.with_untracked(Outbox::unsent);
        self.open.file.update_untracked(|file| {
            for name in unsent.names() {
                put(file, &name, unsent.get(&name).cloned().flatten());
            }
        });
    }

    /// Where work on it begins: the task list of a draft, the list of what must be put right of what came back.
    pub(crate) fn home(self) -> Place {
        let is_draft = self
            .open
            .file
            .with_untracked(|file| file.state == LoanState::Draft);
        self.open.place(if is_draft {
            Part::Tasks
        } else {
            Part::Overview
        })
    }

    /// Goes to another page once everything typed has arrived. A dead line keeps nobody from the next page of the form,
    /// where it is tried again; leaving the form would leave what was typed behind.
    pub(crate) async fn go_on(self, go: Go, address: &str) -> Result<(), Failure> {
        match self.flush().await {
            Ok(Ready::Gone) => return Ok(()),
            Err(_) if !self.is_open() => return Ok(()),
            Err(found) if !self.may_wait(&found, address) => return Err(found),
            Ok(Ready::Yes) | Err(_) => go.to(address),
        }
        Ok(())
    }

    /// Whether this failure to save is no reason to stay on the page.
    pub(crate) fn may_wait(self, failure: &Failure, address: &str) -> bool {
        failure.is_passing() && failure.fields().is_empty() && Bundle::of(address) == Bundle::Apply
    }

    /// The way it is handed in.
    pub(crate) fn handing_in(self) -> HandingIn {
        self.handing_in
    }

    /// Whether answers and papers may change now.
    pub(crate) fn is_editable(self) -> bool {
        self.open
            .file
            .with_untracked(|file| file.state == LoanState::Draft || file.state.is_returned())
    }

    /// What is applied for.
    pub(crate) fn product(self) -> Product {
        self.open.file.with_untracked(|file| file.product)
    }

    /// Takes what was typed in a field, or why a paper is missing as `documents/<kind>`, to be saved.
    pub(crate) fn answer(self, name: &str, answer: Answer) {
        let answer = cut(answer);
        let answer = (!answer.is_empty()).then_some(answer);
        self.refused
            .update_value(|refused| refused.retain(|known| known.field != name));
        let stood = self.open.file.update_untracked(|file| {
            let stood = stands(file, name);
            put(file, name, answer.clone());
            stood
        });
        self.outbox
            .update(|outbox| outbox.answer(name, answer, stood.as_ref()));
        self.keep_unsent(vec![name.to_owned()]);
    }

    /// Everything known to keep it from being handed in: by the same rules as the server's, then what it found itself.
    pub(crate) fn problems(self) -> Vec<FieldProblem> {
        let mut problems = self.with_limits(|file, limits| {
            let supplied = |kind: application::DocumentKind| self.is_supplied(kind.id());
            check(file.product, &file.answers, supplied, limits)
        });
        self.refused.with_value(|refused| {
            for problem in refused {
                if !problems.iter().any(|known| known.field == problem.field) {
                    problems.push(problem.clone());
                }
            }
        });
        problems
    }

    /// What is wrong with one answer.
    pub(crate) fn problem_of(self, field: Field) -> Option<Text> {
        let local = self.with_limits(|file, limits| {
            check_field(field, file.product, &file.answers, limits).err()
        });
        local.map(Text::from).or_else(|| {
            self.refused.with_value(|refused| {
                let known = refused.iter().find(|known| known.field == field.id())?;
                Some(known.code.clone().into())
            })
        })
    }

    /// Remembers what the server found wrong with the fields of a save.
    fn note_refused(self, sent: &Patch, errors: &[api::FieldError]) {
        self.refused.update_value(|refused| {
            refused.retain(|known| sent.get(&known.field).is_none());
            let found = errors
                .iter()
                .map(|error| application::problem(field_of(&error.pointer), error.code.clone()));
            refused.extend(found);
        });
    }

    /// Today in Asia/Shanghai by the server's clock when the page was opened; without a line by this device's.
    fn today(self) -> Date {
        let told = self.open.session.signed_in().map(|person| person.now_ms);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "milliseconds since 1970 fit an i64"
        )]
        let now_ms = told.unwrap_or_else(|| js_sys::Date::now() as i64);
        Date::from_unix_ms_shanghai(now_ms)
    }

    fn with_limits<T>(self, judge: impl FnOnce(&FormView, &Limits<'_>) -> T) -> T {
        let (divisions, banks) = match self.places.get_untracked() {
            Some(Ok(places)) => (
                places
                    .divisions
                    .iter()
                    .map(|division| division.code.clone())
                    .collect(),
                places.banks().map(|bank| bank.id.clone()).collect(),
            ),
            _ => (Vec::new(), Vec::new()),
        };
        self.open.file.with_untracked(|file| {
            // The cap follows from the answers by the policy, which stays with the server: it answers each save.
            judge(
                file,
                &Limits {
                    today: self.today(),
                    cap: None,
                    divisions: &divisions,
                    banks: &banks,
                },
            )
        })
    }
}

/// The application of the page shown.
pub(crate) fn use_application() -> OpenApplication {
    expect_context()
}

/// A text pasted by mistake does not keep all other answers from being saved.
fn cut(answer: Answer) -> Answer {
    match answer {
        Answer::One(text) => match text.char_indices().nth(MOST_TEXT_CHARS) {
            Some((end, _)) => Answer::One(text.get(..end).unwrap_or_default().to_owned()),
            None => Answer::One(text),
        },
        many => many,
    }
}

/// What stands in a field, or as `documents/<kind>` the reason why a paper is missing.
fn stands(file: &FormView, name: &str) -> Option<Answer> {
    match name.strip_prefix("documents/") {
        Some(kind) => file.cannot_supply.get(kind).cloned(),
        None => file.answers.get(Field::from_id(name)?).cloned(),
    }
}

fn put(file: &mut FormView, name: &str, answer: Option<Answer>) {
    match (name.strip_prefix("documents/"), answer) {
        (Some(kind), Some(reason)) => {
            file.cannot_supply.insert(kind.to_owned(), reason);
        }
        (Some(kind), None) => {
            file.cannot_supply.remove(kind);
        }
        (None, answer) => {
            if let Some(field) = Field::from_id(name) {
                file.answers.set(field, answer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_request_is_cut() {
        for (typed, kept) in [
            (3, 3),
            (MOST_TEXT_CHARS, MOST_TEXT_CHARS),
            (100_000, MOST_TEXT_CHARS),
        ] {
            let answer = cut(Answer::One("长".repeat(typed)));
            assert_eq!(answer, Answer::One("长".repeat(kept)), "{typed}");
        }
    }
}
