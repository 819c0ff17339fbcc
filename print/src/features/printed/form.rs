//! The application as a form on paper.

use super::{
    parties,
    table::{heading, helped, pair, table},
};
use account::{paper, words};
use api::{application::ApplicationView, particulars::Particulars};
use application::{DocumentKind, documents_for, is_left_out, sections};
use client::Places;
use i18n::t;
use ui::{
    Text,
    element::{Element, el},
};

/// Everything that was answered, section by section, and room for signatures.
pub(super) fn form(
    file: &ApplicationView,
    particulars: &Particulars,
    places: Option<&Places>,
) -> Vec<Element> {
    let number = file
        .acceptance_number
        .clone()
        .unwrap_or_else(|| t::print::not_submitted().to_owned());
    let mut rows = vec![
        pair(t::print::product(), words::product(file.product)),
        pair(t::print::number(), number),
    ];
    rows.extend(helped(file));
    rows.extend(particulars.declaration.as_ref().map(|agreed| {
        let when = i18n::time_ms(agreed.agreed_at_ms);
        let words = t::print::declared(agreed.version.clone(), when);
        pair(t::print::declaration(), words)
    }));
    for (section, fields) in sections(file.product, &file.answers) {
        if is_left_out(&fields, &file.answers) {
            continue;
        }
        rows.push(heading(words::section(section.id())));
        rows.extend(fields.into_iter().map(|field| {
            let answer = words::answer(field, &file.answers, places);
            match particulars.corrected.get(field.id()) {
                Some(on) => {
                    let mark = t::print::corrected(i18n::date(*on));
                    let marked = t::common::with_note(answer, mark);
                    pair(words::name(field.id()), marked)
                }
                None => pair(words::name(field.id()), answer),
            }
        }));
    }
    let people = particulars.people.as_ref();
    rows.extend(people.into_iter().flat_map(parties::rows));
    rows.extend(particulars.roster.as_ref().map(parties::roster));
    rows.push(heading(words::section("documents")));
    let kinds = documents_for(file.product, &file.answers);
    rows.extend(kinds.into_iter().map(|kind| document(file, kind)));
    let mut signatures: Vec<Text> = vec![t::print::sign::applicant().into()];
    signatures.extend(people.into_iter().flat_map(parties::signatures));
    signatures.extend(
        [
            t::print::sign::bureau(),
            t::print::sign::guarantor(),
            t::print::sign::bank(),
        ]
        .map(Text::from),
    );
    let boxes: Vec<Element> = signatures.into_iter().map(signature).collect();
    vec![
        table(rows),
        el("div").class("printed__signatures").child(boxes),
        el("p").child(t::print::provisional()),
    ]
}

fn document(file: &ApplicationView, kind: DocumentKind) -> Element {
    let of_kind = file
        .documents
        .iter()
        .filter(|paper| paper.kind == kind.id());
    let count = of_kind.count();
    let value = match file.cannot_supply.get(kind.id()) {
        _ if count > 0 => t::apply::papers::count(count),
        Some(reason) => t::apply::papers::explained(reason),
        None => String::new(),
    };
    pair(words::name(&paper(kind.id())), value)
}

fn signature(label: Text) -> Element {
    let date = el("p").class("printed__date").child(t::print::sign::date());
    el("div")
        .class("printed__signature")
        .child(el("p").child(label))
        .child(date)
}
