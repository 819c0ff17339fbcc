//! How many of those who answered work, by school and by trade; no course by name, and nothing under twenty answers.

use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::training_section::{EmploymentRate, EmploymentRates};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, Text};

/// The two tables.
#[component]
pub(super) fn Rates() -> impl IntoView {
    use t::staff_section::rates as words;
    let desk = use_desk();
    let found: Asked<EmploymentRates> =
        desk.ask(|staff| async move { staff.find_employment_rates().await });
    view! {
        <h2>{words::title()}</h2>
        <p>{words::about()}</p>
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &EmploymentRates| found.schools.is_empty() && found.trades.is_empty()}
            empty=words::empty()
        />
    }
    .into_any()
}

fn drawn(found: EmploymentRates) -> AnyView {
    use t::staff_section::rates as words;
    let fewest = found.fewest;
    let rows = |rates: Vec<EmploymentRate>, nameless: &'static str| {
        let rows = rates.into_iter().map(|one| row(one, nameless, fewest));
        rows.collect::<Vec<AnyView>>()
    };
    let heads = |name| [name, words::rate(), words::answered(), words::classes()];
    let schools = table(
        words::by_school(),
        &heads(words::school()),
        rows(found.schools, words::gone()),
    );
    let trades = table(
        words::by_trade(),
        &heads(words::trade()),
        rows(found.trades, words::no_trade()),
    );
    view! { <h3>{words::by_school()}</h3> {schools} <h3>{words::by_trade()}</h3> {trades} }
        .into_any()
}

fn row(one: EmploymentRate, nameless: &'static str, fewest: u32) -> AnyView {
    use t::staff_section::rates as words;
    let name: Text = match one.name {
        Some(name) => name.into(),
        None => nameless.into(),
    };
    let rate = match one.working {
        Some(working) => words::rate_value(percent(working, one.answered), working, one.answered),
        None => words::too_few(fewest),
    };
    let days = match (one.first_on, one.last_on) {
        (Some(first), Some(last)) => words::span(i18n::date(first), i18n::date(last)),
        _ => String::new(),
    };
    view! {
        <tr>
            <th scope="row" lang="zh-CN">{name}</th>
            <td class="figures">{rate}</td>
            <td class="figures">{words::answered_value(one.answered, one.days)}</td>
            <td>{days}</td>
        </tr>
    }
    .into_any()
}

/// Whole percents, rounded down: a rate is not made better than it is.
fn percent(working: u32, answered: u32) -> u32 {
    let share = u64::from(working) * 100 / u64::from(answered.max(1));
    u32::try_from(share).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_rate_is_not_made_better() {
        assert_eq!(
            (percent(13, 20), percent(199, 200), percent(0, 0)),
            (65, 99, 0)
        );
    }
}
