//! The loan on screen, and the one way to record something in it.

use super::model::{Control, flaw};
use crate::{
    desk::{Press, use_desk},
    no_conflict::{Ticked, is_unanswered},
    said::Said,
    words,
};
use api::{
    FieldError, ProblemCode,
    servicing::{LoanActionRequest, StaffLoanView},
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{FormErrors, provide_form_errors};
use workflow::servicing::ServicingAction;

/// The loan on screen.
#[derive(Clone, Copy)]
pub(super) struct OpenLoan {
    /// Its newest known state.
    pub(super) loan: RwSignal<StaffLoanView>,
    /// The action whose form is open, and the quarter it is about.
    pub(super) open: RwSignal<Option<(ServicingAction, String)>>,
    /// What came of the last press.
    pub(super) said: RwSignal<Option<Said>>,
    /// What keeps the open form from being sent.
    pub(super) errors: FormErrors,
    /// Whether the officer has ticked to have nothing to do with the borrower.
    pub(super) no_conflict: Ticked,
    /// The press.
    pub(super) send: Press<LoanActionRequest>,
}

/// Opens a loan for the components below.
pub(super) fn provide_open_loan(found: StaffLoanView) -> OpenLoan {
    let desk = use_desk();
    let id = found.id.clone();
    let (loan, said) = (RwSignal::new(found), RwSignal::new(None));
    let open = RwSignal::new(None);
    let errors = provide_form_errors();
    let send = desk.press(
        move |request: LoanActionRequest, key| {
            let id = id.clone();
            async move {
                let action = request.action;
                let answer = desk.staff.act_on_loan(&id, &request, &key).await;
                if answer.as_ref().is_err_and(is_outdated)
                    && let Ok(newer) = desk.staff.find_loan(&id).await
                {
                    loan.try_set(newer);
                }
                answer.map(|newer| (action, newer))
            }
        },
        move |answer: Result<(ServicingAction, StaffLoanView), ClientError>| match answer {
            Ok((action, newer)) => {
                let state = words::loan_state(newer.loan.state);
                let done = t::staff_loan::done(words::loan_action(action), state);
                loan.try_set(newer);
                open.try_set(None);
                said.try_set(Some(Said::Done(done.into())));
            }
            Err(error) => {
                // A supervisor may have lifted something since the loan was fetched: then it has to be said anew.
                if is_unanswered(&error) {
                    loan.try_update(|loan| loan.is_conflict_asked = true);
                }
                let lines: Vec<_> = error.fields().iter().filter_map(line).collect();
                if lines.is_empty() {
                    said.try_set(Some(Said::of(&error)));
                } else {
                    errors.show(lines);
                }
            }
        },
    );
    let open_loan = OpenLoan {
        loan,
        open,
        said,
        errors,
        no_conflict: RwSignal::default(),
        send,
    };
    provide_context(open_loan);
    open_loan
}

/// The loan of this page.
pub(super) fn use_open_loan() -> OpenLoan {
    expect_context()
}

impl OpenLoan {
    /// Opens the form of an action: nothing is judged before it is sent.
    pub(super) fn begin(self, action: ServicingAction, quarter: &str) {
        self.errors.show(Vec::new());
        self.said.set(None);
        self.open.set(Some((action, quarter.to_owned())));
    }

    /// Leaves it.
    pub(super) fn leave(self) {
        self.errors.show(Vec::new());
        self.open.set(None);
    }
}

fn is_outdated(error: &ClientError) -> bool {
    error.is(ProblemCode::Stale) || error.is(ProblemCode::ActionNotPossible)
}

fn line(field: &FieldError) -> Option<ui::FieldError> {
    Some(flaw(Control::of_pointer(&field.pointer)?, &field.code))
}
