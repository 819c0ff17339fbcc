//! The desk of the training section: what is taught where, what has to be filed, what was reached in a year.

use api::listing::ListingActionRequest;
use api::path::{self, with_id};
use api::training_section::{Figure, OpeningNotices, TrainingCalendar, TrainingYear};
use catalogue::TargetKind;
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use server::lessons::follow_up;
use server::listings;
use store::classes::{self, Class as Row};
use store::{StoreError, Tx, training_counts};
use workflow::class::ClassState;
use workflow::enrolment::EnrolmentAction as A;
use workflow::listing::ListingAction;
use workflow::opening::OpeningState;

use super::{Class, FIRST, HOUR_MS, class, day, mine};
use crate::portal::{Browser, TestPortal};
use crate::training::{done, good, officer, started, trainer};

async fn calendar(officer: &mut Browser) -> TrainingCalendar {
    let answer = officer.get(path::STAFF_TRAINING_CALENDAR).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn notices(officer: &mut Browser) -> OpeningNotices {
    officer.get(path::STAFF_OPENING_NOTICES).await.json()
}

async fn year(officer: &mut Browser, year: i32) -> TrainingYear {
    let address = format!("{}?year={year}", path::STAFF_TRAINING_YEAR);
    let answer = officer.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

fn figure(year: &TrainingYear, kind: TargetKind) -> (Figure, [u32; 4]) {
    let mut figures = year.figures.iter();
    let found = figures.find(|figure| figure.kind == kind).unwrap();
    let quarters: Vec<u32> = found.quarters.iter().map(|one| one.part).collect();
    (found.year, quarters.try_into().unwrap())
}

#[tokio::test]
async fn the_calendar_has_the_weeks_ahead_and_a_class_with_its_seats() {
    let class = class().await;
    let mut officer = class.officer().await;
    let found = calendar(&mut officer).await;
    assert_eq!((found.from, found.weeks), (day("2026-11-23"), 12));
    let until = found.from.add_days(12 * 7 - 1);
    assert!(found.townships.len() > 10, "{}", found.townships.len());
    for township in &found.townships {
        assert!(township.name.is_some() && !township.classes.is_empty());
        let mut classes = township.classes.iter();
        assert!(classes.all(|one| one.ends_on >= found.from && one.starts_on <= until));
    }
    let all = |found: &TrainingCalendar| -> Vec<_> {
        let townships = found.townships.iter();
        townships.flat_map(|one| one.classes.clone()).collect()
    };
    // It begins later than twelve weeks from now.
    assert!(all(&found).iter().all(|one| one.id != class.id));
    class.on("2027-02-22").await;
    let found = calendar(&mut class.officer().await).await;
    let classes = all(&found);
    let own = classes.iter().find(|one| one.id == class.id).unwrap();
    assert_eq!((own.taken, own.state), (3, ClassState::Open));
    assert!(own.seats > own.taken);
    // Years later nothing is planned.
    class.on("2029-01-01").await;
    let empty = calendar(&mut class.officer().await).await;
    assert!(empty.townships.is_empty());
}

#[tokio::test]
async fn a_class_that_is_put_off_stands_on_its_new_days_with_its_state() {
    let class = class().await;
    class.on("2027-02-01").await;
    let mut officer = class.officer().await;
    let version = class.roster(&mut officer).await.version;
    let days =
        json!({ "enrol_by": "2027-03-20", "starts_on": "2027-04-01", "ends_on": "2027-04-26" });
    let request =
        json!({ "version": version, "action": "postpone", "reason": "老师住院", "days": days });
    let answer = officer
        .post(&class.address(path::STAFF_CLASS_ACTIONS), &request)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let found = calendar(&mut officer).await;
    let mut classes = found.townships.iter().flat_map(|one| &one.classes);
    let own = classes.find(|one| one.id == class.id).unwrap();
    assert_eq!(
        (own.state, own.starts_on),
        (ClassState::Postponed, day("2027-04-01"))
    );
}

#[tokio::test]
async fn a_calendar_of_very_many_says_what_it_leaves_out() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let before: usize = calendar(&mut officer)
        .await
        .townships
        .iter()
        .map(|one| one.classes.len())
        .sum();
    let many = |tx: &Tx| {
        for number in 0..1_000 {
            let row = Row {
                id: format!("gone.{number}"),
                course_id: "gone".into(),
                session_id: number.to_string(),
                version: 1,
                last_place: 0,
                fold: "{}".into(),
                state: "open".into(),
                capacity: 30,
                elsewhere: 0,
                enrol_by: day("2026-11-25"),
                starts_on: day("2026-11-26"),
                ends_on: day("2026-11-30"),
                minimum_not_met_on: None,
                is_confirmed: false,
            };
            classes::insert(tx, &row)?;
        }
        Ok(())
    };
    let written = portal.state.store.write::<_, _, StoreError>(many).await;
    written.unwrap();
    let found = calendar(&mut officer).await;
    assert_eq!(usize::try_from(found.left_out).unwrap(), before);
    // What is gone from the catalogue stands first, without a name.
    let gone = found.townships.first().unwrap();
    assert_eq!((gone.division.as_str(), gone.name.as_deref()), ("", None));
    assert_eq!(gone.classes.len(), 1_000);
}

#[tokio::test]
async fn a_class_is_to_be_filed_then_late_or_filed() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    assert!(notices(&mut officer).await.notices.is_empty());
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let listing = started(&mut trainer, &good()).await;
    // A draft is nobody's business yet.
    assert!(notices(&mut officer).await.notices.is_empty());
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    let found = notices(&mut officer).await;
    assert_eq!((found.working_days, found.notices.len()), (5, 1));
    let waiting = &found.notices[0];
    assert_eq!(waiting.state, OpeningState::Due);
    assert_eq!(waiting.listing_id.as_deref(), Some(listing.id.as_str()));
    assert_eq!((waiting.class_id.as_ref(), waiting.filed_on), (None, None));
    // 2027-03-01 is a Monday, and the holidays of that year are not announced: five working days are a week.
    assert_eq!(
        (waiting.starts_on, waiting.file_by),
        (day(FIRST), day("2027-02-22"))
    );
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    let filed = notices(&mut officer).await.notices;
    assert_eq!((filed.len(), filed[0].state), (1, OpeningState::Filed));
    assert_eq!(filed[0].filed_on, Some(day("2026-11-24")));
    assert!(filed[0].class_id.is_some() && filed[0].listing_id.is_none());
}

