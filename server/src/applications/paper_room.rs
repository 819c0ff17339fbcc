//! How many papers a file takes, and how many bytes its person.

use api::ProblemCode;
use application::{Answers, DocumentKind, Field, Product, documents_for};
use store::{Connection, applications, documents};

use super::file::ApplicationFile;
use super::papers::refused;
use super::view::is_editable;
use crate::problem::ApiError;

/// Photos of one paper: both sides, several pages.
const PER_KIND: usize = 4;
/// Papers of a person's file.
const PER_FILE: usize = 20;
/// Photos of what each person hired brings: of a contract the pages with signatures and term, of a proof both sides.
const PER_HIRE: usize = 2;
/// Hires that photos are counted for. Whoever hired more sends one PDF.
const MOST_HIRES: usize = 20;
/// Bytes that one person's files keep.
const MOST_BYTES_PER_PERSON: i64 = 200 * 1024 * 1024;

/// Whether one more paper of so many bytes fits; before it is drawn anew nobody knows how many they will be, and 1 asks
/// whether there is any room at all.
///
/// # Errors
/// When the file is not the resident's to change now, or has enough papers.
pub fn check_room(
    connection: &Connection,
    file: &ApplicationFile,
    kind: DocumentKind,
    more_bytes: i64,
) -> Result<(), ApiError> {
    if !is_editable(file.loan.state()) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let of_kind = file
        .documents
        .iter()
        .filter(|document| document.kind == kind.id())
        .count();
    let mut bytes = 0;
    for row in applications::list_by_person(connection, &file.row.person_id)? {
        bytes += documents::list(connection, &row.id)?
            .iter()
            .filter(|document| document.staff_id.is_none())
            .map(|document| document.byte_length)
            .sum::<i64>();
    }
    let hires = hires(file);
    if of_kind >= most_of(kind, hires) {
        return Err(refused(kind.id(), "document_too_many"));
    }
    let most = most_of_file(file.product, &file.draft.answers, hires);
    if file.documents.len() >= most || !fits(bytes, more_bytes) {
        return Err(refused(kind.id(), "document_all_full"));
    }
    Ok(())
}

/// How many an enterprise hired, by its roster or as it says: photos may come before the roster does.
fn hires(file: &ApplicationFile) -> usize {
    if file.product != Product::StartupLoanEnterprise {
        return 0;
    }
    let listed = file.draft.roster.as_ref();
    let listed = listed.map_or(0, |roster| roster.hires.len());
    let said = file.draft.answers.whole(Field::NewHires).unwrap_or(0);
    listed.max(usize::try_from(said).unwrap_or(MOST_HIRES))
}

/// Papers of one kind.
fn most_of(kind: DocumentKind, hires: usize) -> usize {
    match kind {
        DocumentKind::LabourContracts | DocumentKind::HireGroupProof => {
            PER_KIND.max(PER_HIRE * hires.min(MOST_HIRES))
        }
        _ => PER_KIND,
    }
}

/// Papers of one file: of an enterprise's as many as its kinds take.
fn most_of_file(product: Product, answers: &Answers, hires: usize) -> usize {
    match product {
        Product::StartupLoanIndividual => PER_FILE,
        Product::StartupLoanEnterprise => documents_for(product, answers)
            .into_iter()
            .map(|kind| most_of(kind, hires))
            .sum(),
    }
}

/// Whether a person's files keep no more than they may with a paper of so many bytes among them.
const fn fits(kept: i64, more: i64) -> bool {
    kept.saturating_add(more) <= MOST_BYTES_PER_PERSON
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_that_would_pass_the_limit_is_not_taken() {
        let most = MOST_BYTES_PER_PERSON;
        for (kept, more, expected) in [
            (0, most, true),
            (most - 1, 1, true),
            (most - 1, 2, false),
            (most, 1, false),
            (1, i64::MAX, false),
        ] {
            assert_eq!(fits(kept, more), expected, "{more} onto {kept}");
        }
    }

    #[test]
    fn whoever_hired_more_may_send_more() {
        let answers = Answers::default();
        // So many hired; contracts, proofs, rosters, and all papers of the file.
        for (hired, contracts, rosters, all) in [
            (0, 4, 4, 32),
            (2, 4, 4, 32),
            (3, 6, 4, 36),
            (10, 20, 4, 64),
            (20, 40, 4, 104),
            (3_000, 40, 4, 104),
        ] {
            assert_eq!(most_of(DocumentKind::LabourContracts, hired), contracts);
            assert_eq!(most_of(DocumentKind::HireGroupProof, hired), contracts);
            assert_eq!(most_of(DocumentKind::EmployeeRoster, hired), rosters);
            let of_file = |product| most_of_file(product, &answers, hired);
            assert_eq!(of_file(Product::StartupLoanEnterprise), all, "{hired}");
            assert_eq!(of_file(Product::StartupLoanIndividual), 20);
        }
    }
}
