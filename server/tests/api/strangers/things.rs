//! One of each thing that a call can name, each with somebody it belongs to.

use api::assignment::ListColleaguesResponse;
use api::course_sheet::SheetView;
use api::course_token::MadeCourseToken;
use api::lesson::RosterView;
use api::organisation::{ListOrganisationsResponse, OrganisationView};
use api::path::{self, with_id};
use api::payment_sheet::AddedPaymentSheet;
use api::people::PeopleView;
use api::re_review::ListReReviewsResponse;
use api::search::ListSavedSearchesResponse;
use api::service_point::ListHelpersResponse;
use api::staff::StaffQueueResponse;
use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use server::authorize::rule::{Rule, Who};
use server::clock::Clock as _;
use server::enrolments::room::class_id;
use server::re_reviews::draw::run_once;
use workflow::Role;
use workflow::listing::ListingAction;
use workflow::loan::LoanAction;
use workflow::servicing::RepaymentMethod;

use crate::documents::{PDF, upload};
use crate::filing::{action, draft, good_answers, no_papers, save};
use crate::portal::{Browser, TestPortal, fresh_key};
use crate::staff::{BANK, BUREAU, GUARANTOR};
use crate::training;

/// Phones of those the things belong to.
pub(super) const OWNER: &str = "13800000001";
pub(super) const BORROWER: &str = "13800000003";
pub(super) const GUARANTORS: &str = "13800000031";
const DRAFTER: &str = "13800000004";
const DAY_MS: i64 = 24 * 3_600_000;
/// Pages of a loan that the server draws.
const EXTENSION_PAGE: &str = "/my/applications/{id}/extension";
const LOAN_PAGE: &str = "/my/applications/{id}/loan";

/// The ids, and whoever reads them by right.
#[derive(Default)]
pub(super) struct Things {
    pub(super) file: String,
    paper: String,
    person: String,
    draft: String,
    upload: String,
    loan: String,
    payment_sheet: String,
    template: String,
    pub(super) colleague: String,
    re_review: String,
    pub(super) package: String,
    enrolment: String,
    class: String,
    member: String,
    organisation: String,
    account: String,
    listing: String,
    course_sheet: String,
    token: String,
    listing_template: String,
    search: String,
    helper: String,
    resident: Option<Browser>,
    drafter: Option<Browser>,
    borrower: Option<Browser>,
    officer: Option<Browser>,
    bank: Option<Browser>,
    school: Option<Browser>,
    section: Option<Browser>,
}

impl Things {
    /// A package of a file, and nothing else.
    pub(super) fn packed(file: &str, package: String) -> Self {
        Self {
            file: file.to_owned(),
            package,
            ..Self::default()
        }
    }

