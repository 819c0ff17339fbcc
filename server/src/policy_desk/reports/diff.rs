//! What differs from the rules in force, and for whom.

use api::policy_desk::{ConditionChange, ConditionChangeView, DiffResponse, ProgrammeDiffView};
use domain::Date;
use policy::diff::{self, ConditionDiff, ProgrammeDiff, Witness};
use policy::{Citation, Verdict};

use super::witness::witness;
use super::{Before, title};
use crate::applications::verdict::{cite, verdict_code};
use crate::packs::KnownPack;
use crate::policy_desk::subject::{Subject, error_views};
use crate::policy_desk::workshop::Workshop;

/// Compares the rules in force on a day with the subject's on another.
#[must_use]
pub fn diff(subject: &Subject, workshop: &Workshop, before: &Before, on: Date) -> DiffResponse {
    let mut response = DiffResponse {
        version: subject.version(),
        errors: Vec::new(),
        old_pack: before.pack.pack().hash().to_string(),
        old_day: before.day.to_string(),
        new_day: on.to_string(),
        programmes: Vec::new(),
    };
    match subject.compile(workshop).as_ref() {
        Ok(new) => {
            let old = (before.pack.pack(), before.day);
            let found = diff::diff(old, (new.pack(), on), None);
            response.programmes = found
                .iter()
                .filter(|programme| !programme.is_same)
                .map(|programme| programme_view(programme, &before.pack, new))
                .collect();
        }
        Err(errors) => response.errors = error_views(errors),
    }
    response
}

fn programme_view(diff: &ProgrammeDiff, old: &KnownPack, new: &KnownPack) -> ProgrammeDiffView {
    let cap = |known: &KnownPack, day| {
        let programme = known.pack().programme(&diff.programme)?;
        programme.version_on(day)?.cap_fen
    };
    let shown = |found: &Option<Witness>| found.as_ref().map(witness);
    let without = |verdict: Option<Verdict>| Some(verdict_code(verdict?).to_owned());
    ProgrammeDiffView {
        programme: diff.programme.to_string(),
        title: title(&diff.programme, &[new, old]),
        old_version: diff.before.version.as_ref().map(ToString::to_string),
        old_without: without(diff.before.without),
        new_version: diff.after.version.as_ref().map(ToString::to_string),
        new_without: without(diff.after.without),
        old_cap_fen: cap(old, diff.before.as_of),
        new_cap_fen: cap(new, diff.after.as_of),
        conditions: diff
            .conditions
            .iter()
            .map(|condition| condition_view(condition, old, new))
            .collect(),
        gains: shown(&diff.gains),
        loses: shown(&diff.loses),
        more: shown(&diff.amounts.more),
        less: shown(&diff.amounts.less),
        otherwise: shown(&diff.amounts.otherwise),
    }
}

fn condition_view(diff: &ConditionDiff, old: &KnownPack, new: &KnownPack) -> ConditionChangeView {
    let label = |known: &KnownPack, words: &Option<policy::Name>| {
        let key = words.as_ref()?;
        Some(known.pack().words("zh")?.condition_label(key).to_owned())
    };
    ConditionChangeView {
        id: diff.id.to_string(),
        label: label(new, &diff.words_after)
            .or_else(|| label(old, &diff.words_before))
            .unwrap_or_default(),
        change: match diff.change {
            diff::ConditionChange::Added => ConditionChange::Added,
            diff::ConditionChange::Removed => ConditionChange::Removed,
            diff::ConditionChange::Changed => ConditionChange::Changed,
            diff::ConditionChange::Reworded => ConditionChange::Reworded,
        },
        citations_before: citations(old, &diff.citations_before),
        citations_after: citations(new, &diff.citations_after),
        met_now: diff.met_now.as_ref().map(witness),
        unmet_now: diff.unmet_now.as_ref().map(witness),
    }
}

fn citations(known: &KnownPack, citations: &[Citation]) -> Vec<String> {
    let words = known.pack().words("zh");
    citations
        .iter()
        .map(|citation| cite(known.pack(), words, citation))
        .collect()
}
