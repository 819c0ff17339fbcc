//! Whether a compiled pack is what its hash says, as the server asks before anybody is judged by a stored one.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The hash is over the pack's canonical JSON with an empty one in its place.
pub(super) fn is_named(text: &str) -> bool {
    let Ok(mut pack) = serde_json::from_str::<Map<String, Value>>(text) else {
        return false;
    };
    let named = pack.insert("hash".to_owned(), Value::from(""));
    let plain = policy::canonical_json(&Value::Object(pack));
    let hash: String = Sha256::digest(plain.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    named.is_some_and(|named| named == hash.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository;

    #[test]
    fn a_pack_is_named_until_anything_in_it_changes() {
        let sources = repository::sources().unwrap();
        let pack = policy::compile::compile_to_json(&sources).unwrap();
        assert!(is_named(&pack));
        assert!(!is_named(&pack.replacen("male_60", "male_61", 1)));
        assert!(!is_named("{}"));
    }
}
