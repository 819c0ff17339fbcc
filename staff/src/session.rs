//! Which officer is signed in, and what happens when that has ended.

use crate::{
    go::{Go, use_go},
    kept,
    place::{Place, safe_return, second_factor_then, sign_in_then},
    storage::{self, StorageKey},
};
use api::{ProblemCode, session::StaffSessionResponse};
use client::{Anonymous, ClientError, Staff};
use leptos::prelude::*;
use ui::{Explain, LoadFailed, Loading};

/// The officer signed in on this page, if any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    signed_in: RwSignal<Option<(Staff, StaffSessionResponse)>>,
    go: Go,
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
pub(crate) fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// Who is signed in, tracked.
    pub(crate) fn officer(self) -> Option<StaffSessionResponse> {
        self.signed_in
            .with(|known| known.as_ref().map(|(_, officer)| officer.clone()))
    }

    /// The calls a session allows, not tracked.
    pub(crate) fn staff(self) -> Option<Staff> {
        self.signed_in
            .with_untracked(|known| known.as_ref().map(|(staff, _)| *staff))
    }

    /// Takes over a session that was just opened. What another officer wrote in this tab is forgotten.
    pub(crate) fn begin(self, staff: Staff, officer: StaffSessionResponse) {
        let mut name = officer.agency_id.clone();
        name.push('/');
        name.push_str(&officer.display_name);
        if StorageKey::Officer.read().is_some_and(|kept| kept != name) {
            storage::clear();
        }
        StorageKey::Officer.write(&name);
        kept::begin(&officer);
        self.signed_in.try_set(Some((staff, officer)));
    }

    /// Takes over the session the browser may still hold.
    async fn resume(self) -> Result<Staff, ClientError> {
        if let Some(staff) = self.staff() {
            return Ok(staff);
        }
        match Anonymous.resume_staff().await {
            Ok((staff, officer)) => {
                self.begin(staff, officer);
                Ok(staff)
            }
            // Without a line a trainer goes on with what the device keeps.
            Err(ClientError::Offline) => {
                let found = kept::resume().await.ok_or(ClientError::Offline)?;
                // Without a line none can be taken up; with one the server asks again.
                let officer = StaffSessionResponse {
                    needs_second_factor: false,
                    ..found
                };
                let staff = Anonymous.kept_staff();
                self.signed_in.try_set(Some((staff, officer)));
                Ok(staff)
            }
            Err(error) => Err(error),
        }
    }

    /// An authenticator was taken up.
    pub(crate) fn has_taken_up(self) {
        self.signed_in.try_update(|known| {
            if let Some((_, officer)) = known {
                officer.needs_second_factor = false;
            }
        });
    }

    /// Where the account has still to take up an authenticator, leads there and then back to this page. True then.
    fn is_led_to_second_factor(self) -> bool {
        let is_bare = self.signed_in.with_untracked(|known| {
            known
                .as_ref()
                .is_some_and(|(_, officer)| officer.needs_second_factor)
        });
        if is_bare {
            let here = safe_return(Some(&address_shown()));
            self.go.instead(&second_factor_then(&here));
        }
        is_bare
    }

    /// Forgets the session, and takes away the key of what the device keeps.
    pub(crate) fn end(self) {
        self.signed_in.try_set(None);
        kept::lock();
    }

    /// Where a session has ended, leads to the sign-in page and from there back to this one. True then.
    pub(crate) fn has_ended_by(self, error: &ClientError) -> bool {
        if !error.is(ProblemCode::SignInRequired) {
            return false;
        }
        self.end();
        let here = safe_return(Some(&address_shown()));
        if here == Place::Queue.to_string() {
            self.go.instead(&Place::SignIn.to_string());
        } else {
            self.go.instead(&sign_in_then(&here));
        }
        true
    }
}

/// The path and query shown now.
fn address_shown() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Shows its view to who is signed in. Everybody else is led to the sign-in page, and whoever has still to take up an
/// authenticator to that.
#[component]
pub(crate) fn SignedInOnly(
    /// The page for an officer.
    #[prop(into)]
    view: Callback<Staff, AnyView>,
    /// Whether the password alone will do.
    #[prop(optional)]
    is_bare: bool,
) -> impl IntoView {
    let session = use_session();
    let resumed = LocalResource::new(move || async move {
        let resumed = session.resume().await;
        if !is_bare && resumed.is_ok() && session.is_led_to_second_factor() {
            return Err(None);
        }
        resumed.map_err(|error| (!session.has_ended_by(&error)).then_some(error))
    });
    let retry = Callback::new(move |()| {
        resumed.set(None);
        resumed.refetch();
    });
    move || match resumed.get() {
        Some(Ok(staff)) => view.run(staff),
        Some(Err(Some(error))) => {
            view! { <LoadFailed words=error.explain() on_retry=retry /> }.into_any()
        }
        // Another page is on its way.
        Some(Err(None)) | None => view! { <Loading /> }.into_any(),
    }
}
