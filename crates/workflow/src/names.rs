//! Enums whose variants have one fixed name: in JSON, in the database and in the documentation.

/// A name that belongs to no variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown name")]
pub struct UnknownName;

/// Declares an enum with `ALL`, `as_str`, `Display`, `FromStr` and the same names in serde, written once.
macro_rules! named {
    ($(#[$attribute:meta])* pub enum $name:ident { $($(#[$variant_attribute:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub enum $name {
            $($(#[$variant_attribute])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The fixed name, in snake_case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text).ok_or($crate::UnknownName)
            }
        }

        // Through a text: the reader serde derives weighs one to three kilobytes for each enum in the browser.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                let name = <String as serde::Deserialize>::deserialize(input)?;
                name.parse().map_err(|_| serde::de::Error::unknown_variant(&name, &[$($text,)+]))
            }
        }
    };
}

pub(crate) use named;

#[cfg(test)]
mod tests {
    use crate::class::{ClassAction, ClassState};
    use crate::correction::{
        CorrectionAction, CorrectionOutcome, CorrectionReason, CorrectionState,
    };
    use crate::enrolment::{EnrolmentAction, EnrolmentState, Outcome, Presence, Seat};
    use crate::listing::{ListingAction, ListingState};
    use crate::loan::{DefectCode, HandOverDecision, LoanAction, LoanState, PackageState, Stage};
    use crate::opening::OpeningState;
    use crate::servicing::{
        DayCounting, EarlyEffect, Regime, RepaymentMethod, ServicingAction, ServicingState,
    };
    use crate::settlement::{
        FindingKind, SettlementAction, SettlementState, SignKind, UnpaidReason,
    };
    use crate::spot_check::{SpotCheckAction, SpotCheckState};
    use crate::{DeviceKind, Role, UnknownName};
    use std::fmt::{Debug, Display};
    use std::str::FromStr;

    fn check<T>(all: &[T])
    where
        T: Copy
            + Debug
            + PartialEq
            + Display
            + FromStr<Err = UnknownName>
            + serde::Serialize
            + serde::de::DeserializeOwned,
    {
        for &value in all {
            let name = value.to_string();
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
                "{name}"
            );
            assert_eq!(name.parse::<T>().unwrap(), value);
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(json, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
            assert_eq!(
                all.iter().filter(|other| other.to_string() == name).count(),
                1,
                "{name} names two variants"
            );
        }
        assert!("no_such_name".parse::<T>().is_err());
    }

    #[test]
    fn names_are_the_same_everywhere() {
        check(LoanState::ALL);
        check(LoanAction::ALL);
        check(Stage::ALL);
        check(DefectCode::ALL);
        check(HandOverDecision::ALL);
        check(PackageState::ALL);
        check(CorrectionState::ALL);
        check(CorrectionAction::ALL);
        check(CorrectionReason::ALL);
        check(CorrectionOutcome::ALL);
        check(ClassState::ALL);
        check(ClassAction::ALL);
        check(EnrolmentState::ALL);
        check(EnrolmentAction::ALL);
        check(ListingState::ALL);
        check(ListingAction::ALL);
        check(Seat::ALL);
        check(ServicingState::ALL);
        check(ServicingAction::ALL);
        check(RepaymentMethod::ALL);
        check(DayCounting::ALL);
        check(EarlyEffect::ALL);
        check(Regime::ALL);
        check(SettlementState::ALL);
        check(SettlementAction::ALL);
        check(UnpaidReason::ALL);
        check(FindingKind::ALL);
        check(SignKind::ALL);
        check(SpotCheckState::ALL);
        check(SpotCheckAction::ALL);
        check(OpeningState::ALL);
        check(Outcome::ALL);
        check(Presence::ALL);
        check(Role::ALL);
        check(DeviceKind::ALL);
    }
}
