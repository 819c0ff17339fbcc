//! What is kept of a settlement: the sheet as a whole under the portal's key, each person's part under the enrolment's.

use api::policy::VerdictView;
use api::settlement::{AppliedSubsidy, Rate, Statement};
use serde::{Deserialize, Serialize};
use store::settlements::{self as rows, Settlement};
use store::{Connection, Tx};
use workflow::settlement::{SettlementAction, SettlementState};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::enrolments::error::refused_update;
use crate::enrolments::member::Member;
use crate::problem::ApiError;
use crate::state::Parts;

/// What is said of the class as a whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// Whether trade and school are in the subsidy catalogues.
    pub listed: Option<bool>,
    /// Why it was given back.
    pub reason: Option<String>,
    /// Sums an officer entered.
    pub rates: Vec<Rate>,
    /// Who did what, in order.
    pub log: Vec<Happened>,
}

/// One thing that was done to the sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Happened {
    /// What.
    pub action: SettlementAction,
    /// Whose account.
    pub by: String,
    /// Unix milliseconds.
    pub at_ms: i64,
    /// Ids of the papers that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

/// What is said of one person.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// What the person said.
    pub statement: Statement,
    /// The number of the identity card, once given. It leaves the portal masked, but for the roster of the bureau.
    pub id_number: Option<String>,
    /// The verdict when the person asked for a seat and a subsidy.
    pub at_enrolment: Option<Frozen>,
    /// What the officer found wrong.
    pub remark: Option<String>,
    /// The verdicts as handed in.
    pub frozen: Vec<Frozen>,
    /// What was decided.
    pub decided: Vec<AppliedSubsidy>,
}

impl std::fmt::Debug for Row {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Row(‹个人信息›)")
    }
}

/// Under which everything of one identity card is found, whatever account it was given under: a keyed hash.
#[must_use]
pub fn id_index(parts: &Parts, number: &str) -> [u8; 32] {
    parts.keyring.blind_index("subsidy_id", number)
}

/// A verdict as it was when the sheet was handed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Frozen {
    /// The programme's title.
    pub title: String,
    /// Canonical JSON of the receipt, whose SHA-256 the view carries.
    pub receipt: String,
    /// The same in words.
    pub view: VerdictView,
}

/// A sheet, opened.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// As it is stored; none before the first write.
    pub row: Option<Settlement>,
    /// Where it stands.
    pub state: SettlementState,
    /// What is said of the class.
    pub said: Said,
}

pub(super) fn sheet_place(class_id: &str) -> String {
    format!("settlements/{class_id}/sealed_sheet")
}

pub(super) fn row_place(enrolment_id: &str) -> String {
    format!("settlement_rows/{enrolment_id}/sealed_row")
}

impl Sheet {
    /// Opens the sheet of a class, empty before the first write.
    ///
    /// # Errors
    /// When it does not open.
    pub fn open(parts: &Parts, connection: &Connection, class_id: &str) -> Result<Self, ApiError> {
        let doing = "open a settlement";
        let Some(row) = rows::find(connection, class_id)? else {
            return Ok(Self {
                row: None,
                state: SettlementState::default(),
                said: Said::default(),
            });
        };
        let place = sheet_place(class_id);
        let json = parts.keyring.open(&place, &row.sealed_sheet);
        let json = json.map_err(while_doing(doing))?;
        Ok(Self {
            state: row.state.parse().map_err(while_doing(doing))?,
            said: serde_json::from_slice(&json).map_err(while_doing(doing))?,
            row: Some(row),
        })
    }

    /// The number of writes.
    #[must_use]
    pub fn version(&self) -> u32 {
        let version = self.row.as_ref().map_or(0, |row| row.version);
        u32::try_from(version).unwrap_or(u32::MAX)
    }

    /// The number of what is done next.
    #[must_use]
    pub fn next_seq(&self) -> i64 {
        i64::try_from(self.said.log.len()).map_or(i64::MAX, |done| done + 1)
    }

    /// Whether what was done at a place, from 1, was to give it back.
    #[must_use]
    pub fn is_return(&self, seq: u32) -> bool {
        let at = usize::try_from(seq).ok().and_then(|seq| seq.checked_sub(1));
        let done = at.and_then(|at| self.said.log.get(at));
        done.is_some_and(|done| done.action == SettlementAction::Return)
    }

    /// Writes it after an action that led to a state, with the papers named with it.
    ///
    /// # Errors
    /// `stale` when another write came first.
    pub fn write(
        &mut self,
        tx: &Tx,
        parts: &Parts,
        actor: &Actor,
        class_id: &str,
        (action, to, papers): (SettlementAction, SettlementState, &[String]),
    ) -> Result<(), ApiError> {
        self.said.log.push(Happened {
            action,
            by: actor.id.clone(),
            at_ms: actor.now_ms,
            papers: papers.to_vec(),
        });
        self.state = to;
        let json = serde_json::to_vec(&self.said).map_err(while_doing("write a settlement"))?;
        let before = self.row.take();
        let mut row = Settlement {
            class_id: class_id.to_owned(),
            version: before.as_ref().map_or(1, |row| row.version),
            state: to.as_str().to_owned(),
            sealed_sheet: parts.keyring.seal(&sheet_place(class_id), &json),
            submitted_ms: before.as_ref().and_then(|row| row.submitted_ms),
            decided_ms: None,
            created_ms: before.as_ref().map_or(actor.now_ms, |row| row.created_ms),
        };
        match action {
            SettlementAction::Submit => row.submitted_ms = Some(actor.now_ms),
            SettlementAction::Settle => row.decided_ms = Some(actor.now_ms),
            SettlementAction::Write | SettlementAction::Return => {}
        }
        if before.is_some() {
            row.version = rows::update(tx, &row).map_err(refused_update)?;
        } else {
            rows::insert(tx, &row)?;
        }
        self.row = Some(row);
        Ok(())
    }
}

impl Row {
    /// What is kept of a person; nothing before anybody said something.
    ///
    /// # Errors
    /// When it does not open.
    pub fn of(connection: &Connection, member: &Member) -> Result<Self, ApiError> {
        match rows::find_row(connection, &member.row.id)? {
            Some(sealed) => member.unseal(&row_place(&member.row.id), &sealed),
            None => Ok(Self::default()),
        }
    }

    /// Keeps it.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn put(&self, tx: &Tx, parts: &Parts, member: &Member) -> Result<(), ApiError> {
        let id = self.id_number.as_deref().map(|id| id_index(parts, id));
        let sealed = member.seal(&row_place(&member.row.id), self)?;
        Ok(rows::put_row(
            tx,
            (&member.row.id, &member.row.class_id),
            &sealed,
            id.map(Vec::from),
        )?)
    }
}
