//! Everything that is stored, looked at together: files and papers, classes and enrolments, listings, settlements, spot
//! checks, loans. It changes nothing.

use store::StoreError;
use store::backup::Reads;
use vault::Keyring;

use crate::enrolments::verify::late::Watch;
use crate::training_section::spot_checks;
use crate::uploads::PaperReader;
use crate::{applications, enrolments, listings, servicing, settlements, training_papers};

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// The database itself, files and papers.
    pub files: applications::verify::Report,
    /// Classes and who is in them; sealed, so looked at with keys only.
    pub classes: enrolments::verify::Report,
    /// Listings, sealed too.
    pub listings: listings::verify::Report,
    /// Settlements of classes, sealed too.
    pub settlements: settlements::verify::Report,
    /// Spot checks of classes, sealed too.
    pub spot_checks: spot_checks::verify::Report,
    /// Papers of training: their bytes.
    pub training_papers: training_papers::verify::Report,
    /// Loans after the payout, sealed too.
    pub loans: servicing::verify::Report,
}

impl Whole {
    /// One line for each thing wrong.
    pub fn findings(&self) -> impl Iterator<Item = &String> {
        let files = self.files.findings.iter();
        files
            .chain(&self.classes.findings)
            .chain(&self.listings.findings)
            .chain(&self.settlements.findings)
            .chain(&self.spot_checks.findings)
            .chain(&self.training_papers.findings)
            .chain(&self.loans.findings)
    }
}

/// Goes through everything; without keys what is sealed stays unopened.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(
    store: &impl Reads,
    keyring: Option<&Keyring>,
    papers: &PaperReader,
) -> Result<Whole, StoreError> {
    Ok(Whole {
        files: applications::verify::verify_with(store, keyring, papers)?,
        classes: match keyring {
            Some(keyring) => enrolments::verify::verify(store, keyring)?,
            None => enrolments::verify::Report::default(),
        },
        listings: match keyring {
            Some(keyring) => listings::verify::verify(store, keyring)?,
            None => listings::verify::Report::default(),
        },
        settlements: match keyring {
            Some(keyring) => settlements::verify::verify(store, keyring)?,
            None => settlements::verify::Report::default(),
        },
        spot_checks: match keyring {
            Some(keyring) => spot_checks::verify::verify(store, keyring)?,
            None => spot_checks::verify::Report::default(),
        },
        training_papers: match keyring {
            Some(keyring) => training_papers::verify::verify(store, keyring, papers)?,
            None => training_papers::verify::Report::default(),
        },
        loans: match keyring {
            Some(keyring) => servicing::verify::verify(store, keyring)?,
            None => servicing::verify::Report::default(),
        },
    })
}

/// What goes on in training, where many act at once: classes that go on with everybody in them and the clocks that run for
/// them, listings, settlements and spot checks. The rest, and what is over, is looked at by [`verify`].
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify_live(
    store: &impl Reads,
    keyring: &Keyring,
    watch: Watch<'_>,
) -> Result<Whole, StoreError> {
    Ok(Whole {
        classes: enrolments::verify::verify_live(store, keyring, watch)?,
        listings: listings::verify::verify(store, keyring)?,
        settlements: settlements::verify::verify(store, keyring)?,
        spot_checks: spot_checks::verify::verify(store, keyring)?,
        ..Whole::default()
    })
}
