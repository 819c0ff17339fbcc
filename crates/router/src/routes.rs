//! The page of the address shown.

use leptos::{either::Either, prelude::*};

use crate::{ParamsMap, location::use_here, pattern::matched};

/// A pattern of paths below the base, and what draws their page.
pub type Page = (&'static str, fn() -> AnyView);

/// The first page whose pattern takes the path. While the same pattern takes the next path too, its page stays and sees its
/// parameters change.
#[component]
pub fn Routes(
    /// The table of addresses.
    pages: &'static [Page],
    /// What is shown for any other address.
    fallback: fn() -> AnyView,
) -> impl IntoView {
    let here = use_here();
    let shown = Memo::new(move |_| {
        here.with_path(|path| {
            pages
                .iter()
                .position(|(pattern, _)| matched(pattern, path).is_some())
        })
    });
    let turn = StoredValue::new(false);
    (move || {
        let page = match shown.get().and_then(|place| pages.get(place)) {
            Some(&(pattern, page)) => {
                // On the way to another page this one still stands: it keeps the parameters it had.
                provide_context(Memo::new(move |before: Option<&ParamsMap>| {
                    here.with_path(|path| matched(pattern, path))
                        .or_else(|| before.cloned())
                        .unwrap_or_default()
                }));
                page()
            }
            None => fallback(),
        };
        // Sides change with every page, so that none is patched into the elements of another.
        turn.update_value(|turn| *turn = !*turn);
        if turn.get_value() {
            Either::Left(page)
        } else {
            Either::Right(page)
        }
    })
    .into_any()
}

/// What the pattern of the page shown has names for.
pub fn use_params_map() -> Memo<ParamsMap> {
    expect_context()
}
