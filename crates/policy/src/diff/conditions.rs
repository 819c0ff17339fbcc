//! Conditions that are new, gone, or say something else.

use serde::Serialize;

use super::{InForce, Tell, Witness};
use crate::{Citation, Condition, Name, compile::space::Space};

/// What happened to a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionChange {
    /// Only the new rule has it.
    Added,
    /// Only the old rule has it.
    Removed,
    /// Somebody meets one and not the other.
    Changed,
    /// It means the same; its sentences or sources differ.
    Reworded,
}

/// A condition that differs.
#[derive(Clone, Debug, Serialize)]
pub struct ConditionDiff {
    /// The condition.
    pub id: Name,
    /// What happened to it.
    pub change: ConditionChange,
    /// The key of its sentences in the old pack's words; none when added.
    pub words_before: Option<Name>,
    /// The key of its sentences in the new pack's words; none when removed.
    pub words_after: Option<Name>,
    /// Its sources before.
    pub citations_before: Vec<Citation>,
    /// Its sources after.
    pub citations_after: Vec<Citation>,
    /// Somebody who meets it only now.
    pub met_now: Option<Witness>,
    /// Somebody who met it and does no more.
    pub unmet_now: Option<Witness>,
}

pub(super) fn differences(tell: &Tell<'_>, space: &mut Space<'_>) -> Vec<ConditionDiff> {
    let (before, after) = (of(tell.old), of(tell.new));
    let mut found = Vec::new();
    for new in &after {
        match before.iter().find(|old| old.id == new.id) {
            Some(old) => found.extend(compare(tell, space, old, new)),
            None => {
                let root = space.import(1, new.root);
                let unmet = space.not(root);
                found.push(ConditionDiff {
                    met_now: None,
                    unmet_now: tell.somebody(space, unmet),
                    ..one_sided(ConditionChange::Added, new)
                });
            }
        }
    }
    for old in &before {
        if !after.iter().any(|new| new.id == old.id) {
            let root = space.import(0, old.root);
            let unmet = space.not(root);
            found.push(ConditionDiff {
                met_now: tell.somebody(space, unmet),
                unmet_now: None,
                ..one_sided(ConditionChange::Removed, old)
            });
        }
    }
    found
}

fn of<'a>(rule: InForce<'a>) -> Vec<&'a Condition> {
    rule.map_or_else(Vec::new, |(programme, version)| {
        programme.conditions_of(version).collect()
    })
}

fn one_sided(change: ConditionChange, condition: &Condition) -> ConditionDiff {
    let is_new = change == ConditionChange::Added;
    let sources = condition.citations.to_vec();
    let words = Some(condition.words.clone());
    ConditionDiff {
        id: condition.id.clone(),
        change,
        words_before: words.clone().filter(|_| !is_new),
        words_after: words.filter(|_| is_new),
        citations_before: if is_new { Vec::new() } else { sources.clone() },
        citations_after: if is_new { sources } else { Vec::new() },
        met_now: None,
        unmet_now: None,
    }
}

fn compare(
    tell: &Tell<'_>,
    space: &mut Space<'_>,
    old: &Condition,
    new: &Condition,
) -> Option<ConditionDiff> {
    let (before, after) = (space.import(0, old.root), space.import(1, new.root));
    let (wider, narrower) = (space.except(after, before), space.except(before, after));
    let (met_now, unmet_now) = (tell.somebody(space, wider), tell.somebody(space, narrower));
    let change = if met_now.is_some() || unmet_now.is_some() {
        ConditionChange::Changed
    } else if old.citations != new.citations || sentences_differ(tell, old, new) {
        ConditionChange::Reworded
    } else {
        return None;
    };
    Some(ConditionDiff {
        id: new.id.clone(),
        change,
        words_before: Some(old.words.clone()),
        words_after: Some(new.words.clone()),
        citations_before: old.citations.to_vec(),
        citations_after: new.citations.to_vec(),
        met_now,
        unmet_now,
    })
}

fn sentences_differ(tell: &Tell<'_>, old: &Condition, new: &Condition) -> bool {
    ["zh", "en"].into_iter().any(|language| {
        let sentences = |pack: &crate::Pack, condition: &Condition| {
            pack.words(language).map(|words| {
                [
                    words.condition_label(&condition.words).to_owned(),
                    words.pass(&condition.words).to_owned(),
                    words.fail(&condition.words).to_owned(),
                    words.how(&condition.words).to_owned(),
                ]
            })
        };
        sentences(tell.both.old.pack, old) != sentences(tell.both.new.pack, new)
    })
}
