//! A person's name as typed on a form.

use std::fmt;

use thiserror::Error;

use crate::typed::{half_width, is_blank};

const SHORTEST: usize = 2;
const LONGEST: usize = 50;

/// A person's name as the ID card writes it: Han characters, Latin letters, and what joins them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PersonName(String);

/// Why a typed name is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PersonNameError {
    /// Nothing was typed.
    #[error("the name is empty")]
    Empty,
    /// A single character.
    #[error("the name has fewer than {SHORTEST} characters")]
    TooShort,
    /// Longer than any name on a card.
    #[error("the name has more than {LONGEST} characters")]
    TooLong,
    /// A digit, a symbol, or nothing but dots.
    #[error("the name has a character that no name has")]
    BadCharacter,
}

impl PersonNameError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "person_name_empty",
            Self::TooShort => "person_name_too_short",
            Self::TooLong => "person_name_too_long",
            Self::BadCharacter => "person_name_bad_character",
        }
    }
}

impl PersonName {
    /// Reads what was typed: dots of every kind become `·`, spaces inside a Chinese name go.
    ///
    /// # Errors
    /// Says what is wrong with the name.
    ///
    /// ```
    /// # use domain::{PersonName, PersonNameError};
    /// assert_eq!(PersonName::parse(" 王 芳 ").unwrap().as_str(), "王芳");
    /// assert_eq!(PersonName::parse("阿依古丽•买买提").unwrap().as_str(), "阿依古丽·买买提");
    /// assert_eq!(PersonName::parse("王3"), Err(PersonNameError::BadCharacter));
    /// ```
    pub fn parse(typed: &str) -> Result<Self, PersonNameError> {
        let text = tidy(typed);
        let mut count = 0;
        let mut has_letter = false;
        for character in text.chars() {
            count += 1;
            has_letter |= is_letter(character);
            if !is_letter(character) && !matches!(character, '·' | ' ' | '.') {
                return Err(PersonNameError::BadCharacter);
            }
        }
        match count {
            0 => Err(PersonNameError::Empty),
            _ if !has_letter => Err(PersonNameError::BadCharacter),
            _ if count < SHORTEST => Err(PersonNameError::TooShort),
            _ if count > LONGEST => Err(PersonNameError::TooLong),
            _ => Ok(Self(text)),
        }
    }

    /// The whole name.
    ///
    /// ```
    /// # use domain::PersonName;
    /// assert_eq!(PersonName::parse("王芳").unwrap().as_str(), "王芳");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first character and one star for each other, at most three.
    ///
    /// ```
    /// # use domain::PersonName;
    /// assert_eq!(PersonName::parse("王小芳").unwrap().masked(), "王**");
    /// ```
    #[must_use]
    pub fn masked(&self) -> String {
        let mut characters = self.0.chars();
        let first: String = characters.by_ref().take(1).collect();
        first + &"*".repeat(characters.count().min(3))
    }
}

/// One kind of dot, single spaces, and none beside a Han character.
fn tidy(typed: &str) -> String {
    let mut text = String::new();
    let mut gap = false;
    for character in typed.chars().map(half_width) {
        if is_blank(character) {
            gap = true;
            continue;
        }
        let character = if matches!(character, '•' | '‧' | '・' | '∙' | '⋅' | '･') {
            '·'
        } else {
            character
        };
        let joins_latin = |letter: char| !is_han(letter) && letter != '·';
        if gap && joins_latin(character) && text.chars().last().is_some_and(joins_latin) {
            text.push(' ');
        }
        gap = false;
        text.push(character);
    }
    text
}

fn is_letter(character: char) -> bool {
    is_han(character) || is_latin(character)
}

fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic()
        || (matches!(character, '\u{C0}'..='\u{24F}') && !matches!(character, '×' | '÷'))
}

/// The blocks of Unicode that hold Han characters, rare ones in names included.
fn is_han(character: char) -> bool {
    matches!(character, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

impl fmt::Debug for PersonName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PersonName({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_names() {
        for (typed, expected) in [
            ("王芳", Ok("王芳")),
            ("　王　芳　", Ok("王芳")),
            ("欧阳文\u{200B}华", Ok("欧阳文华")),
            ("𬭳𠮷", Ok("𬭳𠮷")),
            ("買買提・艾力", Ok("買買提·艾力")),
            ("Li  Ming", Ok("Li Ming")),
            ("Ｊ．Smith", Ok("J.Smith")),
            ("José Núñez", Ok("José Núñez")),
            ("", Err(PersonNameError::Empty)),
            ("   ", Err(PersonNameError::Empty)),
            ("王", Err(PersonNameError::TooShort)),
            ("··", Err(PersonNameError::BadCharacter)),
            ("王1", Err(PersonNameError::BadCharacter)),
            ("王芳😀", Err(PersonNameError::BadCharacter)),
            ("<b>王芳</b>", Err(PersonNameError::BadCharacter)),
            ("Robert'); DROP", Err(PersonNameError::BadCharacter)),
        ] {
            let read = PersonName::parse(typed);
            assert_eq!(
                read.as_ref()
                    .map(PersonName::as_str)
                    .map_err(|error| *error),
                expected,
                "{typed:?}"
            );
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(PersonName::parse(&"王".repeat(50)).is_ok());
        assert_eq!(
            PersonName::parse(&"王".repeat(51)),
            Err(PersonNameError::TooLong)
        );
        assert_eq!(
            PersonName::parse(&"王".repeat(100_000)),
            Err(PersonNameError::TooLong)
        );
    }

    #[test]
    fn debug_is_masked() {
        assert_eq!(
            format!("{:?}", PersonName::parse("欧阳文华").unwrap()),
            "PersonName(欧***)"
        );
    }
}
