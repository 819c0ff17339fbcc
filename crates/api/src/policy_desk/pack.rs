//! Packs and when they were put in force.

use serde::{Deserialize, Serialize};

use super::wire_names;

wire_names! {
    /// Where a pack came from.
    PackOrigin {
        /// It came inside the program.
        Shipped = "shipped",
        /// It was compiled from a draft.
        Draft = "draft",
    }
}

wire_names! {
    /// How a pack was put in force.
    PublicationKind {
        /// By the program itself, before anybody had published by hand.
        Seed = "seed",
        /// By two people, as new.
        Publish = "publish",
        /// By two people, back to one that had been in force before.
        Rollback = "rollback",
    }
}

/// One pack: compiled rules, never changed, named by their hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackSummary {
    /// SHA-256, hexadecimal.
    pub hash: String,
    /// Where it came from.
    pub origin: PackOrigin,
    /// When it was stored, unix milliseconds.
    pub created_at_ms: i64,
    /// Its sources are kept, so that a draft can start from it.
    pub has_sources: bool,
}

/// A pack put in force from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicationView {
    /// Number, counted from 1.
    pub seq: i64,
    /// How.
    pub kind: PublicationKind,
    /// Which pack.
    pub pack_hash: String,
    /// First day, ISO.
    pub effective_on: String,
    /// Name of who prepared it; empty for a seed.
    pub prepared_by: String,
    /// Name of who approved it; empty for a seed.
    pub approved_by: String,
    /// When, unix milliseconds.
    pub approved_at_ms: i64,
    /// Why.
    pub reason: String,
}

/// GET [`crate::path::STAFF_POLICY_PACKS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListPacksResponse {
    /// The server's day, ISO.
    pub today: String,
    /// Hash of the pack in force today.
    pub in_force: String,
    /// The newest first; one that was proposed and never published is not among them.
    pub packs: Vec<PackSummary>,
    /// The newest first; those with a later `effective_on` than today are still to come.
    pub publications: Vec<PublicationView>,
}
