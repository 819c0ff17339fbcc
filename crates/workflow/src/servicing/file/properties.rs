//! What holds of every sequence of events that is accepted. `FUMIN_RUNS` says how many random runs to make of each.

use super::story::{Story, usual_detail};
use crate::Role;
use crate::servicing::{MOVES, ServicingAction, ServicingFile, ServicingState};
use domain::Money;
use proptest::prelude::*;

/// One attempt: who tries what, how many days after the last, and with what number.
type Attempt = (i32, Role, ServicingAction, i64, bool);

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let attempt = (
        prop_oneof![4 => 0..20_i32, 1 => 0..120_i32],
        prop::sample::select(Role::ALL),
        prop::sample::select(ServicingAction::ALL),
        prop_oneof![3 => 900_000..1_100_000_i64, 1 => 1..13_000_000_i64],
        prop::bool::weighted(0.8),
    );
    prop::collection::vec(attempt, 1..40)
}

/// Tries everything, follows the days, keeps what is accepted.
fn walk(
    attempts: Vec<Attempt>,
    check: impl FnMut(&ServicingFile, ServicingAction, Role, &Story) -> Result<(), TestCaseError>,
) -> Result<Story, TestCaseError> {
    walk_on(Story::booked(), attempts, check)
}

/// The same from where a story stands.
fn walk_on(
    mut story: Story,
    attempts: Vec<Attempt>,
    mut check: impl FnMut(&ServicingFile, ServicingAction, Role, &Story) -> Result<(), TestCaseError>,
) -> Result<Story, TestCaseError> {
    for (days, role, action, number, follows) in attempts {
        story.today = story.today.add_days(days);
        // Left to chance alone, most attempts would be somebody's who may not.
        let role = if follows {
            let row = MOVES
                .iter()
                .find(|row| row.from == story.file.state() && row.action == action);
            row.map_or(role, |row| row.roles[0])
        } else {
            role
        };
        let detail = usual_detail(action, &story, number);
        let event = story.event(action, role, detail);
        let before = story.file.clone();
        if let Ok(after) = story.file.decide(&event) {
            story.file = after;
            story.events.push(event);
            check(&before, action, role, &story)?;
        }
        while let Some((action, detail)) = story.file.follow(story.today) {
            let event = story.event(action, Role::System, detail);
            let before = story.file.clone();
            let after = story.file.decide(&event);
            prop_assert!(after.is_ok(), "{action} is due and refused: {after:?}");
            story.file = after.unwrap();
            story.events.push(event);
            check(&before, action, Role::System, &story)?;
        }
    }
    Ok(story)
}

proptest! {
    #![proptest_config(crate::runs::runs(256))]
    #[test]
    fn the_fold_is_the_loan_and_the_version_counts_its_events(attempts in attempts()) {
        let story = walk(attempts, |_, _, _, _| Ok(()))?;
        prop_assert_eq!(&ServicingFile::fold(&story.events).unwrap(), &story.file);
        prop_assert_eq!(story.file.version() as usize, story.events.len());
        let reckoned = story.file.reckoned();
        prop_assert_eq!(story.file.account(), reckoned.as_ref());
    }

    /// The loan at any moment of its past: what the first events of its log fold into, account and all.
    #[test]
    fn the_past_is_read_as_it_was(attempts in attempts()) {
        let mut then = vec![ServicingFile::default(), Story::booked().file];
        let story = walk(attempts, |_, _, _, story| {
            then.push(story.file.clone());
            Ok(())
        })?;
        prop_assert_eq!(then.len(), story.events.len() + 1);
        for (length, file) in then.iter().enumerate() {
            let past = ServicingFile::fold(&story.events[..length]).unwrap();
            prop_assert_eq!(&past, file);
            prop_assert_eq!(past.split(), file.split());
        }
    }

    #[test]
    fn every_accepted_step_is_a_row_of_the_table(attempts in attempts()) {
        walk(attempts, |before, action, role, story| {
            let is_row = MOVES.iter().any(|row| {
                row.from == before.state()
                    && row.action == action
                    && row.to == story.file.state()
                    && row.roles.contains(&role)
            });
            prop_assert!(is_row, "{action} by {role} in {}", before.state());
            Ok(())
        })?;
    }

    #[test]
    fn the_state_says_what_the_account_says(attempts in attempts()) {
        let story = walk(attempts, |_, _, _, _| Ok(()))?;
        let account = story.file.account().unwrap();
        let late = account.overdue_on(story.today);
        match story.file.state() {
            ServicingState::Repaying => prop_assert_eq!(late, Money::ZERO),
            ServicingState::Overdue => prop_assert!(late > Money::ZERO),
            ServicingState::Repaid => prop_assert!(account.is_settled()),
            ServicingState::Recovered => prop_assert_eq!(story.file.left_to_recover(), Money::ZERO),
            ServicingState::WrittenOff => {
                let write_off = story.file.write_off().unwrap();
                prop_assert!(write_off.written_off_on.is_some());
            }
            ServicingState::Disbursed | ServicingState::Compensated => {}
        }
        prop_assert!(story.file.left_to_recover() >= Money::ZERO);
    }

    /// Whatever was paid, taken back and extended in whatever order: the plan's principal is the loan's, the state pays
    /// nothing of what was moved, and a loan is extended once, by both.
    #[test]
    fn an_extended_loan_adds_up(attempts in attempts(), months in 0..12_i64, at in 0..40_usize) {
        let (early, late) = attempts.split_at(at.min(attempts.len()));
        let mut granted = 0;
        let mut story = walk_on(Story::booked(), early.to_vec(), |_, _, _, _| Ok(()))?;
        for (role, action) in [
            (Role::Resident, ServicingAction::AskExtension),
            (Role::BankOfficer, ServicingAction::AgreeExtension),
            (Role::GuaranteeOfficer, ServicingAction::AgreeExtension),
        ] {
            let event = story.event(action, role, usual_detail(action, &story, months));
            if let Ok(after) = story.file.decide(&event) {
                story.file = after;
                story.events.push(event);
            }
        }
        let story = walk_on(story, late.to_vec(), |_, action, _, story| {
            granted += usize::from(matches!(
                action,
                ServicingAction::Extend | ServicingAction::Restructure
            ));
            let rows = &story.file.account().unwrap().schedule().rows;
            let principal: i64 = rows.iter().map(|row| row.principal.fen()).sum();
            prop_assert_eq!(principal, super::story::terms().amount_fen);
            if let Some((extended, _)) = story.file.granted() {
                for row in story.file.split().unwrap_or_default() {
                    let is_moved = row.due_date > extended.from;
                    prop_assert!(!is_moved || row.state_pays == Money::ZERO, "{row:?}");
                }
            }
            Ok(())
        })?;
        prop_assert!(granted <= 1);
        prop_assert_eq!(&ServicingFile::fold(&story.events).unwrap(), &story.file);
        let reckoned = story.file.reckoned();
        prop_assert_eq!(story.file.account(), reckoned.as_ref());
    }

    #[test]
    fn what_is_offered_needs_no_other_role(attempts in attempts()) {
        let story = walk(attempts, |_, _, _, _| Ok(()))?;
        for role in Role::ALL {
            for action in story.file.available(*role, story.today) {
                let detail = usual_detail(action, &story, 1);
                let event = story.event(action, *role, detail);
                let outcome = story.file.decide(&event);
                prop_assert!(outcome.is_ok(), "{action} by {role}: {outcome:?}");
            }
        }
    }
}
