//! Agreeing with a decision, or recording what is not right about it.

use crate::{
    desk::use_desk,
    half_typed::HalfTyped,
    no_conflict::{NoConflict, is_ticked, is_unanswered, needed},
    said::{Said, SaidNotice},
    words,
};
use api::re_review::{FindingView, MOST_FINDING_CHARS, ReReviewActionRequest, ReReviewView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Button, Choice, ErrorSummary, FieldError, Radios, Text, TextArea};
use workflow::re_review::{FindingCode, ReReviewAction};

/// The choice that says that all is well.
const AGREE: &str = "agree";
/// The part of the box that says to have nothing to do with the applicant.
const NO_CONFLICT: &str = "no-conflict";

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// [`AGREE`], or the code of a finding.
    outcome: String,
    evidence: String,
    advice: String,
}

/// The form.
#[component]
pub(super) fn ReReviewForm(
    /// What is looked at.
    of: ReReviewView,
    /// What stands half typed.
    forms: HalfTyped<Typed>,
    /// What is ticked.
    ticks: HalfTyped<Vec<String>>,
    /// Hears that it was kept.
    on_done: Callback<Text>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = forms.errors(&of.id);
    let said = RwSignal::new(None);
    let (typed, _) = forms.form(&of.id, Typed::default());
    let (version, is_asked) = (of.version, of.is_conflict_asked);
    let (ticked, _) = ticks.form(&of.id, Vec::new());
    let asked = RwSignal::new(is_asked);
    let id = StoredValue::new(of.id);
    let send = desk.press(
        move |request: ReReviewActionRequest, key| {
            let id = id.get_value();
            async move { desk.staff.act_on_re_review(&id, &request, &key).await }
        },
        move |answer: Result<ReReviewView, ClientError>| match answer {
            Ok(kept) => {
                id.try_with_value(|id| {
                    forms.forget(id);
                    ticks.forget(id);
                });
                let words = if kept.finding.is_some() {
                    t::staff_re_review::done_found()
                } else {
                    t::staff_re_review::done_agreed()
                };
                on_done.run(words.into());
            }
            Err(error) => {
                // A supervisor may have lifted something since the list was fetched: then it has to be said anew.
                if is_unanswered(&error) {
                    asked.set(true);
                }
                errors.show(id.with_value(|id| refused(&error, id, said)));
            }
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let no_conflict = is_ticked(ticked);
        let is_silent = asked.get_untracked() && !no_conflict;
        match typed.with_untracked(|typed| request(typed, version)) {
            Ok(request) if !is_silent => {
                errors.show(Vec::new());
                send.send(ReReviewActionRequest {
                    no_conflict,
                    ..request
                });
            }
            request => {
                let at = |part: &'static str| id.with_value(|id| control(part, id));
                let line = |part| FieldError::new(at(part), code_words("required"));
                let missing = request.err().unwrap_or_default();
                let mut flaws: Vec<FieldError> = missing.into_iter().map(line).collect();
                flaws.extend(is_silent.then(|| needed(at(NO_CONFLICT))));
                errors.show(flaws);
            }
        }
    };
    let part =
        |read: fn(&Typed) -> String, write: fn(&mut Typed, String)| Bound::part(typed, read, write);
    let outcome = part(
        |typed| typed.outcome.clone(),
        |typed, code| typed.outcome = code,
    );
    let evidence = part(
        |typed| typed.evidence.clone(),
        |typed, text| typed.evidence = text,
    );
    let advice = part(
        |typed| typed.advice.clone(),
        |typed, text| typed.advice = text,
    );
    let mut choices = vec![Choice::new(AGREE, t::staff_re_review::agree())];
    choices.extend(
        FindingCode::ALL
            .iter()
            .map(|code| Choice::new(code.as_str(), words::finding(*code))),
    );
    let at = move |part: &str| id.with_value(|id| control(part, id));
    let is_finding =
        Memo::new(move |_| typed.with(|typed| typed.outcome.parse::<FindingCode>().is_ok()));
    let fields = move || {
        is_finding.get().then(|| {
            view! {
                <TextArea id=at("evidence") limit=MOST_FINDING_CHARS rows=3
                    label=t::staff_re_review::evidence() hint=t::staff_re_review::evidence_hint() value=evidence />
                <TextArea id=at("advice") limit=MOST_FINDING_CHARS rows=3
                    label=t::staff_re_review::advice() hint=t::staff_re_review::advice_hint() value=advice />
            }
        })
    };
    let question = move || {
        asked
            .get()
            .then(|| view! { <NoConflict id=at(NO_CONFLICT) ticked=ticked /> })
    };
    view! {
        <form novalidate on:submit=submit>
            <ErrorSummary />
            <Radios id=at("outcome") label=t::staff_re_review::outcome() hint=t::staff_re_review::outcome_hint() choices=choices value=outcome />
            {fields}
            {question}
            <SaidNotice said=said />
            <Button pending=send.pending>{t::staff_re_review::submit()}</Button>
        </form>
    }
    .into_any()
}

/// The request, or the parts that are missing.
fn request(typed: &Typed, version: u32) -> Result<ReReviewActionRequest, Vec<&'static str>> {
    if typed.outcome == AGREE {
        return Ok(ReReviewActionRequest {
            version,
            action: ReReviewAction::Agree,
            finding: None,
            no_conflict: false,
        });
    }
    let Ok(code) = typed.outcome.parse::<FindingCode>() else {
        return Err(vec!["outcome"]);
    };
    let parts = [("evidence", &typed.evidence), ("advice", &typed.advice)];
    let missing: Vec<&'static str> = parts
        .into_iter()
        .filter_map(|(part, text)| text.trim().is_empty().then_some(part))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    Ok(ReReviewActionRequest {
        version,
        action: ReReviewAction::RecordFinding,
        finding: Some(FindingView {
            code,
            evidence: typed.evidence.trim().to_owned(),
            advice: typed.advice.trim().to_owned(),
        }),
        no_conflict: false,
    })
}

