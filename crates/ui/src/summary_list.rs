//! Answers to check, each with the way back to its question.

use crate::{
    Text,
    element::{Element, el},
    link::link,
};
use i18n::t;
use leptos::prelude::*;

/// One answer.
#[derive(Debug, Clone, Default)]
pub struct SummaryRow {
    /// What was asked.
    pub label: Text,
    /// What was answered; empty says "not answered yet".
    pub value: Text,
    /// Where it can be changed.
    pub change_href: Option<Text>,
}

impl SummaryRow {
    /// An answer that cannot be changed here.
    pub fn new(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            change_href: None,
        }
    }

    /// The same answer with the page that changes it.
    #[must_use]
    pub fn with_change(mut self, href: impl Into<Text>) -> Self {
        self.change_href = Some(href.into());
        self
    }
}

/// Answers as a list of terms.
#[component]
pub fn SummaryList(
    /// The answers, in order.
    rows: Vec<SummaryRow>,
) -> impl IntoView {
    summary_list(rows).into_any()
}

/// The list, where a page is written as data.
pub fn summary_list(rows: Vec<SummaryRow>) -> Element {
    let rows: Vec<Element> = rows.into_iter().map(row).collect();
    el("dl").class("summary-list").child(rows)
}

fn row(row: SummaryRow) -> Element {
    let change = row.change_href.map(|href| {
        let of = el("span").class("visually-hidden").child(row.label.clone());
        let change = link(href).child(t::common::change()).child(of);
        el("dd").class("summary-list__change").child(change)
    });
    let value: Text = if row.value.is_empty() {
        t::common::not_answered().into()
    } else {
        row.value
    };
    let label = el("dt").class("summary-list__label").child(row.label);
    el("div")
        .class("summary-list__row")
        .child(label)
        .child(el("dd").class("summary-list__value").child(value))
        .child(change)
}
