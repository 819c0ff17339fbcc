//! A form that carries a file, as a browser without script sends it (RFC 7578). The whole body is there already, within
//! its limit; what is not understood is left out.

use std::collections::BTreeMap;

use bytes::Bytes;

/// The fields of a form and the file in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentForm {
    /// Texts by name; of several of one name the last.
    pub texts: BTreeMap<String, String>,
    /// The first file.
    pub file: Option<SentFile>,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentFile {
    /// The name it has on the sender's device; empty when none was chosen.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

impl SentForm {
    /// Reads a body; none when it is no such form.
    #[must_use]
    pub fn read(content_type: &str, body: &Bytes) -> Option<Self> {
        let boundary = boundary(content_type)?;
        let delimiter = [b"--".as_slice(), boundary.as_bytes()].concat();
        let mut form = Self::default();
        let mut at = find(body, &delimiter, 0)? + delimiter.len();
        // What follows the last delimiter begins with two dashes.
        while body.get(at..at + 2) == Some(b"\r\n".as_slice()) {
            let begin = at + 2;
            let next = find(body, &delimiter, begin)?;
            // The line before a delimiter ends the part and is none of it.
            let end = next.checked_sub(2).filter(|end| *end >= begin)?;
            form.take(&body.slice(begin..end));
            at = next + delimiter.len();
        }
        (body.get(at..at + 2) == Some(b"--".as_slice())).then_some(form)
    }

    fn take(&mut self, part: &Bytes) {
        let Some(gap) = find(part, b"\r\n\r\n", 0) else {
            return;
        };
        let head = String::from_utf8_lossy(part.get(..gap).unwrap_or_default()).into_owned();
        let bytes = part.slice(gap + 4..);
        let disposition = head.lines().find(|line| {
            let name = line.split(':').next().unwrap_or_default();
            name.trim().eq_ignore_ascii_case("content-disposition")
        });
        let Some(disposition) = disposition else {
            return;
        };
        let Some(name) = parameter(disposition, "name") else {
            return;
        };
        match parameter(disposition, "filename") {
            Some(filename) if self.file.is_none() => {
                let name = filename.rsplit(['/', '\\']).next().unwrap_or_default();
                self.file = Some(SentFile {
                    name: name.to_owned(),
                    bytes,
                });
            }
            Some(_) => {}
            None => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.texts.insert(name, text);
            }
        }
    }

    /// A text; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

fn boundary(content_type: &str) -> Option<String> {
    let (essence, _) = content_type.split_once(';')?;
    if !essence.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameter(content_type, "boundary")?;
    (1..=70).contains(&boundary.len()).then_some(boundary)
}

/// A parameter of a header; a quote inside a quoted one travels as `%22`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    while let Some(at) = rest.find(';') {
        rest = rest.get(at + 1..)?.trim_start();
        let (key, value) = rest.split_once('=')?;
        let is_it = key.trim().eq_ignore_ascii_case(name);
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if is_it {
            return Some(value.trim().replace("%22", "\""));
        }
        rest = after;
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = *wanted.first()?;
    let mut at = 0;
    // By its first byte: a sheet is a megabyte, and looking at every window of it is slow in a debug build.
    while let Some(step) = rest.get(at..)?.iter().position(|byte| *byte == first) {
        at += step;
        if rest.get(at..at + wanted.len()) == Some(wanted) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=----x1";

    fn read(body: &str) -> Option<SentForm> {
        SentForm::read(TYPE, &Bytes::copy_from_slice(body.as_bytes()))
    }

    #[test]
    fn texts_and_the_file_are_read() {
        let body = "------x1\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nabc\r\n\
            ------x1\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"名单; 一%22二.csv\"\r\n\
            Content-Type: text/csv\r\n\r\n姓名\r\n--王--\r\n\r\n------x1--\r\n";
        let form = read(body).unwrap();
        assert_eq!(form.text("key"), "abc");
        assert_eq!(form.text("other"), "");
        let file = form.file.unwrap();
        assert_eq!(file.name, "名单; 一\"二.csv");
        assert_eq!(file.bytes, "姓名\r\n--王--\r\n".as_bytes());
    }

    #[test]
    fn a_form_without_a_chosen_file_has_an_empty_one() {
        let body = "------x1\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\r\n------x1--\r\n";
        assert_eq!(read(body).unwrap().file, Some(SentFile::default()));
    }

    #[test]
    fn what_is_no_such_form_is_none() {
        for body in [
            "",
            "------x1",
            "------x1--",
            "------x1\r\n",
            "------x1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n",
            "------x1\r\n------x1--",
            "a=b",
        ] {
            let found = read(body);
            assert!(
                found.is_none() || found == Some(SentForm::default()),
                "{body}: {found:?}"
            );
        }
        for content_type in [
            "application/json",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; charset=a; boundary",
            "multipart/mixed; boundary=a",
        ] {
            assert_eq!(
                SentForm::read(content_type, &Bytes::new()),
                None,
                "{content_type}"
            );
        }
    }
}
