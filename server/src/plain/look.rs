//! How a reader wants the pages, and where they stand. It goes along in every address, for there is nobody else to remember it.

use axum::response::Response;
use http::{HeaderMap, Uri};
use i18n::Language;

use super::alone::let_ask;
use super::own;
use crate::session::cookie;

/// Where a self-service terminal starts again: `public/kiosk.js` clears it there.
pub(super) const START_AGAIN: &str = "/?kiosk=1&left=1";
/// The cookie of `public/look.js`: what an address would ask for.
const LEFT: &str = "fumin-look";

/// Language, size of type and contrast, and whether it is read at a self-service terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) language: Language,
    pub(crate) is_large: bool,
    pub(crate) is_strong: bool,
    pub(crate) is_terminal: bool,
}

impl Look {
    /// What an address asks for; Chinese in normal type unless it says otherwise.
    pub(crate) fn of(address: &Uri) -> Self {
        Self::asked(address.query().unwrap_or_default())
    }

    /// The same; where messages and signing in lead to, by addresses that ask for nothing, what the app left in the browser.
    pub(crate) fn wanted(address: &Uri, headers: &HeaderMap) -> Self {
        let asked = Self::of(address);
        if asked.pairs().next().is_some() || !own::is_led_to(address.path()) {
            return asked;
        }
        cookie::find(headers, LEFT).map_or(asked, Self::asked)
    }

    fn asked(query: &str) -> Self {
        let asks = |pair: &str| query.split('&').any(|each| each == pair);
        Self {
            language: if asks("lang=en") {
                Language::English
            } else {
                Language::Chinese
            },
            is_large: asks("large=1"),
            is_strong: asks("contrast=1"),
            is_terminal: asks("kiosk=1"),
        }
    }

    /// What the address says of it; nothing where there is nothing to say.
    pub(super) fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let english = (self.language == Language::English).then_some(("lang", "en"));
        let large = self.is_large.then_some(("large", "1"));
        let terminal = self.is_terminal.then_some(("kiosk", "1"));
        let strong = self.is_strong.then_some(("contrast", "1"));
        let look = english.into_iter().chain(large).chain(strong);
        look.chain(terminal)
    }

    /// An address of a plain page, for a reader who wants it like this.
    pub(crate) fn link(self, address: &str) -> String {
        let mut link = address.to_owned();
        for (key, value) in self.pairs() {
            link.push(if link.contains('?') { '&' } else { '?' });
            link.push_str(key);
            link.push('=');
            link.push_str(value);
        }
        link
    }

    /// At a terminal a page asks whether somebody is still there, and starts again where nobody is.
    pub(crate) fn leave_when_alone(self, response: &mut Response) {
        if self.is_terminal {
            let_ask(response);
        }
    }

    pub(super) const fn in_other_language(self) -> Self {
        Self {
            language: match self.language {
                Language::Chinese => Language::English,
                Language::English => Language::Chinese,
            },
            ..self
        }
    }

    pub(super) const fn in_other_size(self) -> Self {
        Self {
            is_large: !self.is_large,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_what_its_own_links_say() {
        for (address, link) in [
            ("/plain", "/plain/courses?q=a"),
            ("/plain?lang=en", "/plain/courses?q=a&lang=en"),
            (
                "/plain?large=1&lang=en",
                "/plain/courses?q=a&lang=en&large=1",
            ),
            (
                "/plain?kiosk=1&contrast=1&large=1",
                "/plain/courses?q=a&large=1&contrast=1&kiosk=1",
            ),
            ("/plain?lang=%3Cscript%3E&large=2", "/plain/courses?q=a"),
        ] {
            let look = Look::of(&address.parse().unwrap());
            assert_eq!(look.link("/plain/courses?q=a"), link, "{address}");
            assert_eq!(Look::of(&look.link("/plain").parse().unwrap()), look);
        }
    }

    #[test]
    fn what_the_app_left_counts_where_a_message_leads_to() {
        let mut headers = HeaderMap::new();
        let left = http::HeaderValue::from_static("a=b; fumin-look=lang=en&large=1; c=d");
        headers.insert(http::header::COOKIE, left);
        for (address, link) in [
            ("/apply/7/corrections", "/x?lang=en&large=1"),
            ("/apply/7/corrections?kiosk=1", "/x?kiosk=1"),
            // One may have switched it off on the page itself.
            ("/my/applications/7/corrections", "/x"),
            ("/apply/7/roster", "/x"),
        ] {
            let look = Look::wanted(&address.parse().unwrap(), &headers);
            assert_eq!(look.link("/x"), link, "{address}");
        }
        let nothing = Look::wanted(&"/apply/7/corrections".parse().unwrap(), &HeaderMap::new());
        assert_eq!(nothing.link("/x"), "/x");
    }
}
