//! The two cookies of sessions, and how any is read. `__Host-` makes the browser insist on Secure, Path=/ and no Domain.

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use vault::Token;

/// What the browser sent under a name.
pub(crate) fn find<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted).then_some(value))
}

/// Whose cookie it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SessionCookie {
    Resident,
    Staff,
}

impl SessionCookie {
    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Resident => "__Host-fumin",
            Self::Staff => "__Host-fumin-staff",
        }
    }

    /// The token the browser sent.
    pub(crate) fn read(self, headers: &HeaderMap) -> Option<&str> {
        find(headers, self.name())
    }

    /// `Set-Cookie` that signs in: gone when the browser closes, sooner when the server says so.
    pub(crate) fn set(self, token: &Token) -> Option<HeaderValue> {
        let mut value = self.header(token.expose(), "").ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// `Set-Cookie` that signs out.
    pub(crate) fn clear(self) -> Option<HeaderValue> {
        self.header("", "; Max-Age=0").ok()
    }

    fn header(
        self,
        value: &str,
        end: &str,
    ) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
        // Strict would sign people out who follow a link from a message.
        HeaderValue::from_str(&format!(
            "{}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{end}",
            self.name()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_cookie_is_read() {
        let table = [
            ("__Host-fumin=abc", Some("abc"), None),
            (
                "a=b; __Host-fumin-staff=def; __Host-fumin=abc",
                Some("abc"),
                Some("def"),
            ),
            ("__Host-fuminx=abc; fumin=abc", None, None),
        ];
        for (header, resident, staff) in table {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_static(header));
            assert_eq!(SessionCookie::Resident.read(&headers), resident, "{header}");
            assert_eq!(SessionCookie::Staff.read(&headers), staff, "{header}");
        }
    }
}