    /// What a call names: `{id}` and `{document}`.
    pub(super) fn named(&self, rule: &Rule) -> (&str, &str) {
        let path = rule.path;
        let is_of_draft = matches!(path, path::APPLICATION_UPLOADS | path::APPLICATION_UPLOAD);
        let begins = |with: &str| path.starts_with(with);
        let id = match path {
            _ if is_of_draft => &self.draft,
            path::APPLICATION_SCHEDULE
            | path::APPLICATION_EXTENSION
            | EXTENSION_PAGE
            | LOAN_PAGE => &self.loan,
            _ if begins("/apply/") || begins("/my/applications/") => &self.file,
            _ if begins("/classes/") => &self.enrolment,
            _ if begins("/api/applications/") || begins("/api/staff/applications/") => &self.file,
            _ if begins("/api/enrolments/") => &self.enrolment,
            _ if begins("/api/staff/packages/") => &self.package,
            _ if begins("/api/staff/colleagues/") => &self.colleague,
            _ if begins("/api/staff/re-reviews/") => &self.re_review,
            _ if begins("/api/staff/templates/") => &self.template,
            _ if begins("/api/staff/loans/") => &self.loan,
            _ if begins("/api/staff/payment-sheets/") => &self.payment_sheet,
            // A check of a class goes by the class it is of.
            _ if begins("/api/staff/classes/") || begins("/api/staff/spot-checks/") => &self.class,
            // So does a complaint of somebody in it.
            _ if begins("/api/staff/complaints/") => &self.class,
            _ if begins("/api/staff/organisations/") => &self.organisation,
            _ if begins("/api/staff/listing-templates/") => &self.listing_template,
            _ if begins("/api/staff/listings/") => &self.listing,
            _ if begins("/api/staff/course-sheets/") => &self.course_sheet,
            _ if begins("/api/staff/course-tokens/") => &self.token,
            path::SAVED_SEARCH => &self.search,
            path::HELPER_ACTIONS => &self.helper,
            _ => panic!("{path} names nothing that is made here"),
        };
        let part = match path {
            path::APPLICATION_UPLOAD => self.upload.as_str(),
            path::APPLICATION_PERSON | path::STAFF_PERSON => self.person.as_str(),
            path::APPLICATION_DOCUMENT | path::STAFF_DOCUMENT => self.paper.as_str(),
            path::STAFF_ORGANISATION_ACCOUNT | path::STAFF_ORGANISATION_SECOND_FACTOR => {
                self.account.as_str()
            }
            path::STAFF_COURSE_SHEET_ROW => "2",
            _ => self.member.as_str(),
        };
        (id, part)
    }

    /// Whoever may read what a call names, for those that read.
    pub(super) fn owner(&self, rule: &Rule) -> Option<Browser> {
        let path = rule.path;
        match rule.who {
            // What comes once a class has ended or a paper was given; their own tests read them.
            _ if matches!(
                path,
                path::ENROLMENT_CERTIFICATE
                    | path::ENROLMENT_CERTIFICATE_QR
                    | path::STAFF_LESSON_CODE
                    | path::STAFF_SPOT_CHECK_PAPER
                    | path::STAFF_SETTLEMENT_PAPER
                    | path::STAFF_LISTING_PAPER
                    | path::STAFF_LISTING_PHOTO
                    | path::STAFF_SETTLEMENT
                    | path::STAFF_SETTLEMENT_SHEET
                    | path::STAFF_SETTLEMENT_ROSTER
                    | path::STAFF_SETTLEMENT_PAYMENTS
                    | path::STAFF_PACKAGES
            ) =>
            {
                None
            }
            Who::Resident | Who::ResidentAlone if path == path::APPLICATION_UPLOAD => {
                self.drafter.clone()
            }
            // Of the pages that the server draws those that show something from the first day.
            _ if path.starts_with("/apply/") || path.starts_with("/classes/") => None,
            Who::Resident | Who::ResidentAlone
                if matches!(
                    path,
                    path::APPLICATION_SCHEDULE | EXTENSION_PAGE | LOAN_PAGE
                ) =>
            {
                self.borrower.clone()
            }
            Who::Resident | Who::ResidentAlone => self.resident.clone(),
            Who::School(..) => self.school.clone(),
            Who::Staff(roles) if roles.contains(&Role::TrainingOfficer) => self.section.clone(),
            Who::Staff(roles) if !roles.contains(&Role::HrOfficer) => self.bank.clone(),
            _ => self.officer.clone(),
        }
    }

    /// How far the things are that a stranger could move.
    pub(super) async fn versions(&self, portal: &TestPortal) -> Vec<Value> {
        let mut found = Vec::new();
        let mut look = async |browser: &Option<Browser>, template: &str, id: &str| {
            let mut browser = browser.clone().unwrap();
            let answer = browser.get(&with_id(template, id)).await;
            assert_eq!(answer.status, StatusCode::OK, "{template}: {answer:?}");
            found.push(answer.value()["version"].clone());
        };
        look(&self.resident, path::APPLICATION, &self.file).await;
        look(&self.drafter, path::APPLICATION, &self.draft).await;
        look(&self.bank, path::STAFF_LOAN, &self.loan).await;
        look(&self.bank, path::STAFF_PAYMENT_SHEET, &self.payment_sheet).await;
        look(&self.school, path::STAFF_LISTING, &self.listing).await;
        look(&self.section, path::STAFF_ORGANISATION, &self.organisation).await;
        let _ = portal;
        found
    }
}

