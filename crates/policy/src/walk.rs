//! What a walk over open answers finds, and the search for the day on which something changes.

#[cfg(feature = "compile")]
mod whole;

#[cfg(feature = "compile")]
pub(crate) use whole::Walk;

/// Some completion ends at "no".
pub(crate) const MAY_FAIL: u8 = 1;
/// Some completion ends at "yes".
pub(crate) const MAY_PASS: u8 = 2;

/// Facts as a bit mask; the compiler refuses vocabularies above 128.
pub(crate) type FactSet = u128;

/// The first day in the range from which `holds` is true, or the day after the range.
pub(crate) fn first_day(low: i64, high: i64, holds: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut past) = (low, high + 1);
    while low < past {
        let middle = low + (past - low) / 2;
        if holds(middle) {
            past = middle;
        } else {
            low = middle + 1;
        }
    }
    past
}
