//! One identity card in the classes of two schools: the section reads where, a school of its own classes alone.

use api::path;
use api::settlement::NamedClass;
use http::StatusCode;
use listing::Field;
use serde_json::json;
use server::enrolments::room::class_id;
use workflow::listing::ListingAction;

use super::fraud::kinds;
use super::payment::cells;
use super::settlement::{AFTER, ID_NUMBERS, asked};
use super::{Class, FIRST, SESSION, class, day};
use crate::training::{done, good, started, trainer};

/// An account of the other school.
const OTHER: &str = "other";

impl Class {
    /// A class of another school on the same days, with the second person in it; its id.
    async fn of_other_school(&self) -> String {
        let mut officer = self.officer().await;
        let mut other = trainer(&self.portal, &mut officer, "示例培训学校（乙）", OTHER).await;
        let mut draft = good();
        let title = "示例 低压电工提高班".to_owned();
        draft.course.insert(Field::Title, title);
        let listing = started(&mut other, &draft).await;
        done(&mut other, &listing.id, ListingAction::Submit).await;
        done(&mut officer, &listing.id, ListingAction::Approve).await;
        let enrol = json!({ "course": listing.course_id, "session": SESSION, "name": "示例乙", "accepts_overlap": true });
        let mut resident = self.resident(1).await;
        let answer = resident.post(path::ENROLMENTS, &enrol).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        class_id(&listing.course_id, SESSION)
    }
}

#[tokio::test]
async fn who_types_a_number_does_not_learn_in_which_class_of_another_school_it_is() {
    let mut class = class().await;
    let first = class.id.clone();
    let theirs = class.of_other_school().await;
    class.on(FIRST).await;
    let mut own = class.trainer().await;
    class.ticked(&mut own, 0, FIRST).await;
    let mut other = class.portal.signed_in(OTHER).await;
    class.go_to(&theirs);
    class.ticked(&mut other, 0, FIRST).await;
    class.on(AFTER).await;
    class.go_to(&first);
    class.meets(SESSION, "evening").await;
    let mut own = class.trainer().await;
    class.says(&mut own, 0, (asked(), ID_NUMBERS[0])).await;

    class.go_to(&theirs);
    let mut other = class.portal.signed_in(OTHER).await;
    let said = class.says(&mut other, 0, (asked(), ID_NUMBERS[0])).await;
    assert!(kinds(&said.rows[0]).is_empty(), "{said:?}");
    assert!(said.rows[0].other_hours.is_empty() && said.classes.is_empty());
    let text = format!("{said:?}");
    assert!(!text.contains(&first), "{text}");
    let statements = other.get(path::STAFF_SETTLEMENT_STATEMENTS).await;
    let statements = format!("{:?}", cells(&statements));
    assert!(!statements.contains("另一个班"), "{statements}");

    let mut officer = class.officer().await;
    let mut sheet = class.sheet(&mut officer).await;
    let row = sheet.rows.remove(0);
    assert_eq!(kinds(&row), ["same_day", "two_accounts"]);
    // By title and school, or nobody knows which class to look at.
    let name = NamedClass {
        id: first.clone(),
        title: Some(good().title().to_owned()),
        provider: Some("示例培训学校（甲）".to_owned()),
        starts_on: day(FIRST),
    };
    assert_eq!(sheet.classes, [name]);
    assert_eq!(row.findings[0].class.as_ref(), Some(&first));
    assert_eq!(row.other_hours, [first.as_str()]);
    // Nor does the school that was first, and what is held back is so for both.
    class.go_to(&first);
    class.meets(SESSION, "day").await;
    let row = class.sheet(&mut own).await.rows.remove(0);
    assert!(kinds(&row).is_empty(), "{row:?}");
    assert!(row.subsidies.iter().all(|one| !one.is_payable));
}
