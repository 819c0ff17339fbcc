//! What holds of every sequence of events that is accepted, and of every one that is not. `FUMIN_RUNS` says how many random
//! runs to make of each.

use super::tests::{corrected, event, objection};
use super::*;
use crate::Role;
use crate::calendar::tests::{announced, date};
use crate::correction::CorrectionState as S;
use proptest::prelude::*;

/// One attempt: who tries what, and how many days after the last.
#[derive(Debug, Clone)]
struct Attempt {
    days: i32,
    role: Role,
    action: A,
    /// Take what the correction offers instead of what was drawn, so that walks get far.
    follows: Option<prop::sample::Index>,
}

fn attempt() -> impl Strategy<Value = Attempt> {
    (
        prop_oneof![4 => 0..3_i32, 1 => 0..20_i32],
        prop::sample::select(Role::ALL),
        prop::sample::select(A::ALL),
        prop::option::weighted(0.6, any::<prop::sample::Index>()),
    )
        .prop_map(|(days, role, action, follows)| Attempt {
            days,
            role,
            action,
            follows,
        })
}

fn event_of(file: &CorrectionFile, attempt: &Attempt, today: Date) -> CorrectionEvent {
    let offers: Vec<_> = super::super::MOVES
        .iter()
        .filter(|row| row.from == file.state())
        .flat_map(|row| row.roles.iter().map(|&role| (role, row.action)))
        .collect();
    let (role, action) = match &attempt.follows {
        Some(index) if !offers.is_empty() => *index.get(&offers),
        _ => (attempt.role, attempt.action),
    };
    let detail = match action {
        A::Correct => CorrectionDetail::Corrected(corrected(today)),
        A::Accept => CorrectionDetail::None,
        A::Object => objection(2, "不对"),
    };
    event(action, role, today, detail)
}

proptest! {
    #![proptest_config(crate::runs::runs(256))]

    #[test]
    fn a_correction_is_its_events_and_is_answered_once_in_time(
        attempts in prop::collection::vec(attempt(), 0..30),
    ) {
        let mut today = date("2026-11-20");
        let (mut file, mut log) = (CorrectionFile::default(), Vec::new());
        for attempt in &attempts {
            today = today.add_days(attempt.days);
            let event = event_of(&file, attempt, today);
            let before = file.clone();
            match file.decide(&event) {
                Ok(after) => {
                    prop_assert_eq!(after.version(), before.version() + 1);
                    prop_assert!(before.state() == S::New || before.is_open(today));
                    file = after;
                    log.push(event);
                }
                Err(_) => prop_assert_eq!(&file, &before),
            }
        }
        prop_assert_eq!(CorrectionFile::fold(&log).unwrap(), file.clone());
        prop_assert!(log.len() <= 2);
        if let (Some((_, on)), Some(until)) = (file.made_by(), file.until()) {
            let calendar = announced();
            prop_assert!(calendar.is_working_day(until));
            prop_assert_eq!(calendar.working_days_between(on, until), 3);
            prop_assert_eq!(file.is_open(until), file.state() == S::Made);
            prop_assert!(!file.is_open(until.add_days(1)));
        }
        prop_assert_eq!(file.objection().is_some(), file.state() == S::Objected);
    }
}
