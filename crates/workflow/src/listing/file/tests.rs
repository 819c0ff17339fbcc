//! Every cell of the table, and what the table cannot say.

use super::*;
use crate::DeviceKind;
use crate::listing::SuspensionCause;
use proptest::prelude::*;

/// What may be done, by whom, and where it leads: written from the course listing of docs/WORKFLOWS.md, and not from the table.
const CELLS: &str = "
draft write trainer draft
draft submit trainer submitted
draft discard trainer archived
draft expire system archived
submitted take_back trainer draft
submitted return training_officer returned
submitted approve training_officer approved
returned write trainer returned
returned submit trainer submitted
returned discard trainer archived
returned expire system draft
approved schedule system scheduled
approved withdraw trainer,training_officer withdrawn
scheduled go_live system live
scheduled withdraw trainer,training_officer withdrawn
live write trainer live_with_draft
live correct trainer live
live suspend training_officer,system suspended
live withdraw trainer,training_officer withdrawn
live_with_draft write trainer live_with_draft
live_with_draft submit trainer live_with_draft
live_with_draft take_back trainer live_with_draft
live_with_draft return training_officer live_with_draft
live_with_draft approve training_officer live
live_with_draft discard trainer live
live_with_draft expire system live
live_with_draft suspend training_officer,system suspended
live_with_draft withdraw trainer,training_officer withdrawn
suspended answer trainer suspended
suspended resume training_officer live
suspended withdraw training_officer withdrawn
withdrawn archive system archived
";

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn written(content: &str, changed: &[&str]) -> ListingDetail {
    ListingDetail::Written(Written {
        content: content.into(),
        changed: changed.iter().map(|field| (*field).into()).collect(),
    })
}

fn defects(fields: &[&str], late_reason: &str) -> ListingDetail {
    let pin = |field: &&str| ListingDefect {
        field: (*field).into(),
        note: "写清楚".into(),
    };
    ListingDetail::Defects {
        defects: fields.iter().map(pin).collect(),
        late_reason: late_reason.into(),
    }
}

fn usual_detail(action: A) -> ListingDetail {
    match action {
        A::Write | A::Correct => written("b", &["price"]),
        A::Return => defects(&["price"], ""),
        A::Schedule => ListingDetail::GoLive {
            on: day("2026-12-01"),
        },
        A::Suspend | A::Answer | A::Withdraw => ListingDetail::Reason {
            text: "不办了".into(),
            papers: Vec::new(),
        },
        _ => ListingDetail::None,
    }
}

fn event(action: A, role: Role, on: &str) -> ListingEvent {
    let on = day(on);
    ListingEvent {
        action,
        role,
        actor_id: "a".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Computer,
        at_ms: on.start_ms_shanghai() + 1,
        on,
        idempotency_key: "k".into(),
        detail: usual_detail(action),
    }
}

fn by(action: A) -> Role {
    let row = MOVES.iter().find(|row| row.action == action);
    row.unwrap().roles[0]
}

fn decide(file: &ListingFile, event: &ListingEvent) -> Result<ListingFile, StepError> {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    file.decide(event, ListingRules::usual(&calendar))
}

/// Each action by the first role that may, on one day after the other.
fn run(steps: &[(A, ListingDetail)]) -> ListingFile {
    let begin = ListingFile::default();
    steps.iter().fold(begin, |file, (action, detail)| {
        let mut event = event(*action, by(*action), "2026-12-01");
        event.detail = detail.clone();
        decide(&file, &event).unwrap_or_else(|error| panic!("{action}: {error}"))
    })
}

fn usual(actions: &[A]) -> ListingFile {
    let steps: Vec<_> = actions
        .iter()
        .map(|action| (*action, usual_detail(*action)))
        .collect();
    run(&steps)
}

const LIVE: [A; 5] = [A::Write, A::Submit, A::Approve, A::Schedule, A::GoLive];

fn in_state(state: ListingState, is_handed_in: bool) -> ListingFile {
    ListingFile {
        state,
        version: 3,
        content: "a".into(),
        live: Some("a".into()),
        handed_in_on: is_handed_in.then(|| day("2026-11-24")),
        ..ListingFile::default()
    }
}

