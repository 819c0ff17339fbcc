//! What somebody typed, cut into words, and what the words stand for.

use super::fold::fold;
use crate::division::Division;
use crate::listing::CourseListing;

/// Everyday words and what the catalogue calls the same thing. Data, so that a clerk can add to it.
const SYNONYMS: &str = include_str!("synonyms.txt");

/// More words than this are more than anybody means.
const MAX_WORDS: usize = 8;
/// Nothing in a catalogue is as long as this, so a longer text is cut.
const MAX_CHARACTERS: usize = 64;

/// A word to look for, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) typed: String,
    /// Other words that would do.
    pub(super) meant: Vec<String>,
}

/// The words this catalogue knows: everyday ones with their meanings, and the names of trades and places.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    synonyms: Vec<(String, Vec<String>)>,
    /// Longest first, so that the longest is cut out first.
    names: Vec<String>,
}

impl Lexicon {
    pub(super) fn new(courses: &[CourseListing], divisions: &[Division]) -> Self {
        let synonyms = read_synonyms(SYNONYMS);
        let trades = courses.iter().filter_map(|course| course.trade.as_deref());
        let places = divisions
            .iter()
            .flat_map(|division| [division.name.as_str(), division.short_name()]);
        let mut names: Vec<String> = trades.chain(places).map(fold).collect();
        for (everyday, meant) in &synonyms {
            names.push(everyday.clone());
            names.extend(meant.iter().cloned());
        }
        // An empty name would be found everywhere, without end.
        names.retain(|name| !name.is_empty());
        names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        names.dedup();
        Self { synonyms, names }
    }

    /// Cuts a text into words and looks for each; with each what was found. A word that no course has, such as 武南镇学电焊, is
    /// cut again at the names inside it.
    pub(super) fn words<T>(
        &self,
        text: &str,
        look: impl Fn(&Word) -> Option<T>,
    ) -> Vec<(Word, Option<T>)> {
        let text: String = fold(text).chars().take(MAX_CHARACTERS).collect();
        let look = |typed: &str| {
            let word = self.word(typed);
            let found = look(&word);
            (word, found)
        };
        let mut words = Vec::new();
        for typed in text.split(is_separator).filter(|part| !part.is_empty()) {
            if words.len() >= MAX_WORDS {
                break;
            }
            let (word, found) = look(typed);
            let parts = match found {
                Some(_) => Vec::new(),
                None => self.cut_at_names(typed),
            };
            if parts.is_empty() {
                words.push((word, found));
            } else {
                // What is left between the names (想学, 怎么报名) only narrows the search when it can be found.
                words.extend(
                    parts
                        .into_iter()
                        .map(|(part, is_name)| (look(part), is_name))
                        .filter(|((_, found), is_name)| *is_name || found.is_some())
                        .map(|(looked_for, _)| looked_for),
                );
            }
        }
        words.truncate(MAX_WORDS);
        words
    }

    fn word(&self, typed: &str) -> Word {
        let meant = self
            .synonyms
            .iter()
            .find(|(everyday, _)| everyday == typed)
            .map(|(_, meant)| meant.clone());
        Word {
            typed: typed.to_owned(),
            meant: meant.unwrap_or_default(),
        }
    }

    /// The names in a text and what lies between them, or nothing when it holds no name.
    fn cut_at_names<'a>(&self, text: &'a str) -> Vec<(&'a str, bool)> {
        let Some((before, name, after)) = self.names.iter().find_map(|name| {
            let (before, after) = text.split_once(name.as_str())?;
            let name = text.get(before.len()..text.len() - after.len())?;
            Some((before, name, after))
        }) else {
            return Vec::new();
        };
        let mut parts = self.cut_rest(before);
        parts.push((name, true));
        parts.extend(self.cut_rest(after));
        parts
    }

    fn cut_rest<'a>(&self, text: &'a str) -> Vec<(&'a str, bool)> {
        let parts = self.cut_at_names(text);
        if parts.is_empty() && !text.is_empty() {
            vec![(text, false)]
        } else {
            parts
        }
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || character.is_ascii_punctuation()
        || matches!(character, '、' | '。' | '·' | '《' | '》')
}

/// Reads lines of the form `everyday = meant, meant`; `#` begins a comment.
fn read_synonyms(table: &str) -> Vec<(String, Vec<String>)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(everyday, meant)| {
            (
                fold(everyday.trim()),
                meant.split(',').map(|word| fold(word.trim())).collect(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{divisions, listing};

    fn typed(text: &str, known: &[&str]) -> Vec<String> {
        Lexicon::new(&[listing("electrician")], &divisions())
            .words(text, |word| {
                known.contains(&word.typed.as_str()).then_some(())
            })
            .into_iter()
            .map(|(word, _)| word.typed)
            .collect()
    }

    #[test]
    fn text_is_cut_into_words() {
        for (text, known, words) in [
            ("", &[] as &[&str], &[] as &[&str]),
            ("电工、焊工", &["电工", "焊工"], &["电工", "焊工"]),
            ("武南镇电工", &[], &["武南镇", "电工"]),
            ("武南电工", &[], &["武南", "电工"]),
            ("我想学电工", &[], &["电工"]),
            ("电工夜班", &["夜班"], &["电工", "夜班"]),
            // A word that is found is never cut.
            ("武南镇电工", &["武南镇电工"], &["武南镇电工"]),
            ("没有的", &[], &["没有的"]),
            (
                "a b c d e f g h i j",
                &[],
                &["a", "b", "c", "d", "e", "f", "g", "h"],
            ),
        ] {
            assert_eq!(typed(text, known), words, "{text}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_a_pair_and_no_word_stands_for_itself() {
        let table = read_synonyms(SYNONYMS);
        let lines = SYNONYMS
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .count();
        assert_eq!(table.len(), lines);
        for (everyday, meant) in &table {
            assert!(
                !everyday.is_empty()
                    && meant
                        .iter()
                        .all(|word| !word.is_empty() && word != everyday),
                "{everyday}"
            );
            assert_eq!(
                table.iter().filter(|(other, _)| other == everyday).count(),
                1,
                "{everyday}"
            );
        }
    }
}
