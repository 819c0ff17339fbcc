//! Sorting in few bytes.

/// Puts items in order, equals as they came. By insertion: what comes is nearly in order, and the standard library's sort
/// would bring four kilobytes of its own for each type.
pub(super) fn in_order<T>(items: Vec<T>, is_before: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        let place = ordered.partition_point(|known| !is_before(&item, known));
        ordered.insert(place, item);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn equals_stay_as_they_came() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        let ordered = in_order(items, |one, other| one.0 < other.0);
        assert_eq!(ordered, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
    }
}
