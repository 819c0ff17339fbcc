//! What a resident typed so far. Kept sealed under the file's own key, so that destroying the key erases it.

use std::collections::BTreeMap;

use api::FieldError;
use api::application::{MOST_TEXT_CHARS, SaveAnswersRequest};
use application::{
    Answer, Answers, DocumentKind, Field, Limits, Product, Roster, check, check_field,
};
use serde::{Deserialize, Serialize};
use workflow::consent::ConsentKind;

/// Longest answer kept; the longest text the form takes is far shorter, so this only stops what is no answer.
const ANSWER_LIMIT_BYTES: usize = 4_000;

/// What a save came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What is wrong with the fields sent.
    pub errors: Vec<FieldError>,
    /// What stands in the fields and, as `documents/<kind>`, for the papers that were typed elsewhere since this device looked.
    pub conflicts: BTreeMap<String, Option<Answer>>,
}

/// Answers as typed, and reasons for papers that cannot be supplied, by document kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What was typed.
    #[serde(default)]
    pub answers: Answers,
    /// Why a paper is missing, by [`DocumentKind`] id.
    #[serde(default)]
    pub cannot_supply: BTreeMap<String, String>,
    /// What was said of the consents of other people.
    #[serde(default, skip_serializing_if = "PeopleDraft::is_empty")]
    pub people: PeopleDraft,
    /// The people an enterprise newly hired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<Roster>,
    /// An officer corrected something; files without are read without looking for it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_corrected: bool,
    /// What of a photo may be hard to read, by the paper's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub doubts: BTreeMap<String, Vec<String>>,
}

const fn is_not(is_so: &bool) -> bool {
    !*is_so
}

/// What the applicant said of the consents of other people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleDraft {
    /// Somebody was asked; files without are read without looking for them.
    #[serde(default)]
    pub is_asked: bool,
    /// Why a consent cannot be had, by kind.
    #[serde(default)]
    pub excuses: BTreeMap<String, String>,
    /// The ground on which no guarantor is said to be needed.
    #[serde(default)]
    pub waiver: Option<String>,
}

impl PeopleDraft {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Why a consent of this kind cannot be had.
    #[must_use]
    pub fn excuse(&self, kind: ConsentKind) -> Option<&str> {
        self.excuses.get(kind.as_str()).map(String::as_str)
    }
}

