//! One person of a settlement as it stands: verdicts with their sources, and what stands against paying.

use super::super::words;
use super::list::code;
use super::named::class_link;
use super::pay;
use api::policy::ConditionView;
use api::settlement::{NamedClass, SettlementRow, SettlementView, SubsidyView};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, StatusTag, Text, Tone};
use workflow::settlement::{Finding, FindingKind};

/// Everybody, each with what is done at the person.
pub(super) fn people(sheet: &SettlementView, acts: impl Fn(&SettlementRow) -> AnyView) -> AnyView {
    let people: Vec<AnyView> = sheet
        .rows
        .iter()
        .map(|row| {
            let id = ["settle-", &row.id].concat();
            view! { <section class="training__row" id=id>{head(row, &sheet.classes)} {acts(row)}</section> }
                .into_any()
        })
        .collect();
    view! { <h2>{t::staff_lessons::roster::people()}</h2> {people} }.into_any()
}

fn head(row: &SettlementRow, classes: &[NamedClass]) -> AnyView {
    let name = words::person_name(row.name.clone());
    let name = t::staff_lessons::roster::person(name, row.phone.clone());
    let state = words::enrolment(row.state);
    let result = t::staff_settlement::person::result(row.attended, row.lessons, state);
    let level = row
        .level
        .map(|level| view! { <p>{words::level(level)}</p> });
    let price = row
        .price_fen
        .map(|fen| view! { <p class="figures">{words::own_price(fen)}</p> });
    let certificate = row.certificate.clone().map(|number| {
        view! { <p class="figures">{t::staff_settlement::person::certificate(number)}</p> }
    });
    let card = row.id_number.clone().map(|number| {
        view! { <p class="figures">{t::staff_section::eligibility::id_number(number)}</p> }
    });
    let out = row.statement.left_out.clone().map(|reason| {
        view! { <p>{t::staff_settlement::person::left_out(reason)}</p> }
    });
    let elsewhere = (!row.subsidies.is_empty()).then(|| elsewhere(row));
    let remark = row.remark.clone().map(|text| {
        let words = t::staff_settlement::person::remark(text);
        view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
    });
    let paid = row.paid_on.map(|on| {
        let words = t::staff_settlement::pay::row_paid(i18n::date(on));
        view! { <p><StatusTag tone=Tone::Success label=words /></p> }
    });
    let unpaid = row.unpaid.map(|reason| {
        let words = t::staff_settlement::pay::row_unpaid(pay::reason(reason));
        view! { <p><StatusTag tone=Tone::Warning label=words /></p> }
    });
    let subsidies: Vec<AnyView> = row.subsidies.iter().map(subsidy).collect();
    view! {
        <h3>{name}</h3>
        <p>{result}</p>
        {paid} {unpaid}
        {level} {certificate} {price} {card} {elsewhere} {out} {remark} {findings(row, classes)}
        <ul class="training__subsidies">{subsidies}</ul>
        {problems(row)}
    }
    .into_any()
}

/// What the person said of a subsidy that another system pays.
fn elsewhere(row: &SettlementRow) -> AnyView {
    use t::staff_settlement::ask;
    let said = match row.statement.skills_subsidy_elsewhere {
        Some(true) => ask::yes(),
        Some(false) => ask::no(),
        None => ask::not_asked(),
    };
    view! { <p>{t::staff_settlement::person::elsewhere(said)}</p> }.into_any()
}

fn findings(row: &SettlementRow, classes: &[NamedClass]) -> AnyView {
    if row.findings.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = row
        .findings
        .iter()
        .map(|finding| {
            let kind = finding.kind.as_str();
            let about = [finding.on.map(i18n::date), finding.subsidy.clone()];
            let about = about.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let class = finding.class.as_ref().map(|class| class_link(class, classes));
            let hours = is_at_other_hours(row, finding)
                .then(|| view! { <br/> {t::staff_settlement::person::other_hours()} });
            view! {
                <li>{code("finding", kind)} " " {about} " " {class} {hours} <br/> <small>{code("basis", kind)}</small></li>
            }
            .into_any()
        })
        .collect();
    let stops = |finding: &Finding| finding.kind.stops() && !is_at_other_hours(row, finding);
    let is_stop = row.findings.iter().any(stops);
    let tone = if is_stop { Tone::Error } else { Tone::Warning };
    view! { <Notice tone=tone><ul>{lines}</ul></Notice> }.into_any()
}

/// Whether it is of a class on the same day that is taught at other hours.
fn is_at_other_hours(row: &SettlementRow, finding: &Finding) -> bool {
    let is_named = |class: &String| row.other_hours.contains(class);
    finding.kind == FindingKind::SameDay && finding.class.as_ref().is_some_and(is_named)
}

fn problems(row: &SettlementRow) -> AnyView {
    let lines: Vec<AnyView> = row
        .problems
        .iter()
        .map(|problem| {
            let words = match problem.as_str() {
                "settlement_row_open" => t::staff_settlement::problem::settlement_row_open(),
                "settlement_row_appealable" => {
                    t::staff_settlement::problem::settlement_row_appealable()
                }
                "settlement_row_paid_since" => {
                    t::staff_settlement::problem::settlement_row_paid_since()
                }
                "settlement_row_id" => t::staff_settlement::problem::settlement_row_id(),
                _ => t::staff_settlement::problem::settlement_row_unknown(),
            };
            view! { <p>{words}</p> }.into_any()
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <Notice tone=Tone::Warning>{lines}</Notice> }.into_any()
}

fn subsidy(one: &SubsidyView) -> AnyView {
    use t::staff_settlement::person as said;
    let verdict = one.verdict.verdict.as_str();
    let tone = match verdict {
        "eligible" if one.is_payable => Tone::Success,
        "eligible" | "unknown" => Tone::Warning,
        _ => Tone::Info,
    };
    let label: Text = if verdict == "eligible" && !one.is_payable {
        said::held().into()
    } else {
        code("verdict", verdict)
    };
    let sum: Option<Text> = match one.amount_fen {
        Some(fen) => Some(said::paid(Money::from_fen(fen)).into()),
        None if one.is_payable => Some(said::open_sum().into()),
        None => None,
    };
    let provisional = one
        .verdict
        .is_provisional
        .then(|| view! { <p><small>{said::provisional()}</small></p> });
    let conditions: Vec<AnyView> = one.verdict.conditions.iter().map(condition).collect();
    view! {
        <li>
            <p><span lang="zh-CN">{one.title.clone()}</span> " " <StatusTag tone=tone label=label /> " " {sum}</p>
            {provisional}
            <details>
                <summary>{said::conditions()}</summary>
                <ul lang="zh-CN">{conditions}</ul>
            </details>
        </li>
    }
    .into_any()
}

pub(in super::super) fn condition(one: &ConditionView) -> AnyView {
    use t::staff_settlement::person as said;
    let label = one.label.clone();
    let words = match one.verdict.as_str() {
        "met" => said::met(label),
        "unmet" => said::unmet(label),
        _ => said::unclear(label),
    };
    view! { <li>{words} <br/> <small>{one.citation.clone()}</small></li> }.into_any()
}
