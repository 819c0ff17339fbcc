//! Whoever consents beside the applicant: masked, with the day of the answer, what is missing, what is worth knowing.

use super::{
    open_file::use_open_file,
    pin::{EarlierDefect, Pin},
};
use api::people::{AskedPersonView, ConsentNeedView, PeopleView};
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Text, Tone};
use workflow::consent::ConsentState;

/// Field id of a defect that asks for consents.
const PEOPLE: &str = "people";

/// The consents, one row for each kind; nothing where nobody is asked or needed.
#[component]
pub(super) fn People() -> impl IntoView {
    let file = use_open_file().file;
    let people = Memo::new(move |_| file.with(|file| file.people.clone()));
    move || people.get().map(drawn)
}

fn drawn(people: PeopleView) -> AnyView {
    let rows: Vec<AnyView> = people
        .needs
        .iter()
        .map(|need| (need, of_kind(&people, need)))
        .filter(|(need, asked)| need.needed > 0 || !asked.is_empty())
        .map(|(need, asked)| row(need, asked))
        .collect();
    let waiver = people.waiver.as_deref().map(|ground| {
        let ground = word("waiver.", ground);
        view! { <p>{t::people::staff::waiver(ground)}</p> }
    });
    view! {
        <h3>{t::people::staff::title()}</h3>
        <dl class="file__list">
            {rows}
            <div class="file__row">
                <dt class="file__label">{t::people::staff::title()}</dt>
                <dd class="file__value">{t::people::staff::return_how()} {waiver} <EarlierDefect field=PEOPLE /></dd>
                <Pin field=PEOPLE />
            </div>
        </dl>
    }
    .into_any()
}

fn of_kind<'a>(people: &'a PeopleView, need: &ConsentNeedView) -> Vec<&'a AskedPersonView> {
    let asked = people.people.iter();
    asked.filter(|asked| asked.kind == need.kind).collect()
}

fn row(need: &ConsentNeedView, asked: Vec<&AskedPersonView>) -> AnyView {
    let is_enough = need.given >= need.needed;
    let (tone, words) = if is_enough {
        (Tone::Success, t::people::staff::given())
    } else if need.excuse.is_some() {
        (Tone::Warning, t::people::wanted())
    } else {
        (Tone::Error, t::people::staff::missing())
    };
    let excuse = need
        .excuse
        .clone()
        .map(|reason| view! { <p>{t::people::staff::excuse(reason)}</p> });
    let asked: Vec<AnyView> = asked.into_iter().map(person).collect();
    view! {
        <div class="file__row">
            <dt class="file__label">{word("kind.", need.kind.as_str())}</dt>
            <dd class="file__value"><StatusTag tone=tone label=words /> {excuse} {asked}</dd>
        </div>
    }
    .into_any()
}

fn person(asked: &AskedPersonView) -> AnyView {
    let who = t::people::staff::who(asked.name_masked.clone(), asked.phone_tail.clone());
    let state = word("state.", asked.state.as_str());
    let state = t::common::with_note(state, i18n::time_ms(asked.changed_ms));
    let findings: Vec<AnyView> = asked
        .findings
        .iter()
        .map(|code| {
            view! { <p><StatusTag tone=Tone::Warning label=word("finding.", code) /></p> }
                .into_any()
        })
        .collect();
    let is_over = matches!(
        asked.state,
        ConsentState::Refused | ConsentState::Withdrawn | ConsentState::Expired
    );
    let state = if is_over {
        view! { <strong>{state}</strong> }.into_any()
    } else {
        view! { <span>{state}</span> }.into_any()
    };
    view! { <p>{who} " · " {state}</p> {findings} }.into_any()
}

fn word(group: &str, code: &str) -> Text {
    let key = [group, code].concat();
    t::people_code::by_key(&key).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_has_words() {
        for code in ["has_bad_loan", "has_application", "not_covered"] {
            assert!(!word("finding.", code).is_empty(), "{code}");
        }
    }
}
