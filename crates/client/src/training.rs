//! Calls of trainers and of the training section.

use api::{
    course_sheet::{
        ListSheetRowsResponse, ListSheetsResponse, RepairRowRequest, RepairedRow, RowState,
        SheetActionRequest, SheetDone, SheetView,
    },
    course_token::{ListCourseTokensResponse, MadeCourseToken, MakeCourseTokenRequest},
    listing::{
        ListListingTemplatesResponse, ListListingsResponse, ListingActionRequest, ListingPhotoView,
        ListingTemplateSummary, ListingView, RollOverRequest, RollOverResponse,
        SaveListingTemplateRequest, StartListingRequest, WriteListingRequest,
    },
    organisation::{
        AcceptInvitationRequest, AcceptedInvitation, ChangeAccountRequest, InvitationView,
        InviteRequest, ListOrganisationsResponse, OrganisationRequest, OrganisationView,
        WithdrawInvitationRequest,
    },
    path,
};
use gloo_net::http::Method;

use crate::{Anonymous, ClientError, IdempotencyKey, Staff, transport};

impl Anonymous {
    /// Makes the account one was invited to.
    pub async fn accept_invitation(
        self,
        request: &AcceptInvitationRequest,
        key: &IdempotencyKey,
    ) -> Result<AcceptedInvitation, ClientError> {
        transport::write(Method::POST, path::INVITATIONS, request, key).await
    }
}

impl Staff {
    /// Training organisations; a trainer's own.
    pub async fn list_organisations(self) -> Result<ListOrganisationsResponse, ClientError> {
        transport::get(path::STAFF_ORGANISATIONS).await
    }

    /// One organisation.
    pub async fn find_organisation(self, id: &str) -> Result<OrganisationView, ClientError> {
        transport::get(&path::with_id(path::STAFF_ORGANISATION, id)).await
    }

    /// Enters an organisation, or changes the one with this id.
    pub async fn save_organisation(
        self,
        id: Option<&str>,
        request: &OrganisationRequest,
        key: &IdempotencyKey,
    ) -> Result<OrganisationView, ClientError> {
        match id {
            None => transport::write(Method::POST, path::STAFF_ORGANISATIONS, request, key).await,
            Some(id) => {
                let path = path::with_id(path::STAFF_ORGANISATION, id);
                transport::write(Method::PUT, &path, request, key).await
            }
        }
    }

