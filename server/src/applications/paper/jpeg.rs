//! Whether a JPEG came to its end.

/// True when the picture's own end mark follows its data. The mark of a preview inside the header does not count.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.get(2..) else {
        return false;
    };
    loop {
        match rest {
            // Start of scan: from here a 0xFF byte of data is followed by 0, so the end mark cannot be data.
            [0xFF, 0xDA, data @ ..] => return data.windows(2).any(|mark| mark == [0xFF, 0xD9]),
            [0xFF, 0xFF, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(2 + length..) {
                    Some(after) if length >= 2 => rest = after,
                    _ => return false,
                }
            }
            _ => return false,
        }
    }
}
