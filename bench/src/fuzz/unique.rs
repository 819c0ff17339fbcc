//! Whether JSON has a key twice in one object, which most readers pass over.

use std::{collections::BTreeSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

/// True of JSON in which every object has each key once.
pub(super) fn is_unique(text: &str) -> bool {
    serde_json::from_str::<Unique>(text).is_ok()
}

struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Unique;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON with each key once")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Unique, A::Error> {
        while items.next_element::<Unique>()?.is_some() {}
        Ok(Unique)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Unique, A::Error> {
        let mut known = BTreeSet::new();
        while let Some((key, Unique)) = entries.next_entry::<String, Unique>()? {
            if !known.insert(key) {
                return Err(A::Error::custom("a key stands twice"));
            }
        }
        Ok(Unique)
    }
}

#[cfg(test)]
mod tests {
    use super::is_unique;

    #[test]
    fn two_keys_are_found_at_any_depth() {
        assert!(is_unique(
            r#"{"a":[{"b":1},{"b":-2.5}],"c":{"b":null,"d":true}}"#
        ));
        assert!(!is_unique(r#"{"a":[{"b":1,"b":1}]}"#));
        assert!(!is_unique(r#"{"a":1"#));
    }
}
