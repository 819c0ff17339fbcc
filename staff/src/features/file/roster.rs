//! The people an enterprise newly hired: masked, each with whether it counts, and the share the portal counted from them.

use super::{
    open_file::use_open_file,
    pin::{EarlierDefect, Pin},
};
use crate::table::terms;
use api::roster::{RosterRowView, RosterShareView, RosterView};
use application::{Product, percent_text};
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Tone};

/// Field id of a defect that asks for another roster.
const ROSTER: &str = "roster";
/// So many people stand open on the page; more are opened by a press.
const OPEN_ROWS: usize = 20;

/// The roster; nothing where the product has none.
#[component]
pub(super) fn Roster() -> impl IntoView {
    let file = use_open_file().file;
    let roster = Memo::new(move |_| {
        file.with(|file| {
            let has_one = file.application.product == Product::StartupLoanEnterprise;
            has_one.then(|| file.roster.clone())
        })
    });
    move || roster.get().map(drawn)
}

fn drawn(roster: Option<RosterView>) -> AnyView {
    let (share, people) = match roster {
        Some(roster) => (share(&roster), Some(people(roster.rows))),
        None => (view! { <p>{t::roster::staff::none()}</p> }.into_any(), None),
    };
    view! {
        <h3>{t::roster::staff::title()}</h3>
        <p>{t::roster::staff::about()}</p>
        <dl class="file__list">
            <div class="file__row">
                <dt class="file__label">{t::roster::share()}</dt>
                <dd class="file__value">{share} <EarlierDefect field=ROSTER /></dd>
                <Pin field=ROSTER />
            </div>
        </dl>
        {people}
    }
    .into_any()
}

fn share(roster: &RosterView) -> AnyView {
    let share = &roster.share;
    let (tone, verdict) = match share.verdict.as_str() {
        "met" => (Tone::Success, t::roster::met()),
        "unmet" => (Tone::Error, t::roster::unmet()),
        _ => (Tone::Warning, t::roster::unknown()),
    };
    let needed = share
        .employees
        .zip(share.percent_needed)
        .map(|(employees, percent)| view! { <p>{t::roster::needed(employees, percent)}</p> });
    let stated = share.stated.map(|stated| beside_the_form(share, stated));
    let basis = (!share.citation.is_empty())
        .then(|| view! { <p class="file__note">{t::roster::basis(share.citation.clone())}</p> });
    let local = share
        .is_local_confirm
        .then(|| view! { <p class="file__note">{t::roster::local_confirm()}</p> });
    let received = t::roster::received(i18n::time_ms(roster.received_at_ms), roster.rows.len());
    let applied = t::roster::applied_on(i18n::date(roster.applied_on));
    view! {
        <p>{line(share)} " " <StatusTag tone=tone label=verdict /></p>
        {needed}
        {stated}
        {basis}
        {local}
        <p class="file__note">{received} " " {applied}</p>
    }
    .into_any()
}

/// How many count, of how many, and the share.
fn line(share: &RosterShareView) -> String {
    match (share.employees, share.permille) {
        (Some(employees), Some(permille)) => {
            let percent = t::roster::percent(percent_text(permille));
            t::roster::share_line(share.counted, employees, percent)
        }
        _ => t::roster::counted_line(share.counted),
    }
}

/// How it fits what the applicant typed.
fn beside_the_form(share: &RosterShareView, stated: u32) -> AnyView {
    if stated == share.counted {
        return view! { <p>{t::roster::agrees()}</p> }.into_any();
    }
    let words = t::roster::differs(stated, share.counted);
    view! { <p><strong>{words}</strong></p> }.into_any()
}

fn people(rows: Vec<RosterRowView>) -> AnyView {
    let is_open = rows.len() <= OPEN_ROWS;
    let rows: Vec<AnyView> = rows.into_iter().map(person).collect();
    view! {
        <details open=is_open>
            <summary>{t::roster::rows()}</summary>
            {terms("file__list", rows)}
        </details>
    }
    .into_any()
}

fn person(row: RosterRowView) -> AnyView {
    let (tone, standing) = match &row.not_counted {
        None => (Tone::Success, t::roster::counts().to_owned()),
        Some(code) => (Tone::Warning, t::roster::counts_not(reason(code))),
    };
    let from = i18n::date(row.contract_from);
    let contract = match row.contract_until {
        Some(until) => t::roster::contract(from, i18n::date(until)),
        None => t::roster::contract_open(from),
    };
    let hired = t::roster::hired(i18n::date(row.hired_on));
    let facts = t::roster::staff::facts(group(&row.category), hired, contract);
    view! {
        <div class="file__row">
            <dt class="file__label">{t::roster::row(row.row, row.name_masked, row.id_number_masked)}</dt>
            <dd class="file__value"><StatusTag tone=tone label=standing /> <p>{facts}</p></dd>
        </div>
    }
    .into_any()
}

fn group(code: &str) -> String {
    let words = t::option::by_key(&["categories.", code].concat());
    words.unwrap_or(code).to_owned()
}

fn reason(code: &str) -> String {
    let words = t::roster_code::by_key(&["reason.", code].concat());
    words.unwrap_or(code).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::NotCounted;

    #[test]
    fn every_reason_has_words() {
        for one in NotCounted::ALL {
            assert_ne!(reason(one.code()), one.code());
        }
    }

    #[test]
    fn the_share_is_read_in_one_line() {
        let share = RosterShareView {
            counted: 2,
            employees: Some(17),
            permille: Some(117),
            ..RosterShareView::default()
        };
        assert!(line(&share).contains("11.7%"), "{}", line(&share));
        assert_eq!(
            line(&RosterShareView {
                employees: None,
                ..share
            }),
            t::roster::counted_line(2_u32)
        );
    }
}
