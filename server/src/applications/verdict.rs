//! The engine's answer for a file: the cap while it is typed, the frozen verdict when it is handed in.

use api::policy::{ConditionView, VerdictView};
use application::{Answers, Product, facts_from_answers};
use domain::{Date, Money};
use policy::{
    Citation, ConditionResult, ConditionVerdict, Evaluation, Facts, Pack, Receipt, Status, Verdict,
    Words,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::receipts::Shown;
use vault::FileKey;

use super::sealed::{self, open_json};
use crate::problem::ApiError;

/// A verdict as it is kept with the file: the receipt byte for byte, and the words it was shown with, because the pack
/// may have moved on when somebody reads it.
#[derive(Clone, Debug)]
pub struct FrozenVerdict {
    /// What was judged.
    pub kept: KeptReceipt,
    /// The same in words.
    pub view: VerdictView,
}

/// The receipt as it is sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptReceipt {
    /// Canonical JSON of [`Receipt`]; the receipt's hash is the SHA-256 of exactly this text.
    pub receipt: String,
}

/// What older rows have beside the receipt, under the same seal.
#[derive(Clone, Debug, Deserialize)]
struct ShownInside {
    view: VerdictView,
}

/// What people are shown of a file's newest verdict.
///
/// # Errors
/// When it does not open, or holds something else.
pub fn open_shown(key: &FileKey, id: &str, shown: &Shown) -> Result<VerdictView, ApiError> {
    match shown {
        Shown::View { version, sealed } => {
            open_json(key, &sealed::receipt_view_place(id, *version), sealed)
        }
        Shown::Inside { version, sealed } => {
            let place = sealed::receipt_place(id, *version);
            open_json(key, &place, sealed).map(|inside: ShownInside| inside.view)
        }
    }
}

/// The verdict for these answers on a day; none when the pack has no such programme.
#[must_use]
pub fn freeze(
    pack: &Pack,
    product: Product,
    answers: &Answers,
    today: Date,
) -> Option<FrozenVerdict> {
    let facts = facts(product, answers, today);
    let found = policy::evaluate(pack, product.id(), today, &facts)?;
    let receipt = Receipt::new(pack, today, &facts, &found).to_json();
    let view = view(pack, today, &found, sha256_hex(receipt.as_bytes()));
    Some(FrozenVerdict {
        kept: KeptReceipt { receipt },
        view,
    })
}

/// The largest amount these answers allow: the engine's, or the version's where the answers are not enough for one.
#[must_use]
pub fn cap(pack: &Pack, product: Product, answers: &Answers, today: Date) -> Option<Money> {
    let found = policy::evaluate(pack, product.id(), today, &facts(product, answers, today))?;
    let of_version = || pack.programme(product.id())?.version_on(today)?.cap_fen;
    found
        .amount_fen
        .or(found.ceiling_fen)
        .or_else(of_version)
        .map(Money::from_fen)
}

fn facts(product: Product, answers: &Answers, today: Date) -> Facts {
    let facts = facts_from_answers(product, answers, today);
    serde_json::from_value(facts.into()).unwrap_or_default()
}

/// A verdict in words.
pub(crate) fn view(
    pack: &Pack,
    today: Date,
    found: &Evaluation,
    receipt_hash: String,
) -> VerdictView {
    // Policy words are content in Chinese and stay so in the record.
    let words = pack.words("zh");
    VerdictView {
        programme: found.programme.to_string(),
        version: found
            .version
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        as_of: today.to_string(),
        verdict: verdict_code(found.verdict).to_owned(),
        is_provisional: found.provisional,
        amount_fen: found.amount_fen,
        conditions: found
            .conditions
            .iter()
            .map(|condition| condition_view(pack, words, condition))
            .collect(),
        pack_hash: pack.hash().to_string(),
        receipt_hash,
    }
}

fn condition_view(
    pack: &Pack,
    words: Option<&Words>,
    condition: &ConditionResult,
) -> ConditionView {
    let verdict = match condition.verdict {
        ConditionVerdict::Met => "met",
        ConditionVerdict::Unmet => "unmet",
        ConditionVerdict::Unknown => "unknown",
    };
    let mut citations: Vec<String> = Vec::new();
    for citation in condition.citations.iter() {
        let cited = cite(pack, words, citation);
        // Two values of one table are one clause to a reader.
        if !citations.contains(&cited) {
            citations.push(cited);
        }
    }
    ConditionView {
        id: condition.id.to_string(),
        label: words
            .map_or("", |words| words.condition_label(&condition.words))
            .to_owned(),
        verdict: verdict.to_owned(),
        citation: citations.join("；"),
        status: weakest_status(&condition.citations).to_owned(),
    }
}

