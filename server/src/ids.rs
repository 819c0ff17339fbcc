//! Identifiers of rows: random, so that nobody can count or guess them.

/// A new one: 128 bits, safe in paths.
#[must_use]
pub fn fresh() -> String {
    vault::Token::generate().expose().to_owned()
}
