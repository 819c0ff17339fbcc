//! What keeps the application from being handed in: all of it at once, each line a way to its question.

use super::DECLARATION;
use crate::open::OpenApplication;
use account::{Part, Way, words};
use application::{Field, FieldProblem};
use i18n::t;
use leptos::prelude::*;
use ui::element::{Element, IntoChild, el};

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
            let part = match Field::from_id(&problem.field) {
                Some(field) => Part::Question(field),
                None if problem.field == "people" => Part::People,
                None if problem.field == "roster" => Part::Roster,
                None => Part::Documents,
            };
            let href = application.open.place(part).returning(Way::Check);
            let name = if problem.field == "declaration_version" {
                t::apply::check::declaration_label().into()
            } else {
                words::name(&problem.field)
            };
            ProblemLine {
                href,
                words: t::apply::check::problem(name, words::form_problem(&problem.code)),
            }
        })
        .collect();
    if !is_declared {
        let words = words::problem("declaration_missing").into_owned();
        lines.push(ProblemLine {
            href: ["#", DECLARATION].concat(),
            words,
        });
    }
    lines
}

/// The list, with the focus on it whenever it is shown.
pub(super) fn problem_list(lines: RwSignal<Vec<ProblemLine>>) -> AnyView {
    let draw = move || {
        let shown = lines.get();
        if shown.is_empty() {
            return None;
        }
        let title = el("h2")
            .class("error-summary__title")
            .child(t::common::error_summary::title(shown.len()));
        let lines: Vec<Element> = shown.into_iter().map(line).collect();
        let list = el("div")
            .class("error-summary")
            .attr("role", "alert")
            .attr("tabindex", "-1")
            .focused(true)
            .child(title)
            .child(el("ul").child(lines));
        Some(list)
    };
    draw.into_child()
}

fn line(line: ProblemLine) -> Element {
    let target = line.href.strip_prefix('#').map(str::to_owned);
    // A part of this page, or a page that the server draws: the router leaves both to the browser.
    let rel = target
        .as_ref()
        .map_or_else(|| ui::rel(&line.href), |_| Some("external"));
    let focus = move |event: leptos::web_sys::Event| {
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
    let link = el("a")
        .attr("href", line.href)
        .attr("rel", rel)
        .on("click", focus)
        .child(line.words);
    el("li").child(link)
}
