//! Whoever consents beside the applicant: masked, with the day of the answer, what is missing, what is worth knowing.

use super::{
    in_full::InFull,
    open_file::use_open_file,
    pin::{EarlierDefect, Pin},
};
use api::people::{AskedPersonView, ConsentNeedView, ConsentStepView, PeopleView};
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, StatusTag, Text, Tone};
use workflow::consent::{ConsentAction, ConsentState};

/// Field id of a defect that asks for consents.
const PEOPLE: &str = "people";

/// The consents, one row for each kind; nothing where nobody is asked or needed.
#[component]
pub(super) fn People() -> impl IntoView {
    let file = use_open_file().file;
    let people = Memo::new(move |_| file.with(|file| (file.people.clone(), file.may_see_people)));
    move || {
        let (people, may_see) = people.get();
        people.map(|people| drawn(people, may_see))
    }
}

fn drawn(people: PeopleView, may_see: bool) -> AnyView {
    let rows: Vec<AnyView> = people
        .needs
        .iter()
        .map(|need| (need, of_kind(&people, need)))
        .filter(|(need, asked)| need.needed > 0 || !asked.is_empty())
        .map(|(need, asked)| row(need, asked, may_see))
        .collect();
    let waiver = people.waiver.as_deref().map(|ground| {
        let ground = word("waiver.", ground);
        view! { <p>{t::people::staff::waiver(ground)}</p> }
    });
    let answer = people.waiver_answer.as_ref().map(|answer| {
        let words = if answer.is_granted {
            t::people::waiver_granted().to_owned()
        } else {
            t::people::waiver_refused(&answer.reason)
        };
        view! { <p>{words}</p> }
    });
    let exceeded = people.is_waiver_exceeded.then(|| {
        view! { <Notice tone=Tone::Warning><p>{t::people::staff::waiver_exceeded()}</p></Notice> }
    });
    view! {
        <h3>{t::people::staff::title()}</h3>
        <dl class="file__list">
            {rows}
            <div class="file__row">
                <dt class="file__label">{t::people::staff::title()}</dt>
                <dd class="file__value">{t::people::staff::return_how()} {waiver} {answer} {exceeded} <EarlierDefect field=PEOPLE /></dd>
                <Pin field=PEOPLE />
            </div>
        </dl>
    }
    .into_any()
}

/// What stands in the way of the file's next step, where its officer decides.
#[component]
pub(super) fn TakenBack() -> impl IntoView {
    let file = use_open_file().file;
    let people = Memo::new(move |_| file.with(|file| file.people.clone()));
    move || {
        let gone = taken_back(&people.get()?);
        (!gone.is_empty()).then(|| {
            let lines: Vec<AnyView> = gone
                .into_iter()
                .map(|words| view! { <p>{words}</p> }.into_any())
                .collect();
            view! {
                <Notice tone=Tone::Error title=t::people::staff::taken_back()>
                    {lines} <p>{t::people::staff::taken_back_how()}</p>
                </Notice>
            }
        })
    }
}

/// Whoever took a consent back that is still missing, and when.
fn taken_back(people: &PeopleView) -> Vec<String> {
    // A reason that was given before somebody took a consent back does not stand in for it.
    let is_open = |need: &ConsentNeedView| need.excuse.is_none() || people.is_stopped;
    let is_missing = |asked: &&AskedPersonView| {
        asked.state == ConsentState::Withdrawn
            && people
                .needs
                .iter()
                .any(|need| need.kind == asked.kind && need.given < need.needed && is_open(need))
    };
    let gone = people.people.iter().filter(is_missing);
    gone.map(|asked| {
        t::people::staff::step(
            i18n::time_ms(asked.changed_ms),
            word("kind.", asked.kind.as_str()),
            &asked.name_masked,
            word("step.", ConsentAction::Withdraw.as_str()),
        )
    })
    .collect()
}

/// What was asked of somebody or answered, as one line of the file's history.
pub(super) fn step(step: &ConsentStepView) -> String {
    t::people::staff::done(
        word("kind.", step.kind.as_str()),
        &step.name_masked,
        word("step.", step.action.as_str()),
    )
}

