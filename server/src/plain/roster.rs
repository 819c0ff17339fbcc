//! The new hires of an application: the sheet to fill in, what was sent, what is wrong in it, what it comes to.

use api::FieldError;
use api::roster::{RosterRowView, RosterShareView, RosterView};
use i18n::t;
use maud::{Markup, html};

use super::frame::{OwnPage, ROWS, page_asked, way_on};
use super::look::Look;
use super::{alone, own};
use crate::rosters::sheet::ReadSheet;
use crate::rosters::words;

/// So many mistakes are shown at once: whoever has more has one of them everywhere.
const MOST_SHOWN: usize = 100;

/// What the page is about.
#[derive(Debug)]
pub(crate) struct RosterPage<'a> {
    /// The application.
    pub(crate) id: &'a str,
    /// The roster that is kept.
    pub(crate) kept: Option<&'a RosterView>,
    /// Whether it may be changed now.
    pub(crate) may_change: bool,
    /// Where a clerk does it in the resident's place: after so many seconds without a request it is over.
    pub(crate) helped_idle_s: Option<i64>,
    /// Whether the browser is WeChat's, which downloads nothing.
    pub(crate) in_wechat: bool,
    /// What stands behind the address: which part of the people is asked for.
    pub(crate) query: &'a str,
    /// The key of the form.
    pub(crate) key: &'a str,
}

/// What came of a file that was not kept.
#[derive(Debug)]
pub(crate) enum NotKept<'a> {
    /// It is no sheet that is taken.
    Refused(&'a [FieldError]),
    /// It was read, and there are mistakes in it.
    Mistakes(&'a ReadSheet),
}

/// The page.
pub(crate) fn roster_page(
    look: Look,
    page: &RosterPage<'_>,
    not_kept: Option<&NotKept<'_>>,
) -> String {
    let here = super::ROSTER.replace("{id}", page.id);
    let form = format!("/apply/{}", page.id);
    let matter = html! {
        @if let Some(not_kept) = not_kept { (said(not_kept, page.kept.is_some())) }
        p { (t::roster::about()) }
        @if page.helped_idle_s.is_some() { div.notice data-tone="warning" { p { (t::roster::helper()) } } }
        @if let Some(kept) = page.kept { (share(page, kept)) }
        @else { p { strong { (t::roster::none()) } } }
        h2 { (t::roster::rules()) }
        ul {
            li { (t::roster::rule_hired()) }
            li { (t::roster::rule_contract()) }
            li { (t::roster::rule_group()) }
        }
        @if page.may_change { (send(look, page, &here, not_kept)) }
        @else { p { (t::roster::closed()) } }
        @if let Some(kept) = page.kept { (people(look, page, &here, kept)) (remove(look, page, &here)) }
        @if let Some(idle_s) = page.helped_idle_s {
            @if !look.is_terminal { (alone::in_a_helped_session(idle_s, &look.link(&here))) }
        }
    };
    OwnPage {
        look,
        title: t::roster::title(),
        here: &here,
        back: (&form, t::roster::back()),
        matter,
    }
    .write()
}

fn said(not_kept: &NotKept<'_>, has_kept: bool) -> Markup {
    let still = has_kept.then(t::roster::kept);
    match not_kept {
        NotKept::Refused(errors) => html! {
            div.error-summary.notice data-tone="error" role="alert" {
                h2.notice__title { (t::roster::refused()) }
                ul { @for error in *errors { li { a href="#sheet" { (refusal(&error.code)) } } } }
                @if let Some(still) = still { p { (still) } }
            }
        },
        NotKept::Mistakes(sheet) => mistakes(sheet, still),
    }
}

/// Every mistake at its row and column, in the order of the sheet.
fn mistakes(sheet: &ReadSheet, still: Option<&'static str>) -> Markup {
    let rows = sheet.rows.iter();
    let all: Vec<String> = rows
        .flat_map(|row| row.findings.iter().map(move |finding| (row, finding)))
        .map(|(row, finding)| {
            let column = column_id(finding.column);
            let column_words =
                t::roster_code::by_key(&format!("column.{column}")).unwrap_or(column);
            let mut said = finding_words(finding.code);
            if let Some(other) = finding.other_row {
                said.push_str(&other.to_string());
            }
            match sheet.letter(finding.column) {
                Some(letter) => t::roster::wrong_line(row.number, column_words, letter, said),
                None => t::roster::wrong_line_far(row.number, column_words, said),
            }
        })
        .collect();
    let more = all.len().saturating_sub(MOST_SHOWN);
    html! {
        div.error-summary.notice data-tone="error" role="alert" {
            h2.notice__title { (t::roster::wrong(all.len())) }
            p { (t::roster::wrong_about()) }
            ul { @for line in all.iter().take(MOST_SHOWN) { li { (line) } } }
            @if more > 0 { p { (t::roster::wrong_more(more)) } }
            @if let Some(still) = still { p { (still) } }
        }
    }
}

fn column_id(column: crate::rosters::column::Column) -> &'static str {
    use crate::rosters::column::Column;
    match column {
        Column::Name => "name",
        Column::IdNumber => "id_number",
        Column::HiredOn => "hired_on",
        Column::ContractFrom => "contract_from",
        Column::ContractUntil => "contract_until",
        Column::Category => "category",
    }
}

