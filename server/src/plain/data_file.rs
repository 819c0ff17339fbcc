//! The page in the ZIP of one's own data: read from a file, without the portal.

use application::{is_left_out, sections};
use catalogue::District;
use i18n::t;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::style::STYLE;
use super::words;
use crate::own_data::held::{Held, HeldFile};
use crate::packages::words::answer;

/// The whole page. `papers` names each paper of the ZIP, with the id of its file.
pub(crate) fn data_file(
    district: &District,
    held: &Held,
    (phone, made_ms): (&str, i64),
    papers: &[(&str, &str)],
) -> String {
    let title = t::own_data::title();
    let page = html! {
        (DOCTYPE)
        html lang=(i18n::language().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE.as_str())) }
            }
            body {
                main.plain {
                    h1.page-title { (title) }
                    p { (t::own_data::file::made(i18n::time_ms(made_ms))) }
                    p { (t::own_data::file::whole()) }
                    p { (t::own_data::file::phone(phone, i18n::time_ms(held.since_ms))) }
                    @for one in &held.files { (file(district, one, papers)) }
                    (classes(held))
                    (others(held))
                }
            }
        }
    };
    page.into_string()
}

/// A row of two.
fn line(label: &str, value: &str) -> Markup {
    html! { tr { th scope="row" { (label) } td { (value) } } }
}

fn file(district: &District, one: &HeldFile, papers: &[(&str, &str)]) -> Markup {
    let view = &one.view.application;
    let number = view.acceptance_number.as_deref();
    let mine = papers.iter().filter(|(file, _)| *file == view.id);
    let mut said = sections(view.product, &view.answers);
    said.retain(|(_, fields)| !is_left_out(fields, &view.answers));
    html! {
        h2 { (words::product(view.product.id())) }
        p { strong { (words::state(view.state.as_str(), "name")) } }
        @if let Some(number) = number { p { (t::files::number(number)) } }
        @for (section, fields) in said {
            h3 { (words::name(&format!("section/{}", section.id()))) }
            table {
                tbody {
                    @for field in fields {
                        (line(&words::name(field.id()), &answer(field, &view.answers, district)))
                    }
                }
            }
        }
        @for (kind, reason) in &view.cannot_supply {
            p { (t::plain::pair(words::name(&format!("documents/{kind}")), reason)) }
        }
        ul { @for (_, name) in mine { li { a href=(name) { (name) } } } }
        ul {
            @for entry in &view.timeline {
                @let who = words::action(&format!("role.{}", entry.role.as_str()));
                li { (t::own_data::file::step(i18n::time_ms(entry.at_ms), words::action(entry.action.as_str()), who)) }
            }
        }
    }
}

fn classes(held: &Held) -> Markup {
    html! {
        @if !held.enrolments.is_empty() {
            h2 { (t::own_data::file::classes()) }
            ul {
                @for one in &held.enrolments {
                    @let state = t::enrolment_state::by_key(&format!("{}.name", one.state.as_str()));
                    @let title = one.title.as_deref().unwrap_or(&one.course);
                    li { (t::own_data::file::class(title, i18n::date(one.starts_on), state.unwrap_or_default())) }
                }
            }
        }
        @if !held.certificates.is_empty() {
            h2 { (t::own_data::file::certificates()) }
            ul {
                @for one in &held.certificates {
                    li { (t::own_data::file::class(&one.course, i18n::date(one.issued_on), &one.number)) }
                }
            }
        }
        @if !held.complaints.is_empty() {
            h2 { (t::own_data::file::complaints()) }
            @for one in &held.complaints {
                p { (one.text) }
                @if !one.answer.is_empty() { p { (t::own_data::file::answered(&one.answer)) } }
            }
        }
    }
}

fn others(held: &Held) -> Markup {
    html! {
        @if !held.searches.searches.is_empty() {
            h2 { (t::searches::title()) }
            ul { @for one in &held.searches.searches { li { (one.name) } } }
        }
        @if !held.helpers.is_empty() {
            h2 { (t::helpers::title()) }
            ul {
                @for one in &held.helpers {
                    li { (i18n::time_ms(one.given_ms)) " " (t::helpers::by(&one.point, &one.clerk)) }
                }
            }
        }
    }
}