impl Draft {
    /// What of a paper may be hard to read, by code.
    #[must_use]
    pub fn doubts_of(&self, document_id: &str) -> &[String] {
        let doubts = self.doubts.get(document_id);
        doubts.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the resident gave a reason for a missing paper.
    pub fn explains(&self, kind: DocumentKind) -> bool {
        self.cannot_supply
            .get(kind.id())
            .is_some_and(|reason| !reason.trim().is_empty())
    }

    /// Takes over what was sent and says what is wrong with it. Wrong answers are kept, so that nothing typed is lost;
    /// only an answer too long to keep is not.
    ///
    /// # Errors
    /// Every field or paper the form does not have. Nothing was taken over then.
    pub fn merge(
        &mut self,
        product: Product,
        sent: &SaveAnswersRequest,
        limits: &Limits<'_>,
    ) -> Result<Merged, Vec<FieldError>> {
        let (fields, mut conflicts) = self.without_conflicts(known_fields(sent)?, sent);
        let mut errors = Vec::new();
        for (field, answer) in &fields {
            if answer.is_some_and(is_too_long) {
                errors.push(field_error("/answers/", field.id(), "too_long"));
            } else {
                self.answers.set(*field, answer.cloned());
            }
        }
        for (kind, reason) in &sent.cannot_supply {
            let reason = reason.as_deref().unwrap_or_default().trim();
            let stands = self.cannot_supply.get(kind);
            let name = format!("documents/{kind}");
            if is_typed_elsewhere(
                stands.map_or("", String::as_str),
                reason,
                sent.seen.get(&name),
            ) {
                conflicts.insert(name, stands.cloned().map(Answer::One));
                continue;
            }
            if reason.is_empty() {
                self.cannot_supply.remove(kind);
            } else if reason.chars().count() > MOST_TEXT_CHARS {
                errors.push(field_error("/cannot_supply/", kind, "too_long"));
            } else {
                self.cannot_supply.insert(kind.clone(), reason.to_owned());
            }
        }
        // Checked after all are in, because one answer decides what another may be.
        for (field, answer) in fields {
            if answer.is_none_or(|answer| !is_too_long(answer))
                && field.applies(product, &self.answers)
                && let Err(code) = check_field(field, product, &self.answers, limits)
            {
                errors.push(field_error("/answers/", field.id(), code));
            }
        }
        Ok(Merged { errors, conflicts })
    }

    /// The fields that nobody changed since the device looked, and what stands in the others. A save that arrives twice
    /// finds its own answers, which are no conflict.
    fn without_conflicts<'a>(
        &self,
        fields: Vec<(Field, Option<&'a Answer>)>,
        sent: &SaveAnswersRequest,
    ) -> (Sent<'a>, BTreeMap<String, Option<Answer>>) {
        let is_known = |field: Field, answer: Option<&Answer>| {
            let now = as_seen(self.answers.get(field));
            !is_typed_elsewhere(&now, &as_seen(answer), sent.seen.get(field.id()))
        };
        let (taken, left): (Sent<'a>, Sent<'a>) = fields
            .into_iter()
            .partition(|(field, answer)| is_known(*field, *answer));
        let conflicts = left
            .into_iter()
            .map(|(field, _)| (field.id().to_owned(), self.answers.get(field).cloned()))
            .collect();
        (taken, conflicts)
    }

    /// Everything that keeps it from being submitted.
    pub fn check(
        &self,
        product: Product,
        is_uploaded: impl Fn(DocumentKind) -> bool,
        limits: &Limits<'_>,
    ) -> Vec<FieldError> {
        check(
            product,
            &self.answers,
            |kind| is_uploaded(kind) || self.explains(kind),
            limits,
        )
        .into_iter()
        .map(|problem| {
            let is_paper = problem.field.starts_with("documents/");
            field_error(
                if is_paper { "/" } else { "/answers/" },
                &problem.field,
                &problem.code,
            )
        })
        .collect()
    }
}

fn is_too_long(answer: &Answer) -> bool {
    answer.len() > ANSWER_LIMIT_BYTES
}

/// Fields with what was typed in them.
type Sent<'a> = Vec<(Field, Option<&'a Answer>)>;

/// Whether something stands that this device neither knows of nor sends; a device that does not say what it knows overwrites.
/// A reason is kept without the white space around it, and is known by that.
fn is_typed_elsewhere(stands: &str, sent: &str, seen: Option<&Vec<String>>) -> bool {
    let is_known = |known: &str| known.trim() == stands.trim();
    seen.is_some_and(|seen| !is_known(sent) && !seen.iter().any(|known| is_known(known)))
}

fn as_seen(answer: Option<&Answer>) -> String {
    answer.map(Answer::as_seen).unwrap_or_default()
}

fn known_fields(sent: &SaveAnswersRequest) -> Result<Sent<'_>, Vec<FieldError>> {
    let mut fields = Vec::new();
    let mut unknown = Vec::new();
    for (id, answer) in &sent.answers {
        match Field::from_id(id) {
            Some(field) => fields.push((field, answer.as_ref())),
            None => unknown.push(field_error("/answers/", id, "unknown_field")),
        }
    }
    let strange = sent
        .cannot_supply
        .keys()
        .filter(|kind| DocumentKind::from_id(kind).is_none());
    unknown.extend(strange.map(|kind| field_error("/cannot_supply/", kind, "unknown_field")));
    if unknown.is_empty() {
        Ok(fields)
    } else {
        Err(unknown)
    }
}

