//! The policy folder as it is written.

mod documents;
mod facts;
mod file;
mod parameters;
mod programme;

use std::collections::BTreeMap;

pub(crate) use documents::{Both, CiteSource, DocumentSource};
pub(crate) use facts::{
    ChangeSource, ConfirmedBy, DerivedSource, Direction, FactSource, Kind, OptionMove,
    ScheduleSource, SpanSource, bound,
};
pub(crate) use file::toml_files;
pub use file::{File, Sources};
pub(crate) use parameters::{DatedValue, ParameterSource, Unit};
pub(crate) use programme::{
    AmountSource, ConditionSource, ProgrammeSource, VersionSource, WindowSource,
};

use super::CompileError;
use documents::DocumentFile;
use facts::FactFile;
use parameters::ParameterFile;

/// The folder, parsed.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) documents_file: &'a File,
    pub(crate) facts_file: &'a File,
    pub(crate) documents: Vec<DocumentSource>,
    pub(crate) facts: Vec<FactSource>,
    pub(crate) derived: Vec<DerivedSource>,
    pub(crate) schedules: Vec<ScheduleSource>,
    pub(crate) parameters: BTreeMap<String, ParameterSource>,
    pub(crate) programmes: Vec<(&'a File, ProgrammeSource)>,
}

pub(crate) fn parse(sources: &Sources) -> Result<Parsed<'_>, Vec<CompileError>> {
    let one = |error| vec![error];
    let facts: FactFile = sources.facts.parse().map_err(one)?;
    let mut parameters = BTreeMap::new();
    for file in std::iter::once(&sources.parameters).chain(&sources.district) {
        let mut here: BTreeMap<String, ParameterSource> = BTreeMap::new();
        for parameter in file.parse::<ParameterFile>().map_err(one)?.parameter {
            let offset = parameter.id.span().start;
            let id = parameter.id.as_ref().clone();
            if here.insert(id.clone(), parameter).is_some() {
                return Err(vec![file.error(
                    offset,
                    &id,
                    "is written twice; keep one".into(),
                )]);
            }
        }
        parameters.extend(here);
    }
    let mut programmes = Vec::new();
    let mut errors = Vec::new();
    for file in &sources.programmes {
        match file.parse() {
            Ok(programme) => programmes.push((file, programme)),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Parsed {
        documents_file: &sources.documents,
        facts_file: &sources.facts,
        documents: sources
            .documents
            .parse::<DocumentFile>()
            .map_err(one)?
            .document,
        facts: facts.fact,
        derived: facts.derived,
        schedules: facts.schedule,
        parameters,
        programmes,
    })
}
