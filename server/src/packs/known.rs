//! A pack that was read, and its parts as they go to browsers.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use api::policy::OpeningQuestion;
use domain::Date;
use policy::{Facts, Pack, Parts, next_question};
use serde_json::{Map, Value};

use crate::applications::verdict::sha256_hex;
use crate::representation::Snapshot;

/// A compiled pack with its text.
#[derive(Debug)]
pub struct KnownPack {
    pack: Pack,
    document: String,
    snapshots: OnceLock<Snapshots>,
    opening: Mutex<Option<(Date, Option<OpeningQuestion>)>>,
}

#[derive(Debug, Default)]
struct Snapshots {
    rules: Option<Snapshot>,
    words: BTreeMap<String, Snapshot>,
}

impl KnownPack {
    /// A pack and the text it was read from.
    #[must_use]
    pub fn new(pack: Pack, document: &str) -> Self {
        Self {
            pack,
            document: document.to_owned(),
            snapshots: OnceLock::new(),
            opening: Mutex::default(),
        }
    }

    /// The rules.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The text.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The rules without words. The first call compresses, which takes a moment: not on an async thread.
    pub(crate) fn rules(&self) -> Option<&Snapshot> {
        self.snapshots().rules.as_ref()
    }

    /// The words of a language, if the pack has it. As [`rules`](Self::rules).
    pub(crate) fn words(&self, language: &str) -> Option<&Snapshot> {
        self.snapshots().words.get(language)
    }

    /// The first question to somebody of whom nothing is known, on a day. The day's first call works it out, which takes
    /// a moment: not on an async thread.
    pub(crate) fn opening(&self, day: Date) -> Option<OpeningQuestion> {
        let mut kept = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((of, opening)) if *of == day => opening.clone(),
            _ => {
                let opening = self.find_opening(day);
                *kept = Some((day, opening.clone()));
                opening
            }
        }
    }

    fn find_opening(&self, day: Date) -> Option<OpeningQuestion> {
        let programmes = self.pack.programmes().iter();
        let programmes: Vec<&str> = programmes.map(|programme| &*programme.id).collect();
        let first = next_question(&self.pack, &programmes, day, &Facts::default(), &[])?;
        let opening = Parts::split(&self.document).ok()?.opening(&first.fact)?;
        let words = |wanted: &str| {
            let mut all = opening.words.iter();
            all.find(|(language, _)| language == wanted)
                .map(|(_, words)| words.clone())
        };
        Some(OpeningQuestion {
            words_zh: words("zh")?,
            words_en: words("en")?,
            rules: opening.rules,
        })
    }

    fn snapshots(&self) -> &Snapshots {
        self.snapshots.get_or_init(|| {
            let snapshot = |part: String| Snapshot::immutable(part.into_bytes());
            match Parts::split(&self.document) {
                Ok(parts) => Snapshots {
                    rules: Some(snapshot(parts.rules)),
                    words: parts
                        .words
                        .into_iter()
                        .map(|(language, words)| (language, snapshot(words)))
                        .collect(),
                },
                // The text was read as a pack before.
                Err(error) => {
                    tracing::error!(%error, "a policy pack cannot be taken apart");
                    Snapshots::default()
                }
            }
        })
    }
}

/// Whether a text is the pack of this hash: the hash is over the pack's canonical JSON with an empty one in its place.
pub(super) fn is_named_by(document: &str, hash: &str) -> bool {
    let Ok(mut pack) = serde_json::from_str::<Map<String, Value>>(document) else {
        return false;
    };
    let named = pack.insert("hash".to_owned(), Value::from(""));
    let text = policy::canonical_json(&Value::Object(pack));
    named.is_some_and(|named| named == hash) && sha256_hex(text.as_bytes()) == hash
}