fn field_error(parent: &str, name: &str, code: &str) -> FieldError {
    // RFC 6901; the slash of `documents/<kind>` is a step.
    let step = if parent == "/" {
        name.to_owned()
    } else {
        name.replace('~', "~0").replace('/', "~1")
    };
    FieldError {
        pointer: format!("{parent}{step}"),
        code: code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Date;
    use serde_json::json;

    const PRODUCT: Product = Product::StartupLoanIndividual;

    fn limits() -> Limits<'static> {
        Limits {
            today: Date::new(2026, 11, 24).unwrap(),
            cap: None,
            divisions: &[],
            banks: &[],
        }
    }

    type Errors = Vec<(String, String)>;

    fn merge(draft: &mut Draft, sent: serde_json::Value) -> Result<Errors, Errors> {
        let sent: SaveAnswersRequest = serde_json::from_value(sent).unwrap();
        let pairs = |errors: Vec<FieldError>| {
            errors
                .into_iter()
                .map(|error| (error.pointer, error.code))
                .collect::<Vec<_>>()
        };
        draft
            .merge(PRODUCT, &sent, &limits())
            .map(|merged| pairs(merged.errors))
            .map_err(pairs)
    }

    fn one(pointer: &str, code: &str) -> Errors {
        vec![(pointer.to_owned(), code.to_owned())]
    }

    #[test]
    fn a_wrong_answer_is_kept_and_named() {
        let mut draft = Draft::default();
        let errors = merge(
            &mut draft,
            json!({"answers": {"id_number": "360426199101010072", "applicant_name": "王秀兰"}}),
        );
        assert_eq!(errors, Ok(one("/answers/id_number", "id_number_checksum")));
        assert_eq!(draft.answers.text(Field::IdNumber), "360426199101010072");
        assert_eq!(draft.answers.text(Field::ApplicantName), "王秀兰");
    }

    #[test]
    fn an_answer_too_long_to_keep_costs_nothing_else() {
        let mut draft = Draft::default();
        merge(&mut draft, json!({"answers": {"purpose": "买羊"}})).unwrap();
        let errors = merge(
            &mut draft,
            json!({"answers": {"purpose": "养".repeat(10_000), "applicant_name": "王秀兰"}}),
        );
        assert_eq!(errors, Ok(one("/answers/purpose", "too_long")));
        assert_eq!(draft.answers.text(Field::Purpose), "买羊");
        assert_eq!(draft.answers.text(Field::ApplicantName), "王秀兰");
    }

    #[test]
    fn a_field_the_form_does_not_have_stops_the_whole_save() {
        let mut draft = Draft::default();
        let errors = merge(
            &mut draft,
            json!({"answers": {"applicant_name": "王秀兰", "a/b": "1"}}),
        );
        assert_eq!(errors, Err(one("/answers/a~1b", "unknown_field")));
        assert_eq!(
            merge(
                &mut draft,
                json!({"answers": {}, "cannot_supply": {"passport": "x"}})
            ),
            Err(one("/cannot_supply/passport", "unknown_field"))
        );
        assert_eq!(draft, Draft::default());
    }

    #[test]
    fn a_reason_counts_as_the_paper_until_it_is_taken_back() {
        let mut draft = Draft::default();
        merge(
            &mut draft,
            json!({"answers": {}, "cannot_supply": {"id_card_back": " 丢了，正在补办 "}}),
        )
        .unwrap();
        assert!(
            draft.explains(DocumentKind::IdCardBack) && !draft.explains(DocumentKind::IdCardFront)
        );
        let is_missing = |draft: &Draft, kind: &str| {
            let errors = draft.check(PRODUCT, |_| false, &limits());
            errors.iter().any(|error| {
                error.pointer == format!("/documents/{kind}") && error.code == "document_missing"
            })
        };
        assert!(!is_missing(&draft, "id_card_back") && is_missing(&draft, "id_card_front"));
        merge(
            &mut draft,
            json!({"answers": {}, "cannot_supply": {"id_card_back": null}}),
        )
        .unwrap();
        assert!(is_missing(&draft, "id_card_back"));
    }

    #[test]
    fn what_was_typed_elsewhere_meanwhile_is_not_overwritten() {
        // What stands, what the device has seen, what it sends; what stands then, and whether it is a conflict.
        let table = [
            ("", json!([""]), json!("买羊"), "买羊", false),
            ("买牛", json!([""]), json!("买羊"), "买牛", true),
            ("买牛", json!(["", "买牛"]), json!("买羊"), "买羊", false),
            // The same save again, after its answer was lost.
            ("买羊", json!([""]), json!("买羊"), "买羊", false),
            ("买牛", json!([""]), json!(null), "买牛", true),
            ("买牛", json!(["买牛"]), json!(null), "", false),
            // Nothing seen: the last one wins.
            ("买牛", json!(null), json!("买羊"), "买羊", false),
        ];
        for (stands, seen, sends, then, is_conflict) in table {
            let mut draft = Draft::default();
            merge(&mut draft, json!({"answers": {"purpose": stands}})).unwrap();
            let seen_of = if seen.is_null() {
                json!({})
            } else {
                json!({ "purpose": seen })
            };
            let sent =
                json!({"answers": {"purpose": sends, "applicant_name": "王秀兰"}, "seen": seen_of});
            let sent: SaveAnswersRequest = serde_json::from_value(sent).unwrap();
            let merged = draft.merge(PRODUCT, &sent, &limits()).unwrap();
            let case = format!("{stands} {seen} {sends}");
            assert_eq!(draft.answers.text(Field::Purpose), then, "{case}");
            assert_eq!(
                merged.conflicts.contains_key("purpose"),
                is_conflict,
                "{case}"
            );
            assert_eq!(draft.answers.text(Field::ApplicantName), "王秀兰", "{case}");
        }
    }

    #[test]
    fn a_reason_given_elsewhere_meanwhile_is_not_overwritten() {
        // What stands, what the device has seen, what it sends; what stands then, and whether it is a conflict.
        let table = [
            (json!(null), json!([""]), json!("丢了"), "丢了", false),
            (json!("在补办"), json!([""]), json!("丢了"), "在补办", true),
            (
                json!("在补办"),
                json!(["在补办 "]),
                json!("丢了"),
                "丢了",
                false,
            ),
            // The same save again, after its answer was lost.
            (json!("丢了"), json!([""]), json!(" 丢了"), "丢了", false),
            (json!("在补办"), json!([""]), json!(null), "在补办", true),
            (json!("在补办"), json!(["在补办"]), json!(null), "", false),
            (json!(null), json!(["在补办"]), json!("丢了"), "", true),
            // Nothing seen: the last one wins.
            (json!("在补办"), json!(null), json!("丢了"), "丢了", false),
        ];
        for (stands, seen, sends, then, is_conflict) in table {
            let case = format!("{stands} {seen} {sends}");
            let mut draft = Draft::default();
            let before = json!({"answers": {}, "cannot_supply": {"id_card_back": stands}});
            merge(&mut draft, before).unwrap();
            let seen_of = if seen.is_null() {
                json!({})
            } else {
                json!({ "documents/id_card_back": seen })
            };
            let sent = json!({
                "answers": {"applicant_name": "王秀兰"},
                "cannot_supply": {"id_card_back": sends, "id_card_front": "脏了"},
                "seen": seen_of,
            });
            let sent: SaveAnswersRequest = serde_json::from_value(sent).unwrap();
            let merged = draft.merge(PRODUCT, &sent, &limits()).unwrap();
            let stands_now = draft.cannot_supply.get("id_card_back");
            assert_eq!(stands_now.map_or("", String::as_str), then, "{case}");
            let told = merged.conflicts.get("documents/id_card_back").cloned();
            let expected = (!then.is_empty()).then(|| Answer::One(then.to_owned()));
            assert_eq!(told, is_conflict.then_some(expected), "{case}");
            assert!(draft.explains(DocumentKind::IdCardFront), "{case}");
            assert_eq!(draft.answers.text(Field::ApplicantName), "王秀兰", "{case}");
        }
    }

    #[test]
    fn a_forgotten_answer_is_gone() {
        let mut draft = Draft::default();
        merge(&mut draft, json!({"answers": {"applicant_name": "王秀兰"}})).unwrap();
        let errors = merge(&mut draft, json!({"answers": {"applicant_name": null}}));
        assert_eq!(errors, Ok(one("/answers/applicant_name", "required")));
        assert_eq!(draft, Draft::default());
    }
}
