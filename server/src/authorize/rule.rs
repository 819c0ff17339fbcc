//! One rule: who may call what, with which body.

use std::time::Duration;

use api::application::PART_BYTES;
use api::path;
use api::service_point::HelpPurpose;
use http::Method;
use workflow::{Duty, Role};

use crate::plain;

/// Who is let in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// Everybody, and a browser that says it holds a resident's session must hold one.
    Visitor,
    /// A signed-in resident, or a clerk in that resident's place; which file is theirs is the handler's question.
    Resident,
    /// The resident in person: what is about helpers, no helper does.
    ResidentAlone,
    /// A clerk in a helped session.
    Helper,
    /// A trainer's own system with a token; as whom it acts, the session says that goes along.
    Machine,
    /// Signed-in staff of one of these roles; which file is their agency's is the handler's question.
    Staff(&'static [Role]),
    /// Signed-in people of a training organisation with one of these duties, and signed-in staff of one of these other
    /// roles; whose class or course it is, is the handler's question.
    School(&'static [Duty], &'static [Role]),
}

/// What a request may bring.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A form's worth of JSON.
    Json,
    /// A few fields, as a browser sends a form without script. Carries no idempotency key, so it changes nothing.
    Form,
    /// What a page of a resident's own sends without script: a few fields, perhaps with a sheet. Its key is one of the
    /// fields, which the handler reads.
    OwnForm,
    /// The text of a policy file, as JSON.
    Source,
    /// A photo or a scan; slow uplinks get the time they need.
    Document,
    /// A part of one.
    Part,
}

impl Body {
    /// The most bytes taken.
    #[must_use]
    pub const fn limit_bytes(self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Json => 64 * 1024,
            Self::Form => 4 * 1024,
            Self::Source | Self::OwnForm => 2 * 1024 * 1024,
            Self::Document => 12 * 1024 * 1024,
            Self::Part => PART_BYTES,
        }
    }

    /// The time in which all of it must have come.
    #[must_use]
    pub const fn deadline(self) -> Duration {
        match self {
            Self::Empty | Self::Json | Self::Form | Self::Source => Duration::from_secs(20),
            Self::Document | Self::Part | Self::OwnForm => Duration::from_secs(180),
        }
    }
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Rule {
    /// HTTP method; HEAD follows GET.
    pub method: Method,
    /// Path template.
    pub path: &'static str,
    /// Who is let in.
    pub who: Who,
    /// What it may bring.
    pub body: Body,
}

impl Rule {
    /// Whether a browser asks for it by itself, to show or to save it, or to send a form of such a page.
    pub(crate) fn is_fetched_by_itself(&self) -> bool {
        self.is_own_page()
            || self.method == Method::GET
                && [
                    path::APPLICATION_DOCUMENT,
                    path::APPLICATION_QR,
                    path::ENROLMENT_CALENDAR,
                    path::ENROLMENT_CERTIFICATE_QR,
                ]
                .contains(&self.path)
    }

    /// Whether it is a page of an application that the server draws whole, and a helper may open.
    fn is_own_page(&self) -> bool {
        [plain::ROSTER, plain::ROSTER_TEMPLATE, plain::MOVED].contains(&self.path)
    }

    /// Whether staff call it with the password alone: to see who they are, and to take an authenticator up.
    #[must_use]
    pub fn is_before_second_factor(&self) -> bool {
        [path::STAFF_SESSION, path::STAFF_SECOND_FACTOR].contains(&self.path)
    }

    /// Whether its key stands in the body, or it needs none.
    pub(super) fn is_without_key_header(&self) -> bool {
        matches!(self.body, Body::Form | Body::OwnForm)
    }

    /// Whether a resident who wants this kind of help wants this done.
    pub(crate) fn is_for(&self, purpose: HelpPurpose) -> bool {
        match purpose {
            HelpPurpose::Everything => true,
            HelpPurpose::Loan => !self.path.starts_with(path::ENROLMENTS),
            HelpPurpose::Courses => {
                !self.path.starts_with(path::APPLICATIONS) && !self.is_own_page()
            }
        }
    }
}

const fn rule(method: Method, path: &'static str, who: Who, body: Body) -> Rule {
    Rule {
        method,
        path,
        who,
        body,
    }
}

pub(super) const fn get(path: &'static str, who: Who) -> Rule {
    rule(Method::GET, path, who, Body::Empty)
}

pub(super) const fn post(path: &'static str, who: Who) -> Rule {
    rule(Method::POST, path, who, Body::Json)
}

pub(super) const fn put(path: &'static str, who: Who) -> Rule {
    rule(Method::PUT, path, who, Body::Json)
}

pub(super) const fn patch(path: &'static str, who: Who) -> Rule {
    rule(Method::PATCH, path, who, Body::Json)
}

pub(super) const fn delete(path: &'static str, who: Who) -> Rule {
    rule(Method::DELETE, path, who, Body::Empty)
}

pub(super) const fn post_with(path: &'static str, who: Who, body: Body) -> Rule {
    rule(Method::POST, path, who, body)
}

pub(super) const fn put_with(path: &'static str, who: Who, body: Body) -> Rule {
    rule(Method::PUT, path, who, body)
}
