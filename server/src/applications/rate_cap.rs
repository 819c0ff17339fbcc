//! The highest rate a bank can offer: LPR and the points that the rules in force allow above it here.

use api::particulars::RateCapView;
use domain::Date;

use crate::state::Parts;

/// The parameter of the pack with the points.
const SPREAD: &str = "rate_cap_bp";

/// The cap of a day; none where no source gives LPR or the points, and then only a slip of the hand is caught.
#[must_use]
pub fn rate_cap(parts: &Parts, day: Date) -> Option<RateCapView> {
    let lpr = parts.loan_rules.lpr_on(day)?;
    let in_force = parts.packs.pack_on(day);
    let spread = in_force.pack().parameter(SPREAD, day)?.value;
    let spread_basis_points = u32::try_from(spread).ok()?;
    Some(RateCapView {
        lpr_basis_points: lpr.rate_bp,
        lpr_from: lpr.from,
        spread_basis_points,
        most_basis_points: lpr.rate_bp.checked_add(spread_basis_points)?,
    })
}
