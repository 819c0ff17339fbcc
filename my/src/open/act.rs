//! What a resident does to the application as a whole: hand in, take back, sign.

use super::{Flushed, OpenApplication};
use crate::{failure::Failure, intent::Intent, storage::StorageKey};
use api::application::ResidentActionRequest;
use leptos::prelude::*;
use workflow::loan::LoanAction;

/// An action on its way, at most one at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Acting {
    /// Whether one is under way.
    pub(crate) pending: Signal<bool>,
    /// What went wrong with the last one.
    pub(crate) failure: RwSignal<Option<Failure>>,
    run: Callback<Request>,
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
    pub(crate) fn run(self, action: LoanAction) {
        self.run.run(Request::of(action));
    }

    /// Does it with the declaration ticked.
    pub(crate) fn declare(self, action: LoanAction) {
        let declaration_version = Some(api::application::DECLARATION_VERSION.to_owned());
        self.run.run(Request {
            declaration_version,
            ..Request::of(action)
        });
    }

    /// Says of one thing to be fixed that it cannot be, and why.
    pub(crate) fn cannot_supply(self, field: String, reason: String) {
        let (field, reason) = (Some(field), Some(reason));
        self.run.run(Request {
            field,
            reason,
            ..Request::of(LoanAction::CannotSupply)
        });
    }
}

/// Carries actions out: first everything typed is saved, then the action is sent once, then the newer state is shown.
pub(crate) fn use_acting(application: OpenApplication, on_done: Callback<LoanAction>) -> Acting {
    let failure = RwSignal::new(None);
    let intent = Intent::new();
    let last = StoredValue::new(None::<Request>);
    let action = Action::new_local(move |request: &Request| {
        let request = request.clone();
        async move {
            failure.set(None);
            if last.get_value().as_ref() != Some(&request) {
                intent.renew();
                last.set_value(Some(request.clone()));
            }
            match carry_out(application, &request, intent).await {
                // Whoever pressed may have gone to another page meanwhile.
                Ok(()) => drop(on_done.try_run(request.action)),
                Err(found) => {
                    if let Some(found) = shown(application, found) {
                        failure.try_set(Some(found));
                    }
                }
            }
        }
    });
    let pending: Signal<bool> = action.pending().into();
    let run = Callback::new(move |request| {
        if !pending.get_untracked() {
            action.dispatch_local(request);
        }
    });
    Acting {
        pending,
        failure,
        run,
    }
}

async fn carry_out(
    application: OpenApplication,
    request: &Request,
    intent: Intent,
) -> Result<(), Failure> {
    if application.flush().await? == Flushed::Gone {
        return Ok(());
    }
    let (id, version, product) = application
        .file
        .with_untracked(|file| (file.id.clone(), file.version, file.product));
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
    let newer = intent.settle(application.resident.act(&id, &request, &intent.key()).await)?;
    application.file.try_set(newer);
    Ok(())
}

/// The failure to show; one that says the page is old loads the newer state instead.
fn shown(application: OpenApplication, failure: Failure) -> Option<Failure> {
    use ui::Explain;
    if failure.is_outdated() {
        application.reload.try_run(failure.explain());
        return None;
    }
    application.session.watch(failure)
}
