//! That an application was handed in.

use super::table::{helped, pair, table, whose};
use account::{paper, words};
use api::application::ApplicationView;
use application::{Field, documents_for};
use i18n::t;
use leptos::prelude::*;
use ui::{
    SampleMark, Text,
    element::{Element, IntoChild, el},
};
use workflow::loan::LoanAction;

/// When it came, where it is, by when it is due, and which papers came with it.
pub(super) fn receipt(file: &ApplicationView) -> Vec<Element> {
    let mut rows = whose(file);
    let amount = words::answer(Field::AmountYuan, &file.answers, None);
    rows.push(pair(t::print::amount(), amount));
    let handed_in = file
        .timeline
        .iter()
        .rev()
        .find(|entry| entry.action == LoanAction::Submit);
    rows.extend(handed_in.map(|entry| {
        let at = i18n::time_ms(entry.at_ms);
        pair(t::print::received_at(), at)
    }));
    rows.extend(helped(file));
    let standing = file.holder.words_of(file.state);
    rows.push(pair(t::print::state(), words::standing(standing, "name")));
    rows.extend(file.holder.role.map(|role| {
        let agency = file.holder.agency.clone();
        let name = agency.map_or_else(|| words::role(role), Text::from);
        let is_sample = file.holder.agency_is_sample;
        let mark = is_sample.then(|| view! { <SampleMark /> }.into_any());
        let office = el("span").child(name).child(" ").child(mark);
        pair(t::print::office(), office)
    }));
    rows.extend(file.clock.as_ref().map(|clock| {
        let limit = t::print::limit_days(i18n::date(clock.due_on), clock.limit);
        pair(t::print::limit(), limit)
    }));
    rows.push(pair(t::print::documents(), documents(file)));
    vec![table(rows)]
}

fn documents(file: &ApplicationView) -> Element {
    let kinds = documents_for(file.product, &file.answers);
    let lines: Vec<Element> = kinds
        .into_iter()
        .filter_map(|kind| {
            let of_kind = file
                .documents
                .iter()
                .filter(|paper| paper.kind == kind.id());
            let count = of_kind.count();
            let name = words::name(&paper(kind.id()));
            (count > 0).then(|| el("li").child(t::print::document(name, count)))
        })
        .collect();
    if lines.is_empty() {
        el("span").child(t::print::none())
    } else {
        el("ul").class("printed__list").child(lines.into_child())
    }
}
