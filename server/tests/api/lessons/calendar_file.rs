//! The days of teaching in a phone's own calendar.

use std::collections::BTreeSet;

use api::lesson::SetLessonsRequest;
use api::path::{self, with_id};
use http::StatusCode;

use super::{Class, FIRST, LAST, class, day, mine};
use crate::portal::Browser;

/// The values of a property, in the order of the entries.
fn values<'a>(file: &'a str, property: &'a str) -> Vec<&'a str> {
    let lines = file.split("\r\n");
    lines
        .filter_map(|line| line.strip_prefix(property)?.strip_prefix(':'))
        .collect()
}

async fn file(class: &Class, resident: &mut Browser) -> String {
    let address = with_id(path::ENROLMENT_CALENDAR, &mine(resident).await.id);
    let answer = resident.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    class.holds_together();
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    text.replace("\r\n ", "")
}

#[tokio::test]
async fn each_run_of_days_is_an_entry_and_what_is_taught_no_more_is_struck_out() {
    let class = class().await;
    class.on(FIRST).await;
    let mut resident = class.resident(0).await;
    let before = file(&class, &mut resident).await;
    let names = values(&before, "UID");
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    // Four weeks, and nobody is taught on Sundays.
    assert!(names.len() > 2 && distinct.len() == names.len(), "{before}");
    assert!(!before.contains("CANCELLED"), "{before}");

    let mut trainer = class.trainer().await;
    let request = SetLessonsRequest {
        version: class.roster(&mut trainer).await.version,
        days: vec![day(FIRST), day(LAST)],
    };
    let address = class.address(path::STAFF_LESSONS);
    let answer = trainer.put(&address, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");

    let after = file(&class, &mut resident).await;
    assert_eq!(values(&after, "UID"), names);
    let gone = values(&after, "STATUS");
    assert_eq!(gone, vec!["CANCELLED"; names.len() - 2]);
    let starts = values(&after, "DTSTART;VALUE=DATE");
    assert_eq!(starts[..2], ["20270301", "20270326"]);
    let sequence = |file: &str| values(file, "SEQUENCE")[0].parse::<u32>().unwrap();
    assert!(sequence(&after) > sequence(&before), "{after}");
}
