//! Packs and publications.

use api::policy_desk::{
    ListPacksResponse, PackOrigin, PackSummary, PublicationKind, PublicationView,
};
use domain::Date;
use store::policy_publications::{self, Publication};
use store::{Connection, StoreError, policy_packs};

use super::people::People;
use crate::packs::Packs;

/// Everything that was or will be in force.
///
/// # Errors
/// When the store does not answer.
pub fn list_packs(
    connection: &Connection,
    packs: &Packs,
    today: Date,
) -> Result<ListPacksResponse, StoreError> {
    packs.follow(connection, today)?;
    let people = People::load(connection)?;
    let mut publications = policy_publications::list(connection)?;
    publications.sort_by_key(|publication| std::cmp::Reverse(publication.seq));
    let listed = policy_packs::list(connection)?.into_iter();
    Ok(ListPacksResponse {
        today: today.to_string(),
        in_force: packs.pack_on(today).pack().hash().to_string(),
        packs: listed
            .map(|pack| PackSummary {
                hash: pack.hash,
                origin: if pack.is_drafted {
                    PackOrigin::Draft
                } else {
                    PackOrigin::Shipped
                },
                created_at_ms: pack.published_ms,
                has_sources: pack.has_sources,
            })
            .collect(),
        publications: publications
            .into_iter()
            .map(|row| publication_view(row, &people))
            .collect(),
    })
}

fn publication_view(row: Publication, people: &People) -> PublicationView {
    PublicationView {
        seq: row.seq,
        kind: PublicationKind::from_id(&row.kind).unwrap_or(PublicationKind::Publish),
        pack_hash: row.pack_hash,
        effective_on: row.effective_on.to_string(),
        prepared_by: people.name(row.prepared_by.as_deref()),
        approved_by: people.name(row.approved_by.as_deref()),
        approved_at_ms: row.approved_ms,
        reason: row.reason,
    }
}
