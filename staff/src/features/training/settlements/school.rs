//! What stands out across the classes of a school, for the training section: each with its reason and the other classes.

use super::list::code;
use super::named::class_link;
use api::settlement::NamedClass;
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, Tone};
use workflow::class::MOST_HOURS_A_DAY;
use workflow::settlement::SchoolSign;

/// All of it; nothing where nothing stands out.
pub(in super::super) fn school_signs(signs: &[SchoolSign], named: &[NamedClass]) -> AnyView {
    if signs.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = signs.iter().map(|sign| line(sign, named)).collect();
    view! {
        <Notice tone=Tone::Warning>
            <p>{t::staff_settlement::school::title()}</p>
            <ul>{lines}</ul>
        </Notice>
    }
    .into_any()
}

fn line(sign: &SchoolSign, named: &[NamedClass]) -> AnyView {
    use t::staff_settlement::school as words;
    let kind = sign.kind.as_str();
    let people = match (sign.people, sign.of) {
        (Some(people), Some(of)) => Some(words::share(people, of)),
        (Some(people), None) => Some(words::people(people)),
        (None, _) => None,
    };
    let days = sign
        .hours
        .zip(sign.days)
        .map(|(hours, days)| words::days(hours, days, MOST_HOURS_A_DAY));
    let about = [people, sign.on.map(i18n::date), days];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let about = about.join(" ");
    let classes: Vec<AnyView> = sign
        .classes
        .iter()
        .map(|class| view! { {class_link(class, named)} " " }.into_any())
        .collect();
    let others = (!classes.is_empty()).then(|| view! { <br/> {words::classes()} " " {classes} });
    view! {
        <li>{code("sign", kind)} " " {about} {others} <br/> <small>{code("sign_basis", kind)}</small></li>
    }
    .into_any()
}