#[tokio::test]
async fn what_is_approved_is_filed_that_day_and_stands_in_the_calendar_before_it_is_live() {
    let portal = TestPortal::start().await;
    let at = |on: &str| day(on).start_ms_shanghai() + 10 * HOUR_MS;
    let clock = &portal.clock;
    clock.advance_ms(at("2026-12-28") - clock.now_ms());
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let listing = started(&mut trainer, &good()).await;
    let handed_in = done(&mut trainer, &listing.id, ListingAction::Submit).await;
    let approve = ListingActionRequest {
        go_live_on: Some(day("2027-01-04")),
        ..ListingActionRequest::plain(handed_in.version, ListingAction::Approve)
    };
    let address = with_id(path::STAFF_LISTING_ACTIONS, &listing.id);
    let approved = officer.post(&address, &approve).await;
    assert_eq!(approved.status, StatusCode::OK, "{approved:?}");
    let filed = notices(&mut officer).await.notices;
    let (state, filed_on) = (filed[0].state, filed[0].filed_on);
    assert_eq!(
        (filed.len(), state, filed_on),
        (1, OpeningState::Filed, Some(day("2026-12-28")))
    );
    assert_eq!(filed[0].listing_id.as_ref(), Some(&listing.id));
    let page = officer
        .get(&with_id(path::STAFF_LISTING, &listing.id))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    let own = async |officer: &mut Browser| {
        let townships = calendar(officer).await.townships;
        let mut classes = townships.into_iter().flat_map(|one| one.classes);
        classes
            .find(|one| one.starts_on == day(FIRST) && one.title.as_deref() == Some(good().title()))
    };
    let planned = own(&mut officer).await.unwrap();
    assert_eq!(
        (planned.state, planned.listing_id.as_ref(), planned.seats),
        (ClassState::Planned, Some(&listing.id), 30)
    );

    // A week later residents see it; it was filed when it was approved.
    clock.advance_ms(at("2027-01-04") - clock.now_ms());
    listings::follow::run_once(&portal.state, clock.now_ms())
        .await
        .unwrap();
    let mut officer = portal.signed_in("peixun1").await;
    let filed = notices(&mut officer).await.notices;
    assert_eq!((filed.len(), filed[0].filed_on), (1, filed_on));
    assert!(filed[0].class_id.is_some() && filed[0].listing_id.is_none());
    let open = own(&mut officer).await.unwrap();
    assert_eq!((open.state, open.listing_id), (ClassState::Open, None));
}

#[tokio::test]
async fn what_nobody_approved_in_time_is_overdue_until_it_would_begin() {
    let portal = TestPortal::start().await;
    let mut first = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut first, "示例培训学校（甲）", "jiaowu").await;
    let listing = started(&mut trainer, &good()).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    for (on, expected) in [
        ("2027-02-22", Some(OpeningState::Due)),
        ("2027-02-23", Some(OpeningState::Overdue)),
        (FIRST, Some(OpeningState::Overdue)),
        ("2027-03-02", None),
    ] {
        let now_ms = day(on).start_ms_shanghai() + 10 * HOUR_MS;
        portal.clock.advance_ms(now_ms - portal.clock.now_ms());
        let mut officer = portal.signed_in("peixun1").await;
        let found = notices(&mut officer).await.notices;
        let state = found.first().map(|notice| notice.state);
        assert_eq!(state, expected, "{on}");
    }
}

