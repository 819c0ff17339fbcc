//! The server's names for fields, and ours.

use api::FieldError;

/// Field id or `documents/<kind>` of a pointer such as `/answers/purpose`.
pub fn field_of(pointer: &str) -> String {
    let path = pointer.strip_prefix('/').unwrap_or(pointer);
    match path.split_once('/') {
        Some(("answers", field)) => field.to_owned(),
        Some(("cannot_supply", kind)) => paper(kind),
        _ => path.to_owned(),
    }
}

/// The name problems and defects have for a kind of paper.
pub fn paper(kind: &str) -> String {
    let mut id = String::from("documents/");
    id.push_str(kind);
    id
}

/// The code the server gives for this field, if any.
pub fn code_for<'a>(errors: &'a [FieldError], field: &str) -> Option<&'a str> {
    errors
        .iter()
        .find(|error| field_of(&error.pointer) == field)
        .map(|error| error.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_lead_to_fields() {
        for (pointer, expected) in [
            ("/answers/purpose", "purpose"),
            ("/documents/id_card_front", "documents/id_card_front"),
            ("/cannot_supply/category_proof", "documents/category_proof"),
            ("/declaration_version", "declaration_version"),
            ("purpose", "purpose"),
        ] {
            assert_eq!(field_of(pointer), expected);
        }
        let errors = [FieldError {
            pointer: "/answers/bank".into(),
            code: "unknown_bank".into(),
        }];
        assert_eq!(code_for(&errors, "bank"), Some("unknown_bank"));
        assert_eq!(code_for(&errors, "purpose"), None);
    }
}
