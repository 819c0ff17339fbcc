//! The classes of one person, as the training section and the bureau read them.

use crate::{table::table, words};
use api::{settlement::AppliedSubsidy, training_section::HistoryClass};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Tone};

/// The table under its count; `address` says where a class can be opened.
pub(crate) fn past_classes(
    classes: Vec<HistoryClass>,
    address: impl Fn(&str) -> Option<String>,
) -> AnyView {
    use t::staff_section::history;
    let heads = [
        t::staff_lessons::course(),
        t::staff_lessons::provider(),
        t::staff_lessons::days(),
        t::staff_lessons::state(),
        history::subsidy(),
    ];
    let count = history::count(classes.len());
    let rows = classes.into_iter().map(|one| row(address(&one.id), one));
    let table = table(history::classes(), &heads, rows.collect());
    view! { <p role="status">{count}</p> {table} }.into_any()
}

fn row(href: Option<String>, one: HistoryClass) -> AnyView {
    use t::staff_section::history;
    let title = words::course_title(one.title.clone());
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let other = one
        .is_other_account
        .then(|| view! { " " <StatusTag tone=Tone::Warning label=history::other_account() /> });
    let days = t::staff_lessons::from_until(i18n::date(one.starts_on), i18n::date(one.ends_on));
    let level = one
        .level
        .map(|level| view! { <p>{words::level(level)}</p> });
    let attended = history::attended(one.attended, one.lessons);
    let certificate = one.certificate.clone().map(|number| {
        let words = t::staff_lessons::officer::certificate(number);
        view! { <p class="figures">{words}</p> }
    });
    let price = one
        .price_fen
        .map(|fen| view! { <p class="figures">{words::own_price(fen)}</p> });
    let mut paid: Vec<AnyView> = one.subsidies.iter().map(subsidy).collect();
    paid.extend(
        one.left_out
            .map(|reason| view! { <p>{history::left_out(reason)}</p> }.into_any()),
    );
    if paid.is_empty() {
        paid.push(history::no_subsidy().into_any());
    }
    view! {
        <tr>
            <th scope="row">{title} {other}</th>
            <td>{one.provider}</td>
            <td>{days}</td>
            <td><p>{words::enrolment(one.state)}</p> <p>{attended}</p> {level} {certificate} {price}</td>
            <td>{paid}</td>
        </tr>
    }
    .into_any()
}

fn subsidy(one: &AppliedSubsidy) -> AnyView {
    use t::staff_section::history;
    let line = match one.amount_fen {
        Some(fen) if one.outcome == "granted" => {
            history::granted(one.title.clone(), Money::from_fen(fen))
        }
        _ => {
            let key = ["outcome.", &one.outcome].concat();
            let outcome = t::staff_section_code::by_key(&key).unwrap_or_default();
            history::subsidy_line(one.title.clone(), outcome)
        }
    };
    view! { <p>{line}</p> }.into_any()
}
