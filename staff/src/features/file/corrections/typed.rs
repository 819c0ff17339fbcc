//! What is typed of a correction, and the request it becomes.

use api::{
    application::ApplicationView,
    correction::{CorrectRequest, CorrectedAnswer},
};
use application::{Answer, Field};
use std::collections::BTreeMap;
use workflow::correction::CorrectionReason;

/// What is typed about one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) after: String,
    pub(super) reason: String,
    pub(super) note: String,
    pub(super) paper: String,
}

/// Everything typed, by field.
pub(super) type AllTyped = BTreeMap<String, Typed>;

/// Something that is missing: the field, and its part.
pub(super) type Missing = (String, &'static str);

/// The request, or everything that is missing. Answers without a new value stay.
pub(super) fn request(
    all: &AllTyped,
    fields: &[String],
    file: &ApplicationView,
) -> Result<CorrectRequest, Vec<Missing>> {
    let (mut changes, mut missing) = (Vec::new(), Vec::new());
    for id in fields {
        let typed = all.get(id).cloned().unwrap_or_default();
        if typed.after.trim().is_empty() {
            continue;
        }
        let mut lacks = |is_so: bool, part| {
            if is_so {
                missing.push((id.clone(), part));
            }
        };
        let reason: Option<CorrectionReason> = typed.reason.parse().ok();
        lacks(reason.is_none(), "reason");
        lacks(typed.paper.is_empty(), "paper");
        let needs_note = reason == Some(CorrectionReason::Other);
        lacks(needs_note && typed.note.trim().is_empty(), "note");
        if let Some(reason) = reason {
            changes.push(CorrectedAnswer {
                field: id.clone(),
                before: now(file, id),
                after: typed.after.trim().to_owned(),
                reason,
                note: typed.note.trim().to_owned(),
                paper: typed.paper,
            });
        }
    }
    if changes.is_empty() && missing.is_empty() {
        missing.extend(fields.first().map(|id| (id.clone(), "after")));
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    Ok(CorrectRequest {
        version: file.version,
        changes,
        no_conflict: false,
    })
}

/// What stands in a field.
pub(super) fn now(file: &ApplicationView, id: &str) -> String {
    let answer = Field::from_id(id).and_then(|field| file.answers.get(field));
    answer.map(Answer::as_seen).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::draft::testing::file;
    use super::*;

    fn typed(after: &str, reason: &str, paper: &str) -> Typed {
        Typed {
            after: after.into(),
            reason: reason.into(),
            note: String::new(),
            paper: paper.into(),
        }
    }

    #[test]
    fn what_is_missing_is_said_at_once_and_what_stays_is_not_sent() {
        let mut file = file().application;
        file.answers.set_text(Field::BusinessAddress, "示例路二号");
        let fields: Vec<String> = ["residence_address", "business_address"]
            .map(str::to_owned)
            .into();
        let mut all = AllTyped::new();
        let nothing = request(&all, &fields, &file).unwrap_err();
        assert_eq!(nothing, [("residence_address".to_owned(), "after")]);
        all.insert("business_address".into(), typed("示例路 2 号", "", ""));
        let missing = request(&all, &fields, &file).unwrap_err();
        let parts: Vec<_> = missing.iter().map(|(_, part)| *part).collect();
        assert_eq!(parts, ["reason", "paper"]);
        let other = typed("示例路 2 号", "other", "business_licence");
        all.insert("business_address".into(), other);
        let missing = request(&all, &fields, &file).unwrap_err();
        assert_eq!(missing, [("business_address".to_owned(), "note")]);
        let right = typed(" 示例路 2 号 ", "as_in_paper", "business_licence");
        all.insert("business_address".into(), right);
        let request = request(&all, &fields, &file).unwrap();
        assert_eq!((request.version, request.changes.len()), (2, 1));
        let change = &request.changes[0];
        assert_eq!(
            (change.before.as_str(), change.after.as_str()),
            ("示例路二号", "示例路 2 号")
        );
    }
}