fn of_kind<'a>(people: &'a PeopleView, need: &ConsentNeedView) -> Vec<&'a AskedPersonView> {
    let asked = people.people.iter();
    asked.filter(|asked| asked.kind == need.kind).collect()
}

fn row(need: &ConsentNeedView, asked: Vec<&AskedPersonView>, may_see: bool) -> AnyView {
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
    let asked: Vec<AnyView> = asked
        .into_iter()
        .map(|asked| person(asked, may_see))
        .collect();
    view! {
        <div class="file__row">
            <dt class="file__label">{word("kind.", need.kind.as_str())}</dt>
            <dd class="file__value"><StatusTag tone=tone label=words /> {excuse} {asked}</dd>
        </div>
    }
    .into_any()
}

fn person(asked: &AskedPersonView, may_see: bool) -> AnyView {
    let who = t::people::staff::who(asked.name_masked.clone(), asked.phone_tail.clone());
    let state = word("state.", asked.state.as_str());
    let state = t::common::with_note(state, i18n::time_ms(asked.changed_ms));
    let findings: Vec<AnyView> = asked.findings.iter().map(|code| finding(code)).collect();
    let is_over = matches!(
        asked.state,
        ConsentState::Refused | ConsentState::Withdrawn | ConsentState::Expired
    );
    let state = if is_over {
        view! { <strong>{state}</strong> }.into_any()
    } else {
        view! { <span>{state}</span> }.into_any()
    };
    let in_full = (may_see && asked.state == ConsentState::Given)
        .then(|| view! { <InFull consent=asked.id.clone() /> });
    view! { <p>{who} " · " {state}</p> {findings} {in_full} }.into_any()
}

/// What the portal knows of somebody.
pub(super) fn finding(code: &str) -> AnyView {
    view! { <p><StatusTag tone=Tone::Warning label=word("finding.", code) /></p> }.into_any()
}

fn word(group: &str, code: &str) -> Text {
    let key = [group, code].concat();
    t::people_code::by_key(&key)
        .or_else(|| t::staff_people_code::by_key(&key))
        .unwrap_or_default()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::consent::ConsentKind;

    fn asked(kind: ConsentKind, state: ConsentState) -> AskedPersonView {
        AskedPersonView {
            id: "a".into(),
            kind,
            name_masked: "钱*".into(),
            phone_tail: "0032".into(),
            state,
            is_outgrown: false,
            changed_ms: 0,
            until_ms: 0,
            link: None,
            findings: Vec::new(),
        }
    }

    #[test]
    fn who_took_a_consent_back_is_named_until_somebody_stands_in() {
        let partner = |given| ConsentNeedView {
            kind: ConsentKind::Partner,
            needed: 1,
            given,
            excuse: None,
        };
        let mut people = PeopleView {
            needs: vec![partner(0)],
            people: vec![asked(ConsentKind::Partner, ConsentState::Withdrawn)],
            waiver: None,
            is_waiver_exceeded: false,
            waiver_answer: None,
            spouse_name: String::new(),
            may_change: false,
            is_stopped: true,
        };
        let named = taken_back(&people);
        assert!(named.len() == 1 && named[0].contains("钱*"), "{named:?}");
        people.needs[0].excuse = Some("在外地".into());
        assert_eq!(taken_back(&people).len(), 1);
        people.is_stopped = false;
        assert_eq!(taken_back(&people), Vec::<String>::new());
        people.needs = vec![partner(1)];
        people
            .people
            .push(asked(ConsentKind::Partner, ConsentState::Given));
        assert_eq!(taken_back(&people), Vec::<String>::new());
    }

    #[test]
    fn every_step_has_words() {
        for action in ConsentAction::ALL {
            let is_shown = *action != ConsentAction::See;
            assert_eq!(
                !word("step.", action.as_str()).is_empty(),
                is_shown,
                "{action}"
            );
        }
    }

    #[test]
    fn every_finding_has_words() {
        for code in [
            "has_bad_loan",
            "has_application",
            "has_loan",
            "borrows_with",
            "guarantees",
            "guaranteed_overdue",
            "not_covered",
        ] {
            assert!(!word("finding.", code).is_empty(), "{code}");
        }
    }
}
