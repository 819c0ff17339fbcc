//! Addresses of the desk's pages: one enum writes them and reads them.

use api::policy_desk::PolicySubject;
use std::fmt::{Display, Formatter, Result};

/// Whose rules a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A draft, by id.
    Draft(String),
    /// A pack, by hash.
    Pack(String),
}

impl Subject {
    /// As the calls name it.
    pub(super) fn asked(&self) -> PolicySubject<'_> {
        match self {
            Self::Draft(id) => PolicySubject::Draft(id),
            Self::Pack(hash) => PolicySubject::Pack(hash),
        }
    }
}

/// What can be asked about rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// Compile and check.
    Check,
    /// Run the cases.
    Cases,
    /// Compare with the rules in force.
    Diff,
    /// Weigh on many people.
    Simulation,
}

impl Report {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Check, "check"),
        (Self::Cases, "cases"),
        (Self::Diff, "diff"),
        (Self::Simulation, "simulation"),
    ];
}

/// A page of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DeskPlace {
    /// What is in force, what waits, what is being written.
    Overview,
    /// Who did what.
    History,
    /// Receipts that did not match.
    Mismatches,
    /// Programmes, parameters and documents of a draft or a pack.
    Rules(Subject),
    /// The values of a parameter: draft, parameter, file.
    Parameter(String, String, String),
    /// A condition: draft, programme, key.
    Condition(String, String, String),
    /// The files.
    Files(Subject),
    /// One file.
    Source(Subject, String),
    /// A report.
    Report(Subject, Report),
    /// Proposing to put them in force.
    Propose(Subject),
    /// A proposal.
    Proposal(String),
}

impl DeskPlace {
    /// The page of what stands after `/staff/policy/`.
    pub(super) fn parse(rest: &str) -> Option<Self> {
        let rest = rest.trim_matches('/');
        let parts: Vec<&str> = rest.split('/').collect();
        Some(match parts.as_slice() {
            [""] => Self::Overview,
            ["history"] => Self::History,
            ["mismatches"] => Self::Mismatches,
            ["proposals", id] => Self::Proposal((*id).into()),
            ["drafts", id, "parameters", parameter, file @ ..] if !file.is_empty() => {
                Self::Parameter((*id).into(), (*parameter).into(), file_of(file))
            }
            ["drafts", id, "conditions", programme, key] => {
                Self::Condition((*id).into(), (*programme).into(), (*key).into())
            }
            ["drafts", id, page @ ..] => Self::about(Subject::Draft((*id).into()), page)?,
            ["packs", hash, page @ ..] => Self::about(Subject::Pack((*hash).into()), page)?,
            _ => return None,
        })
    }

    fn about(subject: Subject, page: &[&str]) -> Option<Self> {
        Some(match page {
            [] => Self::Rules(subject),
            ["files"] => Self::Files(subject),
            ["files", file @ ..] => Self::Source(subject, file_of(file)),
            ["propose"] => Self::Propose(subject),
            [name] => {
                let (report, _) = Report::ALL.into_iter().find(|(_, known)| known == name)?;
                Self::Report(subject, report)
            }
            _ => return None,
        })
    }
}

/// The ending of every file here. Addresses leave it out: the server takes a name with an ending for a file of its own.
const ENDING: &str = ".toml";

fn file_of(parts: &[&str]) -> String {
    let mut file = parts.join("/");
    file.push_str(ENDING);
    file
}

fn without_ending(file: &str) -> &str {
    file.strip_suffix(ENDING).unwrap_or(file)
}

impl Display for Subject {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Draft(id) => write!(out, "/staff/policy/drafts/{id}"),
            Self::Pack(hash) => write!(out, "/staff/policy/packs/{hash}"),
        }
    }
}

impl Display for DeskPlace {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Overview => out.write_str("/staff/policy"),
            Self::History => out.write_str("/staff/policy/history"),
            Self::Mismatches => out.write_str("/staff/policy/mismatches"),
            Self::Rules(subject) => write!(out, "{subject}"),
            Self::Parameter(draft, parameter, file) => {
                let file = without_ending(file);
                write!(
                    out,
                    "/staff/policy/drafts/{draft}/parameters/{parameter}/{file}"
                )
            }
            Self::Condition(draft, programme, key) => {
                write!(
                    out,
                    "/staff/policy/drafts/{draft}/conditions/{programme}/{key}"
                )
            }
            Self::Files(subject) => write!(out, "{subject}/files"),
            Self::Source(subject, file) => {
                write!(out, "{subject}/files/{}", without_ending(file))
            }
            Self::Report(subject, report) => {
                let name = Report::ALL.into_iter().find(|(known, _)| known == report);
                write!(out, "{subject}/{}", name.map_or("", |(_, name)| name))
            }
            Self::Propose(subject) => write!(out, "{subject}/propose"),
            Self::Proposal(id) => write!(out, "/staff/policy/proposals/{id}"),
        }
    }
}

/// The query parameter of the day that new rules are read for.
pub(super) const ON: &str = "on";
/// The query parameter of a made-up population's seed.
pub(super) const SEED: &str = "seed";
/// The query parameter of who is looked at.
pub(super) const WHO: &str = "who";
/// The query parameter of a line in a file.
pub(super) const LINE: &str = "line";
/// The query parameter of the value of a parameter whose form is open.
pub(super) const VALUE: &str = "value";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let (draft, pack) = (Subject::Draft("d1".into()), Subject::Pack("ab".into()));
        let mut places = vec![
            DeskPlace::Overview,
            DeskPlace::History,
            DeskPlace::Mismatches,
            DeskPlace::Proposal("p".into()),
            DeskPlace::Parameter("d1".into(), "cap".into(), "district/policy.toml".into()),
            DeskPlace::Condition("d1".into(), "loan".into(), "age".into()),
        ];
        for subject in [draft, pack] {
            places.push(DeskPlace::Rules(subject.clone()));
            places.push(DeskPlace::Files(subject.clone()));
            places.push(DeskPlace::Source(
                subject.clone(),
                "programmes/a.toml".into(),
            ));
            places.push(DeskPlace::Propose(subject.clone()));
            for (report, _) in Report::ALL {
                places.push(DeskPlace::Report(subject.clone(), report));
            }
        }
        for place in places {
            let address = place.to_string();
            let rest = address.strip_prefix("/staff/policy").unwrap();
            assert!(!address.contains('.'), "{address} looks like a file");
            assert_eq!(DeskPlace::parse(rest), Some(place), "{address}");
        }
    }

    #[test]
    fn other_addresses_are_no_page() {
        for rest in [
            "x",
            "drafts",
            "drafts/a/b",
            "drafts/a/parameters/b",
            "packs/a/check/b",
            "packs/a/conditions/b/c",
        ] {
            assert_eq!(DeskPlace::parse(rest), None, "{rest}");
        }
    }
}