#[test]
fn every_cell() {
    let mut rows = 0;
    for &state in ListingState::ALL {
        for &action in A::ALL {
            let row = CELLS.lines().find_map(|line| {
                let words: Vec<_> = line.split(' ').collect();
                (words.len() == 4 && words[..2] == [state.as_str(), action.as_str()])
                    .then(|| (words[2], words[3]))
            });
            rows += usize::from(row.is_some());
            let is_reviewers = matches!(action, A::TakeBack | A::Return | A::Approve);
            for &role in Role::ALL {
                let file = in_state(state, is_reviewers);
                let outcome = file.accept(&event(action, role, "2026-12-01"));
                let cell = format!("{state} {action} {role}");
                match row {
                    Some((roles, to)) if roles.split(',').any(|name| name == role.as_str()) => {
                        let after = outcome.unwrap_or_else(|error| panic!("{cell}: {error}"));
                        assert_eq!((after.state().as_str(), after.version()), (to, 4), "{cell}");
                    }
                    Some(_) => assert_eq!(outcome, Err(StepError::WrongRole), "{cell}"),
                    None => assert_eq!(outcome, Err(StepError::NotAllowed), "{cell}"),
                }
            }
        }
    }
    assert_eq!(rows, CELLS.trim().lines().count());
}

#[test]
fn a_listing_goes_live_and_keeps_its_old_version_until_the_next_is_approved() {
    let live = usual(&LIVE);
    assert_eq!((live.state(), live.live()), (ListingState::Live, Some("b")));
    let mut change = event(A::Write, Role::Trainer, "2026-12-02");
    change.detail = written("c", &["price"]);
    let drafted = decide(&live, &change).unwrap();
    assert_eq!(drafted.state(), ListingState::LiveWithDraft);
    assert_eq!((drafted.content(), drafted.live()), ("c", Some("b")));
    // Not handed in yet: nothing to approve. Handed in: nothing to write.
    let approve = event(A::Approve, Role::TrainingOfficer, "2026-12-03");
    assert_eq!(decide(&drafted, &approve), Err(StepError::NotAllowed));
    let handed_in = decide(&drafted, &event(A::Submit, Role::Trainer, "2026-12-02")).unwrap();
    assert_eq!(decide(&handed_in, &change), Err(StepError::NotAllowed));
    let approved = decide(&handed_in, &approve).unwrap();
    assert_eq!(
        (approved.state(), approved.live()),
        (ListingState::Live, Some("c"))
    );
    let discarded = decide(&drafted, &event(A::Discard, Role::Trainer, "2026-12-02")).unwrap();
    assert_eq!((discarded.content(), discarded.live()), ("b", Some("b")));
    // Nobody works on it: it goes as it would alone, and what residents see stays. What a reviewer has does not go.
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let rules = ListingRules::usual(&calendar);
    assert_eq!(drafted.put_away_on(rules), Some(day("2027-03-03")));
    let expire = |file, on| decide(file, &event(A::Expire, Role::System, on));
    assert_eq!(expire(&drafted, "2027-03-02"), Err(StepError::TooEarly));
    let expired = expire(&drafted, "2027-03-03").unwrap();
    assert_eq!(expired.state(), ListingState::Live);
    assert_eq!((expired.content(), expired.live()), ("b", Some("b")));
    assert_eq!(handed_in.put_away_on(rules), None);
    assert_eq!(handed_in.follow_day(day("2027-03-03")), None);
    assert_eq!(expire(&handed_in, "2027-03-03"), Err(StepError::NotAllowed));
}

#[test]
fn a_small_correction_is_live_at_once() {
    let mut correct = event(A::Correct, Role::Trainer, "2026-12-02");
    correct.detail = written("c", &["summary"]);
    let after = decide(&usual(&LIVE), &correct).unwrap();
    assert_eq!(
        (after.state(), after.live()),
        (ListingState::Live, Some("c"))
    );
}

