//! Every address of the residents' own pages, read and written in one place.

use crate::printed;
use application::{Field, Product, Section};
use std::fmt::{Display, Formatter, Result};

/// An address under `/my`, `/classes` or `/apply`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Phone and code.
    SignIn,
    /// My applications.
    List,
    /// Enrolling in a class named in the query.
    Enrol,
    /// My classes.
    Courses,
    /// Who helped me.
    Helpers,
    /// Before an application: what is needed, how long it takes.
    Start,
    /// One application.
    Application(String, Part),
    /// No page of ours.
    Unknown,
}

/// A page of one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where the file is.
    Overview,
    /// The task list of the form.
    Tasks,
    /// One question.
    Question(Field),
    /// The papers.
    Documents,
    /// All answers before they are handed in.
    Check,
    /// The acceptance number, and what happens next.
    Submitted,
    /// Whoever consents beside the applicant.
    People,
    /// The new hires of an enterprise: a page that the server draws, so no app reads this address.
    Roster,
}

impl Place {
    /// The place of a path such as `/apply/7/loan/purpose`.
    pub fn parse(path: &str) -> Self {
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        match segments.as_slice() {
            ["my"] | ["my", "files"] => Self::List,
            ["my", "sign-in"] => Self::SignIn,
            ["classes", "enrol"] => Self::Enrol,
            ["classes"] => Self::Courses,
            ["my", "helpers"] => Self::Helpers,
            ["apply"] => Self::Start,
            ["my", "applications", id, rest @ ..] => Self::found(id, Part::parse_file(rest)),
            ["apply", id, rest @ ..] => Self::found(id, Part::parse_form(rest)),
            _ => Self::Unknown,
        }
    }

    fn found(id: &str, part: Option<Part>) -> Self {
        match part {
            Some(part) if is_id(id) => Self::Application(id.to_owned(), part),
            _ => Self::Unknown,
        }
    }

    /// One page of the application with this id.
    pub fn of(id: &str, part: Part) -> Self {
        Self::Application(id.to_owned(), part)
    }

    /// The address with the page to return to.
    pub fn returning(&self, way: Way) -> String {
        match way {
            Way::Onward => self.to_string(),
            Way::Check => self.to_string() + "?from=check",
            Way::Fix => self.to_string() + "?from=fix",
        }
    }
}

impl Part {
    fn parse_file(segments: &[&str]) -> Option<Self> {
        match segments {
            [] => Some(Self::Overview),
            ["submitted"] => Some(Self::Submitted),
            ["people"] => Some(Self::People),
            _ => None,
        }
    }

    fn parse_form(segments: &[&str]) -> Option<Self> {
        match segments {
            [] => Some(Self::Tasks),
            ["documents"] => Some(Self::Documents),
            ["check"] => Some(Self::Check),
            [section, field] => {
                let (section, field) = (Section::from_id(section)?, Field::from_id(field)?);
                (field.section() == section).then_some(Self::Question(field))
            }
            _ => None,
        }
    }

    /// What the addresses of its bundle begin with.
    const fn root(&self) -> &'static str {
        match self {
            Self::Overview | Self::Submitted | Self::People => "/my/applications/",
            Self::Tasks | Self::Question(_) | Self::Documents | Self::Check | Self::Roster => {
                "/apply/"
            }
        }
    }
}

impl Display for Place {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::SignIn => out.write_str("/my/sign-in"),
            Self::Enrol => out.write_str("/classes/enrol"),
            Self::Courses => out.write_str("/classes/"),
            Self::Helpers => out.write_str("/my/helpers"),
            Self::List | Self::Unknown => out.write_str("/my/"),
            Self::Start => out.write_str("/apply"),
            Self::Application(id, part) => write!(out, "{}{id}{part}", part.root()),
        }
    }
}

impl Display for Part {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Overview | Self::Tasks => Ok(()),
            Self::Question(field) => write!(out, "/{}/{}", field.section().id(), field.id()),
            Self::Documents => out.write_str("/documents"),
            Self::Check => out.write_str("/check"),
            Self::Submitted => out.write_str("/submitted"),
            Self::People => out.write_str("/people"),
            Self::Roster => out.write_str("/roster"),
        }
    }
}

