//! What can go wrong with a paper's bytes.

use std::error::Error;
use std::io;

/// How S3-speaking stores say that they are full.
const FULL: &str = "507 Insufficient Storage";
/// How they say that the whole bucket is gone.
const NO_BUCKET: &str = "NoSuchBucket";

/// Why a paper was not kept, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum UploadsError {
    /// No paper of that name.
    #[error("there is no such paper")]
    Missing,
    /// No room.
    #[error("there is no room for papers")]
    Full,
    /// The store is not reached, or refuses us; trying again later helps.
    #[error("the store of papers does not answer")]
    Away(#[source] Box<dyn Error + Send + Sync>),
    /// The disk fails.
    #[error("the folder of papers fails")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

impl UploadsError {
    /// Of the crate that talks to folder or bucket. Whatever a bucket does not do is an administrator's to mend, and the
    /// same request succeeds afterwards; a folder that fails needs looking into.
    pub(super) fn of(error: object_store::Error, is_bucket: bool) -> Self {
        if causes(&error).any(is_full) || (is_bucket && error.to_string().contains(FULL)) {
            return Self::Full;
        }
        match (error, is_bucket) {
            (error @ object_store::Error::NotFound { .. }, true) if says_no_bucket(&error) => {
                Self::Away(error.into())
            }
            (object_store::Error::NotFound { .. }, _) => Self::Missing,
            (error, true) => Self::Away(error.into()),
            (error, false) => Self::Failed(error.into()),
        }
    }

    /// Of the folder itself.
    pub(super) fn of_disk(error: io::Error) -> Self {
        if is_full(&error) {
            Self::Full
        } else {
            Self::Failed(error.into())
        }
    }
}

pub(super) fn says_no_bucket(error: &object_store::Error) -> bool {
    error.to_string().contains(NO_BUCKET)
}

/// The error and what it came of, outermost first.
pub(super) fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

fn is_full<'a>(error: &'a (dyn Error + 'static)) -> bool {
    let error: Option<&'a io::Error> = error.downcast_ref();
    error.is_some_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generic(source: impl Into<Box<dyn Error + Send + Sync>>) -> object_store::Error {
        object_store::Error::Generic {
            store: "a",
            source: source.into(),
        }
    }

    fn not_found(text: &str) -> object_store::Error {
        object_store::Error::NotFound {
            path: "a".to_owned(),
            source: text.into(),
        }
    }

    #[test]
    fn each_kind_is_told_apart() {
        use UploadsError::{Away, Failed, Full, Missing};
        let full = || generic(io::Error::from(io::ErrorKind::StorageFull));
        let cut = || generic(io::Error::from(io::ErrorKind::ConnectionReset));
        assert!(matches!(UploadsError::of(full(), false), Full));
        assert!(matches!(UploadsError::of(cut(), false), Failed(_)));
        assert!(matches!(UploadsError::of(cut(), true), Away(_)));
        assert!(matches!(UploadsError::of(generic(FULL), true), Full));
        assert!(matches!(
            UploadsError::of(not_found("NoSuchKey"), true),
            Missing
        ));
        assert!(matches!(
            UploadsError::of(not_found(NO_BUCKET), true),
            Away(_)
        ));
        assert!(matches!(
            UploadsError::of(not_found("gone"), false),
            Missing
        ));
    }
}
