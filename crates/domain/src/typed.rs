//! What people type before it is judged: full-width digits, spaces in groups, small letters.

/// The character as a keyboard in ASCII mode would have made it.
pub(crate) fn half_width(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

/// True for what a copied text carries along without meaning it.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}')
}

/// Half-width, upper-case, without any space: the form in which codes and numbers are judged.
pub(crate) fn compact(typed: &str) -> String {
    typed
        .chars()
        .map(half_width)
        .filter(|&character| !is_blank(character))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// As `compact`, and without the hyphens people group long numbers by.
pub(crate) fn compact_without_hyphens(typed: &str) -> String {
    compact(typed)
        .chars()
        .filter(|&character| !matches!(character, '-' | '–' | '—' | '−'))
        .collect()
}

/// The whole number that was typed, if it is one; full-width digits and spaces are forgiven, signs and points are not.
///
/// ```
/// use domain::typed_number;
/// assert_eq!(typed_number(" １2 "), Some(12));
/// assert_eq!(typed_number("+3"), None);
/// assert_eq!(typed_number("三"), None);
/// ```
#[must_use]
pub fn typed_number(typed: &str) -> Option<u32> {
    let digits = compact(typed);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_become_plain() {
        for (typed, plain) in [
            ("１２３　４", "1234"),
            (" 11x\u{200B} ", "11X"),
            ("\u{FEFF}12\t3", "123"),
            ("ａｂ", "AB"),
            ("", ""),
        ] {
            assert_eq!(compact(typed), plain, "{typed:?}");
        }
        assert_eq!(compact_without_hyphens("138-1234－5678"), "13812345678");
    }
}
