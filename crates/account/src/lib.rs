//! What the residents' own pages share: who is signed in, their calls, addresses and words, and the file that is open.
//!
//! Four bundles stand on it: `my` signs in and shows files, `apply` fills one in, `classes` has the classes, `print` puts a
//! file on paper.
#![deny(missing_docs)]
#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod acting;
mod failure;
mod go;
mod intent;
pub mod kept;
mod opened;
mod place;
mod pointer;
mod printed;
mod session;
mod shell;
mod storage;
pub mod words;

pub use acting::{Acting, Ready, use_acting};
pub use failure::{Failure, failure_line, failure_notice};
pub use go::{Go, use_go};
pub use intent::Intent;
pub use opened::{OpenFile, Opened, OpenedProps, news_notice};
pub use place::{Part, Place, Way, safe_return, sign_in_then, start_of};
pub use pointer::{code_for, field_of, paper};
pub use printed::Printed;
pub use session::{Session, SignedIn, SignedInOnly, SignedInOnlyProps, use_session};
pub use shell::{Shell, ShellProps};
pub use storage::{StorageKey, belong_to, kept_text};
