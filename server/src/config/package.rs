//! `fumin package`: the packages that go to agencies without accounts, looked at from outside the portal.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Examples under `fumin package --help`.
const EXAMPLES: &str = "Examples:
  fumin package public-key --data /srv/fumin > portal.pub
  fumin package check 620602-20261124-00001-P1.zip --key portal.pub

The public key is no secret. Whoever receives packages keeps it, and asks the portal's office once, by phone, whether the
name printed beside it is the right one. The key that signs is derived from keyring.json and never leaves it.";

/// Packages for agencies without accounts.
#[derive(Clone, Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Package {
    /// What to do.
    #[command(subcommand)]
    pub task: PackageTask,
}

/// What can be done.
#[derive(Clone, Debug, Subcommand)]
pub enum PackageTask {
    /// Check that a ZIP is what a portal signed, whole and unchanged.
    Check {
        /// The package.
        #[arg(value_name = "FILE")]
        zip: PathBuf,
        /// The portal's public key, as `fumin package public-key` printed it.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Print the public key of a portal's packages.
    PublicKey {
        /// The data folder of the portal.
        #[arg(long, default_value = "data", value_name = "DIR")]
        data: PathBuf,
        /// The key file; keyring.json in the data folder when not given.
        #[arg(long, value_name = "FILE")]
        keys: Option<PathBuf>,
    },
}