#[test]
fn everything_is_named_the_first_time() {
    let resubmitted = run(&[
        (A::Write, written("a", &["title", "price"])),
        (A::Submit, ListingDetail::None),
        (A::Return, defects(&["price"], "")),
        (A::Write, written("b", &["hours"])),
        (A::Submit, ListingDetail::None),
    ]);
    assert_eq!(resubmitted.changed(), ["hours"]);
    let again = |fields: &[&str], late: &str| {
        let mut event = event(A::Return, Role::TrainingOfficer, "2026-12-03");
        event.detail = defects(fields, late);
        decide(&resubmitted, &event).map(|file| file.returns())
    };
    assert_eq!(again(&["price"], ""), Ok(2));
    assert_eq!(again(&["price", "hours"], ""), Ok(2));
    let late = StepError::DetailInvalid {
        part: "late_reason",
    };
    assert_eq!(again(&["price", "venue"], " "), Err(late));
    assert_eq!(again(&["price", "venue"], "来电举报"), Ok(2));
}

#[test]
fn a_return_says_what_to_do() {
    let handed_in = usual(&[A::Write, A::Submit]);
    let blank = vec![ListingDefect {
        field: "price".into(),
        note: " ".into(),
    }];
    for defects in [Vec::new(), blank] {
        let mut event = event(A::Return, Role::TrainingOfficer, "2026-12-03");
        event.detail = ListingDetail::Defects {
            defects,
            late_reason: String::new(),
        };
        let refused = decide(&handed_in, &event);
        assert_eq!(refused, Err(StepError::DetailInvalid { part: "defects" }));
    }
}

#[test]
fn days_do_what_is_due_and_nothing_before() {
    let draft = usual(&[A::Write]);
    let returned = usual(&[A::Write, A::Submit, A::Return]);
    let scheduled = run(&[
        (A::Write, written("a", &[])),
        (A::Submit, ListingDetail::None),
        (A::Approve, ListingDetail::None),
        (
            A::Schedule,
            ListingDetail::GoLive {
                on: day("2026-12-10"),
            },
        ),
    ]);
    let mut gone = LIVE.to_vec();
    gone.push(A::Withdraw);
    let withdrawn = usual(&gone);
    for (file, action, early, due) in [
        (&draft, A::Expire, "2027-03-01", "2027-03-02"),
        (&returned, A::Expire, "2026-12-15", "2026-12-16"),
        (&scheduled, A::GoLive, "2026-12-09", "2026-12-10"),
        (&withdrawn, A::Archive, "2027-03-01", "2027-03-02"),
    ] {
        let step = |on| decide(file, &event(action, Role::System, on));
        assert_eq!(step(early), Err(StepError::TooEarly), "{action}");
        assert!(step(due).is_ok(), "{action}");
        assert_eq!(file.follow_day(day(due)), Some(action));
    }
    // A clock that was set back gives no days back.
    assert_eq!(
        decide(&draft, &event(A::Expire, Role::System, "2026-01-01")),
        Err(StepError::TooEarly)
    );
}

#[test]
fn a_draft_is_put_away_with_two_weeks_notice() {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let rules = ListingRules::usual(&calendar);
    let draft = usual(&[A::Write]);
    let on = day("2027-03-02");
    assert_eq!(draft.put_away_on(rules), Some(on));
    let notice = |today| draft.put_away_notice(day(today), rules);
    assert_eq!(notice("2027-02-15"), None);
    assert_eq!(notice("2027-02-16"), Some(on));
    assert_eq!(notice("2027-03-02"), Some(on));
    for other in [usual(&[A::Write, A::Submit]), usual(&LIVE)] {
        assert_eq!(other.put_away_on(rules), None);
    }
}

#[test]
fn the_reviewer_has_two_working_days() {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let handed_in = usual(&[A::Write, A::Submit]);
    let due = handed_in
        .review_due(ListingRules::usual(&calendar))
        .unwrap();
    assert_eq!(due.on, day("2026-12-03"));
    assert_eq!(
        usual(&LIVE).review_due(ListingRules::usual(&calendar)),
        None
    );
}

/// What the portal says of itself is a code; people say why.
#[test]
fn only_the_portal_suspends_with_a_cause() {
    let live = usual(&LIVE);
    for (role, accepted) in [(Role::System, true), (Role::TrainingOfficer, false)] {
        let mut suspend = event(A::Suspend, role, "2026-12-01");
        suspend.detail = ListingDetail::Cause(SuspensionCause::Complaints {
            upheld: 2,
            last: "属实".into(),
        });
        assert_eq!(decide(&live, &suspend).is_ok(), accepted, "{role}");
    }
}

