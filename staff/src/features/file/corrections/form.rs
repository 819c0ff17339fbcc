//! The form: each answer that can be put right, with its new value, why, and the paper it is taken from.

use super::super::open_file::{OpenFile, use_open_file};
use super::{
    reason_words,
    typed::{AllTyped, Missing, Typed, now, request},
    value,
};
use crate::{
    desk::use_desk,
    no_conflict::is_unanswered,
    said::{Said, SaidNotice},
    words,
};
use api::{ProblemCode, correction::CorrectRequest, staff::StaffApplicationView};
use application::{Field, FieldKind};
use client::{ClientError, Staff};
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use ui::{
    Bound, Button, Choice, ErrorSummary, FieldError, Select, Text, TextField, provide_form_errors,
};
use workflow::correction::CorrectionReason;

/// The form.
#[component]
pub(super) fn CorrectionForm(
    /// Hears that it was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let (desk, open_file) = (use_desk(), use_open_file());
    let errors = provide_form_errors();
    let said = RwSignal::new(None);
    let typed = RwSignal::new(AllTyped::new());
    let fields = open_file
        .file
        .with_untracked(|file| file.corrections.open_fields.clone());
    let fields = StoredValue::new(fields);
    // What was sent last, to find the control of what the server says of it.
    let sent = StoredValue::new(Vec::<String>::new());
    let send = desk.press(
        move |request: CorrectRequest, key| {
            let id = open_file
                .file
                .with_untracked(|file| file.application.id.clone());
            async move { desk.staff.correct_application(&id, &request, &key).await }
        },
        move |answer: Result<StaffApplicationView, ClientError>| match answer {
            Ok(newer) => {
                open_file.file.set(newer);
                on_done.run(());
            }
            Err(error) => {
                errors.show(sent.with_value(|sent| refused(&error, sent, said)));
                let is_old =
                    error.is(ProblemCode::Stale) || error.is(ProblemCode::ActionNotPossible);
                // A supervisor may have lifted something meanwhile: the question is back on the page.
                if is_old || is_unanswered(&error) {
                    catch_up(desk.staff, open_file);
                }
            }
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let checked = open_file.file.with_untracked(|file| {
            fields.with_value(|fields| {
                typed.with_untracked(|typed| request(typed, fields, &file.application))
            })
        });
        match checked {
            Ok(request) => {
                errors.show(Vec::new());
                if !open_file.may_decide() {
                    return;
                }
                let fields = request.changes.iter().map(|change| change.field.clone());
                sent.set_value(fields.collect());
                send.send(CorrectRequest {
                    no_conflict: open_file.has_no_conflict(),
                    ..request
                });
            }
            Err(missing) => errors.show(missing.iter().map(line).collect()),
        }
    };
    let blocks: Vec<AnyView> = fields
        .get_value()
        .into_iter()
        .filter_map(|id| Some(block(open_file, typed, Field::from_id(&id)?)))
        .collect();
    view! {
        <form novalidate on:submit=submit>
            <ErrorSummary />
            {blocks}
            <SaidNotice said=said />
            <Button pending=send.pending>{t::staff_correction::submit()}</Button>
        </form>
    }
    .into_any()
}

/// Shows the newest state; what is typed stays.
fn catch_up(staff: Staff, open_file: OpenFile) {
    let id = open_file
        .file
        .with_untracked(|file| file.application.id.clone());
    spawn_local(async move {
        if let Ok(newer) = staff.find_application(&id).await {
            open_file.file.try_set(newer);
        }
    });
}

/// One part of what is typed of a field.
fn part(
    typed: RwSignal<AllTyped>,
    id: &'static str,
    of: fn(&mut Typed) -> &mut String,
) -> Bound<String> {
    let read = move |all: &AllTyped| {
        let mut one = all.get(id).cloned().unwrap_or_default();
        std::mem::take(of(&mut one))
    };
    let write = move |all: &mut AllTyped, text: String| {
        *of(all.entry(id.to_owned()).or_default()) = text;
    };
    Bound::part(typed, read, write)
}

fn block(open_file: OpenFile, typed: RwSignal<AllTyped>, field: Field) -> AnyView {
    let id = field.id();
    let after = part(typed, id, |typed| &mut typed.after);
    let label = t::staff_correction::after(words::name(id));
    let product = open_file
        .file
        .with_untracked(|file| file.application.product);
    // What is sent is what stands there by then, so that has to be what is read.
    let stands = Memo::new(move |_| {
        open_file
            .file
            .with(|file| t::staff_correction::now(value(id, &now(&file.application, id), None)))
    });
    let control = match field.kind() {
        FieldKind::Choice(_) => {
            let options = field.options(product).into_iter();
            let choices: Vec<Choice> = options
                .map(|code| Choice::new(code, value(id, code, None)))
                .collect();
            view! { <Select id=control("after", id) label=label hint=t::staff_correction::after_hint() choices=Signal::stored(choices) value=after /> }
                .into_any()
        }
        FieldKind::PastDate => {
            view! { <TextField id=control("after", id) label=label hint=t::staff_correction::date_hint() value=after /> }
                .into_any()
        }
        _ => {
            view! { <TextField id=control("after", id) label=label hint=t::staff_correction::after_hint() value=after /> }
                .into_any()
        }
    };
    let is_typed = Memo::new(move |_| !after.get().trim().is_empty());
    let ground = move || is_typed.get().then(|| ground(open_file, typed, id));
    view! {
        <p class="file__note">{move || stands.get()}</p>
        {control}
        {ground}
    }
    .into_any()
}

/// Why, and from which paper.
fn ground(open_file: OpenFile, typed: RwSignal<AllTyped>, id: &'static str) -> AnyView {
    let reasons: Vec<Choice> = CorrectionReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), reason_words(*reason)))
        .collect();
    let mut kinds: Vec<String> = open_file.file.with_untracked(|file| {
        let papers = file.application.documents.iter();
        papers.map(|paper| paper.kind.clone()).collect()
    });
    kinds.sort_unstable();
    kinds.dedup();
    let papers: Vec<Choice> = kinds
        .into_iter()
        .map(|kind| {
            let name = words::name(&["documents/", &kind].concat());
            Choice::new(kind, name)
        })
        .collect();
    let reason = part(typed, id, |typed| &mut typed.reason);
    let paper = part(typed, id, |typed| &mut typed.paper);
    let note = part(typed, id, |typed| &mut typed.note);
    view! {
        <Select id=control("reason", id) label=t::staff_correction::why() choices=Signal::stored(reasons) value=reason />
        <Select id=control("paper", id) label=t::staff_correction::paper() choices=Signal::stored(papers) value=paper />
        <TextField id=control("note", id) label=t::staff_correction::note() hint=t::staff_correction::note_hint() value=note />
    }
    .into_any()
}

