//! Names and values out of an address.

/// What a query or a path pattern names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParamsMap(Vec<(String, String)>);

impl ParamsMap {
    /// The pairs of a query, written without its question mark.
    pub fn from_query(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decoded(name, true), decoded(value, true))
                })
                .collect(),
        )
    }

    /// The first value of this name.
    pub fn get_str(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// The first value of this name, as one's own.
    pub fn get(&self, name: &str) -> Option<String> {
        self.get_str(name).map(str::to_owned)
    }

    pub(crate) fn push_segment(&mut self, name: &str, segment: &str) {
        self.0.push((name.to_owned(), decoded(segment, false)));
    }
}

/// What percent signs stand for. A text that is not well written is read as it stands.
fn decoded(text: &str, is_query: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' if is_query => b' ',
            b'%' => {
                let (Some(high), Some(low)) = (nibble(rest.next()), nibble(rest.next())) else {
                    return text.to_owned();
                };
                high << 4 | low
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn nibble(digit: Option<u8>) -> Option<u8> {
    match digit? {
        digit @ b'0'..=b'9' => Some(digit - b'0'),
        digit @ b'a'..=b'f' => Some(digit - b'a' + 10),
        digit @ b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::ParamsMap;

    #[test]
    fn a_query_is_read_as_forms_write_it() {
        for (query, name, expected) in [
            ("code=AB-12", "code", Some("AB-12")),
            ("q=%E7%94%B5%E5%B7%A5&x=1", "q", Some("电工")),
            ("q=a+b%2Bc", "q", Some("a b+c")),
            ("a=1&a=2", "a", Some("1")),
            ("flag", "flag", Some("")),
            ("a=b=c", "a", Some("b=c")),
            ("a=1", "b", None),
            ("", "", None),
            ("&&a=1", "a", Some("1")),
            // Not well written: as it stands.
            ("a=100%", "a", Some("100%")),
            ("a=%zz", "a", Some("%zz")),
            ("a=%FF", "a", Some("%FF")),
        ] {
            let params = ParamsMap::from_query(query);
            assert_eq!(params.get_str(name), expected, "{query}");
            assert_eq!(params.get(name).as_deref(), expected, "{query}");
        }
    }
}
