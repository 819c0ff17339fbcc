//! What one can ask of the courses, as a form that the browser sends by itself.

use catalogue::{
    Audience, Catalogue, CourseFilter, CourseKind, CourseListing, SkillLevel, SlowSeason,
    TeachingMode, TimeOfDay,
};
use domain::Date;
use i18n::t;
use maud::{Markup, html};

use super::COURSES;
use super::look::Look;
use super::words;

/// The form. Everything but the search folds away until something of it is asked for.
pub(super) fn filter_form(look: Look, catalogue: &Catalogue, filter: &CourseFilter) -> Markup {
    html! {
        form.plain-filter method="get" action=(COURSES) role="search" {
            @for (key, value) in look.pairs() { input type="hidden" name=(key) value=(value); }
            div.field {
                label.field__label for="q" { (t::courses::search::label()) }
                p.field__hint #q-hint { (t::courses::search::hint()) }
                input.field__control #q type="search" name="q" value=(filter.text) maxlength="100" aria-describedby="q-hint";
            }
            p { button.button type="submit" { (t::courses::search::submit()) } }
            details open[filter.active_count() > 0] {
                summary { (more_words(filter)) }
                (choices(catalogue, filter))
                p { button.button.button--secondary type="submit" { (t::plain::apply()) } }
            }
            @if !filter.is_empty() {
                p.plain-links { a href=(look.link(COURSES)) { (t::courses::empty::clear()) } }
            }
        }
    }
}

fn more_words(filter: &CourseFilter) -> String {
    match filter.active_count() {
        0 => t::plain::more().to_owned(),
        count => t::courses::filter::title_with(count),
    }
}

fn choices(catalogue: &Catalogue, filter: &CourseFilter) -> Markup {
    let courses = catalogue.courses();
    let coded = |code: &'static str| (code.to_owned(), words::course(code).to_owned());
    let kinds = CourseKind::ALL.iter().map(|kind| coded(kind.code()));
    let times = TimeOfDay::ALL.iter().map(|time| coded(time.code()));
    let offered = |is: &dyn Fn(&CourseListing) -> bool| courses.iter().any(is);
    let levels = SkillLevel::ALL
        .iter()
        .filter(|level| offered(&|course| course.level == Some(**level)))
        .map(|level| coded(level.code()));
    let modes = TeachingMode::ALL
        .iter()
        .filter(|mode| offered(&|course| course.mode == **mode))
        .map(|mode| coded(mode.code()));
    let audiences = Audience::ALL
        .iter()
        .filter(|audience| offered(&|course| course.audiences.contains(audience)))
        .map(|audience| coded(audience.code()));
    let divisions = catalogue
        .divisions()
        .iter()
        .filter(|division| offered(&|course| course.division == division.code))
        .map(|division| (division.code.clone(), division.name.clone()));
    let all = catalogue.divisions().iter();
    let near = all.map(|division| (division.code.clone(), division.name.clone()));
    let season = catalogue.slow_season().map(season);
    html! {
        (select("near", t::courses::filter::near(), near.collect(), filter.near.as_deref()))
        (select("kind", t::courses::filter::kind(), kinds.collect(), filter.kinds.first().map(|kind| kind.code())))
        (select("division", t::courses::filter::division(), divisions.collect(), filter.divisions.first().map(String::as_str)))
        (select("trade", t::courses::filter::trade(), trades(courses), filter.trades.first().map(String::as_str)))
        (select("time", t::courses::filter::time(), times.collect(), filter.time_of_day.first().map(|time| time.code())))
        @if let Some((code, words)) = season {
            (tick("season", &code, &words, filter.season.is_some_and(|asked| asked.to_string() == code)))
        }
        (day("from", t::courses::filter::from(), filter.starts_from))
        (day("until", t::courses::filter::until(), filter.starts_until))
        (tick("seats", "1", t::courses::filter::seats_left(), filter.seats_left))
        (tick("subsidised", "1", t::courses::filter::subsidised(), filter.subsidised))
        (select("audience", t::courses::filter::audience(), audiences.collect(), filter.audiences.first().map(|audience| audience.code())))
        (select("level", t::courses::filter::level(), levels.collect(), filter.levels.first().map(|level| level.code())))
        (select("mode", t::courses::filter::mode(), modes.collect(), filter.mode.first().map(|mode| mode.code())))
    }
}

fn trades(courses: &[CourseListing]) -> Vec<(String, String)> {
    let mut trades: Vec<&String> = Vec::new();
    for trade in courses.iter().filter_map(|course| course.trade.as_ref()) {
        if !trades.contains(&trade) {
            trades.push(trade);
        }
    }
    trades
        .into_iter()
        .map(|trade| (trade.clone(), trade.clone()))
        .collect()
}

fn select(name: &str, label: &str, choices: Vec<(String, String)>, chosen: Option<&str>) -> Markup {
    html! {
        @if !choices.is_empty() {
            div.field {
                label.field__label for=(name) { (label) }
                select.field__control id=(name) name=(name) {
                    option value="" { (t::courses::filter::any()) }
                    @for (value, words) in &choices {
                        option value=(value) selected[Some(value.as_str()) == chosen] { (words) }
                    }
                }
            }
        }
    }
}

/// A browser without a calendar of its own takes the day as text.
fn day(name: &str, label: &str, day: Option<Date>) -> Markup {
    let value = day.map(|day| day.to_string());
    html! {
        div.field {
            label.field__label for=(name) { (label) }
            input.field__control.field__control--short id=(name) type="date" name=(name) value=[value];
        }
    }
}

/// The slow season: what the form sends, and its words.
fn season(season: SlowSeason) -> (String, String) {
    let (from, until) = (season.months.from, season.months.until);
    let mut words = t::courses::filter::slow_season(u32::from(from), u32::from(until));
    if season.is_local_confirm {
        words.push_str(t::courses::filter::unconfirmed());
    }
    (season.months.to_string(), words)
}

fn tick(name: &str, value: &str, label: &str, is_ticked: bool) -> Markup {
    html! {
        label.plain-tick { input type="checkbox" name=(name) value=(value) checked[is_ticked]; (label) }
    }
}
