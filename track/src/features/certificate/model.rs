//! What is typed to check a certificate, and whether it can be looked for.

use api::certificate::CheckCertificateRequest;
use domain::QueryCode;

/// The ids of the two controls.
pub(super) const NUMBER: &str = "number";
pub(super) const CODE: &str = "code";

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The number.
    pub(super) number: String,
    /// The check code.
    pub(super) code: String,
}

impl Typed {
    /// What the address brings behind its hash mark, from the picture on the paper.
    pub(super) fn of_hash(hash: &str) -> Self {
        let pair = hash.trim_start_matches('#').split_once('/');
        let (number, code) = pair.unwrap_or_default();
        Self {
            number: number.to_owned(),
            code: code.to_owned(),
        }
    }

    /// The request, or every control that is not right.
    pub(super) fn check(&self) -> Result<CheckCertificateRequest, Vec<&'static str>> {
        let number = self.number.trim();
        let code = QueryCode::parse(&self.code).ok();
        let mut wrong = Vec::new();
        if number.is_empty() {
            wrong.push(NUMBER);
        }
        if code.is_none() {
            wrong.push(CODE);
        }
        match code {
            Some(code) if wrong.is_empty() => Ok(CheckCertificateRequest {
                number: number.to_owned(),
                check_code: code.as_str().to_owned(),
            }),
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_fills_both_in() {
        let typed = Typed::of_hash("#P620602-2026-00001/ABC234");
        assert_eq!(typed.check().unwrap().number, "P620602-2026-00001");
        for odd in ["", "#", "#P1", "#/"] {
            assert!(Typed::of_hash(odd).check().is_err(), "{odd}");
        }
    }

    #[test]
    fn both_are_judged_together() {
        assert_eq!(Typed::default().check(), Err(vec![NUMBER, CODE]));
        let typed = Typed {
            number: "P1".into(),
            code: "<b>1".into(),
        };
        assert_eq!(typed.check(), Err(vec![CODE]));
    }
}
