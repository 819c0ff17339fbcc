//! Enums whose members have one code, the same in TOML, JSON and addresses.

/// Declares such an enum, so that a code is written once and cannot drift between the three places.
macro_rules! coded_enum {
    ($(#[$about:meta])* $name:ident { $($(#[$member_about:meta])* $member:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$member_about])* $member,)+
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

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::code::read(deserializer, Self::from_code)
            }
        }
    };
}

/// Reads a code as text. serde's own enums bring a visitor each, two kilobytes apiece in the residents' WebAssembly.
pub(crate) fn read<'de, D: serde::Deserializer<'de>, T>(
    deserializer: D,
    from_code: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let code = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
    from_code(&code).ok_or_else(|| serde::de::Error::custom(format_args!("unknown code `{code}`")))
}

pub(crate) use coded_enum;
