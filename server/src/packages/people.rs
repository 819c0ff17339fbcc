//! Whoever consents beside the applicant, as a package shows them.

use i18n::t;
use maud::{Markup, html};
use workflow::consent::{ConsentAction, ConsentKind, ConsentState};

use super::contents::Facts;
use crate::applications::file::ApplicationFile;
use crate::people::asked::Asked;
use crate::people::view::{is_waiver_exceeded, waiver_answer};

/// As it stood when the package was made: an answer that comes later changes no byte of what was signed. Whoever had agreed
/// is named in full, since the agency has no desk to look it up at.
pub(super) fn people(file: &ApplicationFile, facts: &Facts) -> Markup {
    let rows: Vec<(&str, Vec<String>)> = ConsentKind::ALL
        .iter()
        .map(|kind| (code("kind.", kind.as_str()), lines(file, *kind, facts)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    let waiver = file.draft.people.waiver.as_deref();
    let waiver = waiver.map(|ground| t::people::staff::waiver(code("waiver.", ground)));
    let answer = waiver_answer(file).map(|answer| {
        if answer.is_granted {
            t::people::waiver_granted().to_owned()
        } else {
            t::people::waiver_refused(answer.reason)
        }
    });
    if rows.is_empty() && waiver.is_none() {
        return html! {};
    }
    html! {
        h2 { (t::people::staff::title()) }
        @if !rows.is_empty() {
            table {
                tbody {
                    @for (kind, lines) in &rows {
                        tr { th scope="row" { (kind) } td { @for one in lines { p { (one) } } } }
                    }
                }
            }
        }
        @if let Some(waiver) = &waiver { p { (waiver) } }
        @if let Some(answer) = &answer { p { (answer) } }
        @if is_waiver_exceeded(file) { p { strong { (t::people::staff::waiver_exceeded()) } } }
    }
}

/// Why consents of a kind cannot be had, and everybody asked, with what was done last.
fn lines(file: &ApplicationFile, kind: ConsentKind, facts: &Facts) -> Vec<String> {
    let excuse = file.draft.people.excuse(kind);
    let excuse = excuse.map(t::people::staff::excuse);
    let asked = file.people.iter().filter(|asked| asked.kind == kind);
    let asked = asked.filter_map(|asked| line(asked, facts));
    excuse.into_iter().chain(asked).collect()
}

/// Nothing of somebody who was not asked yet, or not any more.
fn line(asked: &Asked, facts: &Facts) -> Option<String> {
    let (action, at_ms) =
        last_step(asked, facts.made_ms).filter(|(action, _)| *action != ConsentAction::Cancel)?;
    let (name, phone) = (&asked.person.name, &asked.person.phone);
    let who = if action == ConsentAction::Give {
        let number = asked.person.id_number.as_str();
        t::people::staff::in_full(name.as_str(), number, phone.as_str())
    } else {
        t::people::staff::who(name.masked(), phone.last_four())
    };
    let what = code("step.", action.as_str());
    let what = t::common::with_note(what, i18n::time_ms(at_ms));
    let found = facts.findings.get(&asked.row.id).into_iter().flatten();
    let found = found.map(|found| code("finding.", found));
    let said: Vec<String> = [who, what]
        .into_iter()
        .chain(found.map(str::to_owned))
        .collect();
    Some(said.join(" · "))
}

/// What was done last by then; a look is nothing.
fn last_step(asked: &Asked, by_ms: i64) -> Option<(ConsentAction, i64)> {
    let mut steps = asked.steps.iter().rev().copied();
    steps.find(|(action, at_ms)| *action != ConsentAction::See && *at_ms <= by_ms)
}

/// Whether somebody whom a package names in full has taken the consent back since.
pub(super) fn is_taken_back(file: &ApplicationFile, facts: &Facts) -> bool {
    let had_agreed = |asked: &Asked| {
        let last = last_step(asked, facts.made_ms);
        last.is_some_and(|(action, _)| action == ConsentAction::Give)
    };
    let mut people = file.people.iter();
    people.any(|asked| had_agreed(asked) && asked.file.state() != ConsentState::Given)
}

fn code(group: &str, code: &str) -> &'static str {
    let key = [group, code].concat();
    t::people_code::by_key(&key)
        .or_else(|| t::staff_people_code::by_key(&key))
        .unwrap_or_default()
}
