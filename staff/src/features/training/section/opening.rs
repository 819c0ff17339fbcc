//! Which classes have to be filed by when, and which are late.

use super::super::{frame::Ways, place::TrainingPlace, words::course_title};
use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::training_section::{OpeningNotice, OpeningNotices};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, PageTitle, StatusTag, Text, Tone};
use workflow::opening::OpeningState;

const fn tone(state: OpeningState) -> Tone {
    match state {
        OpeningState::Overdue => Tone::Error,
        OpeningState::Due | OpeningState::FiledLate => Tone::Warning,
        OpeningState::Filed => Tone::Success,
    }
}

fn state_words(state: OpeningState) -> Text {
    t::staff_section_code::by_key(&["notice.", state.as_str()].concat())
        .unwrap_or_default()
        .into()
}

/// The page.
#[component]
pub(in super::super) fn OpeningPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<OpeningNotices> =
        desk.ask(|staff| async move { staff.list_opening_notices().await });
    view! {
        <PageTitle title=t::staff_section::opening::title() />
        <Ways here=TrainingPlace::Opening />
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &OpeningNotices| found.notices.is_empty()}
            empty=t::staff_section::opening::empty()
        />
    }
    .into_any()
}

fn drawn(found: OpeningNotices) -> AnyView {
    use t::staff_section::opening as words;
    let of = |state: OpeningState| {
        let notices = found.notices.iter();
        notices.filter(|one| one.state == state).count()
    };
    let (overdue, late) = (of(OpeningState::Overdue), of(OpeningState::FiledLate));
    let count = words::count(found.notices.len(), overdue, late);
    let about = words::about(found.working_days);
    let confirm = found
        .is_local_confirm
        .then(|| view! { <p class="training__note">{words::local_confirm()}</p> });
    let heads = [
        words::course(),
        words::provider(),
        words::state(),
        words::starts(),
        words::by(),
        words::filed(),
    ];
    let rows = found.notices.into_iter().map(row).collect();
    let table = table(words::title(), &heads, rows);
    view! { <p>{about}</p> {confirm} <p role="status">{count}</p> {table} }.into_any()
}

fn row(one: OpeningNotice) -> AnyView {
    let title = course_title(one.title);
    let place = match (one.class_id, one.listing_id) {
        (Some(class), _) => Some(TrainingPlace::Class(class)),
        (None, listing) => listing.map(TrainingPlace::Listing),
    };
    let name = match place {
        Some(place) => view! { <a href=place.to_string()>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let filed: Text = match one.filed_on {
        Some(on) => i18n::date(on).into(),
        None => t::staff_section::opening::not_filed().into(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{one.provider}</td>
            <td><StatusTag tone=tone(one.state) label=state_words(one.state) /></td>
            <td>{i18n::date(one.starts_on)}</td>
            <td>{i18n::date(one.file_by)}</td>
            <td>{filed}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_words() {
        for state in OpeningState::ALL {
            assert!(!state_words(*state).is_empty(), "{state}");
        }
    }
}