fn id_of(answer: &crate::portal::Answer) -> String {
    assert!(answer.status.is_success(), "{answer:?}");
    answer.value()["id"].as_str().unwrap().to_owned()
}

/// Everything, and everybody signed in.
pub(super) async fn made(portal: &TestPortal) -> Things {
    let mut things = Things::default();
    let (loan, number) =
        crate::servicing::lend(portal, BORROWER, RepaymentMethod::EqualPrincipal).await;
    things.loan = loan;
    of_a_file(portal, &mut things).await;
    of_a_draft(portal, &mut things).await;
    // Yesterday's decisions are drawn from.
    portal.clock.advance_ms(DAY_MS);
    run_once(&portal.state, portal.clock.now_ms())
        .await
        .unwrap();
    let mut resident = portal.resident(OWNER).await;
    of_a_helper(portal, &mut things, &mut resident).await;
    of_a_school(portal, &mut things, &mut resident).await;
    of_the_offices(portal, &mut things, &number).await;
    things.resident = Some(resident);
    things.drafter = Some(portal.resident(DRAFTER).await);
    things.borrower = Some(portal.resident(BORROWER).await);
    things
}

/// Handed in with a paper and a guarantor who agreed; the bureau has opened it.
async fn of_a_file(portal: &TestPortal, things: &mut Things) {
    let mut resident = portal.resident(OWNER).await;
    let begun = draft(&mut resident).await;
    let mut without = no_papers();
    without.as_object_mut().unwrap().remove("business_licence");
    save(&mut resident, &begun.id, good_answers(), without).await;
    things.paper = id_of(&upload(&mut resident, &begun.id, "business_licence", PDF).await);
    let guarantor = json!({ "kind": "guarantor", "name": "示例李强", "id_number": "110101199003070011",
        "phone": GUARANTORS });
    let at = with_id(path::APPLICATION_PEOPLE, &begun.id);
    let token = crate::people::asked(&mut resident, &begun.id, &guarantor).await;
    crate::people::given(portal, &token, "0011", GUARANTORS).await;
    let named: PeopleView = resident.get(&at).await.json();
    things.person = named.people[0].id.clone();
    let view = resident.get(&with_id(path::APPLICATION, &begun.id)).await;
    let submit = action(&view.json(), LoanAction::Submit);
    let actions = with_id(path::APPLICATION_ACTIONS, &begun.id);
    let answer = resident.post(&actions, &submit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let none = workflow::loan::EventDetail::None;
    let open = LoanAction::AcceptForReview;
    crate::filing::officer(portal, &begun.id, Role::HrOfficer, open, none).await;
    things.file = begun.id;
}

async fn of_a_draft(portal: &TestPortal, things: &mut Things) {
    let mut drafter = portal.resident(DRAFTER).await;
    things.draft = draft(&mut drafter).await.id;
    let large = crate::paper_uploads::large();
    let begun = crate::paper_uploads::start(&mut drafter, &things.draft, &large).await;
    things.upload = begun.id;
}

async fn of_a_helper(portal: &TestPortal, things: &mut Things, resident: &mut Browser) {
    portal.clock.advance_ms(61_000);
    let mut clerk = portal.clerk("own-clerk").await;
    crate::service_point::help(portal, &mut clerk, OWNER, "everything").await;
    let helpers: ListHelpersResponse = resident.get(path::HELPERS).await.json();
    things.helper = helpers.helpers[0].id.clone();
    let search = json!({ "query": "q=电工&seats=1", "name": "示例搜索" });
    let kept = resident.post(path::SAVED_SEARCHES, &search).await;
    let kept: ListSavedSearchesResponse = kept.json();
    things.search = kept.searches[0].id.clone();
}

async fn of_a_school(portal: &TestPortal, things: &mut Things, resident: &mut Browser) {
    let mut section = training::officer(portal).await;
    let name = "示例培训学校（甲）";
    let mut school = training::trainer(portal, &mut section, name, "own-school").await;
    let listing = training::started(&mut school, &training::good()).await;
    training::done(&mut school, &listing.id, ListingAction::Submit).await;
    training::done(&mut section, &listing.id, ListingAction::Approve).await;
    things.class = class_id(&listing.course_id, "20270301-day");
    let enrol = json!({ "course": listing.course_id, "session": "20270301-day", "name": "示例甲" });
    things.enrolment = id_of(&resident.post(path::ENROLMENTS, &enrol).await);
    let roster = school
        .get(&with_id(path::STAFF_ROSTER, &things.class))
        .await;
    let roster: RosterView = roster.json();
    things.member = roster.members[0].id.clone();
    let own: ListOrganisationsResponse = school.get(path::STAFF_ORGANISATIONS).await.json();
    things.organisation = own.organisations[0].id.clone();
    let seen = school
        .get(&with_id(path::STAFF_ORGANISATION, &things.organisation))
        .await;
    let seen: OrganisationView = seen.json();
    things.account = seen.accounts[0].username.clone();
    things.listing = listing.id;
    let text = training::sheet(&[&[]]).into_bytes();
    let sheet: SheetView = training::upload(&mut school, "a.csv", text).await.json();
    things.course_sheet = sheet.id;
    let token = school
        .post(path::STAFF_COURSE_TOKENS, &json!({ "name": "教务系统" }))
        .await;
    things.token = token.json::<MadeCourseToken>().id;
    let template = json!({ "name": "电工班", "draft": training::good() });
    things.listing_template = id_of(&school.post(path::STAFF_LISTING_TEMPLATES, &template).await);
    things.school = Some(school);
    things.section = Some(section);
}

async fn of_the_offices(portal: &TestPortal, things: &mut Things, number: &str) {
    let mut officer = portal.staff("own-hr", Role::HrOfficer, BUREAU).await;
    let promote = |tx: &store::Tx| {
        let member = store::staff::find_by_username(tx, "own-hr")?.unwrap();
        store::staff::set_supervisor(tx, &member.id, true)
    };
    let store = &portal.state.store;
    store
        .write::<_, _, store::StoreError>(promote)
        .await
        .unwrap();
    let template =
        json!({ "version": 0, "purpose": "return", "title": "照片不清", "words": "请重拍。" });
    things.template = id_of(&officer.post(path::STAFF_TEMPLATES, &template).await);
    let colleagues: ListColleaguesResponse = officer.get(path::STAFF_COLLEAGUES).await.json();
    things.colleague = colleagues.colleagues[0].id.clone();
    let agency = portal
        .staff("own-agency", Role::GuaranteeOfficer, GUARANTOR)
        .await;
    let mut bank = portal.staff("own-bank", Role::BankOfficer, BANK).await;
    for mut office in [officer.clone(), agency, bank.clone()] {
        let drawn: ListReReviewsResponse = office.get(path::STAFF_RE_REVIEWS).await.json();
        if let Some(one) = drawn.waiting.first() {
            things.re_review = one.id.clone();
        }
    }
    let text = format!("受理编号,日期,金额\n{number},2026-11-25,100\n");
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let address = format!("{}?name=november.csv", path::STAFF_PAYMENT_SHEETS);
    let answer = bank
        .send(Method::POST, &address, headers, Body::from(text))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    things.payment_sheet = answer.json::<AddedPaymentSheet>().id;
    let waiting: StaffQueueResponse = officer.get(path::STAFF_QUEUE).await.json();
    assert!(!waiting.waiting.is_empty());
    things.officer = Some(officer);
    things.bank = Some(bank);
}
