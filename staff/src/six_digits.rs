//! Codes of six digits, as they are typed.

/// Whether it is such a code.
pub(crate) fn is_six_digits(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits as a Chinese keyboard may give them, spaces left out.
pub(crate) fn half_width(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters
        .map(|letter| match letter {
            '０'..='９' => {
                char::from_digit(u32::from(letter) - u32::from('０'), 10).unwrap_or(letter)
            }
            other => other,
        })
        .collect()
}
