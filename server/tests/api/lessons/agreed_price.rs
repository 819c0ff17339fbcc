//! What a course cost when somebody asked for a seat stays that person's price.

use api::ProblemCode;
use api::listing::ListListingsResponse;
use api::path;
use http::StatusCode;
use listing::Field;
use serde_json::json;
use workflow::Duty;
use workflow::listing::ListingAction;

use super::{Class, FIRST, PHONES, SESSION, class, mine};
use crate::portal::Browser;
use crate::training::{done, good, joined, written};

const LATER: &str = "13800000009";

impl Class {
    /// The school asks another price, and the section has looked.
    async fn costs(&self, yuan: &str) {
        let mut trainer = self.trainer().await;
        let own: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
        let id = &own.listings[0].id;
        let mut draft = good();
        draft.course.insert(Field::Price, yuan.into());
        let answer = written(&mut trainer, id, &draft).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        done(&mut trainer, id, ListingAction::Submit).await;
        done(&mut self.officer().await, id, ListingAction::Approve).await;
    }

    /// The phones of those who were told that a price changed.
    fn told_of_a_price(&self) -> Vec<String> {
        let (store, keyring) = (&self.portal.state.store, &self.portal.state.keyring);
        let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
        let told = messages
            .into_iter()
            .filter(|message| message.text.contains("改动：学费。"));
        told.map(|message| message.phone).collect()
    }
}

/// The person's own price, and what the course costs by now where that is another.
async fn prices(resident: &mut Browser) -> (Option<i64>, Option<i64>) {
    let shown = mine(resident).await;
    (shown.price_fen, shown.price_now_fen)
}

#[tokio::test]
async fn who_enrolled_pays_what_the_course_cost_then() {
    let class = class().await;
    assert_eq!(prices(&mut class.resident(0).await).await, (Some(0), None));
    class.costs("900").await;
    let mut late = class.portal.resident(LATER).await;
    // Whoever has the old price on screen has not agreed to the new one.
    let mut enrol = json!({ "course": class.course, "session": SESSION, "price_fen": 0 });
    let refused = late.post(path::ENROLMENTS, &enrol).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/price_fen", "price_changed")
    );
    enrol["price_fen"] = 90_000.into();
    let answer = late.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let free = (Some(0), Some(90_000));
    assert_eq!(prices(&mut class.resident(0).await).await, free);
    assert_eq!(prices(&mut late).await, (Some(90_000), None));
    assert_eq!(class.told_of_a_price(), Vec::<String>::new());

    // The first day pins what is taught, and nobody's price.
    class.on(FIRST).await;
    assert_eq!(prices(&mut class.resident(0).await).await, free);
    let roster = class.roster(&mut class.trainer().await).await;
    let of_all: Vec<_> = roster.members.iter().map(|one| one.price_fen).collect();
    assert_eq!(of_all, [Some(0), Some(0), Some(0), Some(90_000)]);
    // Who only teaches sees no money.
    let mut teacher = joined(&class.portal, &mut class.trainer().await, Duty::Teacher).await;
    let roster = class.roster(&mut teacher).await;
    assert!(roster.members.iter().all(|one| one.price_fen.is_none()));
    class.holds_together();
}

#[tokio::test]
async fn who_asked_before_that_was_kept_has_the_price_of_the_course() {
    let class = class().await;
    let forget = "UPDATE enrolments SET price_fen = NULL WHERE place = 1";
    class.portal.change(forget).await;
    class.costs("900").await;
    let of_today = (Some(90_000), None);
    assert_eq!(prices(&mut class.resident(0).await).await, of_today);
    assert_eq!(class.told_of_a_price(), [PHONES[0]]);
    let first = class.member(&mut class.trainer().await, 0).await;
    assert_eq!(first.price_fen, None);
}
