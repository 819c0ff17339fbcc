//! The share of new hires, counted from the roster and held against the rules.

use api::roster::RosterShareView;
use application::{Field, Roster, share_permille};
use domain::Date;

use crate::applications::file::ApplicationFile;
use crate::applications::verdict::freeze;
use crate::state::Parts;

/// The condition of the rules that asks for the share.
const CONDITION: &str = "new_hires";
/// More people than this, and the smaller share is asked for: strictly more (facts.md 0.2).
const SMALL_UP_TO: u32 = 100;

/// Counts, and asks the rules: those of the submission where there was one, those in force today for a draft.
#[must_use]
pub fn share(
    parts: &Parts,
    file: &ApplicationFile,
    roster: &Roster,
    today: Date,
) -> RosterShareView {
    let answers = &file.draft.answers;
    let employees = answers.whole(Field::Employees);
    let counted = roster.tally(file.applied_on(today)).counted;
    let frozen = file
        .verdict
        .as_ref()
        .filter(|_| file.loan.submission().is_some());
    let day = frozen.and_then(|verdict| Date::parse_iso(&verdict.as_of));
    let in_force = parts.packs.pack_on(day.unwrap_or(today));
    let pack = in_force.pack();
    let found = frozen.cloned().or_else(|| {
        let found = freeze(pack, file.product, &file.judged_answers(today), today);
        Some(found?.view)
    });
    let conditions = found.map(|verdict| verdict.conditions).unwrap_or_default();
    let condition = conditions.into_iter().find(|one| one.id == CONDITION);
    let parameter = employees.and_then(|employees| {
        let id = if employees > SMALL_UP_TO {
            "new_hire_percent_large"
        } else {
            "new_hire_percent_small"
        };
        pack.parameter(id, day.unwrap_or(today))
    });
    let is_local_confirm = condition
        .as_ref()
        .is_some_and(|condition| condition.status == "unconfirmed");
    let (verdict, citation) = condition
        .map(|condition| (condition.verdict, condition.citation))
        .unwrap_or_default();
    RosterShareView {
        counted,
        stated: answers.whole(Field::NewHires),
        employees,
        permille: employees.and_then(|employees| share_permille(counted, employees)),
        percent_needed: parameter.and_then(|found| u32::try_from(found.value).ok()),
        verdict,
        citation,
        is_local_confirm,
    }
}
