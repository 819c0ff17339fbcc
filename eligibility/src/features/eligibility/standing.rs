//! How a programme stands, in the six ways a resident is told.

use i18n::t;
use policy::{Evaluation, Verdict};
use ui::Tone;

/// How a programme stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// May be applied for.
    Eligible,
    /// Not yet, and there is a way.
    OneStep,
    /// More has to be known.
    Unknown,
    /// Not, and nothing the person can do changes it.
    NotEligible,
    /// A rule, but no source dates it.
    NotSourced,
    /// No rule on that day.
    NotInForce,
}

impl Standing {
    /// All of them, in reading order.
    pub(super) const ALL: [Self; 6] = [
        Self::Eligible,
        Self::OneStep,
        Self::Unknown,
        Self::NotEligible,
        Self::NotSourced,
        Self::NotInForce,
    ];

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

    /// The id of its group on the page.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::OneStep => "one-step",
            Self::Unknown => "unknown",
            Self::NotEligible => "not-eligible",
            Self::NotSourced => "not-sourced",
            Self::NotInForce => "not-in-force",
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

    /// What the word means.
    pub(super) fn said(self, found: &Evaluation) -> &'static str {
        match self {
            Self::Eligible => t::eligibility::said::eligible(),
            Self::OneStep
                if found
                    .counterfactuals
                    .iter()
                    .all(|way| way.changes.is_empty()) =>
            {
                t::eligibility::said::wait()
            }
            Self::OneStep if has_open_condition(found) => t::eligibility::said::one_step_open(),
            Self::OneStep => t::eligibility::said::one_step(),
            Self::NotEligible => t::eligibility::said::not_eligible(),
            Self::Unknown => t::eligibility::said::unknown(),
            Self::NotInForce => t::eligibility::said::not_in_force(),
            Self::NotSourced => t::eligibility::said::not_sourced(),
        }
    }

    /// Whether there is a rule to speak of.
    pub(super) const fn has_rule(self) -> bool {
        !matches!(self, Self::NotInForce | Self::NotSourced)
    }
}

fn has_open_condition(found: &Evaluation) -> bool {
    found
        .conditions
        .iter()
        .any(|condition| condition.verdict == policy::ConditionVerdict::Unknown)
}

/// The state as it is shown.
pub(super) fn tag(standing: Standing) -> ui::element::Element {
    // The tone's own drawing: no two of the first four share one.
    ui::status_tag(standing.tone(), standing.words())
}
