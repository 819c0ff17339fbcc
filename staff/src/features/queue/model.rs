//! Order and search of the queue.

use api::staff::QueueEntry;

/// Overdue first; otherwise as the server gave them, by due date.
pub(super) fn by_urgency(mut entries: Vec<QueueEntry>) -> Vec<QueueEntry> {
    entries.sort_by_key(|entry| !is_overdue(entry));
    entries
}

/// Whether the agency's time has run out.
pub(super) fn is_overdue(entry: &QueueEntry) -> bool {
    entry.clock.is_some_and(|clock| clock.overdue)
}

/// Whether one of its clocks is a supervisor's to see to.
pub(super) fn is_escalated(entry: &QueueEntry) -> bool {
    let mut clocks = entry.desk_clocks.iter();
    clocks.any(|one| one.clock.urgency.is_escalated())
}

/// On whose desks the files lie that are a supervisor's to see to: name and count, the most first; an empty name is nobody.
pub(super) fn escalated(entries: &[QueueEntry]) -> Vec<(String, usize)> {
    let mut desks: Vec<(String, usize)> = Vec::new();
    for entry in entries.iter().filter(|entry| is_escalated(entry)) {
        let holder = entry.assignment.as_ref();
        let name = holder.map_or("", |held| held.officer.as_str());
        match desks.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => *count += 1,
            None => desks.push((name.to_owned(), 1)),
        }
    }
    desks.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    desks
}

/// Whose desk is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Desk {
    /// Everybody's.
    #[default]
    All,
    /// Mine.
    Mine,
    /// What nobody has.
    Free,
    /// What has reached its last day, or passed it.
    Late,
}

impl Desk {
    /// Each of them.
    pub(super) const ALL: [Self; 4] = [Self::All, Self::Mine, Self::Free, Self::Late];

    /// Its name in the address; empty for all.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Mine => "mine",
            Self::Free => "free",
            Self::Late => "late",
        }
    }

    /// The desk of a name in an address.
    pub(super) fn of_name(name: &str) -> Self {
        let named = Self::ALL.into_iter().find(|desk| desk.name() == name);
        named.unwrap_or_default()
    }

    /// Whether a file lies there.
    pub(super) fn has(self, entry: &QueueEntry) -> bool {
        match self {
            Self::All => true,
            Self::Mine => entry.assignment.as_ref().is_some_and(|one| one.is_mine),
            Self::Free => entry.assignment.is_none(),
            Self::Late => is_escalated(entry),
        }
    }
}

/// How many are overdue.
pub(super) fn count_overdue(entries: &[QueueEntry]) -> usize {
    entries.iter().filter(|entry| is_overdue(entry)).count()
}

/// Those whose acceptance number contains what was typed, however it was typed; all when nothing was.
pub(super) fn found(entries: &[QueueEntry], typed: &str) -> Vec<QueueEntry> {
    let wanted = plain(typed);
    entries
        .iter()
        .filter(|entry| plain(&entry.acceptance_number).contains(&wanted))
        .cloned()
        .collect()
}

/// Letters and digits alone, upper case, full-width ones as their usual selves.
fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter)
            }
            other => other,
        })
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
pub(super) mod testing {
    use api::staff::QueueEntry;
    use application::Product;
    use domain::Date;
    use workflow::loan::{ClockView, LoanState, Stage};