fn finding_words(code: &str) -> String {
    let own = t::roster_code::by_key(&format!("finding.{code}"));
    let found = own.or_else(|| t::problem::by_key(code));
    found.unwrap_or(code).to_owned()
}

/// What a file was refused for.
fn refusal(code: &str) -> &'static str {
    let own = t::roster_code::by_key(&format!("file.{code}"));
    own.or_else(|| t::listing_finding::by_key(code))
        .or_else(|| t::problem::by_key(code))
        .unwrap_or_else(t::roster::no_file)
}

fn share(page: &RosterPage<'_>, kept: &RosterView) -> Markup {
    let share = &kept.share;
    let verdict = match share.verdict.as_str() {
        _ if share.employees.is_none() => t::roster::unknown(),
        "met" => t::roster::met(),
        "unmet" => t::roster::unmet(),
        _ => t::roster::unknown(),
    };
    let tone = match share.verdict.as_str() {
        "met" => "success",
        _ => "warning",
    };
    let received = t::roster::received(i18n::time_ms(kept.received_at_ms), kept.rows.len());
    html! {
        h2 { (t::roster::share()) }
        div.notice data-tone=(tone) {
            p.notice__title { (verdict) }
            p { (words::share_line(share)) }
            @if let (Some(employees), Some(percent)) = (share.employees, share.percent_needed) {
                p { (t::roster::needed(employees, percent)) }
            }
        }
        p { (received) " " (t::roster::applied_on(i18n::date(kept.applied_on))) }
        (beside_the_form(page, share))
        @if !share.citation.is_empty() { p lang="zh-CN" { (t::roster::basis(&share.citation)) } }
        @if share.is_local_confirm { p { (t::roster::local_confirm()) } }
    }
}

/// How it fits what the form says.
fn beside_the_form(page: &RosterPage<'_>, share: &RosterShareView) -> Markup {
    let question = format!("/apply/{}/business/employees", page.id);
    html! {
        @match share.employees {
            None => p { (t::roster::no_employees()) " " a href=(question) { (t::roster::to_employees()) } },
            Some(employees) if employees < share.counted => {
                p { (t::roster::more_than_all()) " " a href=(question) { (t::roster::to_employees()) } }
            }
            Some(_) => "",
        }
        @match share.stated {
            None => "",
            Some(stated) if stated == share.counted => p { (t::roster::agrees()) },
            Some(stated) => p { strong { (t::roster::differs(stated, share.counted)) } },
        }
    }
}

fn send(look: Look, page: &RosterPage<'_>, here: &str, not_kept: Option<&NotKept<'_>>) -> Markup {
    let template = super::ROSTER_TEMPLATE.replace("{id}", page.id);
    let wrong = match not_kept {
        Some(NotKept::Refused(errors)) => errors.first().map(|error| refusal(&error.code)),
        _ => None,
    };
    html! {
        h2 { (if page.kept.is_some() { t::roster::replace() } else { t::roster::sheet() }) }
        p.plain-links { a href=(template) { (t::roster::template()) } }
        @if page.in_wechat { div.notice data-tone="warning" { p { (t::wechat::detail()) } } }
        p { (t::roster::template_about()) }
        form method="post" action=(look.link(here)) enctype="multipart/form-data" novalidate {
            (own::key_field(page.key))
            (own::field("sheet", (t::roster::sheet(), t::roster::sheet_hint()), wrong, |described| html! {
                input.field__control #sheet name="sheet" type="file" accept=".xlsx,.csv"
                    aria-describedby=(described) aria-invalid=[wrong.map(|_| "true")];
            }))
            p { button.button type="submit" { (t::roster::send()) } }
        }
    }
}

fn people(look: Look, page: &RosterPage<'_>, here: &str, kept: &RosterView) -> Markup {
    let pages = kept.rows.len().div_ceil(ROWS).max(1);
    let shown = page_asked(page.query).clamp(1, pages);
    let rows = kept.rows.iter().skip((shown - 1) * ROWS).take(ROWS);
    html! {
        h2 { (t::roster::rows()) }
        @for row in rows { (person(row)) }
        (way_on(|page| look.link(&format!("{here}?page={page}")), shown, pages))
    }
}

fn person(row: &RosterRowView) -> Markup {
    html! {
        section.plain-class {
            h3 { (words::person(row)) }
            p { (words::group(&row.category)) }
            p { (words::hired(row)) }
            p { (words::contract(row)) }
            p { strong { (words::standing(row)) } }
        }
    }
}

fn remove(look: Look, page: &RosterPage<'_>, here: &str) -> Markup {
    html! {
        @if page.may_change {
            form method="post" action=(look.link(here)) enctype="multipart/form-data" {
                (own::key_field(page.key))
                input type="hidden" name="remove" value="yes";
                p { button.button.button--secondary type="submit" { (t::roster::remove()) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_and_refusal_has_words() {
        for column in crate::rosters::column::Column::ALL {
            let key = format!("column.{}", column_id(column));
            assert!(t::roster_code::by_key(&key).is_some(), "{key}");
        }
        for refused in sheet::Refusal::ALL {
            assert_ne!(refusal(refused.code()), t::roster::no_file(), "{refused}");
        }
    }
}
