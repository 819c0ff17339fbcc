//! What begins an application.

use api::application::StartApplicationRequest;
use application::Product;
use serde_json::{Map, Value};

/// The request for a draft, with the facts an eligibility check left behind; anything else in their place is no facts.
pub(super) fn start_request(product: Product, facts: Option<&str>) -> StartApplicationRequest {
    StartApplicationRequest {
        product,
        facts: facts.and_then(read_facts).unwrap_or_default(),
    }
}

fn read_facts(text: &str) -> Option<Map<String, Value>> {
    json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_along_and_rubbish_does_not() {
        let product = Product::StartupLoanIndividual;
        let table = [
            (Some(r#"{"categories":["veteran"],"in_school":false}"#), 2),
            (Some("[1]"), 0),
            (Some("{"), 0),
            (None, 0),
        ];
        for (text, expected) in table {
            assert_eq!(
                start_request(product, text).facts.len(),
                expected,
                "{text:?}"
            );
        }
    }
}
