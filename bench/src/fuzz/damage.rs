//! Random damage to text.

use policy::compile::{File, Sources};

use crate::people::Dice;

/// The vocabulary and one programme, with one file damaged.
pub(super) fn folder(whole: &Sources, dice: &mut Dice) -> Sources {
    let mut sources = Sources {
        programmes: vec![dice.pick(&whole.programmes)],
        cases: Vec::new(),
        ..whole.clone()
    };
    let damage = |file: &mut File, dice: &mut Dice| file.text = damaged(&file.text, dice);
    match dice.below(8) {
        0 => damage(&mut sources.documents, dice),
        1 => damage(&mut sources.parameters, dice),
        2 | 3 => damage(&mut sources.facts, dice),
        4 => sources
            .district
            .iter_mut()
            .for_each(|file| damage(file, dice)),
        _ => sources
            .programmes
            .iter_mut()
            .for_each(|file| damage(file, dice)),
    }
    sources
}

/// Signs that mean something to one reader or another.
const SIGNS: [&str; 16] = [
    "\"",
    "'''",
    "[",
    "]]",
    "{",
    "}",
    "-",
    "9223372036854775807",
    "0",
    "\n",
    "\u{0}",
    "&&",
    "(",
    "==",
    "贷",
    ".",
];

/// A few bytes changed, cut out, doubled or put in, or the end left out as by a write that stopped halfway.
pub(super) fn damaged(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + dice.below(3) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.below(bytes.len());
        let past = (at + 1 + dice.below(40)).min(bytes.len());
        match dice.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..past)),
            2 => {
                let again: Vec<u8> = bytes.iter().take(past).skip(at).copied().collect();
                let _ = bytes.splice(at..at, again);
            }
            3 => {
                let sign = dice.pick(&SIGNS);
                let _ = bytes.splice(at..at, sign.bytes());
            }
            // A digit becomes another: numbers, places and days of the right form.
            4 | 5 => {
                let digit = bytes.iter_mut().skip(at).find(|byte| byte.is_ascii_digit());
                if let (Some(byte), Ok(new)) = (digit, u8::try_from(dice.below(10))) {
                    *byte = b'0' + new;
                }
            }
            _ => {
                if let (Some(byte), Ok(new)) = (bytes.get_mut(at), u8::try_from(dice.below(256))) {
                    *byte = new;
                }
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_does_the_same_damage() {
        let text = "id = \"a\"\nvalue = 60\n".repeat(20);
        let one = |seed| damaged(&text, &mut Dice::new(seed));
        assert_eq!(one(3), one(3));
        let changed = (0..100).filter(|seed| one(*seed) != text).count();
        assert!(changed > 80, "{changed}");
    }
}
