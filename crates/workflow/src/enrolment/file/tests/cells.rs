//! Every cell of the table.

use super::*;

/// From workflows: in a state, an action, who may, and what follows; every other cell is refused.
const CELLS: &str = "
draft enrol resident applied
draft withdraw resident withdrawn
draft expire system lapsed
applied judge system applied
applied name resident applied
applied hold system,training_officer held
applied wait_list system waitlisted
applied return training_officer returned
applied refuse training_officer not_eligible
applied withdraw resident withdrawn
applied cancel_class system class_cancelled
returned resubmit resident applied
returned withdraw resident withdrawn
returned expire system lapsed
returned cancel_class system class_cancelled
waitlisted name resident waitlisted
waitlisted offer system offered
waitlisted withdraw resident withdrawn
waitlisted expire system lapsed
waitlisted cancel_class system class_cancelled
offered name resident offered
offered accept resident held
offered pass resident withdrawn
offered expire system lapsed
offered cancel_class system class_cancelled
held judge system applied
held withdraw resident withdrawn
held name resident,trainer held
held check_in resident,trainer attending
held report_no_show trainer,system no_show
held cancel_class system class_cancelled
attending name trainer attending
attending check_in resident,trainer attending
attending undo_check_in trainer attending
attending report_no_show trainer,system no_show
attending drop trainer dropped
attending complete trainer completed
no_show explain resident no_show
no_show check_in trainer attending
dropped explain resident dropped
dropped check_in trainer attending
completed name trainer completed
completed record_pass trainer,training_officer completed
completed fail trainer failed
completed certify training_officer certified
failed retake trainer completed
failed appeal resident failed
failed uphold training_officer failed
failed overturn training_officer completed
certified follow_up resident,training_officer followed_up
followed_up follow_up resident,training_officer followed_up
not_eligible appeal resident not_eligible
not_eligible uphold training_officer not_eligible
not_eligible overturn training_officer applied
";

#[test]
fn every_cell() {
    let mut rows = 0;
    for &state in EnrolmentState::ALL {
        for &action in EnrolmentAction::ALL {
            let row = CELLS.lines().find_map(|line| {
                let words: Vec<_> = line.split(' ').collect();
                (words.len() == 4 && words[..2] == [state.as_str(), action.as_str()])
                    .then(|| (words[2], words[3]))
            });
            rows += usize::from(row.is_some());
            for &role in Role::ALL {
                let outcome = in_state(state).accept(&event(action, role, at("2026-12-02")));
                match row {
                    Some((roles, to)) if roles.split(',').any(|name| name == role.as_str()) => {
                        let after = outcome
                            .unwrap_or_else(|error| panic!("{state} {action} {role}: {error}"));
                        assert_eq!((after.state().as_str(), after.version()), (to, 3));
                        assert!(after.place().is_some());
                        assert_eq!(
                            after.offered_until_ms().is_some(),
                            after.state() == EnrolmentState::Offered
                        );
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
