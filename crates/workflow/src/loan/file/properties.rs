//! What holds of every sequence of events that is accepted, and of every one that is not. `FUMIN_RUNS` says how many random
//! runs to make of each.

use super::tests::story::{Story, usual_detail};
use crate::Role;
use crate::loan::{EventDetail, LoanAction, LoanEvent, LoanFile, LoanState, Met, TRANSITIONS};
use domain::Date;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// One attempt: who tries what, and how many days after the last.
#[derive(Debug, Clone)]
struct Attempt {
    days: i32,
    role: Role,
    actor: u8,
    action: LoanAction,
    /// Take what the file offers instead of the action drawn, so that walks get far.
    follows: Option<prop::sample::Index>,
}

fn attempt() -> impl Strategy<Value = Attempt> {
    (
        prop_oneof![4 => 0..3_i32, 1 => 0..60_i32],
        prop::sample::select(Role::ALL),
        0..3_u8,
        prop::sample::select(LoanAction::ALL),
        prop::option::weighted(0.8, any::<prop::sample::Index>()),
    )
        .prop_map(|(days, role, actor, action, follows)| Attempt {
            days,
            role,
            actor,
            action,
            follows,
        })
}

fn event_of(story: &Story, attempt: &Attempt, today: Date) -> LoanEvent {
    let actor_id = attempt.actor.to_string();
    let offers: Vec<_> = Role::ALL
        .iter()
        .flat_map(|&role| {
            story
                .file
                .available(role, &actor_id, today, story.rules())
                .into_iter()
                .map(move |action| (role, action))
        })
        // Left to chance alone, or most walks would end in their first steps.
        .filter(|(_, action)| {
            !matches!(
                action,
                LoanAction::Discard | LoanAction::Withdraw | LoanAction::DeclineOffer
            ) && (*action != LoanAction::Expire || story.file.submission().is_some())
        })
        .collect();
    let (role, action) = match &attempt.follows {
        Some(index) if !offers.is_empty() => *index.get(&offers),
        _ => (attempt.role, attempt.action),
    };
    let mut event = story.event(action, role, &actor_id);
    event.on = today;
    event.at_ms = today.start_ms_shanghai() + i64::from(attempt.actor) * 3_600_000;
    event.detail = usual_detail(action, today);
    if let EventDetail::Return(detail) = &mut event.detail {
        detail.supervisor_reason = (attempt.actor > 0).then(|| "supervisor".into());
        detail.new_facts = (attempt.actor > 1).then(|| "new".into());
    }
    // Some offers are under conditions.
    if let EventDetail::Terms(terms) = &mut event.detail
        && attempt.actor == 0
    {
        terms.conditions = vec!["lease".into(), "licence".into()];
    }
    meet(&mut event, &story.file);
    event
}

/// Points a word on conditions at the first that waits for it.
fn meet(event: &mut LoanEvent, file: &LoanFile) {
    if event.action == LoanAction::MeetCondition {
        let mut conditions = file.conditions().iter();
        let at = conditions.position(|one| one.waits_for(event.role));
        event.detail = EventDetail::Met(Met {
            condition: at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0),
            note: String::new(),
            tells_resident: true,
        });
    }
}

/// Tries everything, keeps what is accepted, and hands every accepted step to `check`.
fn walk(
    attempts: &[Attempt],
    posts_list: bool,
    mut check: impl FnMut(&LoanFile, &LoanEvent, &Story) -> Result<(), TestCaseError>,
) -> Result<Story, TestCaseError> {
    let mut story = Story::begin("2026-09-20");
    story.clocks.public_notice_days = posts_list.then_some(3);
    let mut today = Date::new(2026, 9, 20).unwrap();
    for attempt in attempts {
        today = today.add_days(attempt.days);
        let event = event_of(&story, attempt, today);
        let before = story.file.clone();
        if let Ok(after) = story.outcome(&event) {
            story.file = after;
            story.events.push(event.clone());
            check(&before, &event, &story)?;
        }
    }
    Ok(story)
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    prop::collection::vec(attempt(), 1..40)
}

