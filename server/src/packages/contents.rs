//! What goes into a package: the application as the agency would see it at its own desk, its papers, the form.

use std::collections::BTreeMap;

use application::DocumentKind;
use catalogue::Agency;
use domain::Date;
use i18n::t;
use store::documents::Document;
use store::packages::Package;
use store::{Connection, events, packages};
use workflow::loan::{HandOverDecision, LoanState, Stage};

use super::manifest::{self, FORMAT, Manifest, Member};
use super::{form, page, words};
use crate::applications::agency::office_of;
use crate::applications::error::{impossible, while_doing};
use crate::applications::file::ApplicationFile;
use crate::applications::papers::OFFICE_PAPER;
use crate::applications::sealed::open_json;
use crate::applications::staff::officer::Officer;
use crate::people::view::all_findings;
use crate::problem::ApiError;
use crate::state::Parts;

/// What stands on every paper of a package.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The package's number.
    pub number: String,
    /// Stands beside it.
    pub check_code: String,
    /// The file's acceptance number.
    pub file_number: String,
    /// The stage it is decided in.
    pub stage: Stage,
    /// The bureau that hands over.
    pub from: String,
    /// The agency's name.
    pub agency: String,
    /// What the agency can decide.
    pub decisions: Vec<HandOverDecision>,
    /// When it was made.
    pub made_ms: i64,
    /// No virus scanner looks at papers.
    pub is_unscanned: bool,
    /// What the portal found of the people asked when it was made, by the consent's id: a loan that is paid back later
    /// changes no byte of what was signed.
    pub findings: BTreeMap<String, Vec<String>>,
}

impl Facts {
    /// The day it was made.
    #[must_use]
    pub fn made_on(&self) -> Date {
        Date::from_unix_ms_shanghai(self.made_ms)
    }
}

/// The agencies without accounts that this officer's bureau hands a file over to: the one that it is at first, then one that
/// has a word beside it.
#[must_use]
pub fn agencies_without_accounts<'a>(
    parts: &'a Parts,
    file: &ApplicationFile,
    officer: &Officer,
) -> Vec<(Stage, &'a Agency)> {
    // What waits for quota is back at the bureau, whichever agency it left.
    if file.loan.state() == LoanState::QuotaWait {
        return Vec::new();
    }
    let beside = Stage::Guarantee;
    let beside = HandOverDecision::has_word_beside(&file.loan, beside).then_some(beside);
    let stages = file.loan.stage().into_iter().chain(beside);
    stages
        .filter_map(|stage| {
            let agency = office_of(&parts.district, stage, file)?;
            let bureau = parts.hand_over_plan.bureau_of(&agency.id)?;
            (bureau == officer.agency_id).then_some((stage, agency))
        })
        .collect()
}

/// What would stand on the papers of a package of this number.
///
/// # Errors
/// When the store does not answer.
pub fn facts(
    (parts, connection): (&Parts, &Connection),
    (file, officer): (&ApplicationFile, &Officer),
    (stage, agency): (Stage, &Agency),
    (id, number, made_ms): (&str, i64, i64),
) -> Result<Facts, ApiError> {
    let file_number = file.row.acceptance_number.clone().unwrap_or_default();
    let number = number_of(&file_number, number);
    let bureau = parts.district.agency(&officer.agency_id);
    Ok(Facts {
        check_code: manifest::check_code(&parts.keyring, id, &number),
        number,
        file_number,
        stage,
        from: bureau.map_or_else(String::new, |bureau| bureau.name.clone()),
        agency: agency.name.clone(),
        decisions: HandOverDecision::open_at(&file.loan, stage),
        made_ms,
        is_unscanned: parts.config.antivirus.clamd.is_none(),
        findings: all_findings(connection, file)?,
    })
}

/// What stands on the papers of a package that was made, wherever its file is by now.
///
/// # Errors
/// When its manifest does not open.
pub fn facts_of(file: &ApplicationFile, row: &Package) -> Result<Facts, ApiError> {
    let manifest = open_manifest(file, row)?;
    Ok(Facts {
        stage: stage_of(&manifest)?,
        number: manifest.package,
        check_code: manifest.check_code,
        file_number: manifest.file_number,
        from: manifest.from,
        agency: manifest.to,
        decisions: manifest.decisions,
        made_ms: row.made_ms,
        is_unscanned: !manifest.unscanned.is_empty(),
        findings: manifest.findings,
    })
}

/// The stage whose agency decides by a package.
///
/// # Errors
/// When the manifest names none of ours.
pub fn stage_of(manifest: &Manifest) -> Result<Stage, ApiError> {
    let stage = manifest.stage.parse();
    stage.map_err(|_| impossible("read the stage of a package"))
}

/// How a package of a file is called.
#[must_use]
pub fn number_of(file_number: &str, number: i64) -> String {
    format!("{file_number}-P{number}")
}

