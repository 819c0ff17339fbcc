//! Whether a PDF is locked, told without opening it.

const NAME: &[u8] = b"/Encrypt";

/// True when the trailer names a dictionary of encryption. A trailer is plain text in every PDF, also where all else is
/// compressed: whoever opens it must know how before anything can be read.
///
/// A PDF that opens without a password but forbids to print or copy is encrypted, too, and not told apart: that would
/// take its decryption here. Printing it anew or a photo of it is taken.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.windows(NAME.len()).enumerate().any(|(at, name)| {
        let after = bytes.get(at + NAME.len()..).unwrap_or_default();
        name == NAME && is_value(after)
    })
}

/// A reference such as `12 0 R`, or the dictionary itself. `/EncryptMetadata` is another name, and words in a text have
/// neither behind them.
fn is_value(after: &[u8]) -> bool {
    let rest = after.trim_ascii_start();
    if rest.starts_with(b"<<") {
        return true;
    }
    let mut parts = rest
        .split(u8::is_ascii_whitespace)
        .filter(|part| !part.is_empty());
    let is_number = |part: Option<&[u8]>| {
        part.is_some_and(|part| part.len() <= 10 && part.iter().all(u8::is_ascii_digit))
    };
    rest.len() < after.len()
        && is_number(parts.next())
        && is_number(parts.next())
        && parts.next().is_some_and(|part| part.starts_with(b"R"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encrypted() {
        for (text, expected) in [
            ("trailer<</Size 8/Root 1 0 R/Encrypt 7 0 R>>", true),
            ("trailer << /Encrypt\n7\n0\nR /Size 8 >>", true),
            ("8 0 obj<</Type/XRef/Encrypt 7 0 R/Length 30>>stream", true),
            ("trailer<</Encrypt<</Filter/Standard/V 4>>>>", true),
            ("trailer<</Size 8/Root 1 0 R>>", false),
            ("<</EncryptMetadata false>>", false),
            ("(About /Encrypt and other keys)", false),
            ("(/Encrypt 7 of 12)", false),
            ("/Encrypt", false),
            ("", false),
        ] {
            assert_eq!(is_encrypted(text.as_bytes()), expected, "{text}");
        }
    }
}
