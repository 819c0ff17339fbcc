//! `fumin package`: is this what the portal signed.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vault::Keyring;

use super::{CommandError, say};
use crate::config::package::{Package, PackageTask};
use crate::packages::check::check;
use crate::packages::manifest::{key_of, name_of};

pub(crate) fn run(command: &Package) -> Result<(), CommandError> {
    match &command.task {
        PackageTask::Check { zip, key } => check_file(zip, key),
        PackageTask::PublicKey { data, keys } => {
            let path = keys.clone().unwrap_or_else(|| Keyring::path_in(data));
            let keyring = Keyring::load_file(&path)
                .map_err(|error| CommandError::Refused(error.to_string()))?;
            let key = key_of(&keyring).public_key();
            say(&format!("{} {}", STANDARD.encode(&key), name_of(&key)))
        }
    }
}

fn check_file(zip: &Path, key: &Path) -> Result<(), CommandError> {
    let text = fs::read_to_string(key).map_err(cannot_read("cannot read the key file"))?;
    let first = text.split_whitespace().next().unwrap_or_default();
    let key = STANDARD.decode(first).map_err(|_| {
        CommandError::BadInput(
            "the key file does not hold a public key; take the line of `fumin package public-key`"
                .to_owned(),
        )
    })?;
    let bytes = fs::read(zip).map_err(cannot_read("cannot read the package"))?;
    let manifest = check(&bytes, &key).map_err(|found| {
        let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
        CommandError::Refused(lines.join("\n"))
    })?;
    say(&format!(
        "whole: package {} of file {}, {}",
        manifest.package, manifest.file_number, manifest.state
    ))?;
    say(&format!(
        "from {} to {}, made {}, signed with the key {}",
        manifest.from, manifest.to, manifest.made_at, manifest.signed_with
    ))?;
    manifest
        .members
        .iter()
        .try_for_each(|one| say(&format!("{}  {}  {}", one.sha256, one.bytes, one.name)))
}

fn cannot_read(doing: &'static str) -> impl Fn(std::io::Error) -> CommandError {
    move |source| CommandError::Io { doing, source }
}
