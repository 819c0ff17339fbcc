//! Every due date in three columns: the bank charges, the state pays, you pay.

use domain::Money;
use i18n::t;
use ui::element::{Element, el};

use super::answer::{Answer, Line, plus};

/// The table; without a source for who pays it has the bank's column alone.
pub(super) fn rows(answer: &Answer) -> Element {
    let is_shared = answer.shares.is_some();
    let mut heads = vec![t::calculator::due_on(), t::calculator::bank()];
    if is_shared {
        heads.extend([t::calculator::state(), t::calculator::yours()]);
    }
    let heads: Vec<Element> = heads
        .into_iter()
        .map(|words| el("th").attr("scope", "col").child(words))
        .collect();
    let lines: Vec<Element> = answer.lines.iter().map(row).collect();
    let table = el("table")
        .class("calculator__rows figures")
        .child(
            el("caption")
                .class("visually-hidden")
                .child(t::calculator::rows()),
        )
        .child(el("thead").child(el("tr").child(heads)))
        .child(el("tbody").child(lines))
        .child(el("tfoot").child(foot(answer)));
    el("section")
        .child(el("h2").child(t::calculator::rows()))
        .child(
            el("p")
                .class("calculator__note")
                .child(t::calculator::rows_note()),
        )
        .child(
            el("div")
                .class("scroll")
                .attr("role", "region")
                .attr("tabindex", "0")
                .attr("aria-label", t::calculator::rows())
                .child(table),
        )
}

fn row(line: &Line) -> Element {
    let head = el("th")
        .attr("scope", "row")
        .child(line.date.to_string())
        .child(small(t::calculator::no(line.no)));
    let shared = line.shares.map(|shares| {
        vec![
            el("td")
                .attr("data-share", "state")
                .child(shares.state.to_string()),
            cell(line.payable(), shares.yours).attr("data-share", "yours"),
        ]
    });
    el("tr")
        .child(head)
        .child(cell(line.charged(), line.interest))
        .child(shared)
}

fn foot(answer: &Answer) -> Element {
    let all = plus(answer.terms.principal, answer.interest);
    let shared = answer.shares.map(|shares| {
        vec![
            el("td").child(shares.state.to_string()),
            cell(answer.payable(), shares.yours),
        ]
    });
    el("tr")
        .child(
            el("th")
                .attr("scope", "row")
                .child(t::calculator::sum_row()),
        )
        .child(cell(all, answer.interest))
        .child(shared)
}

/// What is paid, and the interest in it.
fn cell(paid: Money, interest: Money) -> Element {
    el("td")
        .child(paid.to_string())
        .child(small(t::calculator::interest_of(interest)))
}

fn small(words: String) -> Element {
    el("small").class("calculator__part").child(words)
}
