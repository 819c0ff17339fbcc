//! What a resident does to a file as a whole: hand in, take back, sign.

use crate::{Failure, Intent, OpenFile, StorageKey};
use api::application::ResidentActionRequest;
use client::FileView;
use leptos::prelude::*;
use std::{future::Future, pin::Pin};
use ui::Doing;
use workflow::loan::LoanAction;

/// An action on its way, at most one at a time.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    /// Whether one is under way.
    pub pending: Signal<bool>,
    /// What went wrong with the last one.
    pub failure: RwSignal<Option<Failure>>,
    action: Doing<Request>,
}

/// What became of that which must be done before an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    /// The action can follow.
    Yes,
    /// The pages were left meanwhile; whoever waits has nothing more to do.
    Gone,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Request {
    action: LoanAction,
    declaration_version: Option<String>,
    field: Option<String>,
    reason: Option<String>,
}

impl Request {
    const fn of(action: LoanAction) -> Self {
        Self {
            action,
            declaration_version: None,
            field: None,
            reason: None,
        }
    }
}

impl Acting {
    /// Does it.
    pub fn run(self, action: LoanAction) {
        self.action.start(Request::of(action));
    }

    /// Does it with the declaration ticked.
    pub fn declare(self, action: LoanAction) {
        let declaration_version = Some(api::application::DECLARATION_VERSION.to_owned());
        self.action.start(Request {
            declaration_version,
            ..Request::of(action)
        });
    }

    /// Does it and says why.
    pub fn explain(self, action: LoanAction, reason: String) {
        let reason = Some(reason);
        self.action.start(Request {
            reason,
            ..Request::of(action)
        });
    }

    /// Says of one thing to be fixed that it cannot be, and why.
    pub fn cannot_supply(self, field: String, reason: String) {
        let (field, reason) = (Some(field), Some(reason));
        self.action.start(Request {
            field,
            reason,
            ..Request::of(LoanAction::CannotSupply)
        });
    }
}

/// Carries actions out: first what `first` does, then the action is sent once, then the newer state is shown.
pub fn use_acting<V: FileView, F: Future<Output = Result<Ready, Failure>> + 'static>(
    open: OpenFile<V>,
    first: impl Fn() -> F + 'static,
    on_done: Callback<LoanAction>,
) -> Acting {
    acting(open, Box::new(move || Box::pin(first())), on_done)
}

type Waiting = Pin<Box<dyn Future<Output = Result<Ready, Failure>>>>;

// One type whatever comes first: each would bring a copy of what follows.
fn acting<V: FileView>(
    open: OpenFile<V>,
    first: Box<dyn Fn() -> Waiting>,
    on_done: Callback<LoanAction>,
) -> Acting {
    let failure = RwSignal::new(None);
    let intent = Intent::default();
    let last = StoredValue::new(None::<Request>);
    let action = Doing::new(move |request: Request| {
        failure.set(None);
        if last.get_value().as_ref() != Some(&request) {
            intent.renew();
            last.set_value(Some(request.clone()));
        }
        let first = first();
        async move {
            match carry_out(open, first, &request, intent).await {
                // Whoever pressed may have gone to another page meanwhile.
                Ok(()) => drop(on_done.try_run(request.action)),
                Err(found) => {
                    if let Some(found) = shown(open, found) {
                        failure.try_set(Some(found));
                    }
                }
            }
        }
    });
    Acting {
        pending: action.pending(),
        failure,
        action,
    }
}

async fn carry_out<V: FileView>(
    open: OpenFile<V>,
    first: Waiting,
    request: &Request,
    intent: Intent,
) -> Result<(), Failure> {
    if first.await? == Ready::Gone {
        return Ok(());
    }
    let (id, version, product) = open
        .file
        .with_untracked(|file| (file.id().to_owned(), file.version(), file.product()));
    let request = ResidentActionRequest {
        version,
        action: request.action,
        declaration_version: request.declaration_version.clone(),
        field: request.field.clone(),
        reason: request.reason.clone(),
        anticipated_receipt: matches!(request.action, LoanAction::Submit | LoanAction::Resubmit)
            .then(|| StorageKey::EligibilityReceipt(product.id()).read())
            .flatten(),
    };
    let newer = intent.settle(open.resident.act(&id, &request, &intent.key()).await)?;
    open.file.try_set(newer);
    Ok(())
}

/// The failure to show; one that says the page is old loads the newer state instead.
fn shown<V: FileView>(open: OpenFile<V>, failure: Failure) -> Option<Failure> {
    use ui::Explain;
    if failure.is_outdated() {
        open.reload.try_run(failure.explain());
        return None;
    }
    open.session.watch(failure)
}
