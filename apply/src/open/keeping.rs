//! What is kept on the device of an application: the file as the server last told it, each answer that has not arrived, and
//! the press that hands it in.

use super::{OpenApplication, handing_in::find_waiting, photos::Photos};
use crate::{kept, outbox::Patch};
use account::{Failure, Session};
use client::{FormView, Resident};
use leptos::{prelude::*, task::spawn_local};

/// What opening an application came to.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Whose calls they are.
    pub(crate) resident: Resident,
    /// The file: from the server, or without a line as it was.
    pub(crate) file: FormView,
    /// What an earlier visit could not save.
    pub(crate) unsent: Patch,
    /// A press that an earlier visit could not send.
    pub(crate) waiting: String,
    /// Photos that an earlier visit could not send.
    pub(crate) photos: Photos,
    /// Whether this device keeps anything.
    pub(crate) is_kept: bool,
}

/// Opens an application for who is signed in; without a line, for who was, as long as the session can last.
pub(crate) async fn find_file(session: Session, id: String) -> Result<Found, Failure> {
    let was_known = session.resident().is_some();
    let resident = match session.resume().await {
        Ok(resident) => resident,
        Err(failure) if failure.is_passing() && kept::resume().await => Resident::without_a_line(),
        Err(failure) => return Err(failure),
    };
    let name = [&id, "/file"].concat();
    let answer = resident.find_application_text(&id).await;
    let answer = match answer.map_err(Failure::from) {
        Err(failure) if !failure.is_passing() => return Err(failure),
        answer => answer,
    };
    // Another person may have signed in in another tab since this one was told who has: the key on the device is theirs then.
    let mut is_kept = match session.signed_in() {
        Some(person) if answer.is_ok() || !was_known => kept::begin(&person).await,
        _ => kept::resume().await,
    };
    let text = match answer {
        Ok(text) => {
            is_kept &= kept::put(&name, &text).await;
            text
        }
        Err(failure) => kept::all(&name).await.pop().ok_or(failure)?,
    };
    let file = json::from_str(&text).map_err(|_| Failure::from(client::ClientError::Unreadable))?;
    let unsent = kept::all(&unsent_of(&id)).await;
    let unsent = unsent
        .iter()
        .filter_map(|text| json::from_str(text).ok())
        .fold(Patch::default(), Patch::under);
    Ok(Found {
        resident,
        file,
        unsent,
        waiting: find_waiting(&id).await,
        photos: Photos {
            kinds: kept::photo_kinds(&id).await,
            ..Photos::default()
        },
        is_kept,
    })
}

fn unsent_of(id: &str) -> String {
    [id, "/unsent/"].concat()
}

impl OpenApplication {
    /// Brings what is kept of these answers up to date: what waits is there, what has arrived is not.
    pub(super) fn keep_unsent(self, names: Vec<String>) {
        for name in names {
            let part = self.outbox.with_untracked(|outbox| outbox.to_keep(&name));
            let text = part.and_then(|part| serde_json::to_string(&part).ok());
            let key = [&unsent_of(&self.open.id()), name.as_str()].concat();
            spawn_local(async move {
                match text {
                    Some(text) => {
                        let is_kept = kept::put(&key, &text).await;
                        self.is_kept.try_set(is_kept);
                    }
                    None => kept::forget(&key).await,
                }
            });
        }
    }

    /// Forgets what the server will never take.
    pub(crate) fn forget_unsent(self) {
        let prefix = unsent_of(&self.open.id());
        spawn_local(async move { kept::clear(&prefix).await });
    }
}
