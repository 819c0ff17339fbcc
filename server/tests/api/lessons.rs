//! From the first lesson to the certificate, over HTTP.

mod again;
mod agreed_price;
mod another;
mod attendance;
mod calendar_file;
mod called_off;
mod catalogues;
mod certificates;
mod code;
mod complaints;
mod follow_up;
mod forms;
mod fraud;
mod history;
mod into_a_loan;
mod off_list;
mod others;
mod outside;
mod paid;
mod paid_since;
mod payment;
mod results;
mod school;
mod seats;
mod section;
mod settlement;
mod settlement_log;
mod spot_check;
mod statements;
mod subject;
mod two_schools;
mod usual_chance;
mod waits;
mod weekend;
mod whole;

use api::enrolment::EnrolmentView;
use api::lesson::{ListStaffClassesResponse, MemberActionRequest, RosterMember, RosterView};
use api::path::{self, with_document, with_id};
use domain::Date;
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use server::enrolments::follow;
use server::enrolments::room::class_id;
use workflow::enrolment::EnrolmentAction;
use workflow::listing::ListingAction;

use crate::portal::{Answer, Browser, TestPortal};
use crate::training::{done, good, officer, started, trainer};

const HOUR_MS: i64 = 3_600_000;
/// The first lesson and the last day of the class of [`good`].
const FIRST: &str = "2027-03-01";
const LAST: &str = "2027-03-26";
const SESSION: &str = "20270301-day";
const PHONES: [&str; 3] = ["13800000001", "13800000002", "13800000003"];

/// A class of a school with people in it.
struct Class {
    portal: TestPortal,
    id: String,
    course: String,
}

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

/// Published by a school, with three people who have said their names but for the last.
async fn class() -> Class {
    class_in(TestPortal::start().await).await
}

/// The same in a portal of the test's own.
async fn class_in(portal: TestPortal) -> Class {
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let listing = started(&mut trainer, &good()).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    let class = Class {
        id: class_id(&listing.course_id, SESSION),
        course: listing.course_id,
        portal,
    };
    for (phone, name) in PHONES.into_iter().zip(["示例甲", "示例乙", ""]) {
        let mut resident = class.portal.resident(phone).await;
        let enrol = json!({ "course": class.course, "session": SESSION, "name": name });
        let answer = resident.post(path::ENROLMENTS, &enrol).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    }
    class
}

impl Class {
    /// It is ten in the morning of a day, and the job has run.
    async fn on(&self, date: &str) {
        let now_ms = day(date).start_ms_shanghai() + 10 * HOUR_MS;
        let clock = &self.portal.clock;
        clock.advance_ms(now_ms - clock.now_ms());
        follow::run_once(&self.portal.state, now_ms).await.unwrap();
    }

    async fn trainer(&self) -> Browser {
        self.portal.signed_in("jiaowu").await
    }

    async fn officer(&self) -> Browser {
        self.portal.signed_in("peixun1").await
    }

    /// Signs in by a code, of which one goes to a phone in a minute.
    async fn resident(&self, number: usize) -> Browser {
        self.portal.clock.advance_ms(61_000);
        self.portal.resident(PHONES[number]).await
    }

    fn address(&self, template: &str) -> String {
        with_id(template, &self.id)
    }

    async fn roster(&self, browser: &mut Browser) -> RosterView {
        let answer = browser.get(&self.address(path::STAFF_ROSTER)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn member(&self, browser: &mut Browser, number: usize) -> RosterMember {
        self.roster(browser).await.members.remove(number)
    }

    /// Does something to one person, as on screen now.
    async fn attempt(
        &self,
        browser: &mut Browser,
        number: usize,
        with: impl FnOnce(MemberActionRequest) -> MemberActionRequest,
        action: EnrolmentAction,
    ) -> Answer {
        let member = self.member(browser, number).await;
        let request = with(MemberActionRequest::plain(member.version, action));
        let address = with_document(path::STAFF_MEMBER_ACTIONS, &self.id, &member.id);
        browser.post(&address, &request).await
    }

    async fn act(
        &self,
        browser: &mut Browser,
        number: usize,
        action: EnrolmentAction,
    ) -> RosterMember {
        let answer = self
            .attempt(browser, number, |request| request, action)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{action}: {answer:?}");
        answer.json()
    }

    async fn tick(&self, browser: &mut Browser, number: usize, on: &str) -> Answer {
        let with = |request| MemberActionRequest {
            on: Some(day(on)),
            ..request
        };
        self.attempt(browser, number, with, EnrolmentAction::CheckIn)
            .await
    }

    /// Ticks a person on every lesson.
    async fn tick_all(&self, browser: &mut Browser, number: usize) {
        for lesson in self.roster(browser).await.lessons {
            let answer = self.tick(browser, number, &lesson.to_string()).await;
            assert_eq!(answer.status, StatusCode::OK, "{lesson}: {answer:?}");
        }
    }

    /// The last day has come, everybody named was always there, and passed.
    async fn passed(&self, numbers: &[usize]) -> Browser {
        self.on(LAST).await;
        let mut trainer = self.trainer().await;
        for number in numbers {
            self.tick_all(&mut trainer, *number).await;
            let member = self
                .act(&mut trainer, *number, EnrolmentAction::RecordPass)
                .await;
            assert!(member.has_passed && member.is_enough);
        }
        trainer
    }

    #[track_caller]
    fn holds_together(&self) {
        let (store, keyring) = (&self.portal.state.store, &self.portal.state.keyring);
        let report = server::enrolments::verify::verify_one(store, keyring, &self.id).unwrap();
        assert_eq!((report.classes, report.findings), (1, Vec::new()));
    }
}

async fn mine(resident: &mut Browser) -> EnrolmentView {
    let answer = resident.get(path::ENROLMENTS).await;
    let listed: api::enrolment::ListEnrolmentsResponse = answer.json();
    listed.enrolments.into_iter().next().unwrap()
}

async fn listed(browser: &mut Browser) -> ListStaffClassesResponse {
    browser.get(path::STAFF_CLASSES).await.json()
}
