//! Reads a compiled pack. By hand from one JSON tree: derived readers for a dozen structs would weigh more in the
//! browser than the evaluator itself.

mod at;
mod parts;

use std::{cell::Cell, sync::Arc};

use serde_json::Value;
use thiserror::Error;

use crate::{Name, Pack, Words, order, rules::Days};
use at::At;

/// Why a text is no pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PackError {
    /// Not JSON at all.
    #[error("the pack is not JSON")]
    NotJson,
    /// A key is missing or holds something else than it should.
    #[error("the pack's `{0}` is missing or malformed")]
    Malformed(&'static str),
    /// Words of another pack.
    #[error("the words are those of another pack")]
    OtherPack,
}

/// Reads one JSON text; `read` may note a mistake on the way.
fn read<T>(text: &str, read: impl FnOnce(&At<'_>) -> T) -> Result<T, PackError> {
    let tree: Value = json::from_str(text).map_err(|_| PackError::NotJson)?;
    let mistake = Cell::new(None);
    let read = read(&At {
        value: &tree,
        key: "pack",
        mistake: &mistake,
    });
    match mistake.get() {
        Some(key) => Err(PackError::Malformed(key)),
        None => Ok(read),
    }
}

/// The sentences of one language that belong to the pack of this hash.
pub(crate) fn words_part(hash: &Name, text: &str) -> Result<Words, PackError> {
    let (of, words) = read(text, |all| (all.name("hash"), sentences(&all.get("words"))))?;
    if of == *hash {
        Ok(words)
    } else {
        Err(PackError::OtherPack)
    }
}

/// A whole pack, or its rules alone.
pub(crate) fn pack(text: &str, with_words: bool) -> Result<Pack, PackError> {
    let mut pack = read(text, |all| Pack {
        hash: all.name("hash"),
        facts: all.list("facts", parts::fact).into(),
        quantities: all.list("quantities", parts::quantity).into(),
        by_id: Arc::default(),
        groups: Arc::default(),
        nodes: all.list("nodes", parts::node).into(),
        documents: all.list("documents", parts::document),
        parameters: all.list("parameters", parts::parameter),
        programmes: all.list("programmes", parts::programme).into(),
        words: if with_words {
            words(&all.get("words"))
        } else {
            Vec::new()
        },
        days: Days::default(),
    })?;
    if !pack.is_ordered() {
        return Err(PackError::Malformed("nodes"));
    }
    pack.index();
    Ok(pack)
}

impl Pack {
    /// Every test leads on to later tests only: a walk ends, whatever the answers.
    fn is_ordered(&self) -> bool {
        self.nodes.iter().all(|node| {
            let follows = |child| {
                crate::diagram::node(&self.nodes, child)
                    .is_none_or(|child| child.quantity > node.quantity)
            };
            follows(node.first) && node.cuts.iter().all(|(_, child)| follows(*child))
        })
    }

    /// Derives the order of the ids, and the groups of quantities that share a fact.
    pub(crate) fn index(&mut self) {
        let mut by_id: Vec<usize> = (0..self.facts.len()).collect();
        let id = |place: &usize| self.facts.get(*place).map(|spec| &spec.id);
        order::sort(&mut by_id, |one, other| id(one) < id(other));
        self.by_id = by_id.into();
        // Two facts weighed against each other are one group: the lower of them names it.
        let mut leader: Vec<usize> = (0..self.facts.len()).collect();
        for quantity in self.quantities.iter() {
            if let Some(second) = quantity.second() {
                let lead = |fact: usize| leader.get(fact).copied().unwrap_or(fact);
                let (one, other) = (lead(quantity.fact()), lead(second));
                for slot in leader.iter_mut().filter(|slot| **slot == one.max(other)) {
                    *slot = one.min(other);
                }
            }
        }
        self.groups = self
            .quantities
            .iter()
            .map(|q| leader.get(q.fact()).copied().unwrap_or(usize::MAX))
            .collect();
    }
}

fn words(at: &At<'_>) -> Vec<(Name, Words)> {
    let mut all = Vec::new();
    at.entries(|language, words| all.push((Name::from(language), sentences(&words))));
    all
}

fn sentences(at: &At<'_>) -> Words {
    let mut entries = Vec::new();
    at.entries(|key, sentence| {
        entries.push((key.to_owned(), sentence.own_text().to_owned()));
    });
    Words::new(entries)
}
