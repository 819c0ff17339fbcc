//! The engine as the browser has it, run in Node beside the native one.
//!
//! Both sides run [`say`]: what it says must be the same to the byte.
#![deny(missing_docs)]

mod node;

use domain::Date;
use policy::{Facts, Pack, Receipt, Verdict, canonical_json};
use sha2::{Digest, Sha256};

pub use node::Engine;

/// Why a block cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The pack is none.
    #[error("the pack cannot be read")]
    Pack,
    /// The day is none.
    #[error("the day cannot be read")]
    Day,
    /// A line is no person's answers.
    #[error("a person cannot be read")]
    Person,
}

/// Gives everything the engine says to people on a day to `take`, a person at a time.
///
/// `people` has one person's `facts.json` a line. For every programme that is the receipt's canonical JSON, then what a
/// receipt leaves out (the largest amount, missing facts, ways out of a no), and last the question to ask next.
///
/// # Errors
/// When the day or a person cannot be read.
pub fn say(
    pack: &Pack,
    day: &str,
    people: &str,
    mut take: impl FnMut(&str),
) -> Result<(), Unreadable> {
    let rules = pack.on(Date::parse_iso(day).ok_or(Unreadable::Day)?);
    let all: Vec<usize> = (0..rules.programmes().len()).collect();
    let mut said = String::new();
    for line in people.lines() {
        let facts: Facts = serde_json::from_str(line).map_err(|_| Unreadable::Person)?;
        let person = rules.person(&facts);
        said.clear();
        for place in &all {
            let found = rules.evaluate(*place, &person);
            let rest = serde_json::json!({
                "ceiling_fen": found.ceiling_fen,
                "counterfactuals": found.counterfactuals,
                "missing": found.missing,
            });
            said += &Receipt::new(pack, rules.as_of(), &facts, &found).to_json();
            said += &canonical_json(&rest);
            said.push('\n');
        }
        let next = rules.next_question(&all, &person, &[]);
        said += &canonical_json(&serde_json::to_value(next).unwrap_or_default());
        take(&said);
    }
    Ok(())
}

/// SHA-256 over what [`say`] gives, in hexadecimal.
///
/// # Errors
/// As [`say`].
pub fn digest(pack: &Pack, day: &str, people: &str) -> Result<String, Unreadable> {
    let mut hash = Sha256::new();
    say(pack, day, people, |said| hash.update(said))?;
    let hash = hash.finalize();
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A verdict as one letter.
pub fn letter(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Eligible => b'y',
        Verdict::NotEligible => b'n',
        Verdict::Unknown => b'u',
        Verdict::NotInForce => b'f',
        Verdict::NotSourced => b's',
    }
}
