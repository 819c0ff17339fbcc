//! Which known word a misspelt one means.

/// The known word that a misspelt one most likely means.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> &'a str {
    known
        .min_by_key(|known| distance(known, word))
        .unwrap_or("nothing")
}

/// Letters to change to get from one word to the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, sign) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for (column, known) in other.iter().enumerate() {
            let at = |place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let before = next.last().copied().unwrap_or(usize::MAX - 1);
            next.push(
                (at(column) + usize::from(sign != *known))
                    .min(at(column + 1) + 1)
                    .min(before + 1),
            );
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}
