//! Every class of one person.

use super::super::{place::TrainingPlace, words::person_name};
use crate::desk::{Asked, use_desk};
use crate::past_classes::past_classes;
use api::training_section::MemberHistory;
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, PageTitle, SummaryList, SummaryRow};

/// The page.
#[component]
pub(in super::super) fn HistoryPage(
    /// The class from which one came.
    class: String,
    /// The enrolment.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let back = TrainingPlace::Class(class.clone()).to_string();
    let found: Asked<MemberHistory> = desk.ask(move |staff| {
        let (class, id) = (class.clone(), id.clone());
        async move { staff.find_member_history(&class, &id).await }
    });
    view! {
        <BackLink href=back label=t::staff_section::history::back() />
        <PageTitle title=t::staff_section::history::title() />
        <p class="training__note">{t::staff_section::history::about()}</p>
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(found: MemberHistory) -> AnyView {
    use t::staff_section::history;
    let name = person_name(found.name);
    let rows = vec![
        SummaryRow::new(history::name(), name),
        SummaryRow::new(history::phone(), found.phone),
    ];
    let classes = past_classes(found.classes, |id| {
        Some(TrainingPlace::Class(id.to_owned()).to_string())
    });
    view! { <SummaryList rows=rows /> {classes} }.into_any()
}
