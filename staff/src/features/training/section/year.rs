//! Targets of a year and what was reached, drawn and in a table.

use super::super::{frame::Ways, place::TrainingPlace};
use super::rates::Rates;
use super::year_chart::chart;
use crate::clock::today;
use crate::desk::{Asked, Desk, use_desk};
use api::training_section::{Figure, TrainingYear, YearFigure};
use catalogue::TargetKind;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Choice, Loadable, PageTitle, Select, Text};

/// Years to choose from.
const YEARS: i32 = 5;

/// The page.
#[component]
pub(in super::super) fn YearPage() -> impl IntoView {
    let desk = use_desk();
    let this_year = today().year();
    let chosen = RwSignal::new(this_year.to_string());
    let choices: Vec<Choice> = (0..YEARS)
        .map(|back| {
            let year = this_year - back;
            Choice::new(year.to_string(), t::staff_section::year::year(year))
        })
        .collect();
    let change = Callback::new(move |year: String| {
        if !year.is_empty() {
            chosen.set(year);
        }
    });
    let value = Bound::new(chosen.into(), change);
    view! {
        <PageTitle title=t::staff_section::year::title() />
        <Ways here=TrainingPlace::Year />
        <p>{t::staff_section::year::about()}</p>
        <Select id="year" label=t::staff_section::year::choose() choices=choices value=value />
        {move || of_year(desk, chosen.get())}
        <Rates />
    }
    .into_any()
}

fn of_year(desk: Desk, year: String) -> AnyView {
    let found: Asked<TrainingYear> = desk.ask(move |staff| {
        let year = year.clone();
        async move { staff.find_training_year(&year).await }
    });
    view! {
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &TrainingYear| found.figures.is_empty()}
            empty=t::staff_section::year::empty()
        />
    }
    .into_any()
}

fn drawn(found: TrainingYear) -> AnyView {
    use t::staff_section::year as words;
    let charts: Vec<AnyView> = found
        .figures
        .iter()
        .map(|figure| {
            let reached = figure_words(figure.kind, &figure.year);
            let label = words::chart(name(figure.kind), target_words(figure), reached.clone());
            let note = match progress(figure) {
                Some(percent) => [reached, words::of_target(percent)].join(" · "),
                None => reached,
            };
            chart(figure, label, note)
        })
        .collect();
    let heads = [words::what(), words::target(), words::all()];
    let heads: Vec<Text> = heads
        .into_iter()
        .map(Text::from)
        .chain((1..=4).map(|number| words::quarter(number).into()))
        .collect();
    let rows: Vec<AnyView> = found.figures.iter().map(row).collect();
    let table = figures(words::table(found.year), heads, rows);
    let days = found.days.map(|days| view! { <p>{words::days(days)}</p> });
    let sources: Vec<AnyView> = found.figures.iter().map(source).collect();
    view! {
        <ul class="training__figures">{charts}</ul>
        {table}
        <h2>{words::counted_title()}</h2>
        <p>{words::counted()}</p>
        {days}
        <h2>{words::sources_title()}</h2>
        <ul>{sources}</ul>
    }
    .into_any()
}

fn name(kind: TargetKind) -> &'static str {
    t::staff_section_code::by_key(&["target.", kind.code()].concat()).unwrap_or_default()
}

/// A share in words: whole percents without a point.
fn percent(share_bp: u32) -> String {
    let (whole, rest) = (share_bp / 100, share_bp % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => whole.to_string(),
        (tenths, 0) => format!("{whole}.{tenths}"),
        _ => format!("{whole}.{rest:02}"),
    }
}

/// How much of a count's target is reached, in whole percents.
fn progress(figure: &YearFigure) -> Option<u32> {
    let is_count = !figure.kind.is_rate() && figure.target > 0;
    let share = u64::from(figure.year.part) * 100 / u64::from(figure.target.max(1));
    is_count.then(|| u32::try_from(share).unwrap_or(u32::MAX))
}

fn figure_words(kind: TargetKind, found: &Figure) -> String {
    use t::staff_section::year as words;
    let number = |count: u32| i18n::number(i64::from(count));
    match (kind.is_rate(), found.share_bp) {
        (true, Some(share)) => words::rate(percent(share), number(found.part), number(found.whole)),
        (true, None) => words::too_few(number(found.part), number(found.whole)),
        (false, _) => words::count(number(found.part), unit(kind)),
    }
}

const fn is_results(kind: TargetKind) -> bool {
    matches!(kind, TargetKind::Assessments)
}

fn unit(kind: TargetKind) -> &'static str {
    if is_results(kind) {
        t::staff_section::year::results()
    } else {
        t::staff_section::year::people()
    }
}

fn target_words(figure: &YearFigure) -> String {
    if figure.kind.is_rate() {
        t::staff_section::year::percent(figure.target)
    } else {
        let number = i18n::number(i64::from(figure.target));
        t::staff_section::year::count(number, unit(figure.kind))
    }
}

fn row(figure: &YearFigure) -> AnyView {
    let all = [&figure.year].into_iter().chain(&figure.quarters);
    let cells: Vec<AnyView> = all
        .map(|found| {
            let words = figure_words(figure.kind, found);
            view! { <td>{words}</td> }.into_any()
        })
        .collect();
    view! {
        <tr>
            <th scope="row">{name(figure.kind)}</th>
            <td>{target_words(figure)}</td>
            {cells}
        </tr>
    }
    .into_any()
}

fn figures(caption: String, heads: Vec<Text>, rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<AnyView> = heads
        .into_iter()
        .map(|words| view! { <th scope="col">{words}</th> }.into_any())
        .collect();
    let label = t::staff_table::scroll(caption.clone());
    view! {
        <div class="scroll" role="region" aria-label=label tabindex="0">
            <table class="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn source(figure: &YearFigure) -> AnyView {
    use t::staff_section::year as words;
    let clause = figure.source.clause.clone().unwrap_or_default();
    let document = figure.source.document.clone();
    let line = words::source(name(figure.kind), document, clause, figure.until_year);
    let confirm = figure
        .is_local_confirm
        .then(|| [t::staff_training::separator(), words::confirm()].concat());
    view! { <li>{line} {confirm}</li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_a_name_and_shares_are_read_plainly() {
        for kind in TargetKind::ALL {
            assert!(!name(*kind).is_empty(), "{}", kind.code());
        }
        let table = [(10_000, "100"), (9_550, "95.5"), (9_505, "95.05"), (0, "0")];
        for (share, words) in table {
            assert_eq!(percent(share), words);
        }
    }

    #[test]
    fn a_rate_of_too_few_is_said_to_be_none() {
        let few = Figure {
            part: 3,
            whole: 4,
            share_bp: None,
        };
        assert_eq!(
            figure_words(TargetKind::PassRate, &few),
            "不足 20 人，不算率（3/4）"
        );
        let enough = Figure {
            part: 19,
            whole: 20,
            share_bp: Some(9_500),
        };
        assert_eq!(figure_words(TargetKind::PassRate, &enough), "95%（19/20）");
        assert_eq!(figure_words(TargetKind::SkillsPeople, &enough), "19 人次");
    }
}
