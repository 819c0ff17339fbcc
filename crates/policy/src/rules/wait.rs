//! Ways that wait: by time alone, or by an act of today that time completes.
//!
//! With the answers as they are, a verdict changes only on the days on which a span reaches a cut or a version begins.
//! They are tried in their order, if time could help at all.

use crate::{
    Counterfactual, Person, Rules,
    day::{self, NEVER},
    diagram::{self, NO, Reference, YES},
    order,
    quantity::Quantity,
    rules::{Ruled, flat},
    walk::{MAY_PASS, first_day},
};

const CENTURY_DAYS: i64 = 36_525;

/// Comparisons of a chain followed to an open date, and dates found so.
const ROUNDS: usize = 4;
const DATES: usize = 64;

/// A programme asked about the days to come.
struct Ahead<'a> {
    rules: &'a Rules,
    person: &'a Person,
    today: i64,
    last: i64,
    /// Whether acts of today count.
    acting: bool,
}

impl Rules {
    /// Adds the first day on which time alone makes a yes, and, when no act does by itself, the first on which an act
    /// of today does.
    pub(super) fn wait(&self, programme: usize, person: &Person, found: &mut Vec<Counterfactual>) {
        let Some(known) = self.source.programmes.get(programme) else {
            return;
        };
        let today = day::number(self.as_of);
        let could = |acting: bool| {
            let ahead = Ahead {
                rules: self,
                person,
                today,
                last: today + CENTURY_DAYS,
                acting,
            };
            let mut seen = vec![false; self.source.nodes.len()];
            let mut versions = known.versions.iter();
            versions.any(|version| ahead.could(version.root, &mut seen))
        };
        let waiting = could(false);
        let mut acting = found.is_empty() && (waiting || could(true));
        if !acting && !waiting {
            return;
        }
        for later in self.days_ahead(programme, person, today) {
            let Some(date) = day::date(later) else {
                continue;
            };
            let rules = Self::build(&self.source, date, |place| place == programme);
            let Some(Ruled::Version { whole, .. }) = rules.ruled(programme) else {
                continue;
            };
            let then = rules.person_of(person.values.clone());
            if rules.outcomes(whole, &then) & MAY_PASS != 0 {
                found.push(rules.told(&then, &Default::default(), Some(date)));
                return;
            }
            if acting && let Some(plan) = rules.plans(whole, &then, today).first() {
                found.push(rules.told(&then, plan, Some(date)));
                acting = false;
            }
            if !acting && !waiting {
                return;
            }
        }
    }

    /// Days after today on which a span of a date, or of today, reaches a cut, or a version begins; soonest first.
    fn days_ahead(&self, programme: usize, person: &Person, today: i64) -> Vec<i64> {
        let Some(known) = self.source.programmes.get(programme) else {
            return Vec::new();
        };
        let last = today + CENTURY_DAYS;
        let mut days = Vec::new();
        let mut add = |day: i64| {
            if day > today && day < last {
                order::insert(&mut days, day);
            }
        };
        for version in &known.versions {
            add(day::number(version.from));
        }
        let cuts = flat::cuts_of(&self.source, known);
        for (place, own) in cuts.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
            let Some(quantity) = self.source.quantities.get(place).filter(|q| q.is_span()) else {
                continue;
            };
            for date in self.dates(person, today, place, quantity.fact(), &cuts) {
                for (cut, _) in own {
                    add(first_day(today + 1, last, |day| {
                        quantity.of(date, 0, day) >= *cut
                    }));
                }
            }
        }
        days
    }

    /// Dates from which a span may count: the answer and today, and for an open one of a chain wherever comparisons
    /// with the others can bind it.
    fn dates(
        &self,
        person: &Person,
        today: i64,
        place: usize,
        fact: usize,
        cuts: &[Vec<(i64, i64)>],
    ) -> Vec<i64> {
        let mut dates = vec![today];
        if let Some(date) = person.get(fact) {
            order::insert(&mut dates, date);
        } else {
            let whole = self.range(person, fact);
            order::insert(&mut dates, whole.low);
            order::insert(&mut dates, whole.last);
            let source = &self.source;
            let group = source.groups.get(place);
            let compared = source.quantities.iter().zip(source.groups.iter()).zip(cuts);
            // Each round follows one more comparison of the chain.
            for ((quantity, _), cuts) in compared
                .clone()
                .flat_map(|_| compared.clone())
                .filter(|((quantity, of), _)| Some(*of) == group && quantity.is_difference())
                .take(ROUNDS)
            {
                for fact in [Some(quantity.fact()), quantity.second()]
                    .into_iter()
                    .flatten()
                {
                    if let Some(date) = person.get(fact) {
                        order::insert(&mut dates, date);
                    }
                }
                for date in dates.clone().into_iter().take(DATES) {
                    for (cut, _) in cuts {
                        for bound in [date + cut - 1, date + cut, date - cut, date - cut + 1] {
                            order::insert(&mut dates, bound);
                        }
                    }
                }
            }
        }
        dates.retain(|date| *date < NEVER);
        dates
    }
}

impl Ahead<'_> {
    /// Whether a diagram could be passed on some day from today on: every date may grow older, and every act be done.
    fn could(&self, at: Reference, seen: &mut [bool]) -> bool {
        let Some(node) = diagram::node(&self.rules.source.nodes, at) else {
            return at == YES;
        };
        let slot = flat::index(at - 2);
        if at == NO
            || seen
                .get_mut(slot)
                .is_none_or(|seen| std::mem::replace(seen, true))
        {
            return false;
        }
        let Some(quantity) = self.rules.source.quantities.get(node.quantity) else {
            return false;
        };
        node.cells()
            .any(|(from, until, child)| self.may(*quantity, from, until) && self.could(child, seen))
    }

    /// Whether a quantity may lie in a cell on some day.
    fn may(&self, quantity: Quantity, from: i64, until: i64) -> bool {
        let fact = quantity.fact();
        let second = quantity
            .second()
            .map_or(Some(0), |fact| self.person.get(fact));
        let (Some(first), Some(second)) = (self.person.get(fact), second) else {
            return true;
        };
        let acts = |fact: usize| {
            self.rules
                .source
                .facts
                .iter()
                .enumerate()
                .any(|(place, spec)| {
                    spec.change == crate::ChangeKind::Now
                        && (place == fact || spec.moves_with == Some(fact))
                })
        };
        let acting = self.acting && (acts(fact) || quantity.second().is_some_and(acts));
        let ripens = |date: i64| {
            quantity.of(date, second, self.today) < until
                && from <= quantity.of(date, second, self.last)
        };
        if quantity.is_span() {
            ripens(first) || (acting && ripens(self.today))
        } else {
            acting || ripens(first)
        }
    }
}
