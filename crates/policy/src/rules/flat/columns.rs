//! The columns of a day: all tests of one fact as one, spans as days, chains of compared facts together.

use super::Build;
use crate::{
    order,
    quantity::Quantity,
    rules::{Column, Group, Kind, column::Cut},
    walk::first_day,
};

impl Build<'_> {
    /// Makes one column of all quantities of a fact, one of each option and each comparison.
    pub(super) fn columns(&mut self) {
        let as_of = self.as_of;
        for (place, quantity) in self.source.quantities.iter().enumerate() {
            let (kind, spec) = match *quantity {
                Quantity::Linear(one, a, other, b) => (Kind::Weighed(one, a, other, b), None),
                Quantity::Bit(fact, bit) => (Kind::Bit(fact, bit), None),
                _ => {
                    let fact = quantity.fact();
                    (Kind::Value(fact), self.source.facts.get(fact))
                }
            };
            if self.columns.last().is_none_or(|last| last.kind != kind) {
                self.columns.push(Column {
                    kind,
                    cuts: Vec::new(),
                    group: None,
                });
            }
            self.column_of.push(self.columns.len() - 1);
            let (Some(cuts), Some(column)) = (self.cut.get_mut(place), self.columns.last_mut())
            else {
                continue;
            };
            for (cut, at) in cuts {
                if let (true, Some(spec)) = (quantity.is_span(), spec) {
                    // Spans shrink as the date grows: the first day with less.
                    *at = first_day(spec.min, spec.ceiling(), |day| {
                        quantity.of(day, 0, as_of) < *cut
                    });
                }
                let at = match spec.map(|spec| spec.cut(*at)) {
                    None => *at,
                    Some(Cut::At(at)) => at,
                    Some(_) => continue,
                };
                order::insert(&mut column.cuts, at);
            }
        }
        self.group();
    }

    /// Facts that some comparison joins, by the leader the pack gave their chain.
    fn group(&mut self) {
        let mut leaders: Vec<usize> = Vec::new();
        for (place, quantity) in self.source.quantities.iter().enumerate() {
            if let (Some(second), Some(leader)) = (quantity.second(), self.source.groups.get(place))
            {
                let known = leaders.iter().position(|known| known == leader);
                let group = known.unwrap_or_else(|| {
                    leaders.push(*leader);
                    self.groups.push(Group::default());
                    leaders.len() - 1
                });
                if let Some(group) = self.groups.get_mut(group) {
                    for fact in [quantity.fact(), second] {
                        if !group.facts.contains(&fact) {
                            group.facts.push(fact);
                        }
                    }
                }
            }
        }
        for column in &mut self.columns {
            column.group = self
                .groups
                .iter()
                .position(|group| group.facts.contains(&column.kind.fact()));
        }
    }
}
