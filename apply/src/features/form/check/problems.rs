//! What keeps the application from being handed in: all of it at once, each line a way to its question.

use super::DECLARATION;
use crate::open::OpenApplication;
use account::{Part, Way, words};
use application::{Field, FieldProblem};
use i18n::t;
use leptos::{html, prelude::*};
use ui::Text;

/// One line: where it leads and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProblemLine {
    href: String,
    words: String,
}

/// The lines for these problems, in the order of the form.
pub(super) fn problem_lines(
    application: OpenApplication,
    problems: &[FieldProblem],
    is_declared: bool,
) -> Vec<ProblemLine> {
    let mut lines: Vec<ProblemLine> = problems
        .iter()
        .map(|problem| {
            let href = match Field::from_id(&problem.field) {
                Some(field) => application
                    .open
                    .place(Part::Question(field))
                    .returning(Way::Check),
                None => application
                    .open
                    .place(Part::Documents)
                    .returning(Way::Check),
            };
            let name = if problem.field == "declaration_version" {
                t::apply::check::declaration_label().into()
            } else {
                words::name(&problem.field)
            };
            ProblemLine {
                href,
                words: t::apply::check::problem(name, words::problem(&problem.code)),
            }
        })
        .collect();
    if !is_declared {
        let words = words::problem("declaration_missing").into_owned();
        lines.push(ProblemLine {
            href: format!("#{DECLARATION}"),
            words,
        });
    }
    lines
}

/// The list, with the focus on it whenever it is shown.
#[component]
pub(super) fn ProblemList(lines: RwSignal<Vec<ProblemLine>>) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if lines.with(|lines| !lines.is_empty())
            && let Some(list) = list.get()
        {
            let _ = list.focus();
        }
    });
    move || {
        let shown = lines.get();
        (!shown.is_empty()).then(|| {
            let title: Text = t::common::error_summary::title(shown.len()).into();
            let lines: Vec<AnyView> = shown.into_iter().map(line).collect();
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=list>
                    <h2 class="error-summary__title">{title}</h2>
                    <ul>{lines}</ul>
                </div>
            }
            .into_any()
        })
    }
}

fn line(line: ProblemLine) -> AnyView {
    let target = line.href.strip_prefix('#').map(str::to_owned);
    let is_here = target.is_some();
    let focus = move |event: leptos::ev::MouseEvent| {
        use wasm_bindgen::JsCast;
        let Some(target) = &target else { return };
        event.prevent_default();
        let control = document()
            .get_element_by_id(target)
            .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(control) = control {
            let _ = control.focus();
        }
    };
    view! { <li><a href=line.href rel=is_here.then_some("external") on:click=focus>{line.words}</a></li> }.into_any()
}