/// Where a question leads back to: `?from=`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// To the next question.
    #[default]
    Onward,
    /// To the answers being checked.
    Check,
    /// To the list of what must be put right.
    Fix,
}

impl Way {
    /// The way named in a query.
    pub fn from_query(value: Option<&str>) -> Self {
        match value {
            Some("check") => Self::Check,
            Some("fix") => Self::Fix,
            _ => Self::Onward,
        }
    }
}

/// The start page of one product.
pub fn start_of(product: Product) -> String {
    Place::Start.to_string() + "?product=" + product.id()
}

/// The sign-in page that afterwards leads back to `path`.
pub fn sign_in_then(path: &str) -> String {
    let escaped: String = path
        .chars()
        .map(|letter| {
            if letter == '&' {
                "%26".into()
            } else {
                letter.to_string()
            }
        })
        .collect();
    Place::SignIn.to_string() + "?return=" + &escaped
}

/// The page to show after sign-in: only one of ours, never an address that somebody put into a link.
pub fn safe_return(path: Option<&str>) -> String {
    match path {
        Some(path) if is_ours(path) && !path.contains(['\\', '\r', '\n']) => path.to_owned(),
        _ => Place::List.to_string(),
    }
}

fn is_ours(path: &str) -> bool {
    let below = |root| path.strip_prefix(root);
    below("/my/").is_some()
        || below("/classes/").is_some()
        || below(printed::ROOT).is_some()
        || below("/apply").is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_read_back_from_its_address() {
        let parts = [
            Part::Overview,
            Part::Tasks,
            Part::Documents,
            Part::Check,
            Part::Submitted,
            Part::People,
        ];
        let questions = Field::ALL.iter().map(|field| Part::Question(*field));
        let places = parts
            .into_iter()
            .chain(questions)
            .map(|part| Place::of("a-1", part));
        for place in [
            Place::SignIn,
            Place::List,
            Place::Start,
            Place::Enrol,
            Place::Courses,
            Place::Helpers,
        ]
        .into_iter()
        .chain(places)
        {
            assert_eq!(Place::parse(&place.to_string()), place, "{place}");
        }
    }

    #[test]
    fn odd_addresses_lead_nowhere() {
        for path in [
            "/",
            "/my/nothing",
            "/my/applications",
            "/my/applications/a b",
            "/my/applications/1/check",
            "/my/applications/1/print",
            "/print/1/form",
            "/apply/a b",
            "/apply/1/print",
            "/apply/1/loan",
            "/apply/1/business/purpose",
            "/apply/1/loan/spaceship",
            "/apply/1/check/more",
            "/apply/1/roster",
        ] {
            assert_eq!(Place::parse(path), Place::Unknown, "{path}");
        }
        assert_eq!(Place::parse("/my"), Place::List);
        assert_eq!(Place::parse("/my/files"), Place::List);
    }

    #[test]
    fn sign_in_returns_only_to_our_pages() {
        let table = [
            (
                Some("/my/applications/1?from=fix"),
                "/my/applications/1?from=fix",
            ),
            (Some("/apply?product=1"), "/apply?product=1"),
            (Some("/apply/1/check"), "/apply/1/check"),
            (
                Some("/classes/enrol?course=a&session=b"),
                "/classes/enrol?course=a&session=b",
            ),
            (Some("/apply"), "/apply"),
            (Some("/print/1/receipt"), "/print/1/receipt"),
            (Some("/printing"), "/my/"),
            (Some("/applying"), "/my/"),
            (Some("https://elsewhere.example/my/"), "/my/"),
            (Some("//elsewhere.example/apply"), "/my/"),
            (Some("//elsewhere.example/my/"), "/my/"),
            (Some("/my/\\elsewhere"), "/my/"),
            (None, "/my/"),
        ];
        for (path, expected) in table {
            assert_eq!(safe_return(path), expected, "{path:?}");
        }
        assert_eq!(
            sign_in_then("/apply?a=1&b=2"),
            "/my/sign-in?return=/apply?a=1%26b=2"
        );
    }
}
