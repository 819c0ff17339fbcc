//! Enums whose members have one code, the same in TOML, JSON and addresses.

/// Declares such an enum, so that a code is written once and cannot drift between the three places.
macro_rules! coded_enum {
    ($(#[$about:meta])* $name:ident { $($(#[$member_about:meta])* $member:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$member_about])* #[serde(rename = $code)] $member,)+
        }

        impl $name {
            /// Every member, in the order in which a list shows them.
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];

            /// The code in TOML, JSON and addresses.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$member => $code,)+
                }
            }

            /// The member with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.code() == code)
            }
        }
    };
}

pub(crate) use coded_enum;
