//! Another organisation's trainer: every route that names a thing answers as if it were not there.

use api::ProblemCode;
use api::course_sheet::SheetView;
use api::listing::{ListListingsResponse, ListingActionRequest};
use api::organisation::ListOrganisationsResponse;
use api::path::{self, with_document, with_id};
use http::Method;
use serde_json::json;
use workflow::listing::ListingAction;

use super::{good, officer, sheet, started, trainer, upload};
use crate::portal::{TestPortal, fresh_key};

#[tokio::test]
async fn what_is_of_another_organisation_is_not_there() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut owner = trainer(&portal, &mut officer, "示例培训学校（甲）", "jia").await;
    let mut other = trainer(&portal, &mut officer, "示例培训学校（乙）", "yi").await;
    let listing = started(&mut owner, &good()).await;
    let own: ListOrganisationsResponse = owner.get(path::STAFF_ORGANISATIONS).await.json();
    let school = own.organisations[0].id.clone();
    let answer = upload(&mut owner, "a.csv", sheet(&[&[]]).into_bytes()).await;
    let own_sheet: SheetView = answer.json();

    let request = ListingActionRequest::plain(listing.version, ListingAction::Submit);
    let draft = json!({ "version": listing.version, "draft": good() });
    let action = json!({ "version": 1, "action": "take_in", "is_handed_in": false });
    let repair = json!({ "version": 1, "values": {}, "is_dropped": true });
    let of_listing = |template| with_id(template, &listing.id);
    let of_sheet = |template| with_id(template, &own_sheet.id);
    let rows = format!("{}?state=good", of_sheet(path::STAFF_COURSE_SHEET_ROWS));
    for address in [
        with_id(path::STAFF_ORGANISATION, &school),
        of_listing(path::STAFF_LISTING),
        of_sheet(path::STAFF_COURSE_SHEET),
        rows,
    ] {
        other.get(&address).await.problem(ProblemCode::NotFound);
        assert!(owner.get(&address).await.status.is_success(), "{address}");
    }
    let row = with_document(path::STAFF_COURSE_SHEET_ROW, &own_sheet.id, "2");
    for (method, address, body) in [
        (
            Method::POST,
            of_listing(path::STAFF_LISTING_ACTIONS),
            json!(request),
        ),
        (Method::PUT, of_listing(path::STAFF_LISTING_DRAFT), draft),
        (
            Method::POST,
            of_sheet(path::STAFF_COURSE_SHEET_ACTIONS),
            action,
        ),
        (Method::PUT, row, repair),
    ] {
        let refused = other.send_json(method, &address, &fresh_key(), &body).await;
        refused.problem(ProblemCode::NotFound);
    }
    let theirs: ListListingsResponse = other.get(path::STAFF_LISTINGS).await.json();
    assert!(theirs.listings.is_empty());
    // Nothing happened to it, and the same title is no duplicate between organisations.
    assert_eq!(
        super::seen(&mut owner, &listing.id).await.version,
        listing.version
    );
    let same = started(&mut other, &good()).await;
    assert!(same.findings.iter().all(|finding| finding.is_note));
}
