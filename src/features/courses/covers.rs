//! Which subsidies the eligibility check of this tab says would pay for a course.

use i18n::t;
use ui::{
    element::{Element, el},
    link,
};

use super::DATA_LANGUAGE;

/// What the check of this tab says, or the way to it.
pub(super) fn covers() -> Vec<Element> {
    let rows = ui::covers(DATA_LANGUAGE);
    if rows.is_empty() {
        return vec![
            link("/eligibility")
                .class("button")
                .child(t::courses::page::check()),
        ];
    }
    vec![
        el("h3").child(t::courses::covers::title()),
        el("ul").class("course__covers").child(rows),
        el("p").child(t::courses::covers::note()),
        link("/eligibility/result").child(t::courses::covers::result()),
    ]
}
