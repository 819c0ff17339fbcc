//! What a person comes for, which decides the programmes that are asked about.

use i18n::t;
use policy::{Pack, Programme};

/// What is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Whatever there is.
    #[default]
    Everything,
    /// Money for a business: loans, subsidies, tax relief.
    Startup,
    /// Work, or what helps while there is none.
    Work,
    /// Courses and certificates.
    Training,
    /// What an enterprise may claim.
    Enterprise,
}

/// The loan for a company is a loan, and one of the things an enterprise may claim.
const ENTERPRISE_LOAN: &str = "startup_loan_enterprise";

impl Purpose {
    /// Every purpose but the first, in the order shown.
    pub(super) const NARROWER: [Self; 4] =
        [Self::Startup, Self::Work, Self::Training, Self::Enterprise];

    /// The code of a purpose, on screen and in the storage; empty for everything.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Everything => "",
            Self::Startup => "startup",
            Self::Work => "work",
            Self::Training => "training",
            Self::Enterprise => "enterprise",
        }
    }

    /// The purpose of a code; everything for one that is not known.
    pub(super) fn from_code(code: &str) -> Self {
        let mut narrower = Self::NARROWER.into_iter();
        narrower
            .find(|purpose| purpose.code() == code)
            .unwrap_or_default()
    }

    /// The words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Everything => t::eligibility::purpose::everything(),
            Self::Startup => t::eligibility::purpose::startup(),
            Self::Work => t::eligibility::purpose::work(),
            Self::Training => t::eligibility::purpose::training(),
            Self::Enterprise => t::eligibility::purpose::enterprise(),
        }
    }

    fn covers(self, programme: &Programme) -> bool {
        match (self, &*programme.kind) {
            (Self::Everything, _)
            | (Self::Startup, "loan" | "startup")
            | (Self::Work, "employment")
            | (Self::Training, "training")
            | (Self::Enterprise, "enterprise") => true,
            (Self::Enterprise, _) => programme.id == ENTERPRISE_LOAN,
            _ => false,
        }
    }

    /// The programmes asked about.
    pub(super) fn programmes(self, pack: &Pack) -> impl Iterator<Item = &Programme> {
        let all = pack.programmes().iter();
        all.filter(move |programme| self.covers(programme))
    }
}

#[cfg(test)]
mod tests {
    use super::Purpose;
    use crate::features::eligibility::testing::pack;

    #[test]
    fn every_programme_has_a_purpose_of_its_own() {
        for programme in pack().programmes() {
            let mut narrower = Purpose::NARROWER.into_iter();
            assert!(
                narrower.any(|purpose| purpose.covers(programme)),
                "{}",
                &*programme.id
            );
        }
        let counts = [
            (Purpose::Everything, 15),
            (Purpose::Startup, 4),
            (Purpose::Work, 6),
            (Purpose::Training, 4),
            (Purpose::Enterprise, 2),
        ];
        for (purpose, expected) in counts {
            assert_eq!(purpose.programmes(pack()).count(), expected, "{purpose:?}");
        }
    }

    #[test]
    fn a_code_is_its_purpose_and_any_other_is_everything() {
        for purpose in Purpose::NARROWER {
            assert_eq!(Purpose::from_code(purpose.code()), purpose);
        }
        for code in ["", "individual", "<b>"] {
            assert_eq!(Purpose::from_code(code), Purpose::Everything);
        }
    }
}
