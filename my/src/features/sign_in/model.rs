//! What is typed to sign in, and whether it can be sent.

use domain::PhoneNumber;

/// Ids of the two controls; also the last segment of the server's pointers.
pub(super) const PHONE: &str = "phone";
/// The code's control.
pub(super) const CODE: &str = "code";
/// Seconds before another code can be asked for.
pub(super) const RESEND_S: u32 = 60;

/// The phone as the server takes it, or the problem code.
pub(super) fn check_phone(typed: &str) -> Result<String, &'static str> {
    PhoneNumber::parse(typed)
        .map(|phone| phone.as_str().to_owned())
        .map_err(|error| error.code())
}

/// The six digits of a code typed with spaces or full-width digits, or the problem code.
pub(super) fn check_code(typed: &str) -> Result<String, &'static str> {
    let digits: Option<String> = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(ascii_digit)
        .collect();
    match digits {
        Some(digits) if digits.len() == 6 => Ok(digits),
        _ => Err("code_digits"),
    }
}

fn ascii_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_digits_however_typed() {
        for (typed, expected) in [
            ("123456", Ok("123456")),
            (" 123 456 ", Ok("123456")),
            ("１２３４５６", Ok("123456")),
            ("12345", Err("code_digits")),
            ("12345a", Err("code_digits")),
            ("", Err("code_digits")),
        ] {
            assert_eq!(check_code(typed), expected.map(str::to_owned), "{typed:?}");
        }
    }

    #[test]
    fn a_phone_is_sent_without_its_spaces() {
        assert_eq!(check_phone("138 0000 0000"), Ok("13800000000".into()));
        assert_eq!(check_phone(""), Err("phone_number_empty"));
        assert_eq!(check_phone("0935 2212345"), Err("phone_number_not_mobile"));
    }
}