/// Title, number and clause.
pub(crate) fn cite(pack: &Pack, words: Option<&Words>, citation: &Citation) -> String {
    let title = words.map_or("", |words| words.document(&citation.document));
    let number = pack
        .document(&citation.document)
        .map(|document| document.number.to_string())
        .unwrap_or_default();
    let parts = [title, &number, &citation.clause];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn weakest_status(citations: &[Citation]) -> &'static str {
    let weakest = citations
        .iter()
        .map(|citation| {
            if citation.local_confirm {
                Status::Unconfirmed
            } else {
                citation.status
            }
        })
        .max();
    match weakest {
        Some(Status::Verified) => "verified",
        Some(Status::Secondary) => "secondary",
        Some(Status::Unconfirmed) | None => "unconfirmed",
    }
}

/// The verdict's code on the wire.
pub(crate) fn verdict_code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Unknown => "unknown",
        Verdict::NotInForce => "not_in_force",
        Verdict::NotSourced => "not_sourced",
    }
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    to_hex(&sha256(bytes))
}

/// In hexadecimal.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::{Answer, Field, FieldKind};

    fn pack() -> Pack {
        Pack::from_json(crate::district::PACK).unwrap()
    }

    fn today() -> Date {
        Date::new(2026, 11, 24).unwrap()
    }

    /// An option that the rules cannot read would leave every verdict open without a word.
    #[test]
    fn the_rules_read_every_option_of_the_form() {
        let pack = pack();
        for product in Product::ALL {
            for field in Field::ALL.iter().copied() {
                for option in field.options(product) {
                    let mut answers = Answers::default();
                    let is_list = matches!(field.kind(), FieldKind::Many(_));
                    let one = || Answer::One(option.to_owned());
                    let many = || Answer::Many(vec![option.to_owned()]);
                    answers.set(field, Some(if is_list { many() } else { one() }));
                    let problems = pack.problems(&facts(product, &answers, today()));
                    let known: Vec<_> = problems
                        .into_iter()
                        .filter(|(id, _)| pack.fact(id).is_some())
                        .collect();
                    assert!(known.is_empty(), "{field} {option}: {known:?}");
                }
            }
        }
    }

    #[test]
    fn a_receipt_is_named_by_its_bytes_and_made_the_same_again() {
        let mut answers = Answers::default();
        answers.set_text(Field::IdNumber, "360426199101010071");
        answers.set_text(Field::PriorLoans, "3");
        let frozen = freeze(&pack(), Product::StartupLoanIndividual, &answers, today()).unwrap();
        assert_eq!(
            frozen.view.receipt_hash,
            sha256_hex(frozen.kept.receipt.as_bytes())
        );
        assert_eq!(frozen.view.verdict, "not_eligible");
        let again = freeze(&pack(), Product::StartupLoanIndividual, &answers, today()).unwrap();
        assert_eq!(frozen.kept.receipt, again.kept.receipt);
        assert_eq!(frozen.view, again.view);
    }

    #[test]
    fn the_cap_is_there_before_anything_is_answered_and_after_a_no() {
        let mut answers = Answers::default();
        let cap_of =
            |answers: &Answers| cap(&pack(), Product::StartupLoanIndividual, answers, today());
        assert!(cap_of(&answers).is_some());
        answers.set_text(Field::OverdueRecord, "yes");
        assert!(cap_of(&answers).is_some());
    }

    #[test]
    fn a_verdict_is_shown_from_where_its_row_has_it() {
        let key = FileKey::generate();
        let answers = Answers::default();
        let frozen = freeze(&pack(), Product::StartupLoanIndividual, &answers, today()).unwrap();
        let place = sealed::receipt_view_place("a", 3);
        let beside = Shown::View {
            version: 3,
            sealed: sealed::seal_json(&key, &place, &frozen.view).unwrap(),
        };
        let both = serde_json::json!({ "receipt": frozen.kept.receipt, "view": frozen.view });
        let inside = Shown::Inside {
            version: 3,
            sealed: sealed::seal_json(&key, &sealed::receipt_place("a", 3), &both).unwrap(),
        };
        for shown in [beside, inside] {
            assert_eq!(open_shown(&key, "a", &shown).unwrap(), frozen.view);
            assert!(open_shown(&key, "b", &shown).is_err());
        }
    }
}
