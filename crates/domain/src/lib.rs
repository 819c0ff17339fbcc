//! Values that cannot hold nonsense: money, phone, ID number, credit code, division code, names, dates. No IO, no clock.
//!
//! Every value is made by one checking function and cannot be made otherwise, so whoever holds one need not check
//! again. A check answers with a small error whose `code()` is the problem code that the API sends; the words belong
//! to the client. Values about a person print masked, and `Sealed` prints nothing at all.
#![deny(missing_docs)]

mod acceptance_number;
mod bank_card_number;
mod credit_code;
mod date;
mod division_code;
mod id_number;
#[cfg(any(test, feature = "made-up"))]
pub mod made_up;
mod money;
mod person_name;
mod phone_number;
mod query_code;
mod sealed;
mod typed;
mod weekday;

pub use acceptance_number::{AcceptanceNumber, AcceptanceNumberError};
pub use bank_card_number::{BankCardNumber, BankCardNumberError};
pub use credit_code::{CreditCode, CreditCodeError};
pub use date::Date;
pub use division_code::{DivisionCode, DivisionCodeError};
pub use id_number::{IdNumber, IdNumberError};
pub use money::{Money, MoneyError};
pub use person_name::{PersonName, PersonNameError};
pub use phone_number::{PhoneNumber, PhoneNumberError};
pub use query_code::{QueryCode, QueryCodeError};
pub use sealed::Sealed;
pub use typed::typed_number;
pub use weekday::Weekday;
