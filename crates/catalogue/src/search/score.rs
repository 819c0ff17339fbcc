//! How well courses fit the words of a search.

use super::fold::fold;
use super::haystack::Haystack;
use super::words::Word;
use crate::division::Division;
use crate::listing::CourseListing;

/// How much a word counts where it is found; only the order matters.
pub(super) mod weight {
    pub(in crate::search) const TITLE: u32 = 20;
    pub(in crate::search) const TRADE: u32 = 16;
    pub(in crate::search) const PLACE: u32 = 8;
    pub(in crate::search) const PROVIDER: u32 = 4;
    pub(in crate::search) const SUMMARY: u32 = 2;
    pub(in crate::search) const OUTLINE: u32 = 1;
}

/// The names of these courses, each by its place among them.
pub(super) fn names(courses: &[CourseListing], divisions: &[Division]) -> Haystack {
    let mut names = Haystack::default();
    for (item, course) in courses.iter().enumerate() {
        let place = divisions
            .iter()
            .find(|division| division.code == course.division)
            .map_or("", |division| division.name.as_str());
        // A trade's whole name is as good as the title: a beginner's class seldom repeats the trade in its title.
        for (text, weight, whole_weight) in [
            (course.title.as_str(), weight::TITLE, weight::TITLE),
            (
                course.trade.as_deref().unwrap_or_default(),
                weight::TRADE,
                weight::TITLE,
            ),
            (place, weight::PLACE, weight::PLACE),
            (&course.provider, weight::PROVIDER, weight::PROVIDER),
        ] {
            names.push(item, &fold(text), weight, whole_weight);
        }
    }
    names
}

/// How well a word fits each course, by its place; nought where it is nowhere.
pub(super) struct Scores(Vec<u32>);

impl Scores {
    /// Looks for a word: `each_hit` names each course that has a text, and what that is worth. None when no course has it.
    pub(super) fn of(
        word: &Word,
        courses: usize,
        each_hit: impl Fn(&str, &mut dyn FnMut(usize, u32)),
    ) -> Option<Self> {
        let mut scores = vec![0; courses];
        let mut raise = |item: usize, score: u32| {
            if let Some(known) = scores.get_mut(item) {
                *known = score.max(*known);
            }
        };
        // What was typed counts more than what it stands for, and the first meaning in the table more than the next.
        each_hit(&word.typed, &mut |item, weight| raise(item, weight * 4));
        for (meant, place) in word.meant.iter().zip(0..) {
            each_hit(meant, &mut |item, weight| {
                raise(item, (weight * 3).saturating_sub(place).max(1));
            });
        }
        scores
            .iter()
            .any(|score| *score > 0)
            .then_some(Self(scores))
    }

    /// How well all the words fit the course at this place; none when one of them is nowhere in it.
    pub(super) fn sum(words: &[Self], item: usize) -> Option<u32> {
        words
            .iter()
            .map(|word| word.0.get(item).copied().filter(|score| *score > 0))
            .sum()
    }
}
