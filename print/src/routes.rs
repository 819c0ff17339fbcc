//! From the address to the page: those of [`Printed`], and certificates.

use crate::features::{
    certificate::{self, CertificatePage},
    printed::PrintedPage,
};
use account::{OpenFile, Opened, Printed, Shell, SignedInOnly};
use api::particulars::WholeApplication;
use leptos::prelude::*;
use router::use_location;
use ui::{Bundle, NotFound};

/// Which page is shown.
#[derive(Clone, PartialEq, Eq)]
enum Shown {
    Certificate(String),
    Of(String, Printed),
    Unknown,
}

impl Shown {
    fn parse(path: &str) -> Self {
        if let Some(id) = certificate::parse(path) {
            return Self::Certificate(id);
        }
        Printed::parse(path).map_or(Self::Unknown, |(id, printed)| Self::Of(id, printed))
    }
}

/// The pages with what is around each.
#[component]
pub(crate) fn App() -> impl IntoView {
    let pages = || view! { <Pages /> }.into_any();
    view! { <Shell bundle=Bundle::Print pages=pages /> }
}

/// The page of the address shown.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let shown = Memo::new(move |_| path.with(|path| Shown::parse(path)));
    move || match shown.get() {
        Shown::Certificate(id) => {
            let view = move |resident| {
                view! { <CertificatePage id=id.clone() resident=resident /> }.into_any()
            };
            view! { <SignedInOnly view=view /> }.into_any()
        }
        Shown::Of(id, printed) => {
            let view = move |resident| opened(id.clone(), resident, printed);
            view! { <SignedInOnly view=view /> }.into_any()
        }
        Shown::Unknown => view! { <NotFound home="/my/" /> }.into_any(),
    }
}

fn opened(id: String, resident: client::Resident, printed: Printed) -> AnyView {
    let page = move |open: OpenFile<WholeApplication>| {
        view! { <PrintedPage open=open printed=printed /> }.into_any()
    };
    view! { <Opened id=id resident=resident view=page /> }.into_any()
}
