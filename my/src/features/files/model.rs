//! What a file's state means for the page that shows it.

use api::application::DefectView;
use application::{DocumentKind, Field};
use domain::Date;
use ui::{ClockReading, Tone};
use workflow::Role;
use workflow::loan::{ClockView, LoanState};

use account::{Part, Place, Way};

/// The tone of a state: what must be done, what went well, what did not. Once a contract is signed the bank has the file.
pub(super) const fn tone(state: LoanState, holder: Option<Role>) -> Tone {
    match state {
        LoanState::ContractReady if matches!(holder, Some(Role::BankOfficer)) => Tone::Info,
        LoanState::Disbursed => Tone::Success,
        LoanState::Rejected | LoanState::Declined => Tone::Error,
        LoanState::Draft
        | LoanState::ReturnedHr
        | LoanState::ReturnedGuarantee
        | LoanState::ReturnedBank
        | LoanState::ContractReady
        | LoanState::ClosedIncomplete => Tone::Warning,
        LoanState::Submitted
        | LoanState::HrReview
        | LoanState::PublicNotice
        | LoanState::GuaranteeReview
        | LoanState::BankReview
        | LoanState::QuotaWait
        | LoanState::AppealReview
        | LoanState::Withdrawn
        | LoanState::Discarded => Tone::Info,
    }
}

/// The agency's clock for the meter.
pub(super) const fn reading(clock: &ClockView) -> ClockReading {
    ClockReading {
        day: clock.day,
        limit: clock.limit,
        due_on: Some(clock.due_on),
        is_provisional: clock.provisional,
        is_paused: clock.paused,
    }
}

/// The page where a defect is put right.
pub(super) fn fix_address(id: &str, defect: &DefectView) -> String {
    if let Some(field) = Field::from_id(&defect.field) {
        return Place::of(id, Part::Question(field)).returning(Way::Fix);
    }
    if defect.field == "people" {
        return Place::of(id, Part::People).to_string();
    }
    if defect.field == "roster" {
        return Place::of(id, Part::Roster).to_string();
    }
    let papers = Place::of(id, Part::Documents).returning(Way::Fix);
    match defect
        .field
        .strip_prefix("documents/")
        .and_then(DocumentKind::from_id)
    {
        Some(kind) => format!("{papers}#{}", kind.id()),
        None => papers,
    }
}

/// An ISO day as it is read; what is none is shown as it came.
pub(super) fn day(iso: &str) -> String {
    Date::parse_iso(iso).map_or_else(|| iso.to_owned(), i18n::date)
}

/// The day of an instant in Asia/Shanghai.
pub(super) fn day_of(at_ms: i64) -> String {
    i18n::date(Date::from_unix_ms_shanghai(at_ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::loan::DefectCode;

    #[test]
    fn each_defect_leads_to_where_it_is_fixed() {
        let table = [
            ("purpose", "/apply/7/loan/purpose?from=fix"),
            (
                "documents/id_card_front",
                "/apply/7/documents?from=fix#id_card_front",
            ),
            ("people", "/my/applications/7/people"),
            ("roster", "/apply/7/roster"),
            ("documents/unknown", "/apply/7/documents?from=fix"),
        ];
        for (field, expected) in table {
            let defect = DefectView {
                field: field.into(),
                code: DefectCode::Missing,
                note: String::new(),
                cannot_supply: None,
            };
            assert_eq!(fix_address("7", &defect), expected);
        }
    }

    #[test]
    fn days_are_read() {
        assert_eq!(day("2026-11-24"), "2026年11月24日");
        assert_eq!(day("soon"), "soon");
        assert_eq!(day_of(1_795_536_000_000), "2026年11月25日");
    }

    #[test]
    fn what_waits_for_the_resident_is_marked() {
        for state in LoanState::ALL.iter().filter(|state| state.is_returned()) {
            assert_eq!(tone(*state, Some(Role::Resident)), Tone::Warning);
        }
        let signing = |holder| tone(LoanState::ContractReady, Some(holder));
        assert_eq!(signing(Role::Resident), Tone::Warning);
        assert_eq!(signing(Role::BankOfficer), Tone::Info);
    }
}
