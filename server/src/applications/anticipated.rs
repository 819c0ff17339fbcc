//! The receipt a browser showed before handing in, made again by the server: equal, or noted. It never stands in the way.

use api::application::ANTICIPATED_RECEIPT_BYTES;
use api::policy::ReceiptMismatchView;
use application::Product;
use policy::Receipt;
use store::receipt_mismatches::{self, ReceiptMismatch};
use store::{Connection, StoreError, Tx};

use super::actor::Actor;
use super::file::ApplicationFile;
use super::sealed::{anticipated_place, seal_json};
use super::verdict::{sha256, to_hex};
use crate::packs::Packs;
use crate::problem::ApiError;
use crate::state::Parts;

/// What the server finds when it does what the browser says it did.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    /// None when they are equal, byte for byte.
    reason: Option<&'static str>,
    /// The pack the browser named.
    pack_hash: String,
    /// Of the server's receipt, when it can be made.
    server_hash: Option<[u8; 32]>,
}

impl Found {
    fn unread(reason: &'static str) -> Self {
        Self {
            reason: Some(reason),
            pack_hash: String::new(),
            server_hash: None,
        }
    }
}

/// Compares what came with a submission and notes what does not match; for the version of the file that the submission
/// is about to make.
///
/// # Errors
/// When the store does not answer.
pub fn note(
    tx: &Tx,
    parts: &Parts,
    file: &ApplicationFile,
    actor: &Actor,
    sent: &str,
) -> Result<(), ApiError> {
    let found = compare(&parts.packs, tx, file.product, sent)?;
    let Some(reason) = found.reason else {
        return Ok(());
    };
    let (id, version) = (&file.row.id, i64::from(file.loan.version()) + 1);
    tracing::warn!(application = %id, version, reason, "a browser's receipt does not match");
    // What is too large to be a receipt is not worth keeping.
    let kept = if sent.len() > ANTICIPATED_RECEIPT_BYTES {
        ""
    } else {
        sent
    };
    let mismatch = ReceiptMismatch {
        application_id: id.clone(),
        version,
        reason: reason.to_owned(),
        pack_hash: found.pack_hash,
        browser_hash: sha256(sent.as_bytes()),
        server_hash: found.server_hash,
        sealed_receipt: seal_json(&file.key, &anticipated_place(id, version), &kept)?,
        created_ms: actor.now_ms,
    };
    Ok(receipt_mismatches::insert(tx, &mismatch)?)
}

fn compare(
    packs: &Packs,
    connection: &Connection,
    product: Product,
    sent: &str,
) -> Result<Found, StoreError> {
    if sent.len() > ANTICIPATED_RECEIPT_BYTES {
        return Ok(Found::unread("too_large"));
    }
    let Ok(receipt) = serde_json::from_str::<Receipt>(sent) else {
        return Ok(Found::unread("unreadable"));
    };
    let named = |reason| Found {
        reason: Some(reason),
        pack_hash: known_form(&receipt.pack),
        server_hash: None,
    };
    if *receipt.programme != *product.id() {
        return Ok(named("other_programme"));
    }
    let Some(known) = packs.published(connection, &receipt.pack)? else {
        return Ok(named("unknown_pack"));
    };
    let pack = known.pack();
    let Some(found) = policy::evaluate(pack, &receipt.programme, receipt.as_of, &receipt.facts)
    else {
        return Ok(named("other_programme"));
    };
    let own = Receipt::new(pack, receipt.as_of, &receipt.facts, &found).to_json();
    Ok(Found {
        reason: (own != sent).then_some("differs"),
        server_hash: Some(sha256(own.as_bytes())),
        ..named("differs")
    })
}

/// The hash as it is kept and shown: whatever else a browser put there is not.
fn known_form(hash: &str) -> String {
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash {
        hash.to_owned()
    } else {
        String::new()
    }
}

/// The mismatch of a file's last submission.
///
/// # Errors
/// When the store does not answer.
pub fn find(
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<Option<ReceiptMismatchView>, ApiError> {
    if file.loan.submission().is_none() {
        return Ok(None);
    }
    let found = receipt_mismatches::find_of_last_submission(connection, &file.row.id)?;
    Ok(found.as_ref().map(view))
}

/// As officers see it.
#[must_use]
pub fn view(mismatch: &ReceiptMismatch) -> ReceiptMismatchView {
    ReceiptMismatchView {
        reason: mismatch.reason.clone(),
        browser_hash: to_hex(&mismatch.browser_hash),
        server_hash: mismatch.server_hash.as_ref().map(|hash| to_hex(hash)),
        pack_hash: mismatch.pack_hash.clone(),
        at_ms: mismatch.created_ms,
    }
}
