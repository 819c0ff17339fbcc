//! How a programme stands, in the six ways a resident is told.

use i18n::t;
use policy::{Evaluation, Verdict};
use ui::{IconName, Tone};

/// How a programme stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// May be applied for.
    Eligible,
    /// Not yet, and there is a way.
    OneStep,
    /// Not, and nothing the person can do changes it.
    NotEligible,
    /// More has to be known.
    Unknown,
    /// No rule on that day.
    NotInForce,
    /// A rule, but no source dates it.
    NotSourced,
}

impl Standing {
    /// How it stands by an evaluation.
    pub(super) fn of(found: &Evaluation) -> Self {
        match found.verdict {
            Verdict::Eligible => Self::Eligible,
            Verdict::NotEligible if found.counterfactuals.is_empty() => Self::NotEligible,
            Verdict::NotEligible => Self::OneStep,
            Verdict::Unknown => Self::Unknown,
            Verdict::NotInForce => Self::NotInForce,
            Verdict::NotSourced => Self::NotSourced,
        }
    }

    /// The word.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Eligible => t::eligibility::standing::eligible(),
            Self::OneStep => t::eligibility::standing::one_step(),
            Self::NotEligible => t::eligibility::standing::not_eligible(),
            Self::Unknown => t::eligibility::standing::unknown(),
            Self::NotInForce => t::eligibility::standing::not_in_force(),
            Self::NotSourced => t::eligibility::standing::not_sourced(),
        }
    }

    /// The colour.
    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::Eligible => Tone::Success,
            Self::OneStep => Tone::Warning,
            Self::NotEligible => Tone::Error,
            Self::Unknown | Self::NotInForce | Self::NotSourced => Tone::Info,
        }
    }

    /// The drawing: no two of the first four share one.
    pub(super) const fn icon(self) -> IconName {
        match self {
            Self::Eligible => IconName::Check,
            Self::OneStep => IconName::Alert,
            Self::NotEligible => IconName::Cross,
            Self::Unknown | Self::NotInForce | Self::NotSourced => IconName::Info,
        }
    }
}