/// The id of a control; each re-review has its own form.
fn control(part: &str, id: &str) -> String {
    ["re-review-", part, "-", id].concat()
}

fn code_words(code: &str) -> Text {
    let own = match code {
        "supervisor_needed" => Some(t::staff_re_review::barred::supervisor_needed()),
        code => crate::words::problem(code),
    };
    own.unwrap_or_else(t::staff_file::error::server).into()
}

/// What the server refused, at its controls; what has none is said below.
fn refused(error: &ClientError, id: &str, said: RwSignal<Option<Said>>) -> Vec<FieldError> {
    if error.is(api::ProblemCode::SecondPersonNeeded) {
        let words = t::staff_re_review::barred::had_part().into();
        said.set(Some(Said::Failed(words, None)));
        return Vec::new();
    }
    let line = |field: &api::FieldError| {
        let part = match field.pointer.as_str() {
            "/finding/evidence" => "evidence",
            "/finding/advice" => "advice",
            "/no_conflict" => NO_CONFLICT,
            _ => "outcome",
        };
        FieldError::new(control(part, id), code_words(&field.code))
    };
    let found: Vec<FieldError> = error.fields().iter().map(line).collect();
    if found.is_empty() {
        said.set(Some(Said::of(error)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_missing_is_said_at_once() {
        assert_eq!(request(&Typed::default(), 1).unwrap_err(), ["outcome"]);
        let mut typed = Typed {
            outcome: "amount_wrong".into(),
            evidence: " ".into(),
            advice: String::new(),
        };
        assert_eq!(request(&typed, 1).unwrap_err(), ["evidence", "advice"]);
        typed.evidence = "合同写的是 12 万元 ".into();
        typed.advice = "请核对".into();
        let found = request(&typed, 1).unwrap();
        assert_eq!(found.action, ReReviewAction::RecordFinding);
        let finding = found.finding.unwrap();
        assert_eq!(
            (finding.code, finding.evidence.as_str()),
            (FindingCode::AmountWrong, "合同写的是 12 万元")
        );
        // What was typed of a finding is not sent along with an agreement.
        typed.outcome = AGREE.into();
        let agreed = request(&typed, 2).unwrap();
        assert_eq!(
            (agreed.action, agreed.finding, agreed.version),
            (ReReviewAction::Agree, None, 2)
        );
    }
}
