//! What changes, for whom, and who stands at the edges.

use domain::Date;
use serde_json::{Value, json};

use super::{Answer, chosen};
use crate::{
    Pack,
    boundary::{BoundaryPerson, boundary},
    compile::{CompileError, File},
    diff::diff,
    population::{Population, PopulationError},
    simulate::simulate,
};

/// The answer to `fumin policy diff`: an array, one entry for each programme.
///
/// # Errors
/// When neither pack has the programme.
pub fn diff_json(old: (&Pack, Date), new: (&Pack, Date), programme: Option<&str>) -> Answer<Value> {
    if programme.is_none_or(|id| old.0.programme(id).is_none()) {
        chosen(new.0, programme)?;
    }
    Ok(json!(diff(old, new, programme)))
}

/// The answer to `fumin policy simulate`: counts, cost, and who gains or loses between two rules.
pub fn simulate_json(old: (&Pack, Date), new: (&Pack, Date), people: &Population) -> Value {
    json!(simulate(old, new, people))
}

/// The people at the edges of a programme's rules, or of all.
///
/// # Errors
/// When the pack has no such programme.
pub fn boundary_json(pack: &Pack, programme: Option<&str>) -> Answer<Vec<BoundaryPerson>> {
    let ids = chosen(pack, programme)?;
    Ok(ids.into_iter().flat_map(|id| boundary(pack, id)).collect())
}

/// Reads the table of people that `fumin policy population` writes.
///
/// # Errors
/// With the line and the column of the first answer that cannot be used.
pub fn read_population(pack: &Pack, file: &File) -> Answer<Population> {
    Population::from_csv(pack, &file.text).map_err(|error| {
        let (line, key) = match &error {
            PopulationError::NoHeader => (0, String::new()),
            PopulationError::Column(column) => (0, column.clone()),
            PopulationError::Length { line, .. } => (*line, String::new()),
            PopulationError::Answer { line, column, .. } => (*line, column.clone()),
        };
        vec![CompileError {
            line,
            key,
            ..CompileError::whole(&file.path, &error.to_string())
        }]
    })
}
