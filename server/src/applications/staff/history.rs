//! What else the portal knows of the person behind a file.
//!
//! People are not phones, and a number can be typed by anybody: another account's file is shown only once an officer
//! has checked whose it is, and a class only under the applicant's name. An office other than the bureau learns of files
//! that were passed to it, and of no class.

use api::person_history::{PastFile, PastLoan, PersonHistoryView};
use application::Field;
use domain::Date;
use store::{Connection, applications};
use workflow::loan::{LoanAction, LoanEvent, Stage};
use workflow::servicing::ServicingAction;

use super::officer::Officer;
use super::own_file::bare;
use super::queue::asked;
use super::seen::Seen;
use super::visible::is_visible;
use crate::applications::file::ApplicationFile;
use crate::applications::loan_count::loan_count;
use crate::enrolments::history::classes_of;
use crate::people::known::Known;
use crate::problem::ApiError;
use crate::servicing::file::Servicing;
use crate::servicing::view::loan_view;
use crate::state::Parts;

/// A list that is longer is looked through elsewhere.
const MOST_FILES: usize = 20;

/// The answer, and whose data stands in it.
#[derive(Debug)]
pub struct History {
    /// What is shown.
    pub view: PersonHistoryView,
    /// Ids of the files and enrolments in it.
    pub shown: Vec<String>,
}

/// The history of a file's applicant, as the officer may know it.
///
/// # Errors
/// When the store does not answer or something does not open.
pub fn history(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer: &Officer,
    today: Date,
) -> Result<History, ApiError> {
    let is_bureau = officer.stage == Stage::Hr;
    let same = match &file.row.id_number_index {
        Some(index) => applications::list_by_id_number(connection, index)?,
        None => Vec::new(),
    };
    let mut accounts = vec![file.row.person_id.clone()];
    let (mut files, mut shown) = (Vec::new(), Vec::new());
    let (mut left_out, mut unchecked) = (0, 0);
    let seen = Seen::of(parts, connection, officer)?;
    for row in same {
        if row.id == file.row.id {
            continue;
        }
        let Some(other) = seen.open(row)? else {
            continue;
        };
        let is_own_account = other.row.person_id == file.row.person_id;
        if !is_own_account && !is_checked(&other.events) {
            unchecked += u32::from(is_bureau);
            continue;
        }
        if !accounts.contains(&other.row.person_id) {
            accounts.push(other.row.person_id.clone());
        }
        let is_ours = is_visible(parts, &other, officer);
        if !is_bureau && !is_ours {
            continue;
        }
        if files.len() == MOST_FILES {
            left_out += 1;
            continue;
        }
        shown.push(other.row.id.clone());
        files.push(past_file(parts, &other, is_ours, today));
    }
    let mut classes = is_bureau.then(Vec::new);
    if let Some(classes) = &mut classes {
        let name = bare(file.draft.answers.text(Field::ApplicantName));
        for account in &accounts {
            let found = classes_of(parts, connection, account, |member| {
                let theirs = member.file.name();
                theirs.is_some_and(|theirs| bare(theirs.expose()) == name)
            })?;
            for (id, class) in found {
                shown.push(id);
                classes.push(class);
            }
        }
        classes.sort_by_key(|class| std::cmp::Reverse(class.starts_on));
    }
    let count = is_bureau.then(|| loan_count(parts, connection, file, today));
    let count = count.transpose()?;
    let findings = match &file.row.id_number_index {
        Some(index) => Known::of(connection, index, &file.row.id)?.findings_of_applicant(),
        None => Vec::new(),
    };
    let view = PersonHistoryView {
        is_checked: is_checked(&file.events),
        files,
        left_out,
        unchecked,
        findings: findings.into_iter().map(str::to_owned).collect(),
        count,
        classes,
    };
    Ok(History { view, shown })
}

/// Whether an officer has let the file pass since it was last handed in: what is handed in anew may name another.
#[must_use]
pub fn is_checked(events: &[LoanEvent]) -> bool {
    let handed_in = [LoanAction::Submit, LoanAction::Resubmit];
    let passed = [
        LoanAction::Pass,
        LoanAction::PostPublicNotice,
        LoanAction::Approve,
        LoanAction::ConfirmDisbursement,
    ];
    let since = events
        .iter()
        .rev()
        .take_while(|event| !handed_in.contains(&event.action));
    since
        .into_iter()
        .any(|event| passed.contains(&event.action))
}

fn past_file(parts: &Parts, file: &ApplicationFile, is_ours: bool, today: Date) -> PastFile {
    PastFile {
        id: is_ours.then(|| file.row.id.clone()),
        acceptance_number: file.row.acceptance_number.clone().unwrap_or_default(),
        product: file.product,
        state: file.loan.state(),
        asked_fen: asked(file.draft.answers.text(Field::AmountYuan)),
        submitted_on: file.loan.submitted_on(),
        last_on: file.events.last().map(|event| event.on),
        loan: file
            .servicing
            .as_ref()
            .and_then(|servicing| past_loan(parts, servicing, today)),
    }
}

fn past_loan(parts: &Parts, servicing: &Servicing, today: Date) -> Option<PastLoan> {
    let loan = loan_view(&parts.extension_rules, &servicing.file, today)?;
    let events = servicing.events.iter();
    let overdue = events.filter(|event| event.action == ServicingAction::FallOverdue);
    Some(PastLoan {
        state: loan.state,
        amount_fen: loan.amount_fen,
        start_on: loan.start_on,
        balance_fen: loan.balance_fen,
        overdue_fen: loan.overdue_fen,
        times_overdue: u32::try_from(overdue.count()).unwrap_or(u32::MAX),
        subsidy_fen: loan.subsidy_fen,
        ended_on: loan.ended_on,
    })
}
