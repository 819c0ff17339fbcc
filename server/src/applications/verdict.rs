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

/// A verdict as it is kept with the file: the receipt byte for byte, and the words it was shown with, because the pack
/// may have moved on when somebody reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FrozenVerdict {
    /// Canonical JSON of [`Receipt`]; the receipt's hash is the SHA-256 of exactly this text.
    pub receipt: String,
    /// The same in words.
    pub view: VerdictView,
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
    Some(FrozenVerdict { receipt, view })
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

fn view(pack: &Pack, today: Date, found: &Evaluation, receipt_hash: String) -> VerdictView {
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
    let citations: Vec<String> = condition
        .citations
        .iter()
        .map(|citation| cite(pack, words, citation))
        .collect();
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

fn cite(pack: &Pack, words: Option<&Words>, citation: &Citation) -> String {
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

fn verdict_code(verdict: Verdict) -> &'static str {
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

fn sha256_hex(bytes: &[u8]) -> String {
    sha256(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
