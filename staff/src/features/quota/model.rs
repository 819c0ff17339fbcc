//! Who is next, and what a press sends and brings.

use api::quota_wait::{
    EndQuotaWaitsRequest, EndQuotaWaitsResponse, FileThatWaits, MOST_FILES, QuotaWaitEntry,
    QuotaWaitOutcome,
};
use domain::typed_number;
use i18n::t;
use std::collections::BTreeSet;
use ui::Text;
use workflow::loan::WaitReason;

/// What came of the last press.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Came {
    /// Those that go on.
    pub(super) done: Vec<String>,
    /// Number of each other and why it still waits.
    pub(super) left: Vec<(String, Text)>,
}

/// Those that wait for the same, in the order in which they came.
pub(super) fn of_reason(files: &[QuotaWaitEntry], reason: WaitReason) -> Vec<QuotaWaitEntry> {
    let those = files.iter().filter(|file| file.reason == reason);
    those.cloned().collect()
}

/// As many as were typed, the oldest; none when that is no number that one request takes.
pub(super) fn oldest(files: &[QuotaWaitEntry], typed: &str) -> Option<Vec<String>> {
    let count = usize::try_from(typed_number(typed)?).ok()?;
    let oldest = files.iter().take(count).map(|file| file.id.clone());
    (1..=MOST_FILES).contains(&count).then(|| oldest.collect())
}

/// The request for those ticked.
pub(super) fn request(files: &[QuotaWaitEntry], ticked: &BTreeSet<String>) -> EndQuotaWaitsRequest {
    let files = files
        .iter()
        .filter(|file| ticked.contains(&file.id))
        .map(|file| FileThatWaits {
            id: file.id.clone(),
            version: file.version,
        })
        .collect();
    EndQuotaWaitsRequest {
        files,
        no_conflict: false,
    }
}

/// Whether one of those ticked is asked about.
pub(super) fn is_asked(files: &[QuotaWaitEntry], ticked: &BTreeSet<String>) -> bool {
    let mut those = files.iter().filter(|file| ticked.contains(&file.id));
    those.any(|file| file.is_conflict_asked)
}

/// What the answer says of each file.
pub(super) fn came(files: &[QuotaWaitEntry], answer: EndQuotaWaitsResponse) -> Came {
    let number = |id: &str| {
        let known = files.iter().find(|file| file.id == id);
        known.map_or_else(|| id.to_owned(), |file| file.acceptance_number.clone())
    };
    let (done, left): (Vec<_>, Vec<_>) = answer
        .files
        .into_iter()
        .partition(|file| file.outcome == QuotaWaitOutcome::Ended);
    Came {
        done: done.into_iter().map(|file| file.id).collect(),
        left: left
            .into_iter()
            .map(|file| (number(&file.id), reason(file.outcome).into()))
            .collect(),
    }
}

/// Why a file still waits.
fn reason(outcome: QuotaWaitOutcome) -> &'static str {
    match outcome {
        QuotaWaitOutcome::Ended => "",
        QuotaWaitOutcome::AlreadyMoved => t::staff_quota::outcome::already_moved(),
        QuotaWaitOutcome::OlderWaits => t::staff_quota::outcome::older_waits(),
        QuotaWaitOutcome::OwnFile => t::staff_quota::outcome::own_file(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::quota_wait::QuotaWaitEnded;
    use application::Product;
    use domain::Date;
    use workflow::loan::Stage;

    fn entry(id: &str, reason: WaitReason) -> QuotaWaitEntry {
        QuotaWaitEntry {
            id: id.into(),
            acceptance_number: format!("number of {id}"),
            product: Product::StartupLoanIndividual,
            applicant_masked: "王**".into(),
            amount_fen: None,
            submitted_at_ms: None,
            reason,
            stage: Stage::Bank,
            since: Date::new(2026, 11, 24).unwrap(),
            note: String::new(),
            version: 5,
            is_conflict_asked: id == "a",
        }
    }

    fn three() -> Vec<QuotaWaitEntry> {
        vec![
            entry("a", WaitReason::QuotaUsedUp),
            entry("b", WaitReason::FundUsedUp),
            entry("c", WaitReason::QuotaUsedUp),
        ]
    }

    #[test]
    fn the_oldest_are_the_first() {
        let quota = of_reason(&three(), WaitReason::QuotaUsedUp);
        for (typed, expected) in [
            ("1", Some(vec!["a"])),
            (" 2 ", Some(vec!["a", "c"])),
            ("9", Some(vec!["a", "c"])),
            ("0", None),
            ("51", None),
            ("", None),
            ("两", None),
        ] {
            let expected: Option<Vec<String>> =
                expected.map(|ids| ids.into_iter().map(str::to_owned).collect());
            assert_eq!(oldest(&quota, typed), expected, "{typed}");
        }
        let ticked: BTreeSet<String> = ["c", "b", "gone"].map(str::to_owned).into();
        let request = request(&quota, &ticked);
        assert!(!is_asked(&quota, &ticked));
        assert!(is_asked(&quota, &["a".to_owned()].into()));
        assert_eq!(request.files.len(), 1);
        assert_eq!(
            (request.files[0].id.as_str(), request.files[0].version),
            ("c", 5)
        );
    }

    #[test]
    fn each_file_answers_for_itself() {
        let outcomes = [
            ("a", QuotaWaitOutcome::Ended),
            ("c", QuotaWaitOutcome::OlderWaits),
            ("z", QuotaWaitOutcome::AlreadyMoved),
        ];
        let files = outcomes.map(|(id, outcome)| QuotaWaitEnded {
            id: id.into(),
            outcome,
        });
        let answer = EndQuotaWaitsResponse {
            files: files.into(),
        };
        let found = came(&three(), answer);
        assert_eq!(found.done, ["a"]);
        let numbers: Vec<&str> = found
            .left
            .iter()
            .map(|(number, _)| number.as_str())
            .collect();
        assert_eq!(numbers, ["number of c", "z"]);
        assert!(found.left.iter().all(|(_, words)| !words.is_empty()));
    }
}
