//! From the address to the page. The addresses are those of [`Printed`].

use crate::features::printed::PrintedPage;
use account::{Opened, Printed, Shell, SignedInOnly};
use leptos::prelude::*;
use router::use_location;
use ui::{Bundle, NotFound};

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
    let shown = Memo::new(move |_| path.with(|path| Printed::parse(path)));
    move || match shown.get() {
        Some((id, printed)) => {
            let view = move |resident| opened(id.clone(), resident, printed);
            view! { <SignedInOnly view=view /> }.into_any()
        }
        None => view! { <NotFound home="/my/" /> }.into_any(),
    }
}

fn opened(id: String, resident: client::Resident, printed: Printed) -> AnyView {
    let page = move |open| view! { <PrintedPage open=open printed=printed /> }.into_any();
    view! { <Opened id=id resident=resident view=page /> }.into_any()
}
