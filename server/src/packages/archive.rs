//! The ZIP: the same members on the same day make the same bytes.

use std::io::{Cursor, Read as _, Write as _};

use domain::Date;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Members looked at; a package has a few dozen, that of an enterprise with many hires some 130.
const MOST_MEMBERS: usize = 200;
/// Bytes a ZIP may unfold to: all that a resident may keep, twenty papers of offices, and what goes with them.
const MOST_UNFOLDED: u64 = 450 * 1024 * 1024;

/// Puts members together. Photos do not get smaller by being packed again.
///
/// # Errors
/// When two have one name.
pub fn pack(members: &[(String, Vec<u8>)], made_on: Date) -> Result<Vec<u8>, ZipError> {
    let part = |number: i32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(made_on.year()).unwrap_or(1980);
    let at =
        DateTime::from_date_and_time(year, part(made_on.month()), part(made_on.day()), 0, 0, 0)
            .unwrap_or_default();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let is_text = [".html", ".json", ".sig"]
            .iter()
            .any(|end| name.ends_with(end));
        let method = if is_text {
            CompressionMethod::Deflated
        } else {
            CompressionMethod::Stored
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(at)
            .unix_permissions(0o600);
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Takes them apart again; none when it is no ZIP, or unfolds to more than a package.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_MEMBERS {
        return None;
    }
    let mut room = MOST_UNFOLDED;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut unfolded = Vec::new();
        entry.take(room + 1).read_to_end(&mut unfolded).ok()?;
        room = room.checked_sub(unfolded.len() as u64)?;
        members.push((name, unfolded));
    }
    Some(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_and_twice_the_same() {
        let members = vec![
            ("申请.html".to_owned(), b"<p>".repeat(100)),
            ("材料/01.jpg".to_owned(), vec![0, 1, 2]),
        ];
        let day = Date::new(2026, 11, 24).unwrap();
        let packed = pack(&members, day).unwrap();
        assert_eq!(packed, pack(&members, day).unwrap());
        assert_eq!(unpack(&packed).unwrap(), members);
        assert_eq!(unpack(b"no archive"), None);
        let twice = vec![members[0].clone(), members[0].clone()];
        assert!(pack(&twice, day).is_err());
    }
}
