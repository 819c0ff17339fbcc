//! A later last day: what came of asking for one, and the way to ask.

use account::{Failure, Intent, OpenFile, failure_line, words};
use api::extension::{AskExtensionRequest, ExtensionView};
use api::servicing::LoanView;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Choice, Doing, FieldError, Radios, TextArea,
    element::{IntoChild, el},
    focus_title, provide_form_errors,
};
use workflow::servicing::ExtensionState;

/// What can be chosen here; the bank's counter takes every number of months.
const MONTHS: [u32; 3] = [3, 6, 12];
/// The id of the words.
const WHY: &str = "extension";

/// The last request, or the way to make one; nothing where there is neither.
pub(super) fn extension(open: OpenFile, loan: &LoanView) -> Option<AnyView> {
    let most = loan.extension_months;
    let form = (most > 0).then(|| {
        // A closure, so that its errors are its own.
        let form = move || view! { <ExtensionForm open=open most=most /> }.into_any();
        let summary = el("summary").child(t::files::extension::title());
        el("details").child(summary).child(form).into_child()
    });
    let parts = [loan.extension.as_ref().map(said), form];
    let parts: Vec<AnyView> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| el("section").child(parts).into_child())
}

fn said(asked: &ExtensionView) -> AnyView {
    let on = i18n::date(asked.on);
    let words = match asked.state {
        ExtensionState::Review => t::files::extension::review(on),
        ExtensionState::Granted => t::files::extension::granted(on),
        ExtensionState::Refused => t::files::extension::refused(on, &asked.reason),
    };
    el("p").child(words).into_child()
}

#[component]
fn ExtensionForm(open: OpenFile, most: u32) -> impl IntoView {
    let errors = provide_form_errors();
    let failure = RwSignal::new(None::<Failure>);
    let (months, why) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let intent = Intent::default();
    let send = Doing::new(move |request: AskExtensionRequest| async move {
        failure.set(None);
        let (id, key) = (open.id(), intent.key());
        let answer = open.resident.ask_extension(&id, &request, &key).await;
        match intent.settle(answer) {
            Ok(newer) => {
                open.file.try_set(newer);
                focus_title();
            }
            Err(found) => drop(failure.try_set(open.session.watch(found))),
        }
    });
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        let reason = why.read_untracked().trim().to_owned();
        let chosen = months.read_untracked().parse().ok();
        let wrong = [(chosen.is_none(), "months"), (reason.is_empty(), WHY)];
        let wrong: Vec<FieldError> = wrong
            .into_iter()
            .filter(|(is_wrong, _)| *is_wrong)
            .map(|(_, field)| FieldError::new(field, words::problem("required")))
            .collect();
        errors.show(wrong);
        if let Some(months) = chosen.filter(|_| !reason.is_empty()) {
            intent.renew();
            send.start(AskExtensionRequest { months, reason });
        }
    };
    let choices: Vec<Choice> = MONTHS
        .into_iter()
        .filter(|months| *months <= most)
        .map(|months| Choice::new(months.to_string(), t::files::offer::months(months)))
        .collect();
    let often = view! { <Radios id="months" label=t::files::extension::months() choices=choices value=months /> };
    let why =
        view! { <TextArea id=WHY label=t::files::extension::why() value=why limit=500 rows=3 /> };
    let press = view! { <Button pending=send.pending()>{t::files::extension::press()}</Button> };
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(el("p").child(t::files::extension::about()))
        .child(often.into_any())
        .child(why.into_any())
        .child(press.into_any())
        .child(failure_line(failure))
        .into_any()
}
