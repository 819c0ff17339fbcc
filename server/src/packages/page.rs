//! The papers of a package that are read and written by hand: the application as the agency's own desk would show it, and
//! the form on paper.

use api::particulars::Particulars;
use application::{DocumentKind, documents_for, is_left_out, sections};
use domain::Money;
use i18n::t;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::contents::{self, Facts};
use super::people::people;
use super::{form, rows, words};
use crate::applications::file::ApplicationFile;
use crate::applications::particulars::particulars;
use crate::applications::view::{Viewer, application_view};
use crate::rosters::view::roster_view;
use crate::state::Parts;

/// Read from a file, without the portal: the page brings its own few rules, and asks for nothing.
const STYLE: &str = "body{font:16px/1.7 sans-serif;max-width:52rem;margin:1rem auto;padding:0 1rem}\
    table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}\
    th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}\
    th{width:14rem;font-weight:normal;color:#444}.room{height:2.4rem}small{color:#444}";

fn frame(title: &str, matter: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { h1 { (title) } (matter) }
        }
    };
    page.into_string()
}

/// A row of two.
fn line(label: &str, value: &str) -> Markup {
    html! { tr { th scope="row" { (label) } td { (value) } } }
}

/// What the package is and for whom.
fn heading(facts: &Facts) -> Markup {
    use t::staff_package::page;
    html! {
        table {
            tbody {
                (line(&words::row(rows::PACKAGE), &facts.number))
                (line(&words::row(rows::CHECK_CODE), &facts.check_code))
                (line(&words::row(rows::FILE_NUMBER), &facts.file_number))
                (line(page::from(), &facts.from))
                (line(page::to(), &facts.agency))
                (line(page::made(), &i18n::time_ms(facts.made_ms)))
            }
        }
    }
}

/// The application, cut to what officers of this stage are shown.
#[must_use]
pub fn application_page(parts: &Parts, file: &ApplicationFile, facts: &Facts) -> String {
    use t::staff_package::page;
    let viewer = Viewer {
        role: facts.stage.officer(),
        id: "",
    };
    let view = application_view(parts, file, viewer, facts.made_on());
    let due = view.clock.map(|clock| {
        let due = i18n::date(clock.due_on);
        html! { p { strong { (page::due(due)) } } }
    });
    let mut said = sections(file.product, &view.answers);
    said.retain(|(_, fields)| !is_left_out(fields, &view.answers));
    let matter = html! {
        p { (page::about()) }
        (heading(facts))
        @if let Some(due) = due { (due) }
        @for (section, fields) in said {
            h2 { (words::name(&format!("section/{}", section.id()))) }
            table {
                tbody {
                    @for field in fields {
                        (line(&words::name(field.id()), &words::answer(field, &view.answers, &parts.district)))
                    }
                }
            }
        }
        h2 { (t::staff_file::answers::papers()) }
        table { tbody { (papers(file, facts)) } }
        @if contents::has_unscanned(file, facts) { p { strong { (page::unscanned()) } } }
        @if let Some(verdict) = &view.verdict {
            h2 { (t::staff_file::verdict::title()) }
            table {
                tbody {
                    @for condition in &verdict.conditions {
                        tr {
                            th scope="row" { (condition.label) }
                            td {
                                (met(&condition.verdict))
                                br;
                                small { (t::staff_file::verdict::citation(&condition.citation)) }
                            }
                        }
                    }
                }
            }
        }
        (people(file, facts))
        (roster(parts, file, facts))
        (settled(&view, &particulars(file)))
        p { small { (t::print::provisional()) } }
    };
    frame(&page::title(&facts.file_number), &matter)
}

fn met(verdict: &str) -> &'static str {
    match verdict {
        "met" => t::staff_file::verdict::met(),
        "unmet" => t::staff_file::verdict::unmet(),
        _ => t::staff_file::verdict::open(),
    }
}

/// Every paper by its name in the package, and why one is missing.
fn papers(file: &ApplicationFile, facts: &Facts) -> Markup {
    let there = contents::papers(file, facts);
    let asked = documents_for(file.product, &file.draft.answers);
    let reason = |kind: DocumentKind| file.draft.cannot_supply.get(kind.id());
    let missing = asked.into_iter().filter(|kind| !file.is_uploaded(*kind));
    html! {
        @for (name, _) in there { tr { td colspan="2" { (name) } } }
        @for kind in missing {
            @let name = words::name(&format!("documents/{}", kind.id()));
            @if let Some(reason) = reason(kind) {
                (line(&name, &t::staff_file::answers::cannot_supply(reason)))
            } @else {
                (line(&name, t::staff_file::answers::paper_missing()))
            }
        }
    }
}

