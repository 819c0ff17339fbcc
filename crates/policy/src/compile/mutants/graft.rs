//! Puts changed rules into a pack without writing and reading it: a mutant costs a few diagrams.

use crate::{
    Pack, Programme, Version,
    amount::{Amount, Pay},
    compile::{
        CompileError,
        build::build,
        lower::{Lowered, LoweredAmount, LoweredProgramme},
    },
    diagram::{NO, Reference},
    rules::Days,
};

/// A pack of one programme, without words.
pub(super) fn alone(whole: &Pack, programme: &str) -> Pack {
    let one: Vec<Programme> = whole.programme(programme).cloned().into_iter().collect();
    Pack {
        programmes: one.into(),
        documents: Vec::new(),
        parameters: Vec::new(),
        words: Vec::new(),
        days: Days::default(),
        ..whole.clone()
    }
}

/// The pack with these conditions and amounts in place of its own.
pub(super) fn pack(template: &Pack, rule: &LoweredProgramme) -> Result<Pack, Vec<CompileError>> {
    let built = build(&Lowered {
        programmes: vec![rule.clone()],
    })?;
    let mut programmes = template.programmes.to_vec();
    if let (Some(programme), Some(roots), Some(versions)) = (
        programmes.first_mut(),
        built.conditions.first(),
        built.versions.first(),
    ) {
        let known = programme.conditions.clone();
        programme.conditions = rule
            .conditions
            .iter()
            .zip(roots)
            .filter_map(|(condition, root)| {
                let same = known.iter().find(|known| known.words == *condition.words)?;
                Some(crate::Condition {
                    root: *root,
                    ..same.clone()
                })
            })
            .collect();
        for ((version, lowered), (root, guards)) in programme
            .versions
            .iter_mut()
            .zip(&rule.versions)
            .zip(versions)
        {
            version.root = *root;
            version.conditions = lowered
                .conditions
                .iter()
                .map(|listed| listed.place)
                .collect();
            pay(version, &lowered.amounts, guards);
        }
    }
    let mut pack = Pack {
        quantities: built.quantities.into(),
        nodes: built.nodes.into(),
        programmes: programmes.into(),
        days: Days::default(),
        ..template.clone()
    };
    pack.index();
    Ok(pack)
}

fn pay(version: &mut Version, lines: &[LoweredAmount], guards: &[Reference]) {
    let guards = guards.iter().copied().chain(std::iter::repeat(NO));
    version.amounts = lines
        .iter()
        .zip(guards)
        .map(|(line, when)| Amount {
            when,
            pay: line.pay.as_ref().map_or(Pay::Unsourced, |pay| Pay::Sum {
                fen: pay.fen,
                by: pay.by,
                fact: pay.fact,
            }),
            at_most: line.at_most,
            per: line.per,
        })
        .collect();
}
