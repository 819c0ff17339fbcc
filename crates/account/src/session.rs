//! Who is signed in, and what happens when that has ended.

use crate::{Failure, Go, Place, StorageKey, sign_in_then, storage, use_go};
use api::{ProblemCode, session::ResidentSessionResponse};
use client::{Anonymous, Resident};
use leptos::prelude::*;
use ui::{Explain, Fetched, LoadFailed, Loading};

/// The resident signed in on this page, if any.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    signed_in: RwSignal<Option<SignedIn>>,
    go: Go,
}

/// A resident with a session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The calls a session allows.
    pub resident: Resident,
    /// `138****5678`; empty without a line.
    pub phone_masked: String,
    /// Seals what this person's forms keep on the device; empty without a line.
    pub device_key: String,
    /// Tells this person from another on the device; empty without a line.
    pub device_mark: String,
    /// How long the session lasts at most from then on, in milliseconds.
    pub lasts_ms: i64,
    /// The server's clock when it said so, unix milliseconds.
    pub now_ms: i64,
}

/// Installs [`use_session`]; inside the router.
pub(crate) fn provide_session() -> Session {
    let session = Session {
        signed_in: RwSignal::new(None),
        go: use_go(),
    };
    provide_context(session);
    session
}

/// The session of this page.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// Whose session it is, tracked.
    pub fn phone(self) -> Option<String> {
        self.signed_in
            .with(|signed_in| signed_in.as_ref().map(|known| known.phone_masked.clone()))
    }

    /// The resident, not tracked.
    pub fn resident(self) -> Option<Resident> {
        self.signed_in
            .with_untracked(|signed_in| signed_in.as_ref().map(|known| known.resident))
    }

    /// Who is signed in, with what keeps their forms on the device.
    pub fn signed_in(self) -> Option<SignedIn> {
        self.signed_in.get_untracked()
    }

    /// Takes over a session that was just opened or resumed. What another person left in this tab is forgotten; what was
    /// answered in it before anybody signed in stays.
    pub fn begin(self, resident: Resident, session: ResidentSessionResponse) {
        let mark = &session.device_mark;
        if StorageKey::Owner.read().is_some_and(|kept| kept != *mark) {
            storage::clear();
        }
        StorageKey::Owner.write(mark);
        self.signed_in.set(Some(SignedIn {
            resident,
            phone_masked: session.phone_masked,
            device_key: session.device_key,
            device_mark: session.device_mark,
            lasts_ms: session.ends_ms - session.now_ms,
            now_ms: session.now_ms,
        }));
    }

    /// Takes over the session the browser may still hold.
    pub async fn resume(self) -> Result<Resident, Failure> {
        if let Some(resident) = self.resident() {
            return Ok(resident);
        }
        let (resident, session) = Anonymous.resume().await?;
        self.begin(resident, session);
        Ok(resident)
    }

    /// Forgets the session.
    pub fn end(self) {
        self.signed_in.try_set(None);
    }

    /// Where a session has ended, leads to the sign-in page and from there back to this one; other failures come back.
    pub fn watch(self, failure: Failure) -> Option<Failure> {
        if !failure.is(ProblemCode::SignInRequired) {
            return Some(failure);
        }
        self.end();
        let here = address_shown();
        if !here.starts_with(&Place::SignIn.to_string()) {
            self.go.instead(&sign_in_then(&here));
        }
        None
    }
}

/// The path and query shown now.
fn address_shown() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Shows its view to who is signed in, and leads everybody else to the sign-in page.
#[component]
pub fn SignedInOnly(
    /// The page for a resident.
    #[prop(into)]
    view: Callback<Resident, AnyView>,
) -> impl IntoView {
    let session = use_session();
    let resumed = Fetched::new(move || async move {
        match session.resume().await {
            Ok(resident) => Ok(resident),
            Err(failure) => Err(session.watch(failure)),
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
