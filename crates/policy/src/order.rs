//! Sorting for short lists. The standard sorts are faster on long ones and weigh about 20 KB in the browser, where
//! each element type brings its own copy; nothing here sorts more than a few dozen values that are not sorted already.

/// Sorts in place; equal items keep their order.
pub(crate) fn sort<T>(items: &mut [T], is_before: impl Fn(&T, &T) -> bool) {
    for place in 1..items.len() {
        let mut at = place;
        while let Some([left, right]) = at
            .checked_sub(1)
            .and_then(|before| items.get_mut(before..=at))
        {
            if !is_before(right, left) {
                break;
            }
            std::mem::swap(left, right);
            at -= 1;
        }
    }
}

/// Adds a number to rising ones, unless it is there.
pub(crate) fn insert(numbers: &mut Vec<i64>, number: i64) {
    if let Err(place) = numbers.binary_search(&number) {
        numbers.insert(place, number);
    }
}

/// Sorts numbers and drops repetitions.
#[cfg(any(test, feature = "compile"))]
pub(crate) fn sort_unique<T: PartialOrd>(items: &mut Vec<T>) {
    sort(items, |one, other| one < other);
    items.dedup_by(|one, other| one == other);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_keeps_equals_in_order() {
        let mut pairs = vec![(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        sort(&mut pairs, |one, other| one.0 < other.0);
        assert_eq!(pairs, [(1, 'b'), (1, 'e'), (2, 'd'), (3, 'a'), (3, 'c')]);
        let mut numbers = vec![5, 1, 5, 3, 1];
        sort_unique(&mut numbers);
        assert_eq!(numbers, [1, 3, 5]);
        sort_unique::<i64>(&mut Vec::new());
        insert(&mut numbers, 4);
        insert(&mut numbers, 3);
        assert_eq!(numbers, [1, 3, 4, 5]);
    }
}
