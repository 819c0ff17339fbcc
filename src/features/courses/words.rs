//! The words of codes and choices.

use catalogue::{Catalogue, Months};
use i18n::t;
use ui::Text;

pub(super) use course_words::{code_words, price_words};

use super::active_filter::ActiveFilter;

/// What a choice is called, on its box and on its chip.
pub(super) fn filter_words(active: &ActiveFilter, catalogue: &Catalogue) -> Text {
    match active {
        ActiveFilter::Text(text) => t::courses::chip::text(shortened(text)).into(),
        ActiveFilter::Kind(kind) => code_words(kind.code()).into(),
        ActiveFilter::Division(code) => catalogue
            .division_name(code)
            .map_or_else(|| code.clone(), str::to_owned)
            .into(),
        ActiveFilter::Trade(name) => name.clone().into(),
        ActiveFilter::From(day) => t::courses::chip::from(i18n::date(*day)).into(),
        ActiveFilter::Until(day) => t::courses::chip::until(i18n::date(*day)).into(),
        ActiveFilter::Time(time) => code_words(time.code()).into(),
        ActiveFilter::SeatsLeft => t::courses::filter::seats_left().into(),
        ActiveFilter::Subsidised => t::courses::filter::subsidised().into(),
        ActiveFilter::Audience(audience) => code_words(audience.code()).into(),
        ActiveFilter::Level(level) => code_words(level.code()).into(),
        ActiveFilter::Mode(mode) => code_words(mode.code()).into(),
        ActiveFilter::Season(months) => season_words(*months, catalogue).into(),
        ActiveFilter::Near(code) => {
            let name = catalogue.division_name(code).unwrap_or(code);
            t::courses::chip::near(name).into()
        }
    }
}

/// The slow season with its months, and that they are not the district's own yet.
fn season_words(months: Months, catalogue: &Catalogue) -> String {
    let is_own = catalogue
        .slow_season()
        .is_some_and(|known| known.months == months && !known.is_local_confirm);
    let name = t::courses::filter::slow_season(u32::from(months.from), u32::from(months.until));
    if is_own {
        name
    } else {
        [&name, t::courses::filter::unconfirmed()].concat()
    }
}

/// A chip has no room for what somebody pasted.
fn shortened(text: &str) -> String {
    const MOST: usize = 20;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((at, _)) => [text.get(..at).unwrap_or(text), "…"].concat(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::{Audience, CourseKind, SkillLevel, TeachingMode, TimeOfDay};

    #[test]
    fn every_code_has_words() {
        let codes = CourseKind::ALL
            .iter()
            .map(|kind| kind.code())
            .chain(SkillLevel::ALL.iter().map(|level| level.code()))
            .chain(TeachingMode::ALL.iter().map(|mode| mode.code()))
            .chain(TimeOfDay::ALL.iter().map(|time| time.code()))
            .chain(Audience::ALL.iter().map(|audience| audience.code()));
        for code in codes {
            assert!(t::course_code::by_key(code).is_some(), "{code}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(shortened("  电工 "), "电工");
        assert_eq!(shortened(&"很".repeat(20)), "很".repeat(20));
        assert_eq!(
            shortened(&"很".repeat(100_000)),
            format!("{}…", "很".repeat(20))
        );
    }
}
