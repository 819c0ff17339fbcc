//! Which browser somebody checks in with: a random mark of its own, kept until the browser closes. Only its keyed hash is
//! stored, and only to show a trainer that one phone checked in many people.

use http::{HeaderMap, HeaderValue};
use vault::{Keyring, Token};

use crate::session::cookie;

const NAME: &str = "__Host-fumin-device";

/// The mark of a browser.
#[derive(Debug)]
pub struct Device {
    mark: String,
    /// Whether the browser has it already.
    is_known: bool,
}

impl Device {
    /// The mark that came with the request, or a new one.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let known = cookie::find(headers, NAME).map(str::to_owned);
        let is_mark = |mark: &String| (16..=64).contains(&mark.len()) && mark.is_ascii();
        match known.filter(is_mark) {
            Some(mark) => Self {
                mark,
                is_known: true,
            },
            None => Self {
                mark: Token::generate().expose().to_owned(),
                is_known: false,
            },
        }
    }

    /// What is stored of it.
    #[must_use]
    pub fn index(&self, keyring: &Keyring) -> [u8; 32] {
        keyring.blind_index("device", &self.mark)
    }

    /// `Set-Cookie` for a browser that has none yet.
    #[must_use]
    pub fn cookie(&self) -> Option<HeaderValue> {
        if self.is_known {
            return None;
        }
        let cookie = format!(
            "{NAME}={}; Path=/; Secure; HttpOnly; SameSite=Lax",
            self.mark
        );
        HeaderValue::from_str(&cookie).ok()
    }
}

#[cfg(test)]
mod tests {
    use http::header::COOKIE;

    use super::*;

    #[test]
    fn a_browser_keeps_its_mark() {
        let new = Device::of(&HeaderMap::new());
        let cookie = new.cookie().unwrap();
        let pair = cookie.to_str().unwrap().split(';').next().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, format!("a=b; {pair}").parse().unwrap());
        let again = Device::of(&headers);
        assert_eq!((again.cookie(), &again.mark), (None, &new.mark));
        headers.insert(
            COOKIE,
            HeaderValue::from_static("__Host-fumin-device=short"),
        );
        assert!(Device::of(&headers).cookie().is_some());
    }
}
