//! The top of every page: whose portal it is, large type, the other language.

use crate::Text;
use i18n::{Language, language, t};
use leptos::prelude::*;

/// The header. boot.js acts on `data-set-lang` and `data-toggle-large`, so the two switches work before WebAssembly does.
#[component]
pub fn SiteHeader(
    /// Where the name leads.
    #[prop(default = "/")]
    home: &'static str,
    /// The name, where it is not the portal's own.
    #[prop(into, optional)]
    name: Option<Text>,
    /// More to show beside the switches, such as signing out.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (other, other_tag) = match language() {
        Language::Chinese => (t::common::other_language(), Language::English.tag()),
        Language::English => (t::common::other_language(), Language::Chinese.tag()),
    };
    let is_large = document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-large"));
    view! {
        <header class="site-header">
            <a class="site-header__name" href=home rel=crate::rel(home)>
                {name.unwrap_or_else(|| t::common::site().into())}
            </a>
            <div class="site-header__switches">
                {children.map(|children| children())}
                <button class="site-header__switch" type="button" data-toggle-large="" aria-pressed=is_large.to_string()>
                    {t::common::large_type()}
                </button>
                <button class="site-header__switch" type="button" data-set-lang=other_tag lang=other_tag>
                    {other}
                </button>
            </div>
        </header>
    }
    .into_any()
}
