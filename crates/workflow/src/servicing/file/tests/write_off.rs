//! Writing off: two people, and what comes in all the same.

use super::*;

const AGENCY: Role = Role::GuaranteeOfficer;

fn compensated() -> Story {
    let story = Story::booked().on("2026-05-01").follow();
    let owed = story.file.account().unwrap().owed_on(story.today).fen();
    let sum = D::Sum(Sum {
        amount_fen: owed,
        on: story.today,
    });
    story.act(A::Compensate, AGENCY, sum).follow()
}

fn reason() -> D {
    D::Reason {
        reason: "the court found nothing".into(),
    }
}

#[test]
fn one_proposes_and_another_confirms() {
    let story = compensated();
    assert_eq!(
        story.refusal(A::ConfirmWriteOff, AGENCY, D::None),
        E::Step(StepError::NotAllowed)
    );
    let story = story.act(A::ProposeWriteOff, AGENCY, reason());
    assert_eq!(story.file.state(), S::Compensated);
    let mut own = story.event(A::ConfirmWriteOff, AGENCY, D::None);
    own.actor_id = AGENCY.to_string();
    assert_eq!(story.file.decide(&own), Err(E::SamePerson));
    assert_eq!(
        story.refusal(A::ProposeWriteOff, AGENCY, reason()),
        E::Step(StepError::NotAllowed)
    );
    let story = story.act(A::ConfirmWriteOff, AGENCY, D::None).follow();
    assert_eq!(
        (story.file.state(), story.file.state().holder()),
        (S::WrittenOff, None)
    );
    let written = story.file.write_off().unwrap();
    assert_eq!(written.written_off_on, Some(story.today));
    // Written off is not forgiven: what comes in is taken, to the last fen.
    let left = story.file.left_to_recover();
    let sum = |amount_fen| {
        D::Sum(Sum {
            amount_fen,
            on: story.today,
        })
    };
    let half = story
        .clone()
        .act(A::Recover, AGENCY, sum(left.fen() / 2))
        .follow();
    assert_eq!(half.file.state(), S::WrittenOff);
    let whole = story.clone().act(A::Recover, AGENCY, sum(left.fen()));
    assert_eq!(whole.follow().file.state(), S::Recovered);
}

#[test]
fn a_proposal_can_be_dropped_and_made_again() {
    let story = compensated();
    assert_eq!(
        story.refusal(A::DismissWriteOff, AGENCY, D::None),
        E::Step(StepError::NotAllowed)
    );
    let blank = D::Reason { reason: " ".into() };
    assert_eq!(
        story.refusal(A::ProposeWriteOff, AGENCY, blank),
        E::Step(StepError::DetailInvalid { part: "reason" })
    );
    let story = story.act(A::ProposeWriteOff, AGENCY, reason());
    let story = story.act(A::DismissWriteOff, AGENCY, D::None);
    assert_eq!(story.file.write_off(), None);
    let story = story.act(A::ProposeWriteOff, AGENCY, reason());
    assert_eq!(story.file.state(), S::Compensated);
}
