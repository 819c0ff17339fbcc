//! Compiles the policy folder into a pack: TOML and CEL in, decision diagrams and words out. Native only.

mod build;
mod case;
mod check;
mod encode;
mod error;
mod expression;
mod formula;
mod lower;
mod mutants;
pub(crate) mod room;
mod scope;
mod source;
pub(crate) mod space;
mod text;
mod texts;

use std::{collections::BTreeSet, path::Path};

pub use case::{CaseOutcome, run_cases, run_cases_in};
pub use check::{Finding, check};
pub use error::CompileError;
pub use mutants::{
    Mutant, MutantChoice, MutantCount, MutantKind, MutantReport, ProgrammeMutants, Survivor,
    mutants,
};
pub(crate) use scope::nearest;
pub use source::{File, Sources};

use crate::{Pack, Parts};

/// Compiles the folder `policies` with a district's overrides (`policy.toml` inside `district`).
///
/// # Errors
/// Every mistake found, each with file, line, key and what to write instead.
///
/// ```no_run
/// # use std::path::Path;
/// match policy::compile::compile_dir(Path::new("policies"), Path::new("districts/620602")) {
///     Ok(pack) => assert!(!pack.programmes().is_empty()),
///     Err(errors) => errors.iter().for_each(|error| eprintln!("{error}")),
/// }
/// ```
pub fn compile_dir(policies: &Path, district: &Path) -> Result<Pack, Vec<CompileError>> {
    compile(&Sources::read(policies, district)?)
}

/// The canonical JSON of the compiled folder, as [`Pack::from_json`] reads it and the browser fetches it.
///
/// # Errors
/// As [`compile_dir`].
pub fn compile_dir_to_json(policies: &Path, district: &Path) -> Result<String, Vec<CompileError>> {
    compile_to_json(&Sources::read(policies, district)?)
}

/// Compiles files already read.
///
/// # Errors
/// As [`compile_dir`].
pub fn compile(sources: &Sources) -> Result<Pack, Vec<CompileError>> {
    let json = compile_to_json(sources)?;
    Pack::from_json(&json).map_err(|error| vec![CompileError::whole("pack", &error.to_string())])
}

/// Compiles files already read to the pack's canonical JSON.
///
/// # Errors
/// As [`compile_dir`].
pub fn compile_to_json(sources: &Sources) -> Result<String, Vec<CompileError>> {
    let parsed = source::parse(sources)?;
    let lowered = lower::lower(&parsed)?;
    let built = build::build(&lowered)?;
    Ok(encode::encode(&parsed, &lowered, &built))
}

/// Compiles files already read to the parts that travel apart.
///
/// # Errors
/// As [`compile_dir`].
pub fn compile_to_parts(sources: &Sources) -> Result<Parts, Vec<CompileError>> {
    Parts::split(&compile_to_json(sources)?)
        .map_err(|error| vec![CompileError::whole("pack", &error.to_string())])
}

/// Whether the rule of a programme in force on a day says yes to exactly those who meet every condition it names; none
/// when nothing is in force. Worked out on the diagrams themselves, for everybody at once.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, day: domain::Date) {
/// assert_eq!(policy::compile::is_conjunction(pack, "startup_loan_individual", day), Some(true));
/// # }
/// ```
pub fn is_conjunction(pack: &Pack, programme: &str, as_of: domain::Date) -> Option<bool> {
    let programme = pack.programme(programme)?;
    let version = programme.version_on(as_of)?;
    let mut room = room::Room::new(pack, programme, version, as_of);
    let (all, whole) = (room.all_but(None), room.space.import(0, version.root));
    let differ = room.space.differ(all, whole);
    Some(room.space.somebody(differ).is_none())
}

/// One expression as it was written, with its parameters put in: for checking the diagrams against an interpreter.
#[derive(Clone, Debug)]
pub struct WrittenCondition {
    /// The programme.
    pub programme: String,
    /// The version's id.
    pub version: String,
    /// The condition's id.
    pub condition: String,
    /// The CEL expression.
    pub expression: String,
    /// Parameters by name, as the version has them; money in fen.
    pub parameters: Vec<(String, i64)>,
}

/// Every condition of every version as written.
///
/// # Errors
/// As [`compile_dir`].
pub fn written_conditions(sources: &Sources) -> Result<Vec<WrittenCondition>, Vec<CompileError>> {
    let parsed = source::parse(sources)?;
    let lowered = lower::lower(&parsed)?;
    let mut seen = BTreeSet::new();
    let mut written = Vec::new();
    for programme in &lowered.programmes {
        for version in &programme.versions {
            for (condition, formula) in version
                .conditions
                .iter()
                .filter_map(|c| Some((c, programme.conditions.get(c.place)?)))
            {
                if seen.insert((programme.id.clone(), version.id.clone(), formula.id.clone())) {
                    written.push(WrittenCondition {
                        programme: programme.id.clone(),
                        version: version.id.clone(),
                        condition: formula.id.clone(),
                        expression: expression::spell_has(&condition.expression),
                        parameters: version.parameters.clone(),
                    });
                }
            }
        }
    }
    Ok(written)
}
