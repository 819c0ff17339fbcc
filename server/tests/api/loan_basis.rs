//! What a loan's figures rest on, as the calculator gets it.

use api::path;
use catalogue::{LoanBasis, LoanLimitKind, SourceStatus, SubsidyRegime};
use domain::Date;
use http::StatusCode;
use http::header::ETAG;

use crate::portal::TestPortal;

fn day(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

#[tokio::test]
async fn every_figure_comes_with_its_days_and_its_source() {
    let portal = TestPortal::start().await;
    let answer = portal.anonymous().get(path::LOAN_BASIS).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers.contains_key(ETAG));
    let basis: LoanBasis = answer.json();
    let now = day("2026-11-24");
    let lpr = basis.rules.lpr_on(now).unwrap();
    assert_eq!((lpr.rate_bp, lpr.from), (310, day("2025-04-25")));
    assert_eq!(lpr.source.status, SourceStatus::Verified);
    let period = basis.rules.subsidy_on(now).unwrap();
    assert_eq!(period.regime, SubsidyRegime::HalfOfActualRate);
    for (kind, iso, expected) in [
        (LoanLimitKind::CapIndividual, "2026-11-24", Some(30_000_000)),
        (LoanLimitKind::CapIndividual, "2022-01-01", Some(20_000_000)),
        (LoanLimitKind::CapIndividual, "2028-10-01", None),
        (
            LoanLimitKind::CapPartnership,
            "2026-11-24",
            Some(400_000_000),
        ),
        (LoanLimitKind::PartnershipPercent, "2026-11-24", Some(110)),
        (
            LoanLimitKind::CapEnterprise,
            "2026-11-24",
            Some(400_000_000),
        ),
        (LoanLimitKind::RateCap, "2026-11-24", Some(150)),
        (LoanLimitKind::RateCap, "2023-09-30", None),
    ] {
        let limit = basis.limit_on(kind, day(iso));
        assert_eq!(limit.map(|limit| limit.value), expected, "{kind:?} {iso}");
    }
    // What the bureau has still to confirm says so, and every text has a name.
    let cap = basis.limit_on(LoanLimitKind::RateCap, now).unwrap();
    assert!(cap.is_local_confirm && cap.source.status == SourceStatus::Unconfirmed);
    assert!(
        basis
            .limits
            .iter()
            .all(|limit| !limit.source.document.is_empty())
    );
}