#[tokio::test]
async fn a_year_is_counted_by_quarter_and_a_rate_needs_twenty() {
    let class = class().await;
    class.passed(&[0, 1]).await;
    let mut officer = class.officer().await;
    for number in [0, 1] {
        class.act(&mut officer, number, A::Certify).await;
    }
    let found = year(&mut officer, 2027).await;
    assert_eq!(
        (found.year, found.days, found.figures.len()),
        (2027, None, 5)
    );
    let (skills, by_quarter) = figure(&found, TargetKind::SkillsPeople);
    assert_eq!((skills.part, by_quarter), (2, [2, 0, 0, 0]));
    assert_eq!(figure(&found, TargetKind::StartupPeople).0.part, 0);
    assert_eq!(figure(&found, TargetKind::Assessments).0.part, 2);
    let (pass, _) = figure(&found, TargetKind::PassRate);
    assert_eq!((pass.part, pass.whole, pass.share_bp), (2, 2, None));
    let skills = &found.figures[0];
    assert_eq!((skills.target, skills.until_year), (10_000, 2020));
    assert!(skills.is_local_confirm && !skills.source.document.is_empty());
    // Another year has nothing, and a year that is none is refused.
    let before = year(&mut officer, 2026).await;
    assert!(
        before
            .figures
            .iter()
            .all(|one| one.year == Figure::default())
    );
    for odd in ["now", "1", "99999"] {
        let address = format!("{}?year={odd}", path::STAFF_TRAINING_YEAR);
        let answer = officer.get(&address).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
    }
}

/// Somebody answers what came of the class.
async fn answered(class: &Class, outcome: &str) {
    class.on("2027-04-26").await;
    let now_ms = day("2027-04-26").start_ms_shanghai() + 10 * HOUR_MS;
    follow_up::run_once(&class.portal.state, now_ms)
        .await
        .unwrap();
    let token = mine(&mut class.resident(0).await).await.follow_up.unwrap();
    let request = json!({ "token": token, "outcome": outcome });
    let mut anybody = class.portal.anonymous();
    let answer = anybody.post(path::FOLLOW_UPS, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn work_after_training_is_the_answers_of_the_quarter_in_which_the_class_ended() {
    let class = class().await;
    class.passed(&[0]).await;
    class.act(&mut class.officer().await, 0, A::Certify).await;
    answered(&class, "employed").await;
    let employment = async || {
        let found = year(&mut class.officer().await, 2027).await;
        (found.days, figure(&found, TargetKind::EmploymentRate))
    };
    let (days, (found, by_quarter)) = employment().await;
    assert_eq!((days, found.share_bp), (Some(30), None));
    assert_eq!(by_quarter, [1, 0, 0, 0]);
    // Others of a class of the second quarter; who would rather not say is no answer.
    let more = |tx: &Tx| {
        for (outcome, times) in [
            ("self_employed", 14),
            ("looking", 5),
            ("prefers_not_to_say", 9),
        ] {
            for _ in 0..times {
                training_counts::count_outcome(tx, "2027Q2", 30, outcome)?;
            }
        }
        training_counts::count_outcome(tx, "2027Q2", 180, "looking")
    };
    let state = &class.portal.state;
    state.store.write::<_, _, StoreError>(more).await.unwrap();
    let (days, (found, by_quarter)) = employment().await;
    assert_eq!((days, by_quarter), (Some(30), [1, 14, 0, 0]));
    assert_eq!(
        (found.part, found.whole, found.share_bp),
        (15, 20, Some(7_500))
    );
}

#[tokio::test]
async fn an_officer_whose_account_was_closed_sees_none_of_it() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let close = |tx: &Tx| {
        let member = store::staff::find_by_username(tx, "peixun1")?.unwrap();
        store::staff::set_disabled(tx, &member.id, Some(1)).map(drop)
    };
    portal
        .state
        .store
        .write::<_, _, StoreError>(close)
        .await
        .unwrap();
    for address in [
        path::STAFF_TRAINING_CALENDAR,
        path::STAFF_SPOT_CHECKS,
        path::STAFF_COMPLAINTS,
        path::STAFF_OPENING_NOTICES,
        path::STAFF_TRAINING_YEAR,
        &with_id(path::STAFF_MEMBER_HISTORY, "a.1"),
    ] {
        let answer = officer.get(address).await;
        assert!(answer.status.is_client_error(), "{address}: {answer:?}");
    }
}
