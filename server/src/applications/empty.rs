//! Emptying a draft that is thrown away or was left too long.

use store::{Tx, documents, file_consents, paper_uploads};

use super::draft::Draft;
use super::file::ApplicationFile;
use crate::problem::ApiError;

/// Forgets what was typed and who was asked, and takes the papers off the file; their bytes go with the next
/// [`sweep`](super::papers::sweep). The event written next writes the emptied draft.
///
/// # Errors
/// When the store does not answer.
pub fn empty(tx: &Tx, file: &mut ApplicationFile, now_ms: i64) -> Result<(), ApiError> {
    file.draft = Draft::default();
    if !file.people.is_empty() {
        file_consents::delete_of(tx, &file.row.id)?;
        file.people.clear();
    }
    let papers = file.documents.drain(..).chain(file.office_papers.drain(..));
    for document in papers {
        documents::remove(tx, &file.row.id, &document.id, now_ms)?;
    }
    paper_uploads::give_up_all(tx, &file.row.id, now_ms)?;
    Ok(())
}
