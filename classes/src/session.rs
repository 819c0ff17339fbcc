//! The end of a session, in a bundle whose forms keep what is typed on the device.

use account::{Failure, Session, kept, use_session};
use api::ProblemCode;
use client::Resident;
use leptos::prelude::*;
use ui::{Explain, Fetched, LoadFailed, Loading};

/// A failure that is to be shown. The end of a session leads to signing in instead, and takes away the key of what this
/// device keeps.
pub(crate) async fn left_to_say(session: Session, found: Failure) -> Option<Failure> {
    kept::watch(session, &found).await;
    (!found.is(ProblemCode::SignInRequired)).then_some(found)
}

/// Shows its view to who is signed in, and leads everybody else to the sign-in page; a page that opens on a session that has
/// ended takes the key away as well.
#[component]
pub(crate) fn SignedInOnly(
    /// The page for a resident.
    #[prop(into)]
    view: Callback<Resident, AnyView>,
) -> impl IntoView {
    let session = use_session();
    let resumed = Fetched::new(move || async move {
        match session.resume().await {
            Ok(resident) => Ok(resident),
            Err(failure) => Err(left_to_say(session, failure).await),
        }
    });
    let retry = Callback::new(move |()| {
        resumed.set(None);
        resumed.refetch();
    });
    move || match resumed.get() {
        Some(Ok(resident)) => view.run(resident),
        Some(Err(Some(failure))) => {
            view! { <LoadFailed words=failure.explain() on_retry=retry /> }.into_any()
        }
        // The sign-in page is on its way.
        Some(Err(None)) | None => view! { <Loading /> }.into_any(),
    }
}
