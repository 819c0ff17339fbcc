//! A refusal in all the parts a resident is entitled to.

use api::staff::StaffActionRequest;
use workflow::loan::{EventDetail, Refusal};

use super::super::check::Check;
use crate::applications::file::ApplicationFile;

/// The reason that is no condition of the policy; the words are in the evidence then.
const OTHER: &str = "other";
const ARTICLE_CHARS: usize = 300;
const EVIDENCE_CHARS: usize = 2_000;
const CHANGE_CHARS: usize = 500;
const REMEDY_CHARS: usize = 300;
const REMEDIES_MOST: usize = 10;

pub(super) fn read(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
) -> EventDetail {
    let Some(sent) = &request.refusal else {
        check.refuse("/refusal", "required");
        return EventDetail::None;
    };
    let reason_code = check.text("/refusal/reason_code", &sent.reason_code, ARTICLE_CHARS);
    check.holds(
        reason_code.is_empty() || is_known(file, &reason_code),
        "/refusal/reason_code",
        "not_an_option",
    );
    check.holds(!sent.remedies.is_empty(), "/refusal/remedies", "required");
    check.holds(
        sent.remedies.len() <= REMEDIES_MOST,
        "/refusal/remedies",
        "too_long",
    );
    EventDetail::Refusal(Refusal {
        reason_code,
        article: check.text("/refusal/article", &sent.article, ARTICLE_CHARS),
        evidence: check.text("/refusal/evidence", &sent.evidence, EVIDENCE_CHARS),
        would_change: check.text(
            "/would_change",
            request.would_change.as_deref().unwrap_or_default(),
            CHANGE_CHARS,
        ),
        remedies: sent
            .remedies
            .iter()
            .enumerate()
            .take(REMEDIES_MOST)
            .map(|(at, remedy)| {
                check.text(&format!("/refusal/remedies/{at}"), remedy, REMEDY_CHARS)
            })
            .collect(),
        holds_offer: true,
    })
}

/// A condition of the frozen verdict, or none of them.
fn is_known(file: &ApplicationFile, code: &str) -> bool {
    let of_verdict = file
        .verdict
        .iter()
        .flat_map(|verdict| &verdict.conditions)
        .any(|condition| condition.id == code);
    of_verdict || code == OTHER
}
