//! Keeping what is asked: the signed-in pages do it, the way to them carries the search and what it is called.

use std::sync::Arc;

use api::search::LONGEST_SEARCH_NAME;
use catalogue::{Catalogue, CourseFilter};
use i18n::t;
use leptos::prelude::*;
use ui::{element::el, link};

use super::{
    active_filter::active_filters, changing::changing, filter_in_url::FilterInUrl,
    words::filter_words,
};

/// Where a search is kept.
const SEARCHES: &str = "/classes/searches?";

/// The way there, as long as something is asked.
pub(super) fn keep_search(filter: FilterInUrl, catalogue: Arc<Catalogue>) -> AnyView {
    changing(move || {
        let names = filter.with(|filter| {
            let active = active_filters(filter);
            let names: Vec<String> = active
                .iter()
                .map(|active| filter_words(active, &catalogue).to_string())
                .collect();
            names.join(t::courses::comma())
        });
        if names.is_empty() {
            return ().into_any();
        }
        let address = filter.with(|filter| address(filter, &names));
        el("p")
            .child(link(address).child(t::courses::keep_search()))
            .into_any()
    })
}

fn address(filter: &CourseFilter, names: &str) -> String {
    // What the address of the list does with words is right for a name too.
    let name = CourseFilter {
        text: names.chars().take(LONGEST_SEARCH_NAME).collect(),
        ..CourseFilter::default()
    };
    let name = name.to_query().replacen("q=", "&name=", 1);
    [SEARCHES, &filter.to_query(), &name].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_carries_the_search_and_its_name() {
        let filter = CourseFilter {
            text: "电".into(),
            seats_left: true,
            ..CourseFilter::default()
        };
        let address = address(&filter, "搜“电”");
        let expected =
            "/classes/searches?q=%E7%94%B5&seats=1&name=%E6%90%9C%E2%80%9C%E7%94%B5%E2%80%9D";
        assert_eq!(address, expected);
        // What is kept is what was asked: the name is passed over.
        let query = address.split_once('?').unwrap().1;
        assert_eq!(CourseFilter::from_query(query), filter);
    }
}
