//! What the officer can do now: one link for each action, or the form of the one that is open.

use super::{
    form,
    open_file::{OpenFile, use_open_file},
};
use crate::{session::use_session, words};
use application::Field;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, Notice, Tone};
use workflow::loan::LoanAction;

/// The actions, or one form.
#[component]
pub(super) fn Actions() -> impl IntoView {
    let open_file = use_open_file();
    let is_offered = Memo::new(move |_| {
        open_file
            .open
            .get()
            .is_some_and(|open| open_file.offers(open))
    });
    let offered = Memo::new(move |_| open_file.file.with(|file| file.application.actions.clone()));
    move || match open_file.open.get() {
        Some(action) if is_offered.get() => {
            open_file.begin(action);
            form::of(action)
        }
        // Right after an action the address still names it, though nothing is left to explain.
        Some(action)
            if open_file
                .outcome
                .with_untracked(|outcome| is_done(outcome, action)) =>
        {
            list(open_file, &offered.get())
        }
        Some(_) => view! { {gone(open_file)} {list(open_file, &offered.get())} }.into_any(),
        None => list(open_file, &offered.get()),
    }
}

fn is_done(outcome: &Option<super::open_file::Outcome>, action: LoanAction) -> bool {
    *outcome == Some(super::open_file::Outcome::Done(action))
}

fn gone(open_file: OpenFile) -> AnyView {
    view! {
        <Notice tone=Tone::Warning title=t::staff_file::actions::gone_title()>
            <p>{t::staff_file::actions::gone()}</p>
            <p>{close(open_file)}</p>
        </Notice>
    }
    .into_any()
}

/// The link that closes a form; Back does the same.
pub(super) fn close(open_file: OpenFile) -> AnyView {
    view! { <a class="button button--quiet" data-noscroll="" href=open_file.address(None)>{t::staff_file::actions::close()}</a> }
        .into_any()
}

fn list(open_file: OpenFile, actions: &[LoanAction]) -> AnyView {
    if actions.is_empty() {
        let is_waiting = open_file.file.with_untracked(|file| {
            file.pending_refusal.is_some()
                || file.pending_disbursement.is_some()
                || file.application.holder.role.is_some()
        });
        let is_wait_left = open_file
            .file
            .with_untracked(|file| file.is_wait_left_to_supervisor);
        let words = if is_own(open_file) {
            t::staff_file::actions::own()
        } else if is_wait_left {
            t::staff_quota::left_to_supervisor()
        } else if is_waiting {
            t::staff_file::actions::none_waiting()
        } else {
            t::staff_file::actions::none()
        };
        return view! { <p>{words}</p> }.into_any();
    }
    let foremost = FOREMOST.into_iter().find(|action| actions.contains(action));
    let links: Vec<AnyView> = actions
        .iter()
        .map(|action| choice(open_file, *action, foremost == Some(*action)))
        .collect();
    let supervisor = open_file
        .file
        .with_untracked(|file| file.is_return_left_to_supervisor)
        .then(|| view! { <p class="file__note">{t::staff_file::returning::left()}</p> });
    let colleague = open_file
        .file
        .with_untracked(|file| file.is_pass_left_to_colleague)
        .then(|| view! { <p class="file__note">{t::staff_file::actions::pass_left()}</p> });
    view! { <ul class="file__choices">{links}</ul> {supervisor} {colleague} }.into_any()
}

/// Whether the officer bears the applicant's or the spouse's name: the server then offers nothing, for nobody acts on the
/// own file.
fn is_own(open_file: OpenFile) -> bool {
    let bare = |name: &str| -> String {
        name.chars()
            .filter(|letter| !letter.is_whitespace())
            .collect()
    };
    let officer = use_session().officer();
    officer.is_some_and(|officer| {
        let officer = bare(&officer.display_name);
        open_file.file.with_untracked(|file| {
            let answers = &file.application.answers;
            let names = [Field::ApplicantName, Field::SpouseName];
            names
                .into_iter()
                .any(|field| bare(answers.text(field)) == officer)
        })
    })
}

/// One primary button a screen: the action that moves the file on, if there is one.
const FOREMOST: [LoanAction; 10] = [
    LoanAction::AcceptForReview,
    LoanAction::ConfirmRefusal,
    LoanAction::ConfirmDisbursement,
    LoanAction::ProposeDisbursement,
    LoanAction::Sign,
    LoanAction::MeetCondition,
    LoanAction::Approve,
    LoanAction::Pass,
    LoanAction::PostPublicNotice,
    LoanAction::EndWait,
];

fn choice(open_file: OpenFile, action: LoanAction, is_foremost: bool) -> AnyView {
    if action == LoanAction::AcceptForReview {
        let press = Callback::new(move |()| open_file.submit(action));
        return view! {
            <li>
                <Button pending=open_file.pending on_press=press>{words::action(action)}</Button>
                <p class="file__note">{t::staff_file::accept_for_review::about()}</p>
            </li>
        }
        .into_any();
    }
    let is_again = action == LoanAction::ProposeDisbursement
        && open_file
            .file
            .with_untracked(|file| file.pending_disbursement.is_some());
    let (class, label) = match (is_again, is_foremost) {
        (true, _) => (
            "button button--secondary",
            t::staff_file::disbursement::again(),
        ),
        (false, true) => ("button", words::action(action)),
        (false, false) => ("button button--secondary", words::action(action)),
    };
    view! {
        <li>
            <a class=class data-noscroll="" href=open_file.address(Some(action))>{label}</a>
        </li>
    }
    .into_any()
}