/// The newest number of a file's packages; 0 without any.
///
/// # Errors
/// When the store does not answer.
pub fn newest(connection: &Connection, application_id: &str) -> Result<i64, ApiError> {
    let all = packages::list(connection, application_id)?;
    Ok(all.first().map_or(0, |package| package.number))
}

/// Everything in it that is not a paper, by name.
///
/// # Errors
/// Only if the form cannot be written.
pub fn written(
    parts: &Parts,
    file: &ApplicationFile,
    facts: &Facts,
) -> Result<Vec<(String, Vec<u8>)>, ApiError> {
    let sheet = form::form(file, facts).map_err(while_doing("write the form of a package"))?;
    let application = page::application_page(parts, file, facts).into_bytes();
    let by_hand = page::form_by_hand(file, facts).into_bytes();
    Ok(vec![
        (
            t::staff_package::member::application().to_owned(),
            application,
        ),
        (t::staff_package::member::form().to_owned(), sheet),
        (t::staff_package::member::form_by_hand().to_owned(), by_hand),
    ])
}

/// Whether a paper is as it came: a photo was drawn anew, and nothing that may harm a computer comes through that.
#[must_use]
pub fn is_as_it_came(document: &Document) -> bool {
    !document.mime.starts_with("image/")
}

/// Whether a paper of the package is one that no virus scanner has looked at.
#[must_use]
pub fn has_unscanned(file: &ApplicationFile, facts: &Facts) -> bool {
    facts.is_unscanned && all_papers(file).any(is_as_it_came)
}

/// The resident's papers, then what offices put on the file with what they did.
fn all_papers(file: &ApplicationFile) -> impl Iterator<Item = &Document> {
    let offices = file.office_papers.iter();
    let sent = offices.filter(|paper| paper.event_seq.is_some());
    file.documents.iter().chain(sent)
}

/// The papers of a file under their names in the package; the name says what no virus scanner has looked at.
#[must_use]
pub fn papers<'a>(file: &'a ApplicationFile, facts: &Facts) -> Vec<(String, &'a Document)> {
    let named = (1..).zip(all_papers(file)).map(|(number, document)| {
        let words = if document.kind == OFFICE_PAPER {
            t::staff_package::member::office_paper().to_owned()
        } else {
            let kind = DocumentKind::from_id(&document.kind);
            words::name(&format!("documents/{}", kind.map_or("", DocumentKind::id)))
        };
        let extension = match document.mime.as_str() {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            _ => "pdf",
        };
        let mark = if facts.is_unscanned && is_as_it_came(document) {
            t::staff_package::member::unscanned()
        } else {
            ""
        };
        let name = format!("{number:02}-{}{mark}.{extension}", words.replace('/', "-"));
        (t::staff_package::member::paper(name), document)
    });
    named.collect()
}

/// The manifest of what was written and of the papers.
///
/// # Errors
/// When the store does not answer.
pub fn manifest(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    (facts, written): (&Facts, &[(String, Vec<u8>)]),
) -> Result<Manifest, ApiError> {
    let last = events::list(connection, &file.row.id)?.pop();
    let last = last.ok_or_else(|| impossible("find the last event of a file"))?;
    let made = written.iter().map(|(name, bytes)| Member::of(name, bytes));
    let papers = papers(file, facts);
    let unscanned = papers
        .iter()
        .filter(|(_, document)| facts.is_unscanned && is_as_it_came(document))
        .map(|(name, _)| name.clone())
        .collect();
    let papers = papers.into_iter().map(|(name, document)| Member {
        name,
        bytes: u64::try_from(document.byte_length).unwrap_or_default(),
        sha256: manifest::hex(&document.sha256),
    });
    let key = manifest::key_of(&parts.keyring);
    Ok(Manifest {
        format: FORMAT.to_owned(),
        package: facts.number.clone(),
        check_code: facts.check_code.clone(),
        file_number: facts.file_number.clone(),
        stage: facts.stage.to_string(),
        state: file.loan.state().to_string(),
        file_version: file.loan.version(),
        chain_hash: manifest::hex(&last.hash),
        from: facts.from.clone(),
        to: facts.agency.clone(),
        made_at: manifest::rfc3339(facts.made_ms),
        decisions: facts.decisions.clone(),
        signed_with: manifest::name_of(&key.public_key()),
        members: made.chain(papers).collect(),
        unscanned,
        findings: facts.findings.clone(),
    })
}

/// Place of a package's manifest.
#[must_use]
pub fn manifest_place(id: &str) -> String {
    format!("packages/{id}/sealed_manifest")
}

/// Place of what a form says.
#[must_use]
pub fn decision_place(id: &str) -> String {
    format!("packages/{id}/sealed_decision")
}

/// The manifest of a package.
///
/// # Errors
/// When it does not open.
pub fn open_manifest(file: &ApplicationFile, row: &Package) -> Result<Manifest, ApiError> {
    open_json(&file.key, &manifest_place(&row.id), &row.sealed_manifest)
}
