//! Photos of papers that wait on this device: `public/photos.js` keeps and sends them and tells of it, this listens.

use super::OpenApplication;
use crate::kept;
use account::Failure;
use api::application::DocumentView;
use leptos::{prelude::*, task::spawn_local};

/// Kinds of papers, one for each photo, with commas between: read as they are told, since a list would weigh more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Photos {
    /// Of the photos that wait here.
    pub(crate) kinds: String,
    /// Of those that wait for the person.
    pub(crate) yours: String,
}

/// The kinds that are named.
pub(crate) fn listed(kinds: &str) -> impl Iterator<Item = &str> {
    kinds.split(',').filter(|kind| !kind.is_empty())
}

impl OpenApplication {
    /// Listens as long as the application is open, and sends what waits.
    pub(crate) fn follow_photos(self) {
        let told = window_event_listener_untyped("fumin:photos", move |event| {
            let detail = js_sys::Reflect::get(&event, &"detail".into()).unwrap_or_default();
            if let Some(told) = detail.as_string() {
                self.hear(&told);
            }
        });
        on_cleanup(move || told.remove());
    }

    /// Four lines: the application, the kinds here, the kinds for the person, and what has just become papers.
    fn hear(self, told: &str) {
        let mut lines = told.splitn(4, '\n').map(str::to_owned);
        let mut line = || lines.next().unwrap_or_default();
        if line() != self.open.id() {
            return;
        }
        let photos = Photos {
            kinds: line(),
            yours: line(),
        };
        let received: Vec<DocumentView> = json::from_str(&line()).unwrap_or_default();
        if !received.is_empty() {
            self.open.file.update(|file| {
                for paper in received {
                    if file.documents.iter().all(|known| known.id != paper.id) {
                        file.documents.push(paper);
                    }
                }
            });
        }
        let is_last = photos.kinds.is_empty();
        self.photos.set(photos);
        if is_last && self.handing_in().is_waiting() {
            spawn_local(self.hand_in_again());
        }
    }

    /// Sends the photos that wait; whether none does any more.
    pub(super) async fn send_photos(self) -> bool {
        let id = self.open.id();
        let said = kept::send_photos(&id).await;
        if said == "sign_in" {
            // The same answer as a form's page gets leads to the sign-in page.
            let found = self.open.resident.find_application_text(&id).await;
            if let Err(failure) = found {
                drop(self.open.session.watch(Failure::from(failure)));
            }
        }
        said.is_empty()
    }

    /// Whether there is a photo of this paper, here or at the server, or a reason why there is none.
    pub(crate) fn is_supplied(self, kind: &str) -> bool {
        self.open.file.with_untracked(|file| {
            file.documents.iter().any(|paper| paper.kind == kind)
                || file.cannot_supply.contains_key(kind)
        }) || self.photos_of(kind) > 0
    }

    /// How many photos of this paper wait here, not tracked.
    pub(crate) fn photos_of(self, kind: &str) -> usize {
        self.photos
            .with_untracked(|photos| listed(&photos.kinds).filter(|known| *known == kind).count())
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn nothing_told_names_nothing() {
        assert_eq!(listed("").count(), 0);
        assert_eq!(listed("a,b,a").collect::<Vec<_>>(), ["a", "b", "a"]);
    }
}
