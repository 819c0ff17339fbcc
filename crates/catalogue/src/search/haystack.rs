//! Many short texts as one, so that a word is looked for once and not once in each.

/// Texts of numbered items in one string, each worth something to whoever looks for a word in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Haystack {
    text: String,
    /// In the order of the text.
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// Where its text begins and ends, in bytes.
    begin: usize,
    end: usize,
    item: usize,
    weight: u32,
    /// The same for a word that is all of it.
    whole_weight: u32,
}

impl Haystack {
    /// Adds a text of an item, folded.
    pub(super) fn push(&mut self, item: usize, text: &str, weight: u32, whole_weight: u32) {
        if text.is_empty() {
            return;
        }
        let begin = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part {
            begin,
            end: self.text.len(),
            item,
            weight,
            whole_weight,
        });
        // No word holds one, so that none is found across two texts.
        self.text.push('\n');
    }

    /// Names each item that has the word, as often as it stands there, and what that place is worth.
    pub(super) fn each_hit(&self, word: &str, mut hit: impl FnMut(usize, u32)) {
        let Some(first) = word.chars().next() else {
            return;
        };
        let mut parts = self.parts.iter().peekable();
        // Going from one first letter to the next is a scan of bytes; a search for the word prepares itself for each text and
        // takes several times as long where, as here, most of the text has nothing of it.
        for (begin, _) in self.text.match_indices(first) {
            let is_here = |text: &str| text.starts_with(word);
            if !self.text.get(begin..).is_some_and(is_here) {
                continue;
            }
            while parts.next_if(|part| part.end <= begin).is_some() {}
            if let Some(part) = parts.peek() {
                let is_whole = part.begin == begin && part.end == begin + word.len();
                let weight = if is_whole {
                    part.whole_weight
                } else {
                    part.weight
                };
                hit(part.item, weight);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Haystack;

    fn hits(texts: &[&str], word: &str) -> Vec<(usize, u32)> {
        let mut haystack = Haystack::default();
        for (item, text) in texts.iter().enumerate() {
            haystack.push(item, text, 1, 2);
        }
        let mut hits = Vec::new();
        haystack.each_hit(word, |item, weight| hits.push((item, weight)));
        hits
    }

    type Case = (
        &'static [&'static str],
        &'static str,
        &'static [(usize, u32)],
    );

    #[test]
    fn a_word_is_found_in_its_own_text_alone() {
        let cases: &[Case] = &[
            (&["电工", "焊工"], "焊工", &[(1, 2)]),
            (&["低压电工班", "焊工"], "电工", &[(0, 1)]),
            (&["工工工"], "工工", &[(0, 1), (0, 1)]),
            (&["低压电", "工匠"], "电工", &[]),
            (&["", "电工"], "电工", &[(1, 2)]),
            (&["plc a", "b"], "a", &[(0, 1)]),
            (&["电工"], "", &[]),
            (&[], "电工", &[]),
            (&["𬭎", "金𬭎"], "𬭎", &[(0, 2), (1, 1)]),
        ];
        for (texts, word, expected) in cases {
            assert_eq!(hits(texts, word), *expected, "{texts:?} {word}");
        }
    }

    proptest! {
        #[test]
        fn it_finds_what_each_text_has(texts in proptest::collection::vec("[电工焊a ]{0,6}", 0..8), word in "[电工焊a]{1,3}") {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut found: Vec<usize> = hits(&texts, &word).into_iter().map(|(item, _)| item).collect();
            found.dedup();
            let expected: Vec<usize> = (0..texts.len()).filter(|item| texts[*item].contains(&word)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
