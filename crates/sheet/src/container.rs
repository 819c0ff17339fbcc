//! What a file is, by its bytes, and what its container unfolds to.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::{MOST_UNFOLDED, Refusal};

/// What kind of sheet a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `.xlsx`.
    Workbook,
    /// `.csv`.
    Text,
}

/// A zip container.
const ZIP: &[u8] = b"PK\x03\x04";
/// The compound file of old workbooks, and of locked new ones.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Entries of a container; a workbook has a few dozen.
const MOST_ENTRIES: usize = 1_000;
/// What says which parts a workbook has.
const TYPES: &str = "[Content_Types].xml";

pub(crate) fn kind_of(bytes: &[u8]) -> Result<Kind, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(Refusal::OldOrLocked);
    }
    if bytes.starts_with(ZIP) {
        return look_into(bytes).map(|()| Kind::Workbook);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Ok(Kind::Text);
    }
    // A picture or a program has zero bytes; text in the encodings taken has none.
    if bytes.contains(&0) {
        return Err(Refusal::NotASheet);
    }
    Ok(Kind::Text)
}

/// Unfolds everything once and counts, because what a container says of its size may be a lie.
fn look_into(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Refusal::Bomb);
    }
    let mut unfolded = 0;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let name = entry.name().map_err(|_| Refusal::Damaged)?.into_owned();
        let is_types = name == TYPES;
        let name = name.to_ascii_lowercase();
        if name.ends_with("vbaproject.bin") || name.contains("macrosheets/") {
            return Err(Refusal::Macros);
        }
        let mut limited = entry.take(MOST_UNFOLDED - unfolded + 1);
        if is_types {
            let mut text = String::new();
            unfolded += limited
                .read_to_string(&mut text)
                .map_err(|_| Refusal::Damaged)? as u64;
            if text.contains("macroEnabled") {
                return Err(Refusal::Macros);
            }
            is_workbook = text.contains("spreadsheetml.sheet.main+xml");
        } else {
            let mut nowhere = std::io::sink();
            unfolded += std::io::copy(&mut limited, &mut nowhere).map_err(|_| Refusal::Damaged)?;
        }
        if unfolded > MOST_UNFOLDED {
            return Err(Refusal::Bomb);
        }
    }
    if is_workbook {
        Ok(())
    } else {
        Err(Refusal::NotASheet)
    }
}
