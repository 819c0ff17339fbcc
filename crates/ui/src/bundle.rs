//! Which of the bundles a link leads to: crossing over loads a page, staying does not.

use std::sync::OnceLock;

/// One of the front-end bundles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bundle {
    /// The first page and the courses, under `/`.
    Residents,
    /// What one may claim, under `/eligibility`.
    Eligibility,
    /// What a loan costs, under `/calculator`.
    Calculator,
    /// Where a file is, under `/track`.
    Track,
    /// Signing in and the residents' files, under `/my`.
    My,
    /// The residents' classes, under `/classes`.
    Classes,
    /// The application form, under `/apply`.
    Apply,
    /// An application on paper, under `/print`.
    Print,
    /// The staff workspaces, under `/staff`.
    Staff,
}

static CURRENT: OnceLock<Bundle> = OnceLock::new();

impl Bundle {
    /// The bundle that answers this path.
    pub fn of(path: &str) -> Self {
        let mut parts = path.trim_start_matches('/').split(['/', '?', '#']);
        match parts.next() {
            Some("eligibility") => Self::Eligibility,
            Some("calculator") => Self::Calculator,
            Some("track") => Self::Track,
            Some("my") => Self::My,
            Some("classes") => Self::Classes,
            // A page that the server draws whole is no bundle's.
            Some("apply") if parts.nth(1) != Some("roster") => Self::Apply,
            Some("print") => Self::Print,
            Some("staff") => Self::Staff,
            _ => Self::Residents,
        }
    }

    /// What `<Router base>` takes.
    pub const fn base(self) -> &'static str {
        match self {
            Self::Residents => "",
            Self::Eligibility => "/eligibility",
            Self::Calculator => "/calculator",
            Self::Track => "/track",
            Self::My => "/my",
            Self::Classes => "/classes",
            Self::Apply => "/apply",
            Self::Print => "/print",
            Self::Staff => "/staff",
        }
    }

    pub(crate) fn set_current(self) {
        let _ = CURRENT.set(self);
    }
}

/// The `rel` a link to `href` needs: `external` where the router must leave it to the browser.
pub fn rel(href: &str) -> Option<&'static str> {
    let current = CURRENT.get().copied().unwrap_or(Bundle::Residents);
    (href.starts_with('/') && Bundle::of(href) != current).then_some("external")
}

#[cfg(test)]
mod tests {
    use super::{Bundle, rel};

    #[test]
    fn the_first_segment_decides() {
        let table = [
            ("/", Bundle::Residents),
            ("/mystery", Bundle::Residents),
            ("/my", Bundle::My),
            ("/my/files?x=1", Bundle::My),
            ("/my#top", Bundle::My),
            ("/classes/enrol?course=1", Bundle::Classes),
            ("/apply?product=1", Bundle::Apply),
            ("/apply/7/check", Bundle::Apply),
            ("/apply/7/roster", Bundle::Residents),
            ("/apply/7/roster?from=check", Bundle::Residents),
            ("/eligibility/result", Bundle::Eligibility),
            ("/calculator?product=1", Bundle::Calculator),
            ("/track?code=1", Bundle::Track),
            ("/staff/queue", Bundle::Staff),
        ];
        for (path, expected) in table {
            assert_eq!(Bundle::of(path), expected, "{path}");
        }
        assert_eq!(rel("/apply"), Some("external"));
        assert_eq!(rel("/courses"), None);
        assert_eq!(rel("#name"), None);
    }
}
