//! The number on the trainer's screen: another one every three quarters of a minute, made from the lesson and the
//! portal's key, so that nothing is stored and every server shows the same.

use domain::Date;
use vault::Keyring;

/// How long a number is shown.
pub const STEP_MS: i64 = 45_000;
const DIGITS: u64 = 1_000_000;

/// The number of a lesson at an instant, and how long it is still shown.
#[must_use]
pub fn show(keyring: &Keyring, class_id: &str, now_ms: i64) -> (String, u32) {
    let step = now_ms.div_euclid(STEP_MS);
    let left = STEP_MS - now_ms.rem_euclid(STEP_MS);
    let code = code_of(keyring, class_id, now_ms, step);
    (code, u32::try_from(left).unwrap_or(0))
}

/// Whether a typed number is the one shown, or the one before it: somebody may still be typing. An older one is not.
#[must_use]
pub fn is_shown(keyring: &Keyring, class_id: &str, now_ms: i64, typed: &str) -> bool {
    let typed: String = typed.chars().filter_map(digit).collect();
    let step = now_ms.div_euclid(STEP_MS);
    let shown = [step, step - 1].map(|step| code_of(keyring, class_id, now_ms, step));
    shown.contains(&typed)
}

/// HMAC under the portal's key over class, day and step: each lesson has numbers of its own.
fn code_of(keyring: &Keyring, class_id: &str, now_ms: i64, step: i64) -> String {
    let on = Date::from_unix_ms_shanghai(now_ms);
    let [a, b, c, d, e, f, g, h, ..] =
        keyring.blind_index("lesson_code", &format!("{class_id}/{on}/{step}"));
    let number = u64::from_be_bytes([a, b, c, d, e, f, g, h]) % DIGITS;
    format!("{number:06}")
}

fn digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0),
        other if other.is_whitespace() => None,
        // Anything else makes it no number.
        _ => Some('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_lives_for_its_step_and_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::create(folder.path()).unwrap();
        let noon = Date::new(2026, 12, 15).unwrap().start_ms_shanghai() + 12 * 3_600_000;
        let begin = noon - noon.rem_euclid(STEP_MS);
        let (code, left) = show(&keyring, "a.1", begin + 1_000);
        assert_eq!((code.len(), left), (6, 44_000));
        for (later_ms, is_good) in [
            (0, true),
            (STEP_MS - 1, true),
            (STEP_MS, true),
            (2 * STEP_MS - 1, true),
            (2 * STEP_MS, false),
            (-STEP_MS, false),
            (24 * 3_600_000, false),
        ] {
            let good = is_shown(&keyring, "a.1", begin + later_ms, &code);
            assert_eq!(good, is_good, "{later_ms}");
        }
        assert!(!is_shown(&keyring, "b.1", begin, &code), "of another class");
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        assert!(is_shown(&keyring, "a.1", begin, &spaced));
        for odd in ["", "12345", &format!("{code}x"), "' OR 1=1"] {
            assert!(!is_shown(&keyring, "a.1", begin, odd), "{odd}");
        }
    }
}
