//! How well a course fits the words of a search.

use super::fold::fold;
use super::text::CourseText;
use super::words::Word;
use crate::division::Division;
use crate::listing::CourseListing;

/// How much a word counts where it is found; only the order matters.
mod weight {
    pub(super) const TITLE: u32 = 20;
    pub(super) const TRADE: u32 = 16;
    pub(super) const PLACE: u32 = 8;
    pub(super) const PROVIDER: u32 = 4;
    pub(super) const SUMMARY: u32 = 2;
    pub(super) const OUTLINE: u32 = 1;
}

/// The folded words of one listing, field by field.
#[derive(Debug, Clone)]
pub(super) struct CourseNames {
    title: String,
    trade: String,
    place: String,
    provider: String,
}

impl CourseNames {
    pub(super) fn new(course: &CourseListing, divisions: &[Division]) -> Self {
        let division = divisions
            .iter()
            .find(|division| division.code == course.division);
        Self {
            title: fold(&course.title),
            trade: fold(course.trade.as_deref().unwrap_or_default()),
            place: fold(
                division
                    .map(|division| division.name.as_str())
                    .unwrap_or_default(),
            ),
            provider: fold(&course.provider),
        }
    }
}

/// What a search reads of one course.
pub(super) struct Searched<'c, 't> {
    pub(super) course: &'c CourseListing,
    pub(super) names: &'c CourseNames,
    pub(super) text: Option<&'t CourseText>,
}

impl Searched<'_, '_> {
    /// How well all the words fit, or `None` when one of them is nowhere.
    pub(super) fn score_all(&self, words: &[Word]) -> Option<u32> {
        words.iter().map(|word| self.score(word)).sum()
    }

    pub(super) fn score(&self, word: &Word) -> Option<u32> {
        // What was typed counts more than what it stands for, and the first meaning in the table more than the next.
        let typed = self.weight_of(&word.typed).map(|weight| weight * 4);
        let meant =
            word.meant.iter().zip(0..).filter_map(|(meant, place)| {
                Some((self.weight_of(meant)? * 3).saturating_sub(place))
            });
        typed.max(meant.max())
    }

    fn weight_of(&self, word: &str) -> Option<u32> {
        // A trade's whole name is as good as the title: a beginner's class seldom repeats the trade in its title.
        let names = self.names;
        if names.trade == word {
            return Some(weight::TITLE);
        }
        let (summary, outline) = match self.text {
            Some(text) => (text.summary.as_str(), text.outline.as_str()),
            None => ("", ""),
        };
        [
            (names.title.as_str(), weight::TITLE),
            (&names.trade, weight::TRADE),
            (&names.place, weight::PLACE),
            (&names.provider, weight::PROVIDER),
            (summary, weight::SUMMARY),
            (outline, weight::OUTLINE),
        ]
        .into_iter()
        .find(|(text, _)| text.contains(word))
        .map(|(_, weight)| weight)
    }
}