/// The new hires of an enterprise, masked as they are at the portal's own desks.
fn roster(parts: &Parts, file: &ApplicationFile, facts: &Facts) -> Markup {
    use crate::rosters::words;
    let Some(roster) = roster_view(parts, file, facts.made_on()) else {
        return html! {};
    };
    html! {
        h2 { (t::roster::staff::title()) }
        p { (words::share_line(&roster.share)) }
        table {
            tbody {
                @for row in &roster.rows {
                    @let facts = t::roster::staff::facts(words::group(&row.category), words::hired(row), words::contract(row));
                    tr { th scope="row" { (words::person(row)) } td { (facts) br; (words::standing(row)) } }
                }
            }
        }
    }
}

/// What was decided before: an offer, a refusal, what the applicant says of it.
fn settled(view: &api::application::ApplicationView, particulars: &Particulars) -> Markup {
    html! {
        @if let Some(terms) = &view.terms {
            h2 { (t::staff_file::outcomes::terms()) }
            p {
                (t::staff_file::terms::line(
                    i18n::money_in_words(Money::from_fen(terms.amount_fen)),
                    terms.months,
                    rate_text(terms.rate_basis_points),
                    &terms.bank_branch,
                ))
            }
        }
        @if !particulars.conditions.is_empty() {
            h2 { (t::staff_file::outcomes::conditions()) }
            table {
                tbody {
                    @for (number, condition) in (1_u32..).zip(&particulars.conditions) {
                        @let is_met = match condition.met_on {
                            Some(on) => t::staff_file::conditions::met(i18n::date(on)),
                            None => t::staff_file::conditions::open().to_owned(),
                        };
                        (line(&t::staff_file::conditions::numbered(number), &format!("{}（{is_met}）", condition.text)))
                    }
                }
            }
        }
        @if let Some(refusal) = &view.refusal {
            h2 { (t::staff_file::outcomes::refusal()) }
            table {
                tbody {
                    (line(t::staff_file::part::article(), &refusal.article))
                    (line(t::staff_file::part::evidence(), &refusal.evidence))
                    @if let Some(words) = &view.would_change {
                        (line(t::staff_file::part::would_change(), words))
                    }
                    (line(t::staff_file::part::remedies(), &refusal.remedies.join("；")))
                }
            }
        }
        @if let Some(appeal) = &view.appeal {
            h2 { (t::staff_file::appeal::title()) }
            p { (appeal.text) }
        }
    }
}

/// Percent without needless zeros.
fn rate_text(basis_points: u32) -> String {
    let (whole, part) = (basis_points / 100, basis_points % 100);
    let text = format!("{whole}.{part:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The same form to fill in by hand.
#[must_use]
pub fn form_by_hand(file: &ApplicationFile, facts: &Facts) -> String {
    use t::staff_package::page;
    let is_given = |key: &str| {
        [
            rows::PACKAGE,
            rows::CHECK_CODE,
            rows::FILE_NUMBER,
            rows::AGENCY,
        ]
        .contains(&key)
    };
    let asked = rows::rows_of(&facts.decisions);
    let matter = html! {
        p { (page::by_hand()) }
        (heading(facts))
        table {
            tbody {
                @for row in asked.into_iter().filter(|row| !is_given(row.key)) {
                    tr {
                        th scope="row" { (words::row(row.key)) br; small { (words::hint(row.key)) } }
                        td class="room" { (boxes(row.key, file, facts)) }
                    }
                }
            }
        }
        p { (page::seal()) }
    };
    frame(page::form_title(), &matter)
}

/// Few choices are ticked; many are written.
fn boxes(key: &str, file: &ApplicationFile, facts: &Facts) -> Markup {
    const FEW: usize = 8;
    let choices = form::choices(key, file, facts).unwrap_or_default();
    html! {
        @if choices.len() <= FEW {
            @for (_, words) in choices { "□ " (words) br; }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_without_needless_zeros() {
        for (basis_points, text) in [(310, "3.1"), (300, "3"), (345, "3.45"), (5, "0.05")] {
            assert_eq!(rate_text(basis_points), text);
        }
    }
}
