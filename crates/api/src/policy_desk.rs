//! The policy desk: packs and drafts, what a change does and to whom, and how two people put it in force.
//!
//! Calls about "the rules of …" take exactly one of `draft` (a draft's id) and `pack` (a pack's hash) as query; in Rust
//! that is [`PolicySubject`]. Roles: policy officers do, the auditor reads.

mod draft;
mod edit;
mod outline;
mod pack;
mod proposal;
mod report;

pub use draft::{
    DiscardDraftRequest, DraftState, DraftView, ListDraftsResponse, ListSourceFilesResponse,
    SavedDraftResponse, SourceFileSummary, SourceFileView, StartDraftRequest, WriteSourceRequest,
};
pub use edit::{ConditionWords, EditDraftRequest, ParameterValue, PolicyEdit};
pub use outline::{
    CitationOutline, ConditionOutline, DocumentOutline, FactOptionOutline, FactOutline,
    ParameterOutline, ParameterValueOutline, PolicyOutline, ProgrammeOutline, VersionOutline,
};
pub use pack::{ListPacksResponse, PackOrigin, PackSummary, PublicationKind, PublicationView};
pub use proposal::{
    DecideProposalRequest, Decision, ListPolicyEventsResponse, ListProposalsResponse,
    MOST_REASON_CHARS, PolicyEventView, ProposalState, ProposalView, SubmitProposalRequest,
};
pub use report::{
    AffectedFileView, CaseOutcomeView, CasesResponse, CheckResponse, CompileErrorView,
    ConditionChange, ConditionChangeView, CountView, DiffResponse, FindingView,
    ListReceiptMismatchesResponse, OutcomeView, PopulationKind, ProgrammeDiffView,
    ProgrammeSimulationView, ReceiptMismatchRow, SimulationResponse, SimulationView, WitnessView,
};

use serde::{Deserialize, Serialize};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BothLanguages {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Whose rules a call is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicySubject<'a> {
    /// A draft, by id.
    Draft(&'a str),
    /// A pack, by hash.
    Pack(&'a str),
}

impl PolicySubject<'_> {
    /// The query that names it. Ids and hashes need no escaping.
    ///
    /// ```
    /// use api::policy_desk::PolicySubject;
    /// assert_eq!(PolicySubject::Draft("d1").query(), "draft=d1");
    /// ```
    pub fn query(self) -> String {
        match self {
            Self::Draft(id) => format!("draft={id}"),
            Self::Pack(hash) => format!("pack={hash}"),
        }
    }
}

macro_rules! wire_names {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant:meta])* $variant_name:ident = $id:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant])* $variant_name,)+ }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant_name,)+];

            /// The name on the wire and in the database.
            pub const fn id(self) -> &'static str { match self { $(Self::$variant_name => $id,)+ } }

            /// The value of a name.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.id() == id)
            }
        }

        // Through a text: the reader serde derives for an enum weighs a kilobyte and more in the browser.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                let id = <String as serde::Deserialize>::deserialize(input)?;
                Self::from_id(&id).ok_or_else(|| serde::de::Error::unknown_variant(&id, &[$($id,)+]))
            }
        }
    };
}
pub(crate) use wire_names;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_form_of_every_value_is_its_id() {
        for kind in PackOrigin::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        }
        for kind in PublicationKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        }
        for state in DraftState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.id());
        }
        for state in ProposalState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.id());
        }
        for decision in Decision::ALL {
            assert_eq!(serde_json::to_value(decision).unwrap(), decision.id());
        }
        for change in ConditionChange::ALL {
            assert_eq!(serde_json::to_value(change).unwrap(), change.id());
        }
        for kind in PopulationKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        }
    }
}