/// The id of a control.
fn control(part: &str, field: &str) -> String {
    ["correct-", part, "-", field].concat()
}

fn line((field, part): &Missing) -> FieldError {
    let words: Text = match *part {
        "after" => t::staff_correction::nothing().into(),
        _ => code_words("required"),
    };
    FieldError::new(control(part, field), words)
}

fn code_words(code: &str) -> Text {
    use t::staff_correction::problem;
    let own = match code {
        "not_correctable" => Some(problem::not_correctable()),
        "duplicate" => Some(problem::duplicate()),
        "correction_open" => Some(problem::correction_open()),
        "correction_objected" => Some(problem::correction_objected()),
        "unchanged" => Some(problem::unchanged()),
        "paper_not_there" => Some(problem::paper_not_there()),
        code => crate::words::problem(code),
    };
    own.unwrap_or_else(t::staff_file::error::server).into()
}

/// What the server refused, at its controls; what has none is said below.
fn refused(error: &ClientError, sent: &[String], said: RwSignal<Option<Said>>) -> Vec<FieldError> {
    let of_action = error
        .fields()
        .iter()
        .find(|field| matches!(field.pointer.as_str(), "/action" | "/no_conflict"));
    if let Some(words) = of_action.and_then(|field| t::staff_refused::by_key(&field.code)) {
        said.set(Some(Said::Failed(words.into(), None)));
        return Vec::new();
    }
    let line = |field: &api::FieldError| {
        let (part, id) = place(&field.pointer, sent)?;
        Some(FieldError::new(control(part, id), code_words(&field.code)))
    };
    let found: Vec<FieldError> = error.fields().iter().filter_map(line).collect();
    if found.is_empty() {
        said.set(Some(Said::of(error)));
    }
    found
}

/// The part and the field that a pointer names. What is wrong with a field as such is said at its new value.
fn place<'a>(pointer: &str, sent: &'a [String]) -> Option<(&'static str, &'a str)> {
    let (index, part) = pointer.strip_prefix("/changes/")?.split_once('/')?;
    let id = sent.get(index.parse::<usize>().ok()?)?;
    let part = match part {
        "reason" => "reason",
        "note" => "note",
        "paper" => "paper",
        _ => "after",
    };
    Some((part, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_words_stand_at_the_control_they_are_about() {
        let sent: Vec<String> = ["industry", "credit_code"].map(str::to_owned).into();
        for (pointer, expected) in [
            ("/changes/1/after", Some(("after", "credit_code"))),
            ("/changes/0/field", Some(("after", "industry"))),
            ("/changes/0/paper", Some(("paper", "industry"))),
            ("/changes/2/after", None),
            ("/changes", None),
        ] {
            assert_eq!(place(pointer, &sent), expected, "{pointer}");
        }
        assert_eq!(
            code_words("unchanged"),
            t::staff_correction::problem::unchanged()
        );
    }
}
