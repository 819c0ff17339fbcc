//! Everything to put right, each pinned to its question.

use super::model::fix_address;
use account::{OpenFile, Part, Place, Ready, failure_line, use_acting, words};
use api::application::{ApplicationView, DefectView, MOST_REASON_CHARS};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, FieldError, LinkButton, TextArea,
    element::{Element, IntoChild, el},
    link, provide_form_errors,
};
use workflow::loan::LoanAction;

/// The defect explained a moment ago, whose line takes the focus when it is drawn anew.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct JustExplained(StoredValue<Option<String>>);

/// The defects, each with what was said of it and the way to its question, then the way to hand the file back in.
pub(super) fn to_fix(open: OpenFile, file: &ApplicationView) -> AnyView {
    let defects: Vec<Element> = file
        .defects
        .iter()
        .map(|defect| line(open, file, defect))
        .collect();
    // What cannot be fixed and was explained is no longer open.
    let left = file
        .defects
        .iter()
        .filter(|defect| defect.cannot_supply.is_none())
        .count();
    let title = if left == 0 {
        t::files::fix::none_left().to_owned()
    } else {
        t::files::fix::title(left)
    };
    let check = Place::of(&file.id, Part::Check).to_string();
    el("section")
        .class("to-fix")
        .child(el("h2").child(title))
        .child(el("ol").class("to-fix__list").child(defects))
        .child(el("p").child(t::files::fix::then()))
        .child(view! { <LinkButton href=check>{t::files::fix::check()}</LinkButton> }.into_any())
        .into_child()
}

/// What was missing when the file was closed; nothing of it can be put right before it is reopened.
pub(super) fn missing(file: &ApplicationView) -> Option<AnyView> {
    let line = |defect: &DefectView| {
        el("li")
            .child(words::name(&defect.field))
            .child(el("p").child(words::defect(defect.code)))
            .child(note(defect))
    };
    let lines: Vec<Element> = file.defects.iter().map(line).collect();
    let list = el("ol").class("to-fix__list").child(lines);
    let title = el("h2").child(t::files::fix::missing());
    let section = el("section").class("to-fix").child(title).child(list);
    (!file.defects.is_empty()).then(|| section.into_child())
}

fn note(defect: &DefectView) -> Option<Element> {
    (!defect.note.is_empty()).then(|| {
        el("blockquote")
            .class("to-fix__note")
            .child(defect.note.clone())
    })
}

fn line(open: OpenFile, file: &ApplicationView, defect: &DefectView) -> Element {
    let field = defect.field.clone();
    let may_explain = file.actions.contains(&LoanAction::CannotSupply);
    let excuse = match defect.cannot_supply.clone() {
        Some(reason) => said(&field, reason).into_child(),
        // A closure, so that its errors are its own.
        None => may_explain
            .then_some(move || view! { <CannotFix open=open field=field.clone() /> }.into_any())
            .into_child(),
    };
    let link = link(fix_address(&file.id, defect)).class("to-fix__link");
    el("li")
        .child(link.child(words::name(&defect.field)))
        .child(el("p").child(words::defect(defect.code)))
        .child(note(defect))
        .child(excuse)
}

/// What the person said, which takes the focus right after they said it.
fn said(field: &str, reason: String) -> Element {
    let is_new = expect_context::<JustExplained>()
        .0
        .try_update_value(|just| just.take_if(|just| just == field).is_some())
        .unwrap_or(false);
    el("p")
        .class("to-fix__said")
        .attr("tabindex", "-1")
        .focused(is_new)
        .child(t::files::fix::said(reason))
}

/// "I cannot do this because …" is a legal answer.
#[component]
fn CannotFix(open: OpenFile, field: String) -> impl IntoView {
    let errors = provide_form_errors();
    let reason = RwSignal::new(String::new());
    let just_explained = expect_context::<JustExplained>().0;
    let kept = StoredValue::new(field.clone());
    let done = Callback::new(move |_| just_explained.set_value(Some(kept.get_value())));
    let acting = use_acting(open, async || Ok(Ready::Yes), done);
    let id = format!("{}-why", field.replace('/', "-"));
    let control = id.clone();
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        let words = reason.read_untracked().trim().to_owned();
        let problem = if words.is_empty() {
            Some("required")
        } else if words.chars().count() > MOST_REASON_CHARS {
            Some("too_long")
        } else {
            None
        };
        if let Some(code) = problem {
            let wrong = FieldError::new(control.clone(), words::problem(code));
            errors.show(vec![wrong]);
            return;
        }
        errors.show(Vec::new());
        acting.cannot_supply(kept.get_value(), words);
    };
    let excuse = el("summary").child(t::files::fix::cannot());
    let why = view! { <TextArea id=id label=t::files::fix::why() hint=t::files::fix::why_hint() value=reason limit=MOST_REASON_CHARS rows=3 /> };
    let send = view! { <Button kind=ButtonKind::Secondary pending=acting.pending>{words::action(LoanAction::CannotSupply)}</Button> };
    let form = el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(why.into_any())
        .child(send.into_any())
        .child(failure_line(acting.failure));
    el("details").child(excuse).child(form).into_any()
}
