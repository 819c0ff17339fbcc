//! An appeal against a refusal: until when, in whose hands, and what came of it.

use super::model::day;
use account::{OpenFile, Ready, StorageKey, failure_line, kept_text, use_acting, words};
use api::application::{
    AppealDecisionView, AppealUntilView, AppealView, ApplicationView, MOST_REASON_CHARS,
};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, FieldError, TextArea, Tone,
    element::{IntoChild, el},
    focus_title, notice, provide_form_errors,
};
use workflow::loan::LoanAction;

/// The id of the words.
const WORDS: &str = "appeal";

/// The appeal that was made, or the way to make one.
pub(super) fn appeal(open: OpenFile, file: &ApplicationView) -> Option<AnyView> {
    if let Some(made) = &file.appeal {
        return Some(made_appeal(made));
    }
    let until = file.appeal_until.as_ref()?;
    let title = el("h2").child(t::files::appeal::title());
    let section = el("section").child(title);
    if !file.actions.contains(&LoanAction::Appeal) {
        let over = t::files::appeal::over(day(&until.on));
        return Some(section.child(el("p").child(over)).into_child());
    }
    let about = el("p").child(t::files::appeal::about());
    // A closure, so that its errors are its own.
    let form = move || view! { <AppealForm open=open /> }.into_any();
    Some(
        section
            .child(el("p").class("file__due").child(until_words(until)))
            .child(about)
            .child(form)
            .into_child(),
    )
}

fn until_words(until: &AppealUntilView) -> String {
    let date = day(&until.on);
    let date = if until.is_provisional {
        t::common::with_note(date, t::common::clock::provisional())
    } else {
        date
    };
    t::files::appeal::until(date)
}

fn made_appeal(appeal: &AppealView) -> AnyView {
    let said = el("blockquote").class("to-fix__note");
    el("section")
        .child(el("h2").child(t::files::appeal::made(day(&appeal.on))))
        .child(said.child(appeal.text.clone()))
        .child(appeal.decision.as_ref().map(decision))
        .into_child()
}

fn decision(decision: &AppealDecisionView) -> AnyView {
    let on = day(&decision.on);
    let (tone, title) = if decision.is_overturned {
        (Tone::Success, t::files::appeal::overturned(on))
    } else {
        (Tone::Info, t::files::appeal::upheld(on))
    };
    notice(tone, Some(title.into()), false)
        .child(el("p").child(decision.text.clone()))
        .into_child()
}

#[component]
fn AppealForm(open: OpenFile) -> impl IntoView {
    let errors = provide_form_errors();
    let kept = StorageKey::Appeal(open.id());
    let text = kept_text(kept.clone());
    let acting = use_acting(
        open,
        async || Ok(Ready::Yes),
        Callback::new(move |_| {
            kept.remove();
            focus_title();
        }),
    );
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        let said = text.read_untracked().trim().to_owned();
        let problem = if said.is_empty() {
            Some("required")
        } else if said.chars().count() > MOST_REASON_CHARS {
            Some("too_long")
        } else {
            None
        };
        let wrong = problem.map(|code| FieldError::new(WORDS, words::problem(code)));
        let is_fine = wrong.is_none();
        errors.show(wrong.into_iter().collect());
        if is_fine {
            acting.explain(LoanAction::Appeal, said);
        }
    };
    let why = view! {
        <TextArea id=WORDS label=t::files::appeal::why() hint=t::files::appeal::why_hint() value=text limit=MOST_REASON_CHARS rows=5 />
    };
    let send =
        view! { <Button pending=acting.pending>{words::action(LoanAction::Appeal)}</Button> };
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(why.into_any())
        .child(send.into_any())
        .child(failure_line(acting.failure))
        .into_any()
}
