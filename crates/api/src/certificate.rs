//! Certificates of a class: for the person named on one, and for whoever has one in the hand.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::enrolment::Level;

/// What a certificate says, and what its picture leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateView {
    /// Its number.
    pub number: String,
    /// The name: whole for the person named, masked for whoever checks it.
    pub name: String,
    /// Title of the course.
    pub course: String,
    /// Who taught.
    pub provider: String,
    /// First day of the class.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
    /// Teaching hours of the course.
    pub hours: u32,
    /// The level passed, where the course leads to one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub level: Option<Level>,
    /// The day it was issued.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub issued_on: Date,
    /// Whether the course is a sample (示例), and so is this.
    pub is_sample: bool,
    /// Whether it is of a startup course, from which one may go on to a loan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_for_startup: bool,
    /// The check code, for the person named alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_code: Option<String>,
}

/// POST [`crate::path::CERTIFICATE_CHECKS`]: in the body, so that codes stay out of logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckCertificateRequest {
    /// The number on the paper.
    pub number: String,
    /// The six characters beside it.
    pub check_code: String,
}
