//! What an eligibility check found out, on its way into an application.

use std::collections::BTreeMap;

use application::Product;
use serde::de::IgnoredAny;

/// Facts as the JSON object the check keeps them in.
///
/// They are sent as they are: taken apart and put together again they would bring all of `serde_json`'s values, and the
/// tables for printing floating point numbers with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts(String);

impl Facts {
    /// The facts in a text; none when it is not one JSON object.
    pub fn read(text: &str) -> Option<Self> {
        let object: Result<BTreeMap<String, IgnoredAny>, _> = json::from_str(text);
        object.is_ok().then(|| Self(text.to_owned()))
    }
}

impl Facts {
    /// These facts and others; where both name one, it is the others' that counts.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        match (inside(&self.0), inside(&others.0)) {
            ("", _) => others.clone(),
            (_, "") => self.clone(),
            (ours, theirs) => Self(["{", ours, ",", theirs, "}"].concat()),
        }
    }
}

/// What stands between the braces of an object.
fn inside(object: &str) -> &str {
    object
        .trim()
        .strip_prefix('{')
        .unwrap_or_default()
        .strip_suffix('}')
        .unwrap_or_default()
        .trim()
}

/// The body of [`api::application::StartApplicationRequest`].
pub(crate) fn start_body(product: Product, facts: Option<&Facts>) -> String {
    let facts = facts.map_or("{}", |facts| &facts.0);
    [r#"{"product":""#, product.id(), r#"","facts":"#, facts, "}"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::application::StartApplicationRequest;

    #[test]
    fn facts_of_two_pages_become_one_object() {
        let facts = |text| Facts::read(text).unwrap();
        let table = [
            (
                r#"{"a":{"b":{}}}"#,
                r#" {"c":"1"} "#,
                r#"{"a":{"b":{}},"c":"1"}"#,
            ),
            ("{ }", r#"{"c":1}"#, r#"{"c":1}"#),
            (r#"{"c":1}"#, "{}", r#"{"c":1}"#),
            ("{}", "{}", "{}"),
        ];
        for (ours, theirs, expected) in table {
            let both = facts(ours).and(&facts(theirs));
            assert_eq!(both, facts(expected));
        }
        // What was reckoned with is what was meant last.
        let both = facts(r#"{"partners":2}"#).and(&facts(r#"{"partners":3}"#));
        let body = start_body(Product::StartupLoanIndividual, Some(&both));
        let request: StartApplicationRequest = serde_json::from_str(&body).unwrap();
        assert_eq!(request.facts["partners"], 3);
    }

    #[test]
    fn facts_come_along_and_rubbish_does_not() {
        let table = [
            (r#"{"categories":["veteran"],"in_school":false}"#, Some(2)),
            ("{}", Some(0)),
            ("[1]", None),
            ("{", None),
            (r#"{"a":1},"product":"x""#, None),
            ("", None),
        ];
        for (text, expected) in table {
            let facts = Facts::read(text);
            assert_eq!(facts.is_some(), expected.is_some(), "{text}");
            let body = start_body(Product::StartupLoanIndividual, facts.as_ref());
            let request: StartApplicationRequest = serde_json::from_str(&body).unwrap();
            assert_eq!(request.product, Product::StartupLoanIndividual);
            assert_eq!(request.facts.len(), expected.unwrap_or(0), "{text}");
        }
    }
}
