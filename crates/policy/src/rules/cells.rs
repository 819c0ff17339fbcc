//! One answer from every cell of a rule: what has to be tried to try everybody.

use crate::{
    Rules,
    diagram::YES,
    rules::{Kind, OPEN, Ruled, flat::index},
};

/// Numbers of a compared fact that are all given.
const FEW: i64 = 512;

impl Rules {
    /// For every fact the programme's rule of the day tests, in the order of the vocabulary, numbers of which one lies
    /// in each cell its diagrams cut the fact into; see [`Person`](crate::Person) for what they mean. Empty when
    /// nothing is in force.
    ///
    /// Of facts compared with each other all numbers when they are few, else numbers from every stretch over which no
    /// comparison with the ends and cuts of the others changes.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules) {
    /// let everybody: usize = rules.cells(0).iter().map(|(_, numbers)| numbers.len()).product();
    /// # }
    /// ```
    pub fn cells(&self, programme: usize) -> Vec<(usize, Vec<i64>)> {
        let Some(Ruled::Version {
            whole, conditions, ..
        }) = self.ruled(programme)
        else {
            return Vec::new();
        };
        let roots = std::iter::once(whole).chain(conditions);
        let cuts = self.cuts_below(roots.map(|root| root.at).collect());
        let tests = |fact: usize| {
            let mut columns = self.columns.iter().zip(&cuts);
            columns.any(|(column, cuts)| column.kind.is_about(fact) && !cuts.is_empty())
        };
        (0..self.source.facts.len())
            .filter(|fact| tests(*fact))
            .map(|fact| (fact, self.numbers(fact, &cuts)))
            .collect()
    }

    /// By column, the cuts at which some node parts ways.
    fn cuts_below(&self, mut open: Vec<u32>) -> Vec<Vec<i64>> {
        let mut cuts = vec![Vec::new(); self.columns.len()];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(at) = open.pop() {
            let place = self.word(index(at));
            let Some(column) = self.column(place).filter(|_| at > YES && seen.insert(at)) else {
                continue;
            };
            for run in self.runs(at, column.cells()) {
                open.push(run.child);
                let cut = run
                    .first
                    .checked_sub(1)
                    .and_then(|cut| column.cuts.get(cut));
                if let (Some(cut), Some(known)) = (cut, cuts.get_mut(index(place)))
                    && !known.contains(cut)
                {
                    known.push(*cut);
                }
            }
        }
        cuts
    }

    fn numbers(&self, fact: usize, cuts: &[Vec<i64>]) -> Vec<i64> {
        let of = |wanted: &dyn Fn(Kind) -> bool| {
            let columns = self.columns.iter().zip(cuts);
            columns
                .filter(|(column, cuts)| wanted(column.kind) && !cuts.is_empty())
                .collect::<Vec<_>>()
        };
        let compared = of(&|kind| kind.second().is_some() && kind.is_about(fact));
        if let Some(group) = compared.first().and_then(|(column, _)| column.group) {
            if let Some(spec) = self.spec(fact)
                && spec.max - spec.min < FEW
            {
                let never = spec.may_be_never.then_some(spec.ceiling());
                return (spec.min..=spec.max).chain(never).collect();
            }
            let nobody = self.person_of(vec![OPEN; self.source.facts.len()]);
            let points = self.points(&nobody, group, cuts);
            let of_fact = points.into_iter().find(|(known, _)| *known == fact);
            return of_fact.map_or_else(Vec::new, |(_, points)| points);
        }
        let mut numbers = match self.spec(fact) {
            Some(spec) if spec.kind == crate::FactKind::Set => vec![0],
            Some(spec) => vec![spec.min],
            None => Vec::new(),
        };
        for (column, cuts) in of(&|kind| kind.fact() == fact) {
            match column.kind {
                Kind::Bit(_, bit) => {
                    let with: Vec<i64> = numbers.iter().map(|mask| mask | 1 << bit).collect();
                    numbers.extend(with);
                }
                _ => numbers.extend(cuts),
            }
        }
        crate::order::sort_unique(&mut numbers);
        numbers
    }
}
