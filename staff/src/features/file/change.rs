//! What is different in the newer state of a file.

use api::{
    application::{ApplicationView, TimelineEntry},
    staff::StaffApplicationView,
};
use std::collections::BTreeSet;
use workflow::loan::LoanState;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It stands elsewhere.
    State { before: LoanState, after: LoanState },
    /// Something was done.
    Event(TimelineEntry),
    /// These fields are answered otherwise.
    Answers(Vec<String>),
    /// These papers came, went or were replaced; `documents/<kind>`.
    Papers(Vec<String>),
    /// A colleague proposed a refusal.
    RefusalProposed(String),
    /// The proposed refusal was confirmed or dropped.
    RefusalGone,
    /// A colleague entered a payment.
    DisbursementProposed(String),
}

/// The differences, the weightiest first.
pub(super) fn changes(before: &StaffApplicationView, after: &StaffApplicationView) -> Vec<Change> {
    let (old, new) = (&before.application, &after.application);
    let mut changes = Vec::new();
    if old.state != new.state {
        changes.push(Change::State {
            before: old.state,
            after: new.state,
        });
    }
    match (&before.pending_refusal, &after.pending_refusal) {
        (None, Some(proposal)) => {
            changes.push(Change::RefusalProposed(proposal.proposed_by.clone()));
        }
        (Some(_), None) => changes.push(Change::RefusalGone),
        _ => {}
    }
    if let Some(proposal) = &after.pending_disbursement
        && before.pending_disbursement.as_ref() != Some(proposal)
    {
        changes.push(Change::DisbursementProposed(proposal.proposed_by.clone()));
    }
    let events = new.timeline.iter().skip(old.timeline.len());
    changes.extend(events.cloned().map(Change::Event));
    let answers = changed_answers(old, new);
    if !answers.is_empty() {
        changes.push(Change::Answers(answers));
    }
    let papers = changed_papers(old, new);
    if !papers.is_empty() {
        changes.push(Change::Papers(papers));
    }
    changes
}

fn changed_answers(old: &ApplicationView, new: &ApplicationView) -> Vec<String> {
    application::Field::ALL
        .iter()
        .filter(|field| old.answers.get(**field) != new.answers.get(**field))
        .map(|field| field.id().to_owned())
        .collect()
}

fn changed_papers(old: &ApplicationView, new: &ApplicationView) -> Vec<String> {
    let ids = |view: &ApplicationView| -> BTreeSet<(String, String)> {
        view.documents
            .iter()
            .map(|paper| (paper.kind.clone(), paper.id.clone()))
            .collect()
    };
    let kinds: BTreeSet<String> = ids(old)
        .symmetric_difference(&ids(new))
        .map(|(kind, _)| {
            let mut id = String::from("documents/");
            id.push_str(kind);
            id
        })
        .collect();
    kinds.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::draft::testing::{MORNING_MS, file};
    use super::*;
    use api::{
        application::{DocumentView, RefusalView},
        staff::PendingRefusalView,
    };
    use application::Field;
    use workflow::{Role, loan::LoanAction};

    #[test]
    fn the_same_file_has_no_changes() {
        assert_eq!(changes(&file(), &file()), []);
    }

    #[test]
    fn everything_that_moved_is_named() {
        let before = file();
        let mut after = file();
        let returned = TimelineEntry {
            action: LoanAction::Return,
            role: Role::HrOfficer,
            state: LoanState::ReturnedHr,
            at_ms: MORNING_MS,
            on_behalf: None,
            papers: 0,
        };
        after.application.state = LoanState::ReturnedHr;
        after.application.timeline.push(returned.clone());
        after
            .application
            .answers
            .set_text(Field::AmountYuan, "100000");
        for id in ["1", "2"] {
            after.application.documents.push(DocumentView {
                id: id.into(),
                kind: "id_card_front".into(),
                media_type: "image/jpeg".into(),
                size_bytes: 1,
                received_at_ms: MORNING_MS,
                doubts: Vec::new(),
            });
        }
        assert_eq!(
            changes(&before, &after),
            [
                Change::State {
                    before: LoanState::HrReview,
                    after: LoanState::ReturnedHr
                },
                Change::Event(returned),
                Change::Answers(vec!["amount_yuan".into()]),
                Change::Papers(vec!["documents/id_card_front".into()]),
            ]
        );
    }

    #[test]
    fn a_proposal_comes_and_goes() {
        let mut proposed = file();
        proposed.pending_refusal = Some(PendingRefusalView {
            proposed_by: "示例李".into(),
            would_change: String::new(),
            is_mine: false,
            refusal: RefusalView {
                reason_code: "age".into(),
                article: "一".into(),
                evidence: "二".into(),
                remedies: vec!["三".into()],
            },
        });
        assert_eq!(
            changes(&file(), &proposed),
            [Change::RefusalProposed("示例李".into())]
        );
        assert_eq!(changes(&proposed, &file()), [Change::RefusalGone]);
    }
}
