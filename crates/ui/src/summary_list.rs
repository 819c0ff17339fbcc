//! Answers to check, each with the way back to its question.

use crate::Text;
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
    view! { <dl class="summary-list">{rows.into_iter().map(row).collect::<Vec<_>>()}</dl> }
        .into_any()
}

fn row(row: SummaryRow) -> AnyView {
    let change = row.change_href.map(|href| {
        let label = row.label.clone();
        view! {
            <dd class="summary-list__change">
                <a rel=crate::rel(&href) href=href>
                    {t::common::change()}
                    <span class="visually-hidden">{label}</span>
                </a>
            </dd>
        }
    });
    let value: Text = if row.value.is_empty() {
        t::common::not_answered().into()
    } else {
        row.value
    };
    view! {
        <div class="summary-list__row">
            <dt class="summary-list__label">{row.label}</dt>
            <dd class="summary-list__value">{value}</dd>
            {change}
        </div>
    }
    .into_any()
}
