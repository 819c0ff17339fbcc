//! What an officer's paper is before and after the action it goes with, whatever file it is of.

use api::ProblemCode;
use api::staff::OfficePaperView;
use store::documents::Document;
use vault::FileKey;

use super::check::Check;
use crate::applications::error::while_doing;
use crate::applications::papers::{OFFICE_PAPER, refused};
use crate::applications::sealed::document_name_place;
use crate::applications::view::document_view;
use crate::packages::contents::is_as_it_came;
use crate::problem::ApiError;
use crate::state::Parts;

/// Papers that go with one action.
const MOST_PER_ACTION: usize = 4;
/// Papers that officers put on one file.
const MOST_PER_FILE: usize = 20;

/// Whether it waits for what somebody is about to do.
#[must_use]
pub fn waits_for(paper: &Document, staff_id: &str) -> bool {
    paper.event_seq.is_none() && paper.staff_id.as_deref() == Some(staff_id)
}

/// How it is shown, under the key that opens its name.
///
/// # Errors
/// When the name does not open.
pub fn view(parts: &Parts, key: &FileKey, paper: &Document) -> Result<OfficePaperView, ApiError> {
    let place = document_name_place(&paper.id);
    let name = key.open(&place, &paper.sealed_name);
    let name = name.map_err(while_doing("open the name of a paper"))?;
    Ok(OfficePaperView {
        paper: document_view(paper, &[]),
        name: String::from_utf8_lossy(&name).into_owned(),
        event: paper.event_seq.and_then(|seq| u32::try_from(seq).ok()),
        is_unscanned: parts.config.antivirus.clamd.is_none() && is_as_it_came(paper),
    })
}

/// Whether one more of somebody's fits beside what the file has.
///
/// # Errors
/// `invalid_input` where it does not.
pub fn check_room<'a>(
    papers: impl Iterator<Item = &'a Document> + Clone,
    staff_id: &str,
) -> Result<(), ApiError> {
    let mine = papers.clone().filter(|paper| waits_for(paper, staff_id));
    if mine.count() >= MOST_PER_ACTION {
        return Err(refused(OFFICE_PAPER, "office_papers_enough"));
    }
    if papers.count() >= MOST_PER_FILE {
        return Err(refused(OFFICE_PAPER, "office_papers_full"));
    }
    Ok(())
}

/// What else an action says, unless a paper named with it is none that waits for whoever acts.
///
/// # Errors
/// Everything that is wrong with either.
pub fn check_named<'a, T>(
    papers: impl Iterator<Item = &'a Document> + Clone,
    staff_id: &str,
    named: &[String],
    rest: Result<T, ApiError>,
) -> Result<T, ApiError> {
    let mut check = Check::default();
    check.holds(
        named.len() <= MOST_PER_ACTION,
        "/papers",
        "office_papers_enough",
    );
    for (at, id) in named.iter().enumerate() {
        let mut waiting = papers.clone().filter(|paper| waits_for(paper, staff_id));
        let is_there = waiting.any(|paper| paper.id == *id);
        let is_twice = named.iter().take(at).any(|other| other == id);
        check.holds(
            is_there && !is_twice,
            format!("/papers/{at}"),
            "office_paper_gone",
        );
    }
    let Err(wrong) = check.finish(()) else {
        return rest;
    };
    match (wrong, rest) {
        (
            ApiError::Fields(ProblemCode::InvalidInput, wrong),
            Err(ApiError::Fields(ProblemCode::InvalidInput, mut errors)),
        ) => {
            errors.extend(wrong);
            Err(ApiError::invalid(errors))
        }
        (_, Err(other)) => Err(other),
        (wrong, Ok(_)) => Err(wrong),
    }
}
