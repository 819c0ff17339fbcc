//! No gateway: the portal can be read, nobody can sign in by phone.

use api::ProblemCode;
use domain::PhoneNumber;

use super::{Sending, SmsGateway};
use crate::problem::ApiError;

/// Sends nothing and says so.
#[derive(Clone, Copy, Debug)]
pub struct NoGateway;

impl SmsGateway for NoGateway {
    fn send<'a>(&'a self, _: &'a PhoneNumber, _: String, _: i64) -> Sending<'a> {
        Box::pin(std::future::ready(Err(ApiError::Later(
            ProblemCode::Overloaded,
            3600,
        ))))
    }

    fn is_there(&self) -> bool {
        false
    }
}
