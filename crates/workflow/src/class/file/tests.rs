//! Every cell of the table, and what the table cannot say.

use super::*;
use crate::DeviceKind;
use crate::class::Postponement;

mod days;
mod seats;

/// From workflows: in a state, an action, who may, and what follows; every other cell is refused.
const CELLS: &str = "
planned plan trainer,system planned
planned open trainer,system open
planned cancel trainer,training_officer cancelled
open fill system full
open change_capacity trainer open
open set_lessons trainer open
open close system closed
open report_minimum_not_met system open
open confirm trainer,training_officer open
open postpone trainer,training_officer postponed
open cancel trainer,training_officer cancelled
full free_seat system open
full change_capacity trainer full
full set_lessons trainer full
full close system closed
full postpone trainer,training_officer postponed
full cancel trainer,training_officer cancelled
closed change_capacity trainer closed
closed set_lessons trainer closed
closed report_minimum_not_met system closed
closed confirm trainer,training_officer closed
closed postpone trainer,training_officer postponed
closed start system running
closed cancel trainer,training_officer cancelled
postponed change_capacity trainer postponed
postponed set_lessons trainer postponed
postponed end_consent system open
postponed cancel trainer,training_officer cancelled
running set_lessons trainer running
running finish trainer,system finished
finished settle training_officer settled
";

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn plan() -> ClassPlan {
    ClassPlan {
        capacity: 30,
        elsewhere: 2,
        enrol_by: day("2026-12-10"),
        starts_on: day("2026-12-15"),
        ends_on: day("2026-12-20"),
    }
}

fn class(state: ClassState) -> ClassFile {
    ClassFile {
        state,
        version: 3,
        plan: Some(plan()),
        postponed_on: Some(day("2026-11-24")),
        ..ClassFile::default()
    }
}

fn usual_detail(action: ClassAction) -> ClassDetail {
    match action {
        ClassAction::Plan => ClassDetail::Plan(plan()),
        ClassAction::ChangeCapacity => ClassDetail::Capacity {
            capacity: 35,
            approved: None,
        },
        ClassAction::Postpone => ClassDetail::Postponement(Postponement {
            enrol_by: day("2027-01-08"),
            starts_on: day("2027-01-12"),
            ends_on: day("2027-01-17"),
            reason: "下雪".into(),
        }),
        ClassAction::Cancel | ClassAction::Confirm => ClassDetail::Reason {
            text: "人太少".into(),
        },
        ClassAction::SetLessons => ClassDetail::Lessons {
            days: vec![day("2026-12-15"), day("2026-12-17")],
        },
        _ => ClassDetail::None,
    }
}

fn event(action: ClassAction, role: Role, on: &str) -> ClassEvent {
    let on = day(on);
    ClassEvent {
        action,
        role,
        actor_id: "a".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Server,
        at_ms: on.start_ms_shanghai() + 1,
        on,
        idempotency_key: "k".into(),
        detail: usual_detail(action),
    }
}

fn decide(file: &ClassFile, event: &ClassEvent, taken: u32) -> Result<ClassFile, StepError> {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let rules = ClassRules {
        calendar: &calendar,
        opening_notice_working_days: 5,
        minimum_check_working_days: 3,
        consent_working_days: 3,
        taken,
        minimum_percent: 30,
    };
    file.decide(event, rules)
}

#[test]
fn every_cell() {
    let mut rows = 0;
    for &state in ClassState::ALL {
        for &action in ClassAction::ALL {
            let row = CELLS.lines().find_map(|line| {
                let words: Vec<_> = line.split(' ').collect();
                (words.len() == 4 && words[..2] == [state.as_str(), action.as_str()])
                    .then(|| (words[2], words[3]))
            });
            rows += usize::from(row.is_some());
            for &role in Role::ALL {
                let outcome = class(state).accept(&event(action, role, "2026-12-01"));
                match row {
                    Some((roles, to)) if roles.split(',').any(|name| name == role.as_str()) => {
                        let after = outcome
                            .unwrap_or_else(|error| panic!("{state} {action} {role}: {error}"));
                        assert_eq!((after.state().as_str(), after.version()), (to, 4));
                    }
                    Some(_) => assert_eq!(
                        outcome,
                        Err(StepError::WrongRole),
                        "{state} {action} {role}"
                    ),
                    None => assert_eq!(
                        outcome,
                        Err(StepError::NotAllowed),
                        "{state} {action} {role}"
                    ),
                }
            }
        }
    }
    assert_eq!(rows, CELLS.trim().lines().count());
}

#[test]
fn a_class_opens_with_notice_unless_it_was_filed_before() {
    let planned = class(ClassState::Planned);
    let open = |role, on| decide(&planned, &event(ClassAction::Open, role, on), 0);
    assert!(open(Role::Trainer, "2026-12-08").is_ok());
    assert_eq!(open(Role::Trainer, "2026-12-09"), Err(StepError::TooLate));
    assert!(open(Role::System, "2026-12-09").is_ok());
    let unplanned = ClassFile::default();
    let opened = decide(
        &unplanned,
        &event(ClassAction::Open, Role::System, "2026-12-09"),
        0,
    );
    assert_eq!(opened, Err(StepError::NotPlanned));
}

#[test]
fn the_stored_form_folds_and_refuses_more() {
    let events = [
        event(ClassAction::Plan, Role::System, "2026-11-24"),
        event(ClassAction::Open, Role::System, "2026-11-24"),
        event(ClassAction::Close, Role::System, "2026-12-11"),
    ];
    let text = serde_json::to_string(&events).unwrap();
    let read: Vec<ClassEvent> = serde_json::from_str(&text).unwrap();
    let folded = ClassFile::fold(&read).unwrap();
    assert_eq!((folded.state(), folded.version()), (ClassState::Closed, 3));
    let stored = serde_json::to_string(&folded).unwrap();
    assert_eq!(serde_json::from_str::<ClassFile>(&stored).unwrap(), folded);
    assert!(
        serde_json::from_str::<ClassEvent>(&text[1..].replacen("{", r#"{"more":1,"#, 1)).is_err()
    );
    assert_eq!(ClassFile::fold(&events[1..]).unwrap_err().index, 0);
}
