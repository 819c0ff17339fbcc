//! Check your answers, then hand in.

mod answers;
mod outlook;
mod problems;

use super::already_in::AlreadyIn;
use crate::open::{OpenApplication, choice, keep_saving, save_status, to_decide, use_application};
use account::{Failure, field_of, words};
use answers::answer_summary;
use application::Product;
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use outlook::outlook;
use problems::{problem_lines, problem_list};
use ui::{
    BackLink, Button, Checkboxes, Choice, Explain, FieldError, Tone,
    element::{Element, IntoChild, el},
    notice, page_title, provide_form_errors,
};
use workflow::loan::{LoanAction, LoanState};

/// Id of the declaration's box.
const DECLARATION: &str = "declaration";

/// All answers, the declaration, and the press that hands the application in, or back in after a return.
#[component]
pub(crate) fn CheckPage() -> impl IntoView {
    let application = use_application();
    keep_saving(application);
    let state = application.open.file.with_untracked(|file| file.state);
    let action = match state {
        LoanState::Draft => LoanAction::Submit,
        returned if returned.is_returned() => LoanAction::Resubmit,
        _ => return view! { <AlreadyIn title=t::apply::check::title() /> }.into_any(),
    };
    let back = application.home().to_string();
    vec![
        view! { <BackLink href=back /> }.into_any(),
        view! { <Submission application=application action=action /> }.into_any(),
    ]
    .into_any()
}

#[component]
fn Submission(application: OpenApplication, action: LoanAction) -> impl IntoView {
    let errors = provide_form_errors();
    let ticked = RwSignal::new(Vec::<String>::new());
    let lines = RwSignal::new(Vec::new());
    let way = application.handing_in();
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        if way.pending.get_untracked() {
            return;
        }
        let is_declared = !ticked.read_untracked().is_empty();
        let found = problem_lines(application, &application.problems(), is_declared);
        errors.show(if is_declared {
            Vec::new()
        } else {
            vec![FieldError::new(
                DECLARATION,
                words::problem("declaration_missing"),
            )]
        });
        let is_ready = found.is_empty();
        way.failure.set(None);
        lines.set(found);
        if is_ready {
            spawn_local(application.hand_in(action));
        }
    };
    let refused = move || {
        way.failure
            .get()
            .map(|failure| refused(application, failure))
    };
    let button = if action == LoanAction::Submit {
        t::apply::check::submit()
    } else {
        t::apply::check::resubmit()
    };
    let declarations: Vec<Element> = declarations(application.product())
        .into_iter()
        .map(|words| el("li").child(words))
        .collect();
    let tick = view! {
        <Checkboxes
            id=DECLARATION
            label=t::apply::check::declaration_label()
            choices=vec![Choice::new("yes", t::apply::check::declare_tick())]
            value=ticked
        />
    };
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(problem_list(lines))
        .child(to_decide(application))
        .child(waits(application))
        .child(refused)
        .child(page_title(t::apply::check::title()))
        .child(el("p").child(t::apply::check::how()))
        .child(save_status())
        .child(answer_summary(application))
        .child(outlook(application))
        .child(el("h2").child(t::apply::check::declaration_title()))
        .child(el("ul").class("prose").child(declarations))
        .child(tick.into_any())
        .child(view! { <Button pending=way.pending>{button}</Button> }.into_any())
        .into_any()
}

/// A press that waits for a line: said plainly, with the way to try now and the way back.
fn waits(application: OpenApplication) -> AnyView {
    let way = application.handing_in();
    let draw = move || {
        let now = Callback::new(move |()| application.send_now());
        let not_yet = Callback::new(move |()| application.hand_in_later());
        way.waits().then(|| {
            choice(
                t::apply::check::waits_title(),
                vec![el("p").child(t::apply::check::waits())],
                (t::apply::check::send_now(), now),
                (t::apply::check::not_yet(), not_yet),
            )
        })
    };
    draw.into_child()
}

fn declarations(product: Product) -> [&'static str; 4] {
    [
        t::apply::check::declare::truth(),
        match product {
            Product::StartupLoanIndividual => t::apply::check::declare::enquiry(),
            Product::StartupLoanEnterprise => t::apply::check::declare::enquiry_enterprise(),
        },
        t::apply::check::declare::share(),
        t::apply::check::declare::decision(),
    ]
}

/// The server's own findings lead to their questions like ours; anything else is said in words.
fn refused(application: OpenApplication, failure: Failure) -> AnyView {
    let found: Vec<_> = failure
        .fields()
        .iter()
        .map(|error| application::problem(field_of(&error.pointer), error.code.clone()))
        .collect();
    if found.is_empty() {
        return notice(Tone::Error, None, true)
            .child(el("p").child(failure.explain()))
            .into_any();
    }
    let lines = RwSignal::new(problem_lines(application, &found, true));
    problem_list(lines)
}
