//! What kind of answer a field takes, which decides the control drawn and the check run.

/// The kind of a [`crate::Field`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line, at most this many characters.
    Text(usize),
    /// Several lines, at most this many characters.
    LongText(usize),
    /// A person's name.
    Name,
    /// Resident identity number, GB 11643.
    IdNumber,
    /// Mainland mobile number.
    Phone,
    /// Unified social credit code.
    CreditCode,
    /// Bank card number; social-security cards carry one.
    BankCard,
    /// An ISO date, not after today.
    PastDate,
    /// Whole yuan, typed as digits.
    Yuan,
    /// A whole number between the two, both included.
    Integer(u32, u32),
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// Any of these codes; `none` excludes the others.
    Many(&'static [&'static str]),
    /// A township or street of the district, by its nine-digit code.
    Division,
    /// A bank of the district, by agency id.
    Bank,
}
