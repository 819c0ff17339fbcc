//! What is typed to find a file, and whether it can be looked for.

use api::tracking::TrackRequest;
use domain::QueryCode;

/// The ids of the two controls.
pub(super) const CODE: &str = "code";
pub(super) const TAIL: &str = "tail";

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The query code.
    pub(super) code: String,
    /// The last four digits of the phone.
    pub(super) tail: String,
}

impl Typed {
    /// The request, or every control with the code of what to do.
    pub(super) fn check(&self) -> Result<TrackRequest, Vec<(&'static str, &'static str)>> {
        let mut problems = Vec::new();
        let code = QueryCode::parse(&self.code).ok();
        if code.is_none() {
            problems.push((CODE, "query_code_format"));
        }
        let phone_tail = digits(&self.tail);
        if phone_tail.is_none() {
            problems.push((TAIL, "phone_tail"));
        }
        match (code, phone_tail) {
            (Some(code), Some(phone_tail)) => Ok(TrackRequest {
                query_code: code.as_str().to_owned(),
                phone_tail,
            }),
            _ => Err(problems),
        }
    }
}

/// Four digits, full-width and spaced ones too.
fn digits(typed: &str) -> Option<String> {
    let plain = |letter: char| match letter {
        '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    let text: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(plain)
        .collect();
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        code: &str,
        tail: &str,
    ) -> Result<(String, String), Vec<(&'static str, &'static str)>> {
        let typed = Typed {
            code: code.into(),
            tail: tail.into(),
        };
        typed
            .check()
            .map(|request| (request.query_code, request.phone_tail))
    }

    #[test]
    fn typed_pairs_are_judged_together() {
        let good = Ok(("ABC234".to_owned(), "0071".to_owned()));
        let table = [
            ("ABC234", "0071", good.clone()),
            (" abc-234 ", "００７１", good.clone()),
            ("ABC234", " 00 71 ", good),
            ("ABC23", "0071", Err(vec![(CODE, "query_code_format")])),
            ("ABC234", "071", Err(vec![(TAIL, "phone_tail")])),
            ("ABC234", "13800000071", Err(vec![(TAIL, "phone_tail")])),
            (
                "",
                "",
                Err(vec![(CODE, "query_code_format"), (TAIL, "phone_tail")]),
            ),
            (
                "' OR 1=1",
                "<b>1",
                Err(vec![(CODE, "query_code_format"), (TAIL, "phone_tail")]),
            ),
        ];
        for (code, tail, expected) in table {
            assert_eq!(check(code, tail), expected, "{code:?} {tail:?}");
        }
    }
}
