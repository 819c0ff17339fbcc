//! Of what goes in to be handed in, each course that was not is named with the reason.

use api::course_sheet::{NotHandedIn, SheetDone};
use listing::Field::*;

use super::super::publish::live;
use super::super::{good, sheet, started, taken, verified};
use super::{both, uploaded};
use crate::portal::TestPortal;

/// Titles, and what keeps each.
fn left(done: &SheetDone) -> Vec<(&str, Vec<(&str, &str)>)> {
    let courses = done.not_handed_in.iter();
    courses
        .map(|course| (course.title.as_str(), why(course)))
        .collect()
}

fn why(course: &NotHandedIn) -> Vec<(&str, &str)> {
    let findings = course.findings.iter();
    findings
        .map(|finding| (finding.at.as_str(), finding.code.as_str()))
        .collect()
}

#[tokio::test]
async fn a_course_with_a_mistake_elsewhere_is_named_with_it() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let mut draft = good();
    let mut class = draft.classes[0].clone();
    class.insert(StartsOn, "2027-03-02".into());
    class.insert(Seats, "0".into());
    draft.classes.push(class);
    started(&mut trainer, &draft).await;
    let text = sheet(&[&[(Hours, "80")], &[(Title, "示例 新课甲")]]);
    let view = uploaded(&mut trainer, &text).await;
    let came = taken(&mut trainer, &view, true).await;
    assert_eq!((came.courses, came.handed_in), (2, 1));
    let expected = (draft.title(), vec![("classes/1/seats", "seats_zero")]);
    assert_eq!(left(&came), [expected]);
    verified(&portal);
}

#[tokio::test]
async fn what_no_reviewer_waits_for_and_what_waits_for_its_classes_is_named() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, view) = live(&portal).await;
    let title = view.draft.title();
    let small = uploaded(&mut trainer, &sheet(&[&[(Summary, "零基础也能学。")]])).await;
    let came = taken(&mut trainer, &small, true).await;
    assert_eq!((came.courses, came.handed_in), (1, 0));
    assert_eq!(left(&came), [(title, Vec::new())]);

    let other = uploaded(&mut trainer, &sheet(&[&[(Trade, "焊工")]])).await;
    // Kept as drafts nothing was to be handed in.
    let came = taken(&mut trainer, &other, false).await;
    assert_eq!(left(&came), []);
    let again = uploaded(&mut trainer, &sheet(&[&[(Trade, "焊工")]])).await;
    let came = taken(&mut trainer, &again, true).await;
    let expected = (title, vec![("trade", "class_not_settled")]);
    assert_eq!(left(&came), [expected]);
    verified(&portal);
}
