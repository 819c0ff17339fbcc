//! The engine as the browser has it, run in Node beside the native one.
//!
//! Both sides run [`digest`]: what it hashes must be the same to the byte.
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

/// SHA-256 over everything the engine says to people on a day, in hexadecimal.
///
/// `people` has one person's `facts.json` a line. For every programme the receipt's canonical JSON is hashed, then what
/// a receipt leaves out (the largest amount, missing facts, ways out of a no), and last the question to ask next.
///
/// # Errors
/// When the day or a person cannot be read.
pub fn digest(pack: &Pack, day: &str, people: &str) -> Result<String, Unreadable> {
    let day = Date::parse_iso(day).ok_or(Unreadable::Day)?;
    let ids: Vec<&str> = pack
        .programmes()
        .iter()
        .map(|programme| &*programme.id)
        .collect();
    let mut hash = Sha256::new();
    for line in people.lines() {
        let facts: Facts = serde_json::from_str(line).map_err(|_| Unreadable::Person)?;
        for id in &ids {
            hash.update(said(pack, id, day, &facts));
        }
        let next = policy::next_question(pack, &ids, day, &facts, &[]);
        hash.update(canonical_json(
            &serde_json::to_value(next).unwrap_or_default(),
        ));
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
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

/// One programme's receipt and the rest of the explanation.
pub fn said(pack: &Pack, programme: &str, day: Date, facts: &Facts) -> String {
    let Some(found) = policy::evaluate(pack, programme, day, facts) else {
        return String::new();
    };
    let rest = serde_json::json!({
        "ceiling_fen": found.ceiling_fen,
        "counterfactuals": found.counterfactuals,
        "missing": found.missing,
    });
    let receipt = Receipt::new(pack, day, facts, &found);
    receipt.to_json() + &canonical_json(&rest)
}
