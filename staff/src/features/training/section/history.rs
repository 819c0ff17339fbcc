//! Every class of one person.

use super::super::{place::TrainingPlace, words};
use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::settlement::AppliedSubsidy;
use api::training_section::{HistoryClass, MemberHistory};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, PageTitle, SummaryList, SummaryRow, Text};

/// The page.
#[component]
pub(in super::super) fn HistoryPage(
    /// The class from which one came.
    class: String,
    /// The enrolment.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let back = TrainingPlace::Class(class.clone()).to_string();
    let found: Asked<MemberHistory> = desk.ask(move |staff| {
        let (class, id) = (class.clone(), id.clone());
        async move { staff.find_member_history(&class, &id).await }
    });
    view! {
        <BackLink href=back label=t::staff_section::history::back() />
        <PageTitle title=t::staff_section::history::title() />
        <p class="training__note">{t::staff_section::history::about()}</p>
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(found: MemberHistory) -> AnyView {
    use t::staff_section::history;
    let name = found
        .name
        .unwrap_or_else(|| t::staff_lessons::roster::nameless().to_owned());
    let rows = vec![
        SummaryRow::new(history::name(), name),
        SummaryRow::new(history::phone(), found.phone),
    ];
    let heads = [
        t::staff_lessons::course(),
        t::staff_lessons::provider(),
        t::staff_lessons::days(),
        t::staff_lessons::state(),
        history::subsidy(),
    ];
    let count = history::count(found.classes.len());
    let classes = found.classes.into_iter().map(row).collect();
    let table = table(history::classes(), &heads, classes);
    view! { <SummaryList rows=rows /> <p role="status">{count}</p> {table} }.into_any()
}

fn row(one: HistoryClass) -> AnyView {
    use t::staff_section::history;
    let href = TrainingPlace::Class(one.id.clone()).to_string();
    let title: Text = match &one.title {
        Some(title) => title.clone().into(),
        None => t::staff_lessons::gone().into(),
    };
    let days = t::staff_lessons::from_until(i18n::date(one.starts_on), i18n::date(one.ends_on));
    let level = one
        .level
        .map(|level| view! { <p>{words::level(level)}</p> });
    let attended = history::attended(one.attended, one.lessons);
    let certificate = one.certificate.clone().map(|number| {
        let words = t::staff_lessons::officer::certificate(number);
        view! { <p class="figures">{words}</p> }
    });
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
            <th scope="row"><a href=href>{title}</a></th>
            <td>{one.provider}</td>
            <td>{days}</td>
            <td><p>{words::enrolment(one.state)}</p> <p>{attended}</p> {level} {certificate}</td>
            <td>{paid}</td>
        </tr>
    }
    .into_any()
}

fn subsidy(one: &AppliedSubsidy) -> AnyView {
    use t::staff_section::history;
    let line = match one.amount_fen {
        Some(fen) if one.outcome == "granted" => {
            history::granted(one.title.clone(), i18n::money(Money::from_fen(fen)))
        }
        _ => {
            let key = ["outcome.", &one.outcome].concat();
            let outcome = t::staff_section_code::by_key(&key).unwrap_or_default();
            history::subsidy_line(one.title.clone(), outcome)
        }
    };
    view! { <p>{line}</p> }.into_any()
}
