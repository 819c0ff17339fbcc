//! The whole way from what is typed to what is shown: shared cases, bad input, and what comes along.

mod bad_input;
mod outcome;
mod shared_cases;

use catalogue::LoanBasis;
use domain::Date;

use super::read::{Asked, Reading, read};
use super::typed::Typed;

/// As the server answers for 凉州区, without the words of the sources.
const BASIS: &str = r#"{"rules":{"lpr":[{"from":"2025-04-25","rate_bp":310,"source":{"document":"d","status":"verified"}}],
"subsidy":[{"regime":"lpr_minus_150bp","from":"2021-01-01","until":"2023-09-30","source":{"document":"d","status":"secondary"}},
{"regime":"half_of_actual_rate","from":"2023-10-01","until":"2028-09-30","source":{"document":"d","status":"secondary"}}]},
"limits":[
{"kind":"loan_cap_individual","from":"2020-04-15","until":"2023-09-30","value":20000000,"source":{"document":"d","status":"verified"},"is_local_confirm":false},
{"kind":"loan_cap_individual","from":"2023-10-01","until":"2028-09-30","value":30000000,"source":{"document":"d","status":"secondary"},"is_local_confirm":false},
{"kind":"loan_cap_partnership","from":"2023-10-01","until":"2028-09-30","value":400000000,"source":{"document":"d","status":"secondary"},"is_local_confirm":false},
{"kind":"partnership_percent","from":"2020-04-15","until":"2028-09-30","value":110,"source":{"document":"d","status":"secondary"},"is_local_confirm":false},
{"kind":"loan_cap_enterprise","from":"2023-10-01","until":"2028-09-30","value":400000000,"source":{"document":"d","status":"secondary"},"is_local_confirm":false},
{"kind":"rate_cap_bp","from":"2023-10-01","until":"2028-09-30","value":150,"source":{"document":"d","status":"unconfirmed"},"is_local_confirm":true}]}"#;

/// The tables of the district.
pub(super) fn basis() -> LoanBasis {
    json::from_str(BASIS).unwrap()
}

pub(super) fn today() -> Date {
    Date::new(2026, 11, 24).unwrap()
}

pub(super) fn typed(amount: &str) -> Typed {
    Typed {
        amount: amount.to_owned(),
        ..Typed::new(today())
    }
}

pub(super) fn reading(typed: &Typed) -> Reading {
    read(typed, &basis(), today())
}

pub(super) fn asked(typed: &Typed) -> Asked {
    let reading = reading(typed);
    reading
        .asked
        .clone()
        .unwrap_or_else(|| panic!("{reading:?}"))
}
