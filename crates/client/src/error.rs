//! What can go wrong between browser and server.

use api::{FieldError, Problem, ProblemCode};

/// A call that gave no answer to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientError {
    /// No network, the server is away, or it took too long. Worth trying again.
    Offline,
    /// An answer came that this version cannot read.
    Unreadable,
    /// The server said no, and why.
    Refused(Box<Problem>),
}

impl ClientError {
    /// Key of the words shown: `problem.<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Unreadable => "unreadable",
            Self::Refused(problem) => problem.code.id(),
        }
    }

    /// True for this problem code.
    pub fn is(&self, code: ProblemCode) -> bool {
        matches!(self, Self::Refused(problem) if problem.code == code)
    }

    /// Field problems, if the server named any.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Refused(problem) => &problem.errors,
            _ => &[],
        }
    }

    /// What to quote to the help desk.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused(problem) => problem.request_id.as_deref(),
            _ => None,
        }
    }
}
