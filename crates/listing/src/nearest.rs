//! Which known name was probably meant.

/// The known name with the fewest letters to change, if at most half of what was typed would change.
pub(crate) fn nearest<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters: Vec<char> = typed.chars().collect();
    let most = letters.len().div_ceil(2);
    let ranked = known
        .into_iter()
        .map(|name| (distance(&letters, name), name));
    let best = ranked.min_by_key(|(distance, _)| *distance)?;
    (best.0 <= most).then_some(best.1)
}

/// Letters to add, leave out or change (Levenshtein).
fn distance(typed: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    for (line, letter) in name.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        for (place, other) in typed.iter().enumerate() {
            let (above, changed) = (
                row.get(place + 1).copied().unwrap_or(usize::MAX - 1),
                usize::from(letter != *other),
            );
            let best = (diagonal + changed).min(above + 1).min(left + 1);
            diagonal = above;
            if let Some(cell) = row.get_mut(place) {
                *cell = left;
            }
            left = best;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_meant_is_found() {
        let known = ["武南镇", "黄羊镇", "东大街街道", "发放镇"];
        for (typed, found) in [
            ("武男镇", Some("武南镇")),
            ("黄羊", Some("黄羊镇")),
            ("东大街", Some("东大街街道")),
            ("北京市朝阳区", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), found, "{typed}");
        }
    }

    #[test]
    fn distances() {
        for (typed, name, expected) in [
            ("", "ab", 2),
            ("ab", "", 2),
            ("kitten", "sitting", 3),
            ("a", "a", 0),
        ] {
            let letters: Vec<char> = typed.chars().collect();
            assert_eq!(distance(&letters, name), expected, "{typed} {name}");
        }
    }
}
