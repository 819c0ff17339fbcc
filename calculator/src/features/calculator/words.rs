//! Codes and numbers put into words.

use application::Product;
use catalogue::{Source, SourceStatus};
use i18n::t;
use loan::{DayCount, Prepayment};
use ui::Text;

use super::limits::Borrower;

/// What a problem code asks for.
pub(super) fn problem(code: &str) -> Text {
    t::money_problem::by_key(code)
        .or_else(|| t::problem::by_key(code))
        .unwrap_or_default()
        .into()
}

/// Who borrows.
pub(super) fn borrower(who: Borrower) -> &'static str {
    match who {
        Borrower::Individual => t::calculator::borrower::individual(),
        Borrower::Partnership { .. } => t::calculator::borrower::partnership(),
        Borrower::Enterprise => t::calculator::borrower::enterprise(),
    }
}

/// The ways to pay back, by code: name and what it means.
pub(super) fn ways() -> [(&'static str, &'static str, &'static str); 4] {
    [
        (
            "equal_installment",
            t::calculator::way::equal_installment(),
            t::calculator::way_hint::equal_installment(),
        ),
        (
            "equal_principal",
            t::calculator::way::equal_principal(),
            t::calculator::way_hint::equal_principal(),
        ),
        (
            "monthly",
            t::calculator::way::monthly(),
            t::calculator::way_hint::monthly(),
        ),
        (
            "quarterly",
            t::calculator::way::quarterly(),
            t::calculator::way_hint::quarterly(),
        ),
    ]
}

/// The way with this code.
pub(super) fn way(code: &str) -> &'static str {
    ways()
        .into_iter()
        .find(|(known, ..)| *known == code)
        .map_or("", |(_, name, _)| name)
}

/// How days are counted.
pub(super) fn day_count(count: DayCount) -> &'static str {
    match count {
        DayCount::Act360 => t::calculator::counted::act_360(),
        DayCount::Act365 => t::calculator::counted::act_365(),
        // The two others are not offered.
        DayCount::Month12 | DayCount::Thirty360 | DayCount::ActAct => {
            t::calculator::counted::month_12()
        }
    }
}

/// What a payment before its day changes.
pub(super) fn prepayment(chosen: Option<Prepayment>) -> &'static str {
    match chosen {
        None => t::calculator::early::never(),
        Some(Prepayment::ReduceInstalment) => t::calculator::early::reduce_instalment(),
        Some(Prepayment::ReduceTerm) => t::calculator::early::reduce_term(),
        Some(Prepayment::RescheduleNext) => t::calculator::early::reschedule_next(),
        Some(Prepayment::PrincipalWithItsInterest) => {
            t::calculator::early::principal_with_its_interest()
        }
    }
}

/// Basis points as percentage points: 150 is 1.5.
pub(super) fn points(basis_points: i64) -> String {
    let text = loan::Rate::from_basis_points(basis_points).to_string();
    match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    }
}

/// How well a source is known.
pub(super) fn status(status: SourceStatus) -> &'static str {
    match status {
        SourceStatus::Verified => t::calculator::basis::verified(),
        SourceStatus::Secondary => t::calculator::basis::secondary(),
        SourceStatus::Unconfirmed => t::calculator::basis::unconfirmed(),
    }
}

/// A text by its number, or by its title in title marks.
pub(super) fn source_name(source: &Source) -> String {
    // Numbers carry the year in tortoise-shell brackets; what has none is a title.
    if source.document.contains('\u{3014}') {
        source.document.clone()
    } else {
        t::calculator::basis::source(&source.document)
    }
}

/// Where the application begins.
pub(super) fn application(product: Product) -> String {
    ["/apply?product=", product.id()].concat()
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn basis_points_are_read_as_percentage_points() {
        for (basis_points, expected) in [
            (150, "1.5"),
            (250, "2.5"),
            (100, "1"),
            (105, "1.05"),
            (0, "0"),
        ] {
            assert_eq!(points(basis_points), expected);
        }
    }
}
