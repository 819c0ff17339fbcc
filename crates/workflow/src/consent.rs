//! The consent of somebody else to a loan application: the spouse, a partner, a guarantor.
//!
//! Each consent is a small file of its own beside the application: the applicant names the person, the person answers
//! from their own phone. Parties are not [`Role`](crate::Role)s: the person named holds no account and acts on nothing
//! but this one consent.

mod event;
mod file;
mod table;

pub use event::{ConsentEvent, ConsentTerms};
pub use file::ConsentFile;
pub use table::{MOVES, Row, allowed, next};

use crate::names::named;

named! {
    /// In what capacity somebody else consents.
    pub enum ConsentKind {
        /// Husband or wife of the applicant.
        Spouse = "spouse",
        /// Runs the business together with the applicant.
        Partner = "partner",
        /// Would answer for the loan: a declaration of intent, the signed paper binds.
        Guarantor = "guarantor",
    }
}

named! {
    /// Where a consent stands.
    #[derive(Default)]
    pub enum ConsentState {
        /// Nobody is named yet.
        #[default]
        New = "new",
        /// Somebody is named; the link was not opened.
        Asked = "asked",
        /// The person opened the link.
        Seen = "seen",
        /// The person said yes.
        Given = "given",
        /// The person said no.
        Refused = "refused",
        /// The person took a yes back.
        Withdrawn = "withdrawn",
        /// Nobody answered in time.
        Expired = "expired",
        /// The applicant took the question back.
        Cancelled = "cancelled",
    }
}

impl ConsentState {
    /// Whether an answer may still come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Seen)
    }

    /// Whether it came to nothing: a no, a yes that was taken back, or no answer in time.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Expired)
    }

    /// Whether it counts for the application no more and is only kept.
    #[must_use]
    pub const fn is_put_away(self) -> bool {
        matches!(self, Self::New | Self::Cancelled)
    }
}

named! {
    /// What can be done to a consent. Who may do it, and when, is in [`MOVES`].
    pub enum ConsentAction {
        /// Name the person.
        Ask = "ask",
        /// Open the link.
        See = "see",
        /// Say yes.
        Give = "give",
        /// Say no.
        Refuse = "refuse",
        /// Take a yes back.
        Withdraw = "withdraw",
        /// Record that nobody answered in time.
        Expire = "expire",
        /// Take the question back.
        Cancel = "cancel",
    }
}

named! {
    /// Who acts on a consent.
    pub enum Party {
        /// Whose application it is, or a helper with that person's consent.
        Applicant = "applicant",
        /// The person named.
        Named = "named",
        /// The portal itself, when a time has run out.
        Portal = "portal",
    }
}
