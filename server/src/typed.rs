//! What people type on a page that no script looks over: the plain pages send it as it was typed.

/// Digits of full width as those of half width, and nothing between them.
pub(crate) fn digits(typed: &str) -> String {
    let plain = |letter: char| match letter {
        '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    let letters = typed.chars().filter(|letter| !letter.is_whitespace());
    letters.map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn digits_are_read_however_they_are_typed() {
        for (typed, read) in [
            ("１２３ ４５６", "123456"),
            (" 123\u{3000}456 ", "123456"),
            ("12a", "12a"),
            ("", ""),
        ] {
            assert_eq!(digits(typed), read, "{typed}");
        }
    }
}
