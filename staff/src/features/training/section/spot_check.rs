//! One class that was drawn, and the form that notes what was found there.

use super::super::{place::TrainingPlace, settlements::school_signs, words};
use crate::desk::use_desk;
use crate::half_typed::HalfTyped;
use crate::papers::{AttachPapers, OF_SPOT_CHECK, link, links};
use crate::said::Said;
use api::staff::OfficePaperView;
use api::training_section::{SpotCheckActionRequest, SpotCheckFinding, SpotCheckView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Confirm, ErrorSummary, FieldError, StatusTag, Text, TextArea, Tone};
use workflow::spot_check::{SpotCheckAction, SpotCheckState};

/// The longest finding.
const MOST_LETTERS: usize = 1_000;

const fn tone(state: SpotCheckState) -> Tone {
    match state {
        SpotCheckState::New | SpotCheckState::Drawn => Tone::Warning,
        SpotCheckState::InOrder => Tone::Success,
        SpotCheckState::Faulty => Tone::Error,
    }
}

fn state_words(state: SpotCheckState) -> Text {
    t::staff_section_code::by_key(&["check.", state.as_str()].concat())
        .unwrap_or_default()
        .into()
}

/// What was noted, in words.
pub(in super::super) fn found_words(finding: &SpotCheckFinding) -> String {
    let date = i18n::date(finding.noted_on);
    if finding.words.is_empty() {
        t::staff_section::spot::found_plain(date)
    } else {
        t::staff_section::spot::found(date, finding.words.clone())
    }
}

/// The papers that came with it.
pub(in super::super) fn found_papers(finding: &SpotCheckFinding) -> AnyView {
    links(OF_SPOT_CHECK, &finding.id, finding.papers.iter())
}

/// How it ended, as a tag.
pub(in super::super) fn found_tag(finding: &SpotCheckFinding) -> AnyView {
    let state = if finding.is_in_order {
        SpotCheckState::InOrder
    } else {
        SpotCheckState::Faulty
    };
    view! { <StatusTag tone=tone(state) label=state_words(state) /> }.into_any()
}

/// The class.
#[component]
pub(super) fn SpotCheck(
    /// As it is.
    check: SpotCheckView,
    /// What stands half typed.
    typed: HalfTyped,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the list anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_section::spot;
    let class = &check.class;
    let href = TrainingPlace::Class(class.id.clone()).to_string();
    let days = spot::days(i18n::date(class.starts_on), i18n::date(class.ends_on));
    let seats = t::staff_section::calendar::seats(class.taken, class.seats);
    let title = words::course_title(class.title.clone());
    let provider = class.provider.clone();
    let venue = check
        .venue
        .clone()
        .map(|venue| view! { <p>{spot::venue(venue)}</p> });
    let found = check
        .finding
        .as_ref()
        .map(|finding| view! { <p>{found_words(finding)}</p> {found_papers(finding)} });
    let early = (check.state == SpotCheckState::Drawn && check.actions.is_empty())
        .then(|| view! { <p class="training__note">{spot::not_yet()}</p> });
    let signs = school_signs(&check.signs, &check.classes);
    let form = (!check.actions.is_empty())
        .then(|| view! { <NoteForm id=check.id.clone() before=check.waiting.clone() typed=typed said=said again=again /> });
    view! {
        <section class="training__row" id=["check-", &check.id].concat()>
            <h2><a href=href>{title}</a></h2>
            <p class="row">
                <StatusTag tone=tone(check.state) label=state_words(check.state) />
                <span>{provider}</span>
                <span class="figures">{days}</span>
                <span class="figures">{seats}</span>
            </p>
            {venue} {signs} {found} {early} {form}
        </section>
    }
    .into_any()
}

/// The form: words, and one of two answers, once.
#[component]
fn NoteForm(
    /// The spot check.
    id: String,
    /// Papers that were chosen before the page was loaded.
    before: Vec<OfficePaperView>,
    /// What stands half typed.
    typed: HalfTyped,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the list anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_section::spot;
    let desk = use_desk();
    let errors = typed.errors(&id);
    let (rows, row) = (typed, id.clone());
    let typed = rows.text(&id, "words");
    let waiting = RwSignal::new(before);
    let (control, papers) = (["words-", &id].concat(), ["papers-", &id].concat());
    let file_id = id.clone();
    let added = Callback::new(move |one: OfficePaperView| waiting.update(|all| all.push(one)));
    let removed = Callback::new(move |id: String| {
        waiting.update(|all| all.retain(|one| one.paper.id != id));
    });
    let checked = id.clone();
    let opened = Callback::new(move |one: OfficePaperView| link(OF_SPOT_CHECK, &checked, &one));
    let note = desk.press(
        move |request: SpotCheckActionRequest, key| {
            let id = id.clone();
            async move { desk.staff.note_spot_check(&id, &request, &key).await }
        },
        move |answer: Result<SpotCheckView, ClientError>| match answer {
            Ok(_) => {
                rows.forget(&row);
                said.set(Some(Said::Done(spot::noted().into())));
                again.run(());
            }
            Err(error) => {
                said.set(Some(words::failed(&error)));
                if error.is(api::ProblemCode::ActionNotPossible) {
                    again.run(());
                }
            }
        },
    );
    let place = StoredValue::new(control.clone());
    let send = move |action: SpotCheckAction| {
        said.set(None);
        let words = typed.get_untracked().trim().to_owned();
        if action == SpotCheckAction::FindFault && words.is_empty() {
            let wrong = FieldError::new(place.get_value(), spot::words_empty());
            errors.show(vec![wrong]);
            return;
        }
        errors.show(Vec::new());
        let papers = waiting.with_untracked(|all| {
            let ids = all.iter().map(|one| one.paper.id.clone());
            ids.collect::<Vec<_>>()
        });
        note.send(SpotCheckActionRequest {
            action,
            words,
            papers,
        });
    };
    let fine = move |()| send(SpotCheckAction::FindInOrder);
    let fault = move |()| send(SpotCheckAction::FindFault);
    view! {
        <ErrorSummary />
        <TextArea id=control label=spot::words() hint=spot::words_hint() limit=MOST_LETTERS rows=3 value=Bound::from(typed) />
        <AttachPapers
            control=papers
            hint=spot::papers_hint()
            of=(OF_SPOT_CHECK, file_id)
            waiting=waiting
            opened=opened
            on_added=added
            on_removed=removed
        />
        <div class="row">
            <Confirm label=spot::fine() question=spot::fine_ask() action=spot::note() pending=note.pending on_confirm=fine />
            <Confirm label=spot::fault() question=spot::fault_ask() action=spot::note() pending=note.pending on_confirm=fault />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_words() {
        for state in SpotCheckState::ALL {
            assert!(!state_words(*state).is_empty(), "{state}");
        }
    }
}
