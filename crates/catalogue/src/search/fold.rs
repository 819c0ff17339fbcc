//! Texts made alike before they are compared.

/// Lower case, half width, ideographic spaces as spaces.
///
/// Only what a phone keyboard makes different without the typist meaning it; traditional characters stay as they are.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_character).collect()
}

fn fold_character(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        // Full-width forms lie at a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0)
            .unwrap_or(character)
            .to_ascii_lowercase(),
        _ => character.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_case_fold() {
        for (text, folded) in [
            ("ＡbＣ１２３", "abc123"),
            ("电工（五级）", "电工(五级)"),
            ("a　b", "a b"),
            ("中式面点", "中式面点"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
