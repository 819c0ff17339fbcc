//! The pack inside the program becomes a row, and comes into force where nobody has decided otherwise.

use std::collections::BTreeMap;

use domain::Date;
use store::policy_events::{self, NewPolicyEvent};
use store::policy_packs::{self, PolicyPack};
use store::policy_publications::{self, Publication, SEED};
use store::{StoreError, Tx};
use workflow::Role;

use super::KnownPack;

/// Stores the shipped pack with its sources once. As long as every publication was the program's own, a pack the
/// database has not seen is published from today on; once people have published, it only lies ready for them.
pub(crate) fn seed(
    tx: &Tx,
    shipped: &KnownPack,
    sources: &BTreeMap<String, String>,
    today: Date,
    now_ms: i64,
) -> Result<(), StoreError> {
    let hash = shipped.pack().hash().to_string();
    let row = PolicyPack {
        hash: hash.clone(),
        effective_from: today,
        document: shipped.document().to_owned(),
        published_ms: now_ms,
    };
    let is_new = policy_packs::keep(tx, &row, sources)?;
    let is_first = policy_publications::list(tx)?.is_empty();
    let is_published = is_first || (is_new && !policy_publications::is_by_hand(tx)?);
    if is_published {
        policy_publications::append(
            tx,
            &Publication {
                seq: 0,
                kind: SEED.to_owned(),
                pack_hash: hash.clone(),
                effective_on: today,
                proposal_id: None,
                prepared_by: None,
                approved_by: None,
                approved_ms: now_ms,
                reason: String::new(),
            },
        )?;
    }
    if is_new || is_first {
        let action = if is_published { "seed" } else { "ship" };
        policy_events::append(
            tx,
            &NewPolicyEvent {
                actor_id: Role::System.as_str().to_owned(),
                role: Role::System.as_str().to_owned(),
                action: action.to_owned(),
                subject: hash,
                detail: String::new(),
                at_ms: now_ms,
            },
        )?;
    }
    Ok(())
}
