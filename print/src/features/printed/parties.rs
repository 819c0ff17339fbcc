//! The other parties to an application on paper: whoever consents to it beside the applicant, and the new hires of an
//! enterprise. Masked as on screen; the name in full is what each of them writes.

use super::table::{day_of, heading, pair};
use api::{
    people::{AskedPersonView, ConsentNeedView, PeopleView},
    roster::RosterShareView,
};
use application::percent_text;
use i18n::t;
use ui::{Text, element::Element};
use workflow::consent::ConsentState;

/// Everybody with what they said and when, what stands in the place of a consent, and the ground for no guarantor.
pub(super) fn rows(people: &PeopleView) -> Vec<Element> {
    let mut rows = vec![heading(t::print::parties().into())];
    for need in &people.needs {
        let kind = kind(need);
        let asked = people.people.iter().filter(|one| one.kind == need.kind);
        rows.extend(asked.map(|one| {
            let who = t::common::with_note(kind.clone(), one.name_masked.clone());
            pair(who, answer(one))
        }));
        if need.given < need.needed {
            let excuse = need.excuse.clone();
            let words = excuse.map_or_else(|| t::people::wanted().to_owned(), t::print::explained);
            let count = t::people::progress(kind.clone(), need.needed, need.given);
            rows.push(pair(kind, [count, words].join("；")));
        }
    }
    rows.extend(people.waiver.as_deref().map(|ground| {
        let answer = people.waiver_answer.as_ref().map(|answer| {
            if answer.is_granted {
                t::people::waiver_granted().to_owned()
            } else {
                t::people::waiver_refused(&answer.reason)
            }
        });
        let ground = word("waiver.", ground).to_string();
        let words = [ground, answer.unwrap_or_default()];
        pair(t::print::waiver(), words.join(" "))
    }));
    rows
}

/// How the new hires are counted.
pub(super) fn roster(share: &RosterShareView) -> Element {
    let words = match (share.employees, share.permille) {
        (Some(employees), Some(permille)) => {
            let percent = t::roster::percent(percent_text(permille));
            t::roster::share_line(share.counted, employees, percent)
        }
        _ => t::roster::counted_line(share.counted),
    };
    pair(account::words::name("roster"), words)
}

/// A place to sign for everybody who has to, named by now or not.
pub(super) fn signatures(people: &PeopleView) -> Vec<Text> {
    let of_kind = |need: &ConsentNeedView| {
        let kind = kind(need);
        let asked = people.people.iter().filter(|one| one.kind == need.kind);
        let mut labels: Vec<Text> = asked
            .filter(|one| may_sign(one.state))
            .map(|one| {
                let who = t::common::with_note(kind.clone(), one.name_masked.clone());
                t::print::sign::party(who).into()
            })
            .collect();
        let needed = usize::try_from(need.needed).unwrap_or_default();
        while labels.len() < needed {
            labels.push(t::print::sign::party(kind.clone()).into());
        }
        labels
    };
    people.needs.iter().flat_map(of_kind).collect()
}

const fn may_sign(state: ConsentState) -> bool {
    !matches!(
        state,
        ConsentState::Refused | ConsentState::Withdrawn | ConsentState::Expired
    )
}

fn answer(asked: &AskedPersonView) -> String {
    let state = word("state.", asked.state.as_str());
    t::common::with_note(state, day_of(asked.changed_ms))
}

fn kind(need: &ConsentNeedView) -> Text {
    word("kind.", need.kind.as_str())
}

fn word(group: &str, code: &str) -> Text {
    let key = [group, code].concat();
    t::people_code::by_key(&key).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::consent::ConsentKind;

    fn asked(kind: ConsentKind, name_masked: &str, state: ConsentState) -> AskedPersonView {
        AskedPersonView {
            id: name_masked.to_owned(),
            kind,
            name_masked: name_masked.to_owned(),
            phone_tail: "0011".to_owned(),
            state,
            is_outgrown: false,
            changed_ms: 0,
            until_ms: 0,
            link: None,
            findings: Vec::new(),
        }
    }

    #[test]
    fn everybody_who_has_to_agree_has_a_place_to_sign() {
        let need = |kind, needed| ConsentNeedView {
            kind,
            needed,
            given: 0,
            excuse: None,
        };
        let people = PeopleView {
            needs: vec![
                need(ConsentKind::Spouse, 1),
                need(ConsentKind::Partner, 2),
                need(ConsentKind::Guarantor, 0),
            ],
            people: vec![
                asked(ConsentKind::Partner, "王**", ConsentState::Given),
                asked(ConsentKind::Guarantor, "李**", ConsentState::Asked),
                asked(ConsentKind::Guarantor, "赵**", ConsentState::Refused),
            ],
            waiver: None,
            is_waiver_exceeded: false,
            waiver_answer: None,
            spouse_name: String::new(),
            may_change: false,
            is_stopped: false,
        };
        let found: Vec<String> = signatures(&people)
            .into_iter()
            .map(|label| label.to_string())
            .collect();
        assert_eq!(
            found,
            [
                "配偶签名",
                "合伙人（王**）签名",
                "合伙人签名",
                "担保人（李**）签名"
            ]
        );
    }
}