    pub(in super::super) fn entry(number: &str, is_late: bool) -> QueueEntry {
        QueueEntry {
            id: number.into(),
            acceptance_number: number.into(),
            product: Product::StartupLoanIndividual,
            applicant_masked: "王**".into(),
            state: LoanState::HrReview,
            clock: Some(ClockView {
                stage: Stage::Hr,
                day: 2,
                limit: 7,
                due_on: Date::new(2026, 12, 3).unwrap(),
                provisional: false,
                paused: false,
                overdue: is_late,
                resident_due_on: None,
                resident_provisional: false,
            }),
            waits_for_second_person: false,
            is_consent_withdrawn: false,
            is_correction_objected: false,
            amount_fen: None,
            submitted_at_ms: None,
            assignment: None,
            desk_clocks: Vec::new(),
            conflicts: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::entry;
    use super::*;
    use api::{assignment::AssignmentView, staff::DeskClockView};
    use domain::Date;
    use workflow::loan::{DeskClock, DeskClockKind, Urgency};

    fn numbers(entries: &[QueueEntry]) -> Vec<&str> {
        entries
            .iter()
            .map(|entry| entry.acceptance_number.as_str())
            .collect()
    }

    #[test]
    fn overdue_files_come_first_in_their_own_order() {
        let queue = by_urgency(vec![
            entry("A1", false),
            entry("B2", true),
            entry("C3", false),
            entry("D4", true),
        ]);
        assert_eq!(numbers(&queue), ["B2", "D4", "A1", "C3"]);
        assert_eq!(count_overdue(&queue), 2);
    }

    #[test]
    fn a_desk_has_its_own_files() {
        let of = |is_mine| AssignmentView {
            count: 1,
            officer_id: "li".into(),
            officer: "示例 李".into(),
            on: Date::new(2026, 11, 24).unwrap(),
            is_mine,
        };
        let with = |number, assignment| QueueEntry {
            assignment,
            ..entry(number, false)
        };
        let queue = [
            with("A1", None),
            with("B2", Some(of(true))),
            with("C3", Some(of(false))),
        ];
        for (name, expected) in [
            ("", &["A1", "B2", "C3"][..]),
            ("mine", &["B2"]),
            ("free", &["A1"]),
            ("else", &["A1", "B2", "C3"]),
        ] {
            let desk = Desk::of_name(name);
            let there: Vec<_> = queue.iter().filter(|one| desk.has(one)).cloned().collect();
            assert_eq!(numbers(&there), expected, "{name}");
        }
    }

    #[test]
    fn what_has_reached_its_last_day_is_counted_by_desk() {
        let clock = |urgency| DeskClockView {
            clock: DeskClock {
                kind: DeskClockKind::Stage,
                due_on: Date::new(2026, 12, 3).unwrap(),
                provisional: false,
                urgency,
            },
            escalated_on: None,
        };
        let of = |officer: &str| AssignmentView {
            count: 1,
            officer_id: officer.into(),
            officer: officer.into(),
            on: Date::new(2026, 11, 24).unwrap(),
            is_mine: false,
        };
        let with = |number, assignment, urgency| QueueEntry {
            assignment,
            desk_clocks: vec![clock(urgency)],
            ..entry(number, false)
        };
        let queue = [
            with("A1", None, Urgency::Over),
            with("B2", Some(of("李")), Urgency::Last),
            with("C3", Some(of("李")), Urgency::Over),
            with("D4", Some(of("王")), Urgency::Near),
            entry("E5", true),
        ];
        let desks = escalated(&queue);
        assert_eq!(desks, [("李".to_owned(), 2), (String::new(), 1)]);
        let late: Vec<_> = queue
            .iter()
            .filter(|one| Desk::Late.has(one))
            .cloned()
            .collect();
        assert_eq!(numbers(&late), ["A1", "B2", "C3"]);
        assert_eq!(Desk::of_name("late"), Desk::Late);
    }

    #[test]
    fn a_number_is_found_however_it_is_typed() {
        let queue = [
            entry("620602-20261124-00012", false),
            entry("620602-20261123-00120", false),
        ];
        let table: [(&str, &[&str]); 6] = [
            ("", &["620602-20261124-00012", "620602-20261123-00120"]),
            ("00012", &["620602-20261124-00012"]),
            ("20261124 00012", &["620602-20261124-00012"]),
            (
                "６２０６０２",
                &["620602-20261124-00012", "620602-20261123-00120"],
            ),
            (" 120 ", &["620602-20261123-00120"]),
            ("9999", &[]),
        ];
        for (typed, expected) in table {
            assert_eq!(numbers(&found(&queue, typed)), expected, "{typed:?}");
        }
    }
}
