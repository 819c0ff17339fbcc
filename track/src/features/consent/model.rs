//! What is typed to answer, and whether it can be sent.

use api::people::{AnswerConsentRequest, ConsentRequestView};
use workflow::consent::ConsentAction;

/// The ids of the two controls.
pub(super) const ID_TAIL: &str = "id-tail";
pub(super) const CODE: &str = "code";

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// End of the ID number.
    pub(super) id_tail: String,
    /// Code from the message.
    pub(super) code: String,
}

impl Typed {
    /// The request, or every control that is not right.
    pub(super) fn check(
        &self,
        token: &str,
        read: &ConsentRequestView,
        action: ConsentAction,
    ) -> Result<AnswerConsentRequest, Vec<&'static str>> {
        let id_tail = half_width(&self.id_tail).to_ascii_uppercase();
        let code = half_width(&self.code);
        let (digits, last) = id_tail.split_at(id_tail.len().saturating_sub(1).min(3));
        let is_tail = id_tail.len() == 4
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && last
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'X');
        let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let mut wrong = Vec::new();
        if !is_tail {
            wrong.push(ID_TAIL);
        }
        if !is_code {
            wrong.push(CODE);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(AnswerConsentRequest {
            token: token.to_owned(),
            action,
            id_tail,
            code,
            amount_fen: read.amount_fen,
            months: read.months,
        })
    }
}

/// Without spaces, with digits and letters as a Chinese keyboard may write them wide; anything else is dropped, so that
/// what is left is counted in bytes.
fn half_width(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            '０'..='９' | 'Ｘ' | 'ｘ' => {
                char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter)
            }
            letter if letter.is_ascii() => letter,
            _ => '?',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::consent::{ConsentKind, ConsentState};

    fn read() -> ConsentRequestView {
        ConsentRequestView {
            kind: ConsentKind::Spouse,
            state: ConsentState::Seen,
            applicant_masked: "王*".into(),
            name_masked: "李*".into(),
            amount_fen: Some(1),
            months: Some(12),
            phone_tail: "0031".into(),
            changed_ms: 0,
            until_ms: 1,
            actions: vec![ConsentAction::Give, ConsentAction::Refuse],
        }
    }

    #[test]
    fn both_are_judged_together_however_they_are_typed() {
        let table = [
            ("0011", "123456", Ok(("0011", "123456"))),
            (" 002x ", "123 456", Ok(("002X", "123456"))),
            ("００２Ｘ", "１２３４５６", Ok(("002X", "123456"))),
            ("", "", Err(vec![ID_TAIL, CODE])),
            ("X002", "123456", Err(vec![ID_TAIL])),
            ("尾号", "12345六", Err(vec![ID_TAIL, CODE])),
            ("11011", "123456", Err(vec![ID_TAIL])),
            ("0011", "12345", Err(vec![CODE])),
        ];
        for (id_tail, code, expected) in table {
            let typed = Typed {
                id_tail: id_tail.into(),
                code: code.into(),
            };
            let found = typed.check("t", &read(), ConsentAction::Give);
            let found = found.map(|request| (request.id_tail, request.code));
            let expected = expected.map(|(tail, code): (&str, &str)| (tail.into(), code.into()));
            assert_eq!(found, expected, "{id_tail} {code}");
        }
    }
}
