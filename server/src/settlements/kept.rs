//! What is kept of each person in a settlement, under the enrolment's key.

use std::collections::BTreeMap;

use api::policy::VerdictView;
use api::settlement::{AppliedSubsidy, Statement};
use policy::{Receipt, Value};
use serde::{Deserialize, Serialize};
use store::settlements as rows;
use store::{Connection, StoreError, Tx};

use crate::applications::verdict::sha256_hex;
use crate::enrolments::member::Member;
use crate::problem::ApiError;
use crate::state::Parts;

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

impl Frozen {
    /// The days it was judged by; none when its receipt says none.
    #[must_use]
    pub fn training_days(&self) -> Option<i64> {
        let receipt: Receipt = serde_json::from_str(&self.receipt).ok()?;
        match receipt.facts.get("training_days") {
            Some(Value::Int(days)) => Some(*days),
            _ => None,
        }
    }
}

/// SHA-256 of what is kept of each person of a class, as it is sealed, hex, by the id of the enrolment. What is sealed tells
/// nothing of a person, so it may stand where it outlives the row.
///
/// # Errors
/// When the store does not answer.
pub fn row_digests(
    connection: &Connection,
    class_id: &str,
) -> Result<BTreeMap<String, String>, StoreError> {
    let kept = rows::list_rows(connection, class_id)?.into_iter();
    let digests = kept.map(|(id, mut sealed, id_index)| {
        // With its length, or the end of one part could be the beginning of the other.
        let length = sealed.len();
        sealed.extend(id_index.into_iter().flatten());
        sealed.extend(length.to_string().into_bytes());
        (id, sha256_hex(&sealed))
    });
    Ok(digests.collect())
}

pub(super) fn row_place(enrolment_id: &str) -> String {
    format!("settlement_rows/{enrolment_id}/sealed_row")
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
