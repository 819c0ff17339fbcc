//! Ways that wait: by time alone, or by an act of today that time completes.
//!
//! With the answers as they are, a verdict changes only on the days on which a span reaches a cut or a version begins.
//! They are tried in their order, if time could help at all.

use crate::{
    Counterfactual, Person, Rules,
    day::{self, NEVER},
    diagram::{NO, YES},
    order,
    rules::{Kind, Root, Ruled, flat, flat::index},
    walk::{MAY_PASS, first_day},
};

const CENTURY_DAYS: i64 = 36_525;

impl Rules {
    /// Adds the first day on which time alone makes a yes, and, when no act does by itself, the first on which an act
    /// of today does.
    pub(super) fn wait(&self, programme: usize, person: &Person, found: &mut Vec<Counterfactual>) {
        let (Some(Ruled::Version { whole, .. }), Some(known)) =
            (self.ruled(programme), self.source.programmes.get(programme))
        else {
            return;
        };
        let today = day::number(self.as_of);
        let changes = known
            .versions
            .iter()
            .any(|version| version.from > self.as_of);
        let mut acting = found.is_empty() && (changes || self.could(whole, person, true, today));
        let waiting = changes || self.could(whole, person, false, today);
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
                if waiting {
                    found.push(rules.told(&then, &Default::default(), Some(date)));
                }
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

    /// Whether some later day could make a yes: every date may grow older, and with `acting` every act is done.
    fn could(&self, whole: &Root, person: &Person, acting: bool, today: i64) -> bool {
        let mut seen = vec![false; whole.nodes];
        self.could_from(whole.at, person, acting, today, &mut seen)
    }

    fn could_from(
        &self,
        at: u32,
        person: &Person,
        acting: bool,
        today: i64,
        seen: &mut [bool],
    ) -> bool {
        match at {
            NO => return false,
            YES => return true,
            _ => {}
        }
        let slot = index(self.word(index(at) + 1) & !flat::WEIGHS);
        if seen
            .get_mut(slot)
            .is_none_or(|seen| std::mem::replace(seen, true))
        {
            return false;
        }
        let Some(column) = self.column(self.word(index(at))) else {
            return false;
        };
        let cell = usize::from(person.cell(index(self.word(index(at)))));
        let ages = match column.kind {
            Kind::Value(fact) => self
                .spec(fact)
                .is_some_and(|spec| spec.kind == crate::FactKind::Date),
            _ => false,
        };
        self.runs(at, column.cells()).any(|run| {
            let (from, until) = column.bounds(run.first, run.past);
            let reached = (column.kind.second().is_some() && acting)
                || (run.first <= cell && cell < run.past)
                || cell >= column.cells()
                || (ages && run.first <= cell)
                || (acting
                    && self
                        .reach(person, today, column.kind, (from, until))
                        .is_some());
            reached && self.could_from(run.child, person, acting, today, seen)
        })
    }

    /// Days after today on which a span of a date, or of today, reaches a cut, or a version begins; soonest first.
    fn days_ahead(&self, programme: usize, person: &Person, today: i64) -> Vec<i64> {
        let Some(known) = self.source.programmes.get(programme) else {
            return Vec::new();
        };
        let last = today + CENTURY_DAYS;
        let mut days: Vec<i64> = known
            .versions
            .iter()
            .map(|version| day::number(version.from))
            .collect();
        for (place, cuts) in flat::cuts_of(&self.source, known).iter().enumerate() {
            let Some(quantity) = self.source.quantities.get(place).filter(|q| q.is_span()) else {
                continue;
            };
            let dates = [person.get(quantity.fact()), Some(today)];
            for date in dates.into_iter().flatten().filter(|date| *date < NEVER) {
                for (cut, _) in cuts {
                    days.push(first_day(today + 1, last, |day| {
                        quantity.of(date, 0, day) >= *cut
                    }));
                }
            }
        }
        days.retain(|day| *day > today && *day < last);
        order::sort_unique(&mut days);
        days
    }
}
