//! Worlds small enough to try everybody in.
//!
//! Most facts fall into a few cells, whatever their range. Facts compared with each other do not: the world is made so
//! small that all their values are tried, around the days and numbers at which the rules turn.

use policy::compile::Sources;

use crate::{Fault, repository};

/// The vocabulary with some ranges narrowed.
pub(super) struct World {
    /// By fact, its first and last value; a date may still never have come.
    narrowed: &'static [(&'static str, &'static str, &'static str)],
    /// The programmes tried in it; all that no other world shows when empty.
    programmes: &'static [&'static str],
}

const TAX: &[&str] = &["tax_relief_self_employed"];

/// Relief begins in the month of registration and ends 35 months later; half a year of unemployment is 184 days.
pub(super) const WORLDS: [World; 6] = [
    World {
        narrowed: &[("employees", "0", "120"), ("new_hires_12m", "0", "120")],
        programmes: &[],
    },
    World {
        narrowed: &[
            ("unemployment_registered_on", "2019-12-29", "2020-01-02"),
            ("hardship_certified_on", "2019-12-30", "2020-01-03"),
            ("employment_registered_on", "2019-12-29", "2020-01-03"),
        ],
        programmes: &["flexible_insurance_subsidy", "public_welfare_post"],
    },
    World {
        narrowed: &[
            ("business_registered_on", "2020-01-28", "2020-02-04"),
            ("unemployment_registered_on", "2019-07-27", "2019-08-04"),
        ],
        programmes: TAX,
    },
    World {
        narrowed: &[
            ("business_registered_on", "2020-01-28", "2020-02-04"),
            ("unemployment_registered_on", "2020-01-28", "2020-02-04"),
        ],
        programmes: TAX,
    },
    World {
        narrowed: &[
            ("business_registered_on", "2023-01-28", "2023-02-04"),
            ("unemployment_registered_on", "2022-07-28", "2022-08-04"),
        ],
        programmes: TAX,
    },
    World {
        narrowed: &[
            ("business_registered_on", "2023-01-28", "2023-02-04"),
            ("unemployment_registered_on", "2023-01-28", "2023-02-04"),
        ],
        programmes: TAX,
    },
];

impl World {
    /// The repository's files with the narrowed vocabulary.
    pub(super) fn sources(&self) -> Result<Sources, Fault> {
        let mut sources = repository::sources()?;
        for (fact, first, last) in self.narrowed {
            sources.facts.text = narrow(&sources.facts.text, fact, first, last)
                .ok_or_else(|| Fault::new(format!("{fact} has no range to narrow")))?;
        }
        Ok(sources)
    }

    /// Whether a programme is tried in it.
    pub(super) fn shows(&self, programme: &str) -> bool {
        let named = |world: &World| world.programmes.contains(&programme);
        named(self) || (self.programmes.is_empty() && !WORLDS.iter().any(named))
    }
}

/// Writes other ends of a fact's range.
fn narrow(text: &str, fact: &str, first: &str, last: &str) -> Option<String> {
    let head = format!("id = \"{fact}\"\n");
    let (before, block) = text.split_once(&head)?;
    let (block, after) = block.split_once("\n[[")?;
    let mut ends = 0;
    let lines: Vec<String> = block
        .lines()
        .map(|line| {
            let Some((key, old)) = line.split_once(" = ") else {
                return line.to_owned();
            };
            let new = match key {
                "min" => first,
                "max" => last,
                _ => return line.to_owned(),
            };
            ends += 1;
            let quote = if old.starts_with('"') { "\"" } else { "" };
            format!("{key} = {quote}{new}{quote}")
        })
        .collect();
    (ends == 2).then(|| format!("{before}{head}{}\n[[{after}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_fact_is_narrowed() {
        let text = "[[fact]]\nid = \"a\"\nmin = 0\nmax = 9\n\n[[fact]]\nid = \"b\"\nmin = \"x\"\nmax = 9\n\n[[derived]]";
        let narrowed = narrow(text, "b", "1", "2").unwrap();
        assert!(narrowed.contains("id = \"a\"\nmin = 0\nmax = 9\n"));
        assert!(narrowed.contains("id = \"b\"\nmin = \"1\"\nmax = 2\n"));
        assert_eq!(narrow(text, "c", "1", "2"), None);
    }

    #[test]
    fn every_programme_is_shown_in_some_world() {
        let pack = repository::pack(&WORLDS[0].sources().unwrap()).unwrap();
        for programme in pack.programmes() {
            assert!(WORLDS.iter().any(|world| world.shows(&programme.id)));
        }
        assert!(!WORLDS[0].shows("public_welfare_post"));
    }
}
