//! Calls that need no session.

use api::{
    Problem, ProblemCode, path,
    policy::PolicyPackPointer,
    resting::RestingCourse,
    session::{
        ResidentSessionResponse, SendCodeRequest, SignInRequest, StaffSessionResponse,
        StaffSignInRequest,
    },
    tracking::{TrackRequest, TrackResponse},
};
use catalogue::{CourseDetails, CourseListing, District, Division, SlowSeason};
use gloo_net::http::Method;

use crate::{ClassCourse, ClientError, IdempotencyKey, Places, Resident, Staff, transport};

/// What a form needs of a district: reading all of one would bring every type of it.
#[derive(serde::Deserialize)]
struct Divisions {
    divisions: Vec<Division>,
}

/// What a page of courses needs of a district.
#[derive(serde::Deserialize)]
struct LearningPlaces {
    divisions: Vec<Division>,
    parameters: LearningParameters,
}

#[derive(serde::Deserialize)]
struct LearningParameters {
    #[serde(default)]
    slow_season: Option<SlowSeason>,
}

/// Anyone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

impl Anonymous {
    /// The district.
    pub async fn find_district(self) -> Result<District, ClientError> {
        transport::get(path::DISTRICT).await
    }

    /// The places and offices of the district, and nothing else of it.
    pub async fn list_places(self) -> Result<Places, ClientError> {
        transport::get(path::DISTRICT).await
    }

    /// The townships and streets of the district, and nothing else of it.
    pub async fn list_divisions(self) -> Result<Vec<Division>, ClientError> {
        let found: Divisions = transport::get(path::DISTRICT).await?;
        Ok(found.divisions)
    }

    /// The townships and streets of the district, and when its fields leave time to learn.
    pub async fn list_learning_places(
        self,
    ) -> Result<(Vec<Division>, Option<SlowSeason>), ClientError> {
        let found: LearningPlaces = transport::get(path::DISTRICT).await?;
        Ok((found.divisions, found.parameters.slow_season))
    }

    /// The list of courses as text, for [`catalogue::CatalogueEdition`] to be read from and kept: everything, or what
    /// changed since the version one has.
    pub async fn find_catalogue(self, since: Option<&str>) -> Result<String, ClientError> {
        match since {
            Some(since) => transport::get_text(&path::catalogue_since(since)).await,
            None => transport::get_text(path::CATALOGUE).await,
        }
    }

    /// What a search reads of every course besides the list: a long list of [`catalogue::CourseText`] as text, to be read by
    /// and by.
    pub async fn find_course_texts(self) -> Result<String, ClientError> {
        transport::get_text(path::COURSE_TEXTS).await
    }

    /// One course: as a list has it, and what only its page says. One answer is read twice; a type of the whole course would
    /// bring a second reader of everything a list has.
    pub async fn find_course(
        self,
        id: &str,
    ) -> Result<(CourseListing, CourseDetails), ClientError> {
        let text = transport::get_text(&path::with_id(path::COURSE, id)).await?;
        Ok((transport::parsed(&text)?, transport::parsed(&text)?))
    }

    /// What is said of a course that is off the list.
    pub async fn find_resting_course(self, id: &str) -> Result<RestingCourse, ClientError> {
        transport::get(&path::with_id(path::COURSE_REST, id)).await
    }

    /// What a loan's figures rest on as JSON text, for [`catalogue::LoanBasis`] to be read from and kept.
    pub async fn find_loan_basis(self) -> Result<String, ClientError> {
        transport::get_text(path::LOAN_BASIS).await
    }

    /// One course, as the page reads it on which one enrols.
    pub async fn find_class_course(self, id: &str) -> Result<ClassCourse, ClientError> {
        transport::get(&path::with_id(path::COURSE, id)).await
    }

    /// Which policy pack is in force.
    pub async fn find_policy_pack_pointer(self) -> Result<PolicyPackPointer, ClientError> {
        transport::get(path::POLICY_PACK).await
    }

    /// The rules of a pack as JSON text, for the engine to read.
    pub async fn find_policy_rules(self, hash: &str) -> Result<String, ClientError> {
        transport::get_text(&path::with_id(path::POLICY_PACK_RULES, hash)).await
    }

    /// The words of a pack in `zh` or `en` as JSON text, for the engine to read.
    pub async fn find_policy_words(
        self,
        hash: &str,
        language: &str,
    ) -> Result<String, ClientError> {
        transport::get_text(&path::with_language(
            path::POLICY_PACK_WORDS,
            hash,
            language,
        ))
        .await
    }

    /// Where is the file.
    pub async fn track(self, request: &TrackRequest) -> Result<TrackResponse, ClientError> {
        transport::write(
            Method::POST,
            path::TRACKING,
            request,
            &IdempotencyKey::fresh(),
        )
        .await
    }

    /// Sends a one-time code.
    pub async fn send_code(self, request: &SendCodeRequest) -> Result<(), ClientError> {
        transport::write_no_content(
            Method::POST,
            path::SESSION_CODE,
            request,
            &IdempotencyKey::fresh(),
        )
        .await
    }

    /// Signs a resident in.
    pub async fn sign_in(
        self,
        request: &SignInRequest,
    ) -> Result<(Resident, ResidentSessionResponse), ClientError> {
        let session = transport::write(
            Method::POST,
            path::SESSION,
            request,
            &IdempotencyKey::fresh(),
        )
        .await?;
        Ok((Resident(()), session))
    }

    /// The resident's session if the browser still holds one.
    pub async fn resume(self) -> Result<(Resident, ResidentSessionResponse), ClientError> {
        let session = transport::get_text(path::SESSION).await?;
        if session.is_empty() {
            let nobody = Problem::new(ProblemCode::SignInRequired);
            return Err(ClientError::Refused(Box::new(nobody)));
        }
        Ok((Resident(()), transport::parsed(&session)?))
    }

    /// Signs an officer in.
    pub async fn sign_in_staff(
        self,
        request: &StaffSignInRequest,
    ) -> Result<(Staff, StaffSessionResponse), ClientError> {
        let session = transport::write(
            Method::POST,
            path::STAFF_SESSION,
            request,
            &IdempotencyKey::fresh(),
        )
        .await?;
        Ok((Staff(()), session))
    }

    /// The officer's session if the browser still holds one.
    pub async fn resume_staff(self) -> Result<(Staff, StaffSessionResponse), ClientError> {
        let session = transport::get(path::STAFF_SESSION).await?;
        Ok((Staff(()), session))
    }

    /// The calls of a session that was open when the line went: whether it still is, the server's first answer says.
    #[must_use]
    pub const fn kept_staff(self) -> Staff {
        Staff(())
    }
}
