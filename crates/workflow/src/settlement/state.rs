//! Where a settlement stands, and what can be done to it.

use crate::Role;
use crate::names::named;

named! {
    /// Where a settlement stands.
    #[derive(Default)]
    pub enum SettlementState {
        /// Being written.
        #[default]
        Draft = "draft",
        /// With the training section.
        Submitted = "submitted",
        /// With the trainer again, to put right.
        Returned = "returned",
        /// Decided; the class is settled by it.
        Settled = "settled",
    }
}

named! {
    /// What can be done to a settlement. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum SettlementAction {
        /// Write what the people said of themselves.
        Write = "write",
        /// Hand it in.
        Submit = "submit",
        /// Give it back, with what is wrong at each person.
        Return = "return",
        /// Decide on it and settle the class.
        Settle = "settle",
        /// Record what finance paid by its list, and what came back.
        Pay = "pay",
        /// Note that money came back after its list was recorded.
        TakeBack = "take_back",
    }
}

named! {
    /// Why a line of a list to pay by came back without being paid.
    pub enum UnpaidReason {
        /// Name and number of the card are not of one person.
        CardMismatch = "card_mismatch",
        /// The card is closed, reported lost or not ready to receive money.
        CardClosed = "card_closed",
        /// Something else, which finance or the bank says.
        Other = "other",
    }
}

impl SettlementState {
    /// Whose turn it is; nobody's when it is decided, whether or not finance has paid.
    #[must_use]
    pub const fn holder(self) -> Option<Role> {
        match self {
            Self::Draft | Self::Returned => Some(Role::Trainer),
            Self::Submitted => Some(Role::TrainingOfficer),
            Self::Settled => None,
        }
    }
}
