//! Parameters with their values by day.

use super::super::{
    place::DeskPlace,
    words::{Lexicon, both, code, days, value},
};
use api::policy_desk::{ParameterOutline, ParameterValueOutline};
use i18n::t;
use leptos::prelude::*;

/// The section; with a draft's id, each parameter leads to its form.
pub(super) fn parameters(draft: Option<&str>, lexicon: &Lexicon) -> AnyView {
    let all = &lexicon.0.parameters;
    let rows: Vec<AnyView> = all
        .iter()
        .map(|one| parameter(draft, one, all, lexicon))
        .collect();
    view! {
        <section id="parameters" tabindex="-1">
            <h2>{t::staff_policy::parameters::title()}</h2>
            <p>{t::staff_policy::parameters::about()}</p>
            <ul class="policy__list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// The district's own value stands in a file of its own and goes before the common one.
fn is_replaced(one: &ParameterOutline, all: &[ParameterOutline]) -> bool {
    !one.path.starts_with("district/")
        && all
            .iter()
            .any(|other| other.id == one.id && other.path.starts_with("district/"))
}

fn parameter(
    draft: Option<&str>,
    one: &ParameterOutline,
    all: &[ParameterOutline],
    lexicon: &Lexicon,
) -> AnyView {
    let edit = draft.map(|draft| {
        let place = DeskPlace::Parameter(draft.into(), one.id.clone(), one.path.clone());
        let name = t::staff_policy::parameters::edit(both(&one.label));
        view! { <a href=place.to_string() aria-label=name>{t::common::change()}</a> }
    });
    let whose = if one.path.starts_with("district/") {
        t::staff_policy::parameters::district()
    } else if is_replaced(one, all) {
        t::staff_policy::parameters::replaced()
    } else {
        ""
    };
    let values: Vec<AnyView> = one
        .values
        .iter()
        .map(|value| dated(value, &one.unit, lexicon))
        .collect();
    view! {
        <li class="policy__item">
            <p class="row">
                <span class="policy__strong">{both(&one.label)}</span>
                <code>{one.id.clone()}</code>
                <span class="policy__note">{whose}</span>
                {edit}
            </p>
            <ul>{values}</ul>
        </li>
    }
    .into_any()
}

fn dated(one: &ParameterValueOutline, unit: &str, lexicon: &Lexicon) -> AnyView {
    view! {
        <li>
            <span class="figures policy__strong">{number(one, unit)}</span>
            " "
            <span>{days(one.from.as_deref(), one.until.as_deref())}</span>
            <p class="policy__note">{source(one, lexicon)}</p>
        </li>
    }
    .into_any()
}

/// The number with its unit; what is no whole number says so.
pub(in super::super) fn number(one: &ParameterValueOutline, unit: &str) -> String {
    one.value.map_or_else(
        || t::staff_policy::parameters::no_number().to_owned(),
        |number| value(number, unit),
    )
}

/// Where a value stands written and how sure it is.
pub(in super::super) fn source(one: &ParameterValueOutline, lexicon: &Lexicon) -> String {
    let mut words = t::staff_policy::cited(
        lexicon.document(&one.document),
        one.clause.clone(),
        code("status", &one.status),
    );
    if one.local_confirm {
        words.push(' ');
        words.push_str(t::staff_policy::local_confirm());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_district_goes_before_the_common_value() {
        let at = |path: &str| ParameterOutline {
            path: path.into(),
            id: "cap".into(),
            ..ParameterOutline::default()
        };
        let all = [at("parameters.toml"), at("district/policy.toml")];
        assert!(is_replaced(&all[0], &all));
        assert!(!is_replaced(&all[1], &all));
        assert!(!is_replaced(&all[0], &all[..1]));
    }
}
