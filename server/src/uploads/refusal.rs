//! Why a portal with these settings for its papers does not start; one line that says what to do.

use std::io;
use std::path::PathBuf;

use super::error::{causes, says_no_bucket};
use crate::config::places::Bucket;

/// Longest cause quoted, in characters.
const QUOTED: usize = 160;
/// Answers to whoever is not let in.
const REFUSED: [&str; 2] = ["401 Unauthorized", "403 Forbidden"];

/// What is wrong with the place of papers.
#[derive(Debug, thiserror::Error)]
pub enum UploadsRefusal {
    /// The folder cannot be made or used.
    #[error("cannot use the folder of papers {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing to sign requests with.
    #[error(
        "--uploads {0} needs the keys of the store: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"
    )]
    NoKeys(Bucket),
    /// The address of the store is none.
    #[error("AWS_ENDPOINT_URL {0:?} is no address: write it like https://s3.example.org")]
    Endpoint(String),
    /// Papers would travel where others can read and change them.
    #[error(
        "AWS_ENDPOINT_URL {0:?} is not loopback: off this machine papers travel over https only"
    )]
    PlainHttp(String),
    /// Another setting is not right.
    #[error("the settings of --uploads {bucket} are not right: {cause}")]
    Settings {
        /// The bucket.
        bucket: Bucket,
        /// What is wrong.
        cause: String,
    },
    /// The store has no such bucket.
    #[error("there is no bucket {:?}: make it first, or correct --uploads", .0.name())]
    NoBucket(Bucket),
    /// The store refuses the keys, or what they may do.
    #[error(
        "the store refuses the keys for --uploads {bucket} ({cause}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY \
         and what they may do in the bucket"
    )]
    Keys {
        /// The bucket.
        bucket: Bucket,
        /// What it said.
        cause: String,
    },
    /// The store is not reached or does something unexpected.
    #[error("the store of --uploads {bucket} does not answer: {cause}")]
    Away {
        /// The bucket.
        bucket: Bucket,
        /// What was met.
        cause: String,
    },
}

/// What a first request's failure means. `object_store` tells statuses apart for some calls only; its words name them for
/// all.
pub(super) fn of(bucket: &Bucket, error: &object_store::Error) -> UploadsRefusal {
    use object_store::Error::{PermissionDenied, Unauthenticated};
    let said = error.to_string();
    let is_refused = matches!(error, PermissionDenied { .. } | Unauthenticated { .. })
        || REFUSED.iter().any(|status| said.contains(status));
    let (bucket, cause) = (bucket.clone(), cause(error));
    if says_no_bucket(error) {
        UploadsRefusal::NoBucket(bucket)
    } else if is_refused {
        UploadsRefusal::Keys { bucket, cause }
    } else {
        UploadsRefusal::Away { bucket, cause }
    }
}

/// The innermost cause on one line: the code that the store gave, or what the system said.
pub(super) fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let said = causes(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default();
    let code = said
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"))
        .map(|(code, _)| code.to_owned());
    let words = code.unwrap_or(said);
    let line: Vec<&str> = words.split_whitespace().collect();
    line.join(" ").chars().take(QUOTED).collect()
}
