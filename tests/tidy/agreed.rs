//! What somebody agrees to is kept by the version of its words, so other words are another version.

use sha2::{Digest as _, Sha256};

use crate::tree::root;

/// A text, and what it was when its version was given.
struct Agreed {
    /// The file of its words.
    file: &'static str,
    /// The table in it.
    table: &'static str,
    keys: &'static [&'static str],
    /// The version of now.
    version: &'static str,
    /// The version of these words, and how the digest over both languages begins.
    known: (&'static str, &'static str),
}

const AGREED: [Agreed; 3] = [
    Agreed {
        file: "apply",
        table: "check.declare",
        keys: &[
            "truth",
            "enquiry",
            "enquiry_enterprise",
            "share",
            "decision",
        ],
        version: api::application::DECLARATION_VERSION,
        known: ("2026-11-29", "e83a6b1ad56fb4ae"),
    },
    Agreed {
        file: "people",
        table: "request",
        keys: &[
            "spouse",
            "spouse_more",
            "partner",
            "partner_more",
            "guarantor",
            "guarantor_more",
            "seen",
        ],
        version: api::people::PEOPLE_TEXT_VERSION,
        known: ("2026-11-29", "03a4535c2d6149c6"),
    },
    Agreed {
        file: "staff_service_point",
        table: "consent",
        keys: &["text"],
        version: api::service_point::CONSENT_TEXT_VERSION,
        known: ("2026-11-01", "5855d57660f07222"),
    },
];

fn digest(agreed: &Agreed) -> String {
    let mut words = String::new();
    for language in ["zh-CN", "en"] {
        let path = format!("locales/{language}/{}.toml", agreed.file);
        let text = std::fs::read_to_string(root().join(&path)).unwrap();
        let file: toml::Value = toml::from_str(&text).unwrap();
        let table = agreed.table.split('.').fold(&file, |at, name| &at[name]);
        for key in agreed.keys {
            words.push_str(table[*key].as_str().unwrap());
            words.push('\n');
        }
    }
    let digest = Sha256::digest(words.as_bytes());
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn other_words_are_another_version() {
    for agreed in &AGREED {
        let found = digest(agreed);
        assert_eq!(
            (agreed.version, found.as_str()),
            agreed.known,
            "{} [{}]: what is agreed to has changed; give it the version of today, and note both here",
            agreed.file,
            agreed.table
        );
    }
}