    /// Invites somebody to an account of an organisation.
    pub async fn invite_trainer(
        self,
        id: &str,
        request: &InviteRequest,
        key: &IdempotencyKey,
    ) -> Result<InvitationView, ClientError> {
        let path = path::with_id(path::STAFF_ORGANISATION_INVITATIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Ends an invitation that nobody took up.
    pub async fn withdraw_invitation(
        self,
        id: &str,
        request: &WithdrawInvitationRequest,
        key: &IdempotencyKey,
    ) -> Result<OrganisationView, ClientError> {
        let path = path::with_id(path::STAFF_ORGANISATION_WITHDRAWN, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Changes what somebody of an organisation does there.
    pub async fn change_account(
        self,
        id: &str,
        username: &str,
        request: &ChangeAccountRequest,
        key: &IdempotencyKey,
    ) -> Result<OrganisationView, ClientError> {
        let path = path::with_document(path::STAFF_ORGANISATION_ACCOUNT, id, username);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Closes a trainer's account.
    pub async fn close_account(
        self,
        id: &str,
        username: &str,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        let path = path::with_document(path::STAFF_ORGANISATION_ACCOUNT, id, username);
        transport::delete(&path, key).await
    }

    /// Takes the authenticator of a trainer's account away.
    pub async fn reset_trainer_second_factor(
        self,
        id: &str,
        username: &str,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        let path = path::with_document(path::STAFF_ORGANISATION_SECOND_FACTOR, id, username);
        transport::delete(&path, key).await
    }

    /// A trainer's listings, or what waits for a reviewer.
    pub async fn list_listings(self) -> Result<ListListingsResponse, ClientError> {
        transport::get(path::STAFF_LISTINGS).await
    }

    /// One listing.
    pub async fn find_listing(self, id: &str) -> Result<ListingView, ClientError> {
        transport::get(&path::with_id(path::STAFF_LISTING, id)).await
    }

    /// Begins a listing.
    pub async fn start_listing(
        self,
        request: &StartListingRequest,
        key: &IdempotencyKey,
    ) -> Result<ListingView, ClientError> {
        transport::write(Method::POST, path::STAFF_LISTINGS, request, key).await
    }

    /// Uploads a photo for a course.
    pub async fn add_listing_photo(
        self,
        id: &str,
        name: &str,
        blob: web_sys::Blob,
        key: &IdempotencyKey,
    ) -> Result<ListingPhotoView, ClientError> {
        let to = path::with_id(path::STAFF_LISTING_PHOTOS, id);
        let name = String::from(js_sys::encode_uri_component(name));
        transport::upload(&format!("{to}?name={name}"), blob, key).await
    }

    /// Courses to begin others from.
    pub async fn list_listing_templates(self) -> Result<ListListingTemplatesResponse, ClientError> {
        transport::get(path::STAFF_LISTING_TEMPLATES).await
    }

    /// Keeps one.
    pub async fn save_listing_template(
        self,
        request: &SaveListingTemplateRequest,
        key: &IdempotencyKey,
    ) -> Result<ListingTemplateSummary, ClientError> {
        transport::write(Method::POST, path::STAFF_LISTING_TEMPLATES, request, key).await
    }

    /// Throws one away.
    pub async fn delete_listing_template(
        self,
        id: &str,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        transport::delete(&path::with_id(path::STAFF_LISTING_TEMPLATE, id), key).await
    }

    /// Puts the classes of next year into drafts.
    pub async fn roll_listings_over(
        self,
        request: &RollOverRequest,
        key: &IdempotencyKey,
    ) -> Result<RollOverResponse, ClientError> {
        transport::write(Method::POST, path::STAFF_LISTING_ROLL_OVERS, request, key).await
    }

    /// Writes a listing.
    pub async fn write_listing(
        self,
        id: &str,
        request: &WriteListingRequest,
        key: &IdempotencyKey,
    ) -> Result<ListingView, ClientError> {
        let path = path::with_id(path::STAFF_LISTING_DRAFT, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Hands in, returns, approves and so on.
    pub async fn act_on_listing(
        self,
        id: &str,
        request: &ListingActionRequest,
        key: &IdempotencyKey,
    ) -> Result<ListingView, ClientError> {
        let path = path::with_id(path::STAFF_LISTING_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// The sheet to fill in.
    pub async fn find_course_template(self) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(path::STAFF_COURSE_TEMPLATE).await
    }

    /// Everything a trainer entered, as a sheet.
    pub async fn export_listings(self) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(path::STAFF_LISTINGS_SHEET).await
    }

    /// The tokens of the own organisation.
    pub async fn list_course_tokens(self) -> Result<ListCourseTokensResponse, ClientError> {
        transport::get(path::STAFF_COURSE_TOKENS).await
    }

    /// Makes a token.
    pub async fn make_course_token(
        self,
        request: &MakeCourseTokenRequest,
        key: &IdempotencyKey,
    ) -> Result<MadeCourseToken, ClientError> {
        transport::write(Method::POST, path::STAFF_COURSE_TOKENS, request, key).await
    }

    /// Revokes a token.
    pub async fn revoke_course_token(
        self,
        id: &str,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        transport::delete(&path::with_id(path::STAFF_COURSE_TOKEN, id), key).await
    }

    /// Sheets uploaded.
    pub async fn list_course_sheets(self) -> Result<ListSheetsResponse, ClientError> {
        transport::get(path::STAFF_COURSE_SHEETS).await
    }

    /// Uploads a sheet.
    pub async fn add_course_sheet(
        self,
        name: &str,
        bytes: web_sys::Blob,
        key: &IdempotencyKey,
    ) -> Result<SheetView, ClientError> {
        let name = String::from(js_sys::encode_uri_component(name));
        let path = format!("{}?name={name}", path::STAFF_COURSE_SHEETS);
        transport::upload(&path, bytes, key).await
    }

    /// One sheet.
    pub async fn find_course_sheet(self, id: &str) -> Result<SheetView, ClientError> {
        transport::get(&path::with_id(path::STAFF_COURSE_SHEET, id)).await
    }

    /// Rows of a sheet.
    pub async fn list_course_sheet_rows(
        self,
        id: &str,
        state: RowState,
        after: u32,
    ) -> Result<ListSheetRowsResponse, ClientError> {
        let path = path::with_id(path::STAFF_COURSE_SHEET_ROWS, id);
        let path = format!("{path}?state={}&after={after}", state.id());
        transport::get(&path).await
    }

    /// Puts a row right, or leaves it out.
    pub async fn repair_course_sheet_row(
        self,
        id: &str,
        number: u32,
        request: &RepairRowRequest,
        key: &IdempotencyKey,
    ) -> Result<RepairedRow, ClientError> {
        let path = path::with_document(path::STAFF_COURSE_SHEET_ROW, id, &number.to_string());
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Takes the good rows in, or undoes that.
    pub async fn act_on_course_sheet(
        self,
        id: &str,
        request: &SheetActionRequest,
        key: &IdempotencyKey,
    ) -> Result<SheetDone, ClientError> {
        let path = path::with_id(path::STAFF_COURSE_SHEET_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }
}
