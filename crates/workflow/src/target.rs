//! A year's figures against its targets.

/// Fewer people than these say more about each than about the whole, so they make no rate.
pub const FEWEST: u32 = 20;

/// A share in hundredths of a percent, rounded down so that nothing below a target seems to reach it; none of too few.
///
/// ```
/// use workflow::target::share_bp;
/// assert_eq!(share_bp(19, 20), Some(9_500));
/// assert_eq!(share_bp(9_999, 10_000), Some(9_999));
/// assert_eq!(share_bp(2, 3), None);
/// assert_eq!(share_bp(19, 19), None);
/// ```
#[must_use]
pub fn share_bp(part: u32, whole: u32) -> Option<u32> {
    if whole < FEWEST {
        return None;
    }
    let share = u64::from(part.min(whole)) * 10_000 / u64::from(whole);
    u32::try_from(share).ok()
}
