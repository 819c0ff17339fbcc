//! What a person reads of the settlement on the page of the class.

use api::settlement::{AppliedSubsidy, Statement};
use store::Connection;
use workflow::class::ClassState;
use workflow::settlement::SettlementState;

use super::act::why_not;
use super::file::Sheet;
use super::judge::is_left_out;
use super::kept::Row;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::state::Parts;

/// What a person reads.
#[derive(Debug, Default)]
pub struct Applied {
    /// What was applied for, and what came of it.
    pub subsidies: Vec<AppliedSubsidy>,
    /// Why nothing was.
    pub left_out: Option<String>,
    /// What the school wrote of the person, who knows best whether it is so.
    pub statement: Option<Statement>,
}

/// What was applied for somebody and what came of it, and why nothing was; nothing before the sheet is handed in.
///
/// # Errors
/// When something does not open.
pub fn applied(
    parts: &Parts,
    connection: &Connection,
    member: &Member,
    room: &Room,
) -> Result<Applied, ApiError> {
    let is_over = matches!(
        room.class.state(),
        ClassState::Finished | ClassState::Settled
    );
    if !is_over {
        return Ok(Applied::default());
    }
    let sheet = Sheet::open(parts, connection, &room.row.id)?;
    let is_seen = matches!(
        sheet.file.state(),
        SettlementState::Submitted | SettlementState::Settled
    );
    if !is_seen {
        return Ok(Applied::default());
    }
    let row = Row::of(connection, member)?;
    if is_left_out(member, &row.statement) {
        return Ok(Applied {
            left_out: row.statement.left_out,
            ..Applied::default()
        });
    }
    let statement = Some(row.statement);
    if sheet.file.state() == SettlementState::Settled {
        let mut subsidies = row.decided;
        let granted = subsidies.iter_mut().filter(|one| one.outcome == "granted");
        for one in granted {
            one.paid_on = sheet.file.paid_on(&member.row.id);
            one.unpaid = sheet.file.unpaid(&member.row.id);
        }
        return Ok(Applied {
            subsidies,
            left_out: None,
            statement,
        });
    }
    let asked = row.frozen.iter().map(|verdict| AppliedSubsidy {
        title: verdict.title.clone(),
        outcome: if verdict.view.verdict == "eligible" {
            "applied".to_owned()
        } else {
            "refused".to_owned()
        },
        amount_fen: None,
        why_not: why_not(verdict),
        paid_on: None,
        unpaid: None,
    });
    Ok(Applied {
        subsidies: asked.collect(),
        left_out: None,
        statement,
    })
}
