//! Everything to put right, each pinned to its question.

use super::model::fix_address;
use account::{OpenFile, Part, Place, Ready, use_acting, words};
use api::application::{ApplicationView, DefectView};
use i18n::t;
use leptos::{html, prelude::*};
use ui::{Button, ButtonKind, Explain, FieldError, LinkButton, TextArea, provide_form_errors};
use workflow::loan::LoanAction;

/// The defect explained a moment ago, whose line takes the focus when it is drawn anew.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct JustExplained(StoredValue<Option<String>>);

/// The defects, each with what was said of it and the way to its question, then the way to hand the file back in.
#[component]
pub(super) fn ToFix(open: OpenFile, file: ApplicationView) -> impl IntoView {
    let may_explain = file.actions.contains(&LoanAction::CannotSupply);
    let defects: Vec<AnyView> = file
        .defects
        .iter()
        .map(|defect| line(open, &file, defect, may_explain))
        .collect();
    // What cannot be fixed and was explained is no longer open.
    let open = file
        .defects
        .iter()
        .filter(|defect| defect.cannot_supply.is_none())
        .count();
    let title = if open == 0 {
        t::files::fix::none_left().to_owned()
    } else {
        t::files::fix::title(open)
    };
    view! {
        <section class="to-fix">
            <h2>{title}</h2>
            <ol class="to-fix__list">{defects}</ol>
            <p>{t::files::fix::then()}</p>
            <LinkButton href=Place::of(&file.id, Part::Check).to_string()>{t::files::fix::check()}</LinkButton>
        </section>
    }
    .into_any()
}

fn line(open: OpenFile, file: &ApplicationView, defect: &DefectView, may_explain: bool) -> AnyView {
    let note = (!defect.note.is_empty()).then(|| {
        let note = defect.note.clone();
        view! { <blockquote class="to-fix__note">{note}</blockquote> }
    });
    let field = defect.field.clone();
    let excuse = match defect.cannot_supply.clone() {
        Some(reason) => Some(said(&field, reason)),
        // A closure, so that its errors are its own.
        None => may_explain
            .then_some((move || view! { <CannotFix open=open field=field.clone() /> }).into_any()),
    };
    view! {
        <li>
            <a class="to-fix__link" href=fix_address(&file.id, defect)>{words::name(&defect.field)}</a>
            <p>{words::defect(defect.code)}</p>
            {note}
            {excuse}
        </li>
    }
    .into_any()
}

/// What the person said, which takes the focus right after they said it.
fn said(field: &str, reason: String) -> AnyView {
    let line = NodeRef::<html::P>::new();
    let is_new = expect_context::<JustExplained>()
        .0
        .try_update_value(|just| just.take_if(|just| just == field).is_some())
        .unwrap_or(false);
    if is_new {
        Effect::new(move |_| {
            if let Some(line) = line.get() {
                let _ = line.focus();
            }
        });
    }
    view! { <p class="to-fix__said" tabindex="-1" node_ref=line>{t::files::fix::said(reason)}</p> }
        .into_any()
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
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = reason.read_untracked().trim().to_owned();
        if words.is_empty() {
            errors.show(vec![FieldError::new(
                control.clone(),
                words::problem("required"),
            )]);
            return;
        }
        errors.show(Vec::new());
        acting.cannot_supply(kept.get_value(), words);
    };
    let failure = move || {
        acting
            .failure
            .get()
            .map(|failure| view! { <p role="alert">{failure.explain()}</p> })
    };
    view! {
        <details>
            <summary class="to-fix__excuse">{t::files::fix::cannot()}</summary>
            <form novalidate on:submit=submit>
                <TextArea id=id label=t::files::fix::why() hint=t::files::fix::why_hint() value=reason limit=300 rows=3 />
                <Button kind=ButtonKind::Secondary pending=acting.pending>{words::action(LoanAction::CannotSupply)}</Button>
                {failure}
            </form>
        </details>
    }
    .into_any()
}
