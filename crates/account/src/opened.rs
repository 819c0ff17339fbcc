//! The file open on these pages, loaded once and shared by its pages.

use crate::{Failure, Part, Place, Session, use_session};
use api::application::ApplicationView;
use client::{FileView, Resident};
use leptos::prelude::*;
use router::use_location;
use ui::{
    Fetched, Loadable, Text, Tone,
    element::{IntoChild, el},
    notice,
};

/// One application, as the server last told.
#[derive(Debug)]
pub struct OpenFile<V: 'static = ApplicationView> {
    /// The calls of its owner.
    pub resident: Resident,
    /// Everything known of it.
    pub file: RwSignal<V>,
    /// Whose session it was opened in.
    pub session: Session,
    /// Loads the newest state and says why.
    pub reload: Callback<Text>,
}

impl<V> Clone for OpenFile<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for OpenFile<V> {}

impl<V: FileView> OpenFile<V> {
    /// Its id.
    pub fn id(self) -> String {
        self.file.with_untracked(|file| file.id().to_owned())
    }

    /// One of its pages.
    pub fn place(self, part: Part) -> Place {
        self.file.with_untracked(|file| Place::of(file.id(), part))
    }
}

/// Opens the application with this id and shows its pages; a change made elsewhere is loaded and announced.
#[component]
pub fn Opened<V: FileView>(
    /// Which one.
    id: String,
    /// Its owner.
    resident: Resident,
    /// Its pages.
    #[prop(into)]
    view: Callback<OpenFile<V>, AnyView>,
) -> impl IntoView {
    let session = use_session();
    // A word belongs to the page it came up on, and is gone from the next.
    let path = use_location().pathname;
    let news = RwSignal::new(None::<(String, Text)>);
    let found = Fetched::new(move || {
        let id = id.clone();
        async move {
            resident.find_application::<V>(&id).await.map_err(|error| {
                let failure = Failure::from(error);
                drop(session.watch(failure.clone()));
                failure
            })
        }
    });
    let reload = Callback::new(move |words: Text| {
        news.set(Some((path.get_untracked(), words)));
        found.refetch();
    });
    let show = Callback::new(move |file: V| {
        view.run(OpenFile {
            resident,
            file: RwSignal::new(file),
            session,
            reload,
        })
    });
    vec![
        news_notice(news, path),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

/// A word that came up on one page, as long as that is shown.
pub fn news_notice(news: RwSignal<Option<(String, Text)>>, path: ReadSignal<String>) -> AnyView {
    let announced = move || {
        news.get()
            .filter(|(on, _)| path.with(|path| path == on))
            .map(|(_, words)| notice(Tone::Warning, None, true).child(el("p").child(words)))
    };
    announced.into_child()
}
