//! The letters: white space, words, numbers, strings. Nothing here is generic, so it is compiled once.

use std::borrow::Cow;

use crate::Unreadable;

/// Deeper nesting than any answer has; the stack of a browser is small.
const DEEPEST: u8 = 64;

/// A place in a text.
pub(crate) struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
}

impl<'de> Reader<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// Reads on within a list.
    pub(crate) fn new_at(text: &'de str, at: usize) -> Self {
        Self { text, at, depth: 1 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space, which stays to be read.
    #[inline(never)]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// Reads this byte if it is next.
    pub(crate) fn takes(&mut self, wanted: u8) -> bool {
        let is_next = self.peek() == Some(wanted);
        self.at += usize::from(is_next);
        is_next
    }

    #[inline(never)]
    pub(crate) fn expect(&mut self, wanted: u8) -> Result<(), Unreadable> {
        if self.takes(wanted) {
            Ok(())
        } else {
            Err(Unreadable)
        }
    }

    /// Reads this word if it is next.
    #[inline(never)]
    pub(crate) fn takes_word(&mut self, word: &str) -> bool {
        self.peek();
        let is_next = self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    #[inline(never)]
    pub(crate) fn bool(&mut self) -> Result<bool, Unreadable> {
        if self.takes_word("true") {
            Ok(true)
        } else if self.takes_word("false") {
            Ok(false)
        } else {
            Err(Unreadable)
        }
    }

    /// A whole number. A fraction or an exponent is refused by whoever reads on.
    #[inline(never)]
    pub(crate) fn int(&mut self) -> Result<i64, Unreadable> {
        self.peek();
        let start = self.at;
        while self
            .byte()
            .is_some_and(|byte| byte == b'-' || byte.is_ascii_digit())
        {
            self.at += 1;
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        let has_zero_before =
            digits.trim_start_matches('-').starts_with('0') && !matches!(digits, "0" | "-0");
        match digits.parse() {
            Ok(number) if !has_zero_before && !matches!(self.byte(), Some(b'.' | b'e' | b'E')) => {
                Ok(number)
            }
            _ => Err(Unreadable),
        }
    }

    #[inline(never)]
    pub(crate) fn string(&mut self) -> Result<Cow<'de, str>, Unreadable> {
        self.expect(b'"')?;
        let mut unescaped = String::new();
        let mut start = self.at;
        loop {
            let byte = self.byte().ok_or(Unreadable)?;
            if byte < b' ' {
                return Err(Unreadable);
            }
            if byte != b'"' && byte != b'\\' {
                self.at += 1;
                continue;
            }
            let plain = self.text.get(start..self.at).unwrap_or_default();
            self.at += 1;
            if byte == b'"' {
                if unescaped.is_empty() {
                    return Ok(Cow::Borrowed(plain));
                }
                unescaped.push_str(plain);
                return Ok(Cow::Owned(unescaped));
            }
            unescaped.push_str(plain);
            unescaped.push(self.escaped()?);
            start = self.at;
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Result<char, Unreadable> {
        let byte = self.byte().ok_or(Unreadable)?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                // Beyond the first plane a letter is written as two units.
                let code = if (0xD800..0xDC00).contains(&unit) {
                    if self.text.get(self.at..self.at + 2) != Some("\\u") {
                        return Err(Unreadable);
                    }
                    self.at += 2;
                    let low = self.unit()?;
                    if !(0xDC00..0xE000).contains(&low) {
                        return Err(Unreadable);
                    }
                    0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                } else {
                    unit
                };
                char::from_u32(code).ok_or(Unreadable)?
            }
            _ => return Err(Unreadable),
        })
    }

    fn unit(&mut self) -> Result<u32, Unreadable> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Unreadable)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Unreadable);
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Unreadable)
    }

    /// Enters a list or an object.
    #[inline(never)]
    pub(crate) fn open(&mut self, bracket: u8) -> Result<(), Unreadable> {
        self.expect(bracket)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            Err(Unreadable)
        } else {
            Ok(())
        }
    }

    /// Whether another item follows; leaves the list or object when none does.
    #[inline(never)]
    pub(crate) fn has_more(&mut self, is_first: bool, bracket: u8) -> Result<bool, Unreadable> {
        if self.takes(bracket) {
            self.depth -= 1;
            return Ok(false);
        }
        if !is_first {
            self.expect(b',')?;
        }
        Ok(true)
    }

    /// Reads past one value of any kind.
    #[inline(never)]
    pub(crate) fn skip(&mut self) -> Result<(), Unreadable> {
        let byte = self.peek();
        match byte {
            Some(b'"') => self.string().map(drop),
            Some(b'[' | b'{') => {
                let (open, close) = if byte == Some(b'[') {
                    (b'[', b']')
                } else {
                    (b'{', b'}')
                };
                self.open(open)?;
                let mut is_first = true;
                while self.has_more(is_first, close)? {
                    is_first = false;
                    if open == b'{' {
                        self.string()?;
                        self.expect(b':')?;
                    }
                    self.skip()?;
                }
                Ok(())
            }
            Some(b't' | b'f') => self.bool().map(drop),
            Some(b'n') if self.takes_word("null") => Ok(()),
            _ => self.int().map(drop),
        }
    }

    pub(crate) fn end(&mut self) -> Result<(), Unreadable> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(Unreadable)
        }
    }
}