#[test]
fn a_suspension_is_answered_once_and_in_time() {
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let rules = ListingRules::usual(&calendar);
    let mut steps = LIVE.to_vec();
    steps.push(A::Suspend);
    let suspended = usual(&steps);
    let due = suspended.suspension_answer_due(rules).unwrap();
    assert_eq!(due.on, day("2026-12-08"));
    let answer = |on| event(A::Answer, Role::Trainer, on);
    assert_eq!(
        decide(&suspended, &answer("2026-12-09")),
        Err(StepError::TooLate)
    );
    let mut silent = answer("2026-12-08");
    silent.detail = ListingDetail::Reason {
        text: " ".into(),
        papers: Vec::new(),
    };
    assert!(decide(&suspended, &silent).is_err());
    silent.detail = ListingDetail::None;
    assert_eq!(decide(&suspended, &silent), Err(StepError::WrongDetail));
    let answered = decide(&suspended, &answer("2026-12-08")).unwrap();
    assert_eq!(answered.state(), ListingState::Suspended);
    assert_eq!(answered.suspension_answer_due(rules), None);
    assert_eq!(
        decide(&answered, &answer("2026-12-08")),
        Err(StepError::NotAllowed)
    );
    // The next suspension is another one.
    let resumed = decide(
        &answered,
        &event(A::Resume, Role::TrainingOfficer, "2026-12-09"),
    );
    let again = event(A::Suspend, Role::TrainingOfficer, "2026-12-10");
    let again = decide(&resumed.unwrap(), &again).unwrap();
    assert!(again.may_answer(day("2026-12-17"), rules));
    assert!(!again.may_answer(day("2026-12-18"), rules));
}

#[test]
fn the_stored_form_folds_and_refuses_more() {
    let events: Vec<_> = LIVE
        .iter()
        .map(|action| event(*action, by(*action), "2026-12-01"))
        .collect();
    let text = serde_json::to_string(&events).unwrap();
    let read: Vec<ListingEvent> = serde_json::from_str(&text).unwrap();
    let folded = ListingFile::fold(&read).unwrap();
    assert_eq!((folded.state(), folded.version()), (ListingState::Live, 5));
    let stored = serde_json::to_string(&folded).unwrap();
    assert_eq!(
        serde_json::from_str::<ListingFile>(&stored).unwrap(),
        folded
    );
    assert_eq!(ListingFile::fold(&events[1..]).unwrap_err().index, 0);
}

/// `FUMIN_RUNS` says how many random runs to make.
fn runs() -> u32 {
    std::env::var("FUMIN_RUNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs()) })]

    /// Whatever is tried in whatever order: what residents see was approved or corrected, and the log folds to the state. Half
    /// of the runs begin with a listing that residents see, which one in a hundred of the others comes to.
    #[test]
    fn what_residents_see_was_approved(
        steps in prop::collection::vec((0..A::ALL.len(), 0..3_u8, 0..400_i32), 1..40),
        is_live: bool
    ) {
        let mut file = ListingFile::default();
        let mut log = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        if is_live {
            log.extend(LIVE.map(|action| event(action, by(action), "2026-12-01")));
            file = usual(&LIVE);
            seen.push(file.content().to_owned());
        }
        for (index, (action, content, days)) in steps.into_iter().enumerate() {
            let action = A::ALL[action];
            let on = day("2026-01-01").add_days(days);
            let mut event = event(action, by(action), &on.to_string());
            if matches!(action, A::Write | A::Correct) {
                event.detail = written(&format!("{content}{index}"), &["price"]);
            }
            let Ok(after) = decide(&file, &event) else { continue };
            if matches!(action, A::Approve) {
                seen.push(file.content().to_owned());
            }
            if matches!(action, A::Correct) {
                seen.push(after.content().to_owned());
            }
            if after.state().is_public() {
                prop_assert!(after.live().is_some_and(|live| seen.iter().any(|known| known == live)));
            }
            file = after;
            log.push(event);
        }
        prop_assert_eq!(ListingFile::fold(&log).unwrap(), file);
    }
}