proptest! {
    #![proptest_config(crate::runs::runs(256))]
    #[test]
    fn the_fold_is_the_file_and_the_version_counts_its_events(attempts in attempts(), posts_list: bool) {
        let story = walk(&attempts, posts_list, |_, _, _| Ok(()))?;
        prop_assert_eq!(&LoanFile::fold(&story.events).unwrap(), &story.file);
        prop_assert_eq!(story.file.version() as usize, story.events.len());
        let stored = serde_json::to_string(&story.file).unwrap();
        prop_assert_eq!(&serde_json::from_str::<LoanFile>(&stored).unwrap(), &story.file);
    }

    /// The file at any moment of its past: state, clock, holder, proposals and amounts are what the first events of its log
    /// fold into, and what comes later changes nothing of it.
    #[test]
    fn the_past_is_read_as_it_was(attempts in attempts(), posts_list: bool) {
        let mut then = vec![LoanFile::default()];
        let story = walk(&attempts, posts_list, |_, _, story| {
            then.push(story.file.clone());
            Ok(())
        })?;
        prop_assert_eq!(then.len(), story.events.len() + 1);
        // The last moment is the present.
        prop_assert_eq!(then.last(), Some(&story.file));
        for (length, file) in then.iter().enumerate() {
            let past = LoanFile::fold(&story.events[..length]).unwrap();
            prop_assert_eq!(&past, file);
            let Some(on) = file.last_event_on else { continue };
            prop_assert_eq!(past.holder(), file.holder());
            for days in [0, 1, 30] {
                let day = on.add_days(days);
                prop_assert_eq!(past.clock_view(day, story.rules()), file.clock_view(day, story.rules()));
            }
            let states = LoanFile::states(&story.events[..length]).unwrap();
            prop_assert_eq!(states.last(), Some(&file.state()));
        }
    }

    #[test]
    fn every_accepted_step_is_a_row_of_the_table(attempts in attempts(), posts_list: bool) {
        walk(&attempts, posts_list, |before, event, story| {
            let is_row = TRANSITIONS.iter().any(|row| {
                row.from == before.state()
                    && row.action == event.action
                    && row.to == story.file.state()
                    && row.roles.contains(&event.role)
            });
            prop_assert!(is_row, "{} by {} in {}", event.action, event.role, before.state());
            Ok(())
        })?;
    }

    #[test]
    fn what_is_offered_is_accepted(attempts in attempts(), posts_list: bool) {
        walk(&attempts, posts_list, |_, _, story| {
            let today = story.file.last_event_on.unwrap();
            for &role in Role::ALL {
                for action in story.file.available(role, "1", today, story.rules()) {
                    let mut event = story.event(action, role, "1");
                    event.on = today;
                    event.at_ms = today.start_ms_shanghai();
                    event.detail = usual_detail(action, today);
                    if let EventDetail::Return(detail) = &mut event.detail {
                        detail.supervisor_reason = Some("supervisor".into());
                        detail.new_facts = Some("new".into());
                    }
                    meet(&mut event, &story.file);
                    let outcome = story.outcome(&event);
                    prop_assert!(outcome.is_ok(), "{action} by {role}: {outcome:?}");
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn nothing_is_signed_under_an_open_condition(attempts in attempts(), posts_list: bool) {
        walk(&attempts, posts_list, |before, event, story| {
            if event.action == LoanAction::Sign {
                prop_assert!(!before.has_open_conditions());
            }
            if event.action == LoanAction::MeetCondition {
                let open = |file: &LoanFile| file.conditions().iter().filter(|one| one.met_on.is_none()).count();
                prop_assert_eq!(open(before), open(&story.file) + 1);
            }
            Ok(())
        })?;
    }

    #[test]
    fn nobody_refuses_or_pays_alone(attempts in attempts(), posts_list: bool) {
        let story = walk(&attempts, posts_list, |_, _, _| Ok(()))?;
        for (index, event) in story.events.iter().enumerate() {
            let proposal = match event.action {
                LoanAction::ConfirmRefusal => LoanAction::ProposeRefusal,
                LoanAction::ConfirmDisbursement => LoanAction::ProposeDisbursement,
                _ => continue,
            };
            let proposer = story.events[..index].iter().rev().find(|earlier| earlier.action == proposal).unwrap();
            prop_assert_ne!(&proposer.actor_id, &event.actor_id);
        }
    }

    #[test]
    fn no_appeal_is_decided_by_whoever_refused_or_made_twice(attempts in attempts(), posts_list: bool) {
        let story = walk(&attempts, posts_list, |before, event, story| {
            match event.action {
                LoanAction::UpholdRefusal => prop_assert!(story.file.state().is_refused()),
                LoanAction::OverturnRefusal => {
                    prop_assert_eq!(story.file.state().stage(), before.stage());
                    let view = story.file.clock_view(event.on, story.rules()).unwrap();
                    let whole = story.clocks.stage_working_days.of(view.stage);
                    prop_assert_eq!((view.day, view.limit), (0, whole.div_ceil(2)));
                }
                _ => {}
            }
            Ok(())
        })?;
        let mut refused_by: Vec<&str> = Vec::new();
        let mut appeals = 0;
        for event in &story.events {
            match event.action {
                LoanAction::ProposeRefusal => {
                    refused_by = vec![&event.actor_id];
                }
                LoanAction::ConfirmRefusal => {
                    refused_by.push(&event.actor_id);
                    appeals = 0;
                }
                LoanAction::Appeal => {
                    appeals += 1;
                    prop_assert_eq!(appeals, 1);
                }
                LoanAction::UpholdRefusal | LoanAction::OverturnRefusal => {
                    prop_assert!(!refused_by.contains(&event.actor_id.as_str()));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn the_clock_never_runs_backward_and_stands_still_while_paused(attempts in attempts(), posts_list: bool) {
        walk(&attempts, posts_list, |before, event, story| {
            let day = story.file.last_event_on.unwrap();
            let rules = story.rules();
            let continues = before.state().stage() == story.file.state().stage();
            if let (true, Some(earlier), Some(later)) =
                (continues, before.clock_view(day, rules), story.file.clock_view(day, rules))
            {
                prop_assert_eq!(earlier.day, later.day, "{} moved the clock", event.action);
            }
            let mut last = None;
            for passed in 0..30 {
                let Some(view) = story.file.clock_view(day.add_days(passed), rules) else { break };
                let used = last.replace(view.day).unwrap_or(view.day);
                prop_assert!(view.day == used || (view.day == used + 1 && !view.paused), "{view:?} after {used}");
                prop_assert_eq!(view.overdue, view.day > view.limit);
                let is_paused = story.file.state().pauses_clock() && story.file.signed_on().is_none();
                prop_assert_eq!(view.paused, is_paused);
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_wait_uses_no_day_and_leads_back_to_where_it_began(attempts in attempts(), posts_list: bool) {
        let mut left = None;
        walk(&attempts, posts_list, |before, event, story| {
            let is_waiting = story.file.state() == LoanState::QuotaWait;
            prop_assert_eq!(story.file.wait().is_some(), is_waiting);
            if is_waiting {
                left.get_or_insert(before.state());
                let day = story.file.last_event_on.unwrap();
                let used = |passed| story.file.clock_view(day.add_days(passed), story.rules()).unwrap().day;
                prop_assert_eq!(used(0), used(400));
                prop_assert!(story.file.desk_clocks(day.add_days(400), story.rules()).is_empty());
                prop_assert_eq!(story.file.resident_due(story.rules()), None);
                prop_assert_eq!(story.file.runs_out_on(story.rules()), None);
            } else if let Some(left) = left.take() {
                let is_back = event.action == LoanAction::EndWait && story.file.state() == left;
                prop_assert!(is_back || story.file.state() == LoanState::Withdrawn, "{} after {left}", event.action);
                if is_back {
                    let day = story.file.last_event_on.unwrap();
                    let views = [before, &story.file].map(|file| file.clock_view(day, story.rules()).unwrap());
                    prop_assert_eq!((views[0].stage, views[0].day, views[0].limit), (views[1].stage, views[1].day, views[1].limit));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn walks_stay_inside_three_returns_and_one_submission(attempts in attempts(), posts_list: bool) {
        walk(&attempts, posts_list, |_, _, story| {
            let used = story.file.returns_used();
            prop_assert!(used.hr <= 3 && used.guarantee <= 3 && used.bank <= 3);
            let is_draft = matches!(story.file.state(), LoanState::Draft | LoanState::Discarded);
            prop_assert_eq!(story.file.submission().is_none(), is_draft);
            Ok(())
        })?;
    }
}

/// What the properties say of waits, they say of something: the walks get there and back.
#[test]
fn walks_reach_a_wait_and_its_end() {
    let mut runner = TestRunner::deterministic();
    let mut seen = [false; 2];
    for _ in 0..200 {
        let attempts = attempts().new_tree(&mut runner).unwrap().current();
        walk(&attempts, false, |_, event, story| {
            seen[0] |= story.file.state() == LoanState::QuotaWait;
            seen[1] |= event.action == LoanAction::EndWait;
            Ok(())
        })
        .unwrap();
    }
    assert_eq!(seen, [true; 2]);
}
