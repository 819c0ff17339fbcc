//! What people of a small pack could do, tried out: every plan of acts, every later day.

use std::collections::BTreeSet;

use domain::Date;
use policy::{Counterfactual, FactKind, Pack, Value, Verdict};

use super::small;

/// An open answer.
const OPEN: usize = usize::MAX;
/// Ways shown at most.
const SHOWN: usize = 4;

/// What a person can do about a fact, in the words of the test and not of the pack.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    Rise,
    Fall,
    /// A date that has not come can be made to come today.
    Once,
    /// And a past one can come again.
    Again,
    /// One of these options can be taken up.
    Gain(&'static [usize]),
    /// These options of a set can be taken up, those given up.
    Flip(usize, usize),
    /// Rises, and with it another fact by as much.
    With(&'static str),
}

/// Acts by fact: id, what can be done, effort.
pub(crate) type Acts = [(&'static str, How, u32)];

/// A person after some acts: their answers, by the place each has among the answers to its fact, and the effort.
#[derive(Clone, Debug)]
struct Plan {
    to: Vec<usize>,
    effort: u32,
}

pub(crate) struct World<'a> {
    pack: &'a Pack,
    acts: &'a Acts,
    domains: Vec<Vec<Value>>,
    /// The day, and those after it; on each, the partial people somebody of whom passes.
    days: Vec<(Date, BTreeSet<Vec<usize>>)>,
    today: Value,
}

/// How often each answer was checked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) acting: usize,
    pub(crate) waiting: usize,
    pub(crate) both: usize,
    pub(crate) hopeless: usize,
}

impl<'a> World<'a> {
    pub(crate) fn new(pack: &'a Pack, acts: &'a Acts, as_of: Date, horizon: i32) -> Self {
        let domains: Vec<_> = pack.facts().iter().map(small::answers).collect();
        let mut days = Vec::new();
        for later in 0..=horizon {
            let day = as_of.add_days(later);
            let mut passing = BTreeSet::new();
            for (chosen, verdict) in small::people(pack, day) {
                if verdict != Verdict::Eligible {
                    continue;
                }
                for open in 0..1_usize << chosen.len() {
                    let key = chosen.iter().enumerate();
                    let key = key.map(|(place, choice)| {
                        if open >> place & 1 == 1 {
                            OPEN
                        } else {
                            *choice
                        }
                    });
                    passing.insert(key.collect());
                }
            }
            days.push((day, passing));
        }
        Self {
            pack,
            acts,
            domains,
            days,
            today: Value::date(as_of),
        }
    }

    fn place(&self, fact: &str) -> usize {
        let mut facts = self.pack.facts().iter();
        facts.position(|spec| spec.id == fact).unwrap()
    }

    /// Checks the ways of everybody with at most `open` answers open.
    pub(crate) fn prove(&self, open: u32) -> Seen {
        let mut seen = Seen::default();
        for mask in 0..1_usize << self.domains.len() {
            if mask.count_ones() > open {
                continue;
            }
            let mut keys = BTreeSet::new();
            for (chosen, _) in small::people(self.pack, self.days[0].0) {
                let key = chosen.iter().enumerate();
                let key = key.map(|(place, choice)| {
                    if mask >> place & 1 == 1 {
                        OPEN
                    } else {
                        *choice
                    }
                });
                keys.insert(key.collect::<Vec<_>>());
            }
            for key in keys {
                if !self.days[0].1.contains(&key) {
                    self.check(&key, &mut seen);
                }
            }
        }
        seen
    }

    fn check(&self, person: &[usize], seen: &mut Seen) {
        let as_of = self.days[0].0;
        let facts = small::told(self.pack, &self.domains, |place| {
            (person[place] != OPEN).then_some(person[place])
        });
        let said = policy::evaluate(self.pack, "p", as_of, &facts).unwrap();
        assert_eq!(said.verdict, Verdict::NotEligible);
        let (now, later): (Vec<_>, Vec<_>) = said
            .counterfactuals
            .iter()
            .partition(|way| way.from.is_none());
        let plans = self.plans(person);
        self.listed(person, &plans, 0, &now, SHOWN, &format!("{facts:?}"));
        let passes = |day: usize, plan: &Plan| self.days[day].1.contains(&plan.to);
        let alone = (1..self.days.len()).find(|day| self.days[*day].1.contains(person));
        let both = (1..alone.unwrap_or(self.days.len()))
            .find(|day| now.is_empty() && plans.iter().any(|plan| passes(*day, plan)));
        let context = format!("{facts:?}: {later:?}");
        let dates: Vec<_> = later.iter().map(|way| way.from.unwrap()).collect();
        let wanted: Vec<_> = both
            .into_iter()
            .chain(alone)
            .map(|day| self.days[day].0)
            .collect();
        assert_eq!(dates, wanted, "{context}");
        if let Some(day) = both {
            self.listed(person, &plans, day, &later[..1], 1, &context);
        }
        if alone.is_some() {
            assert!(later.last().unwrap().changes.is_empty(), "{context}");
        }
        seen.acting += usize::from(!now.is_empty());
        seen.waiting += usize::from(alone.is_some());
        seen.both += usize::from(both.is_some());
        seen.hopeless += usize::from(said.counterfactuals.is_empty());
    }

    /// The ways said for a day: each passes and asks for no more than it must, and no cheaper one is kept back.
    fn listed(
        &self,
        person: &[usize],
        plans: &[Plan],
        day: usize,
        said: &[&Counterfactual],
        most: usize,
        context: &str,
    ) {
        let passing: Vec<_> = plans
            .iter()
            .filter(|plan| self.days[day].1.contains(&plan.to))
            .collect();
        let said: Vec<Plan> = said.iter().map(|way| self.plan(person, way)).collect();
        assert!(said.len() <= most, "{context}");
        assert!(
            said.is_sorted_by_key(|plan| plan.effort),
            "{said:?}, {context}"
        );
        for plan in &said {
            let known = passing.iter().find(|known| known.to == plan.to);
            let known = known.unwrap_or_else(|| panic!("{plan:?} leads nowhere, {context}"));
            assert_eq!(known.effort, plan.effort, "{plan:?}, {context}");
            for part in &passing {
                assert!(
                    part.to == plan.to || !self.within(person, part, plan, false),
                    "{plan:?} asks for more than {part:?}, {context}"
                );
            }
        }
        for plan in passing {
            let full = said.len() == most && said.iter().all(|known| known.effort <= plan.effort);
            assert!(
                full || said
                    .iter()
                    .any(|known| self.within(person, known, plan, true)),
                "{plan:?} is kept back: {said:?}, {context}"
            );
        }
    }

    fn plan(&self, person: &[usize], way: &Counterfactual) -> Plan {
        let mut to = person.to_vec();
        for change in &way.changes {
            let place = self.place(&change.fact);
            let find = |value: &Value| self.domains[place].iter().position(|known| known == value);
            assert_eq!(find(&change.from), Some(person[place]));
            to[place] = find(&change.to).unwrap();
        }
        Plan {
            to,
            effort: way.effort,
        }
    }

    /// Everything a person could do at once, one plan for each.
    fn plans(&self, person: &[usize]) -> Vec<Plan> {
        let mut plans = vec![Plan {
            to: person.to_vec(),
            effort: 0,
        }];
        for (fact, how, effort) in self.acts {
            let place = self.place(fact);
            let mut more = Vec::new();
            for plan in &plans {
                more.extend(self.act(place, *how, *effort, plan));
            }
            plans.extend(more);
        }
        plans
    }

    fn act(&self, place: usize, how: How, effort: u32, plan: &Plan) -> Vec<Plan> {
        let (now, count) = (plan.to[place], self.domains[place].len());
        if now == OPEN {
            return Vec::new();
        }
        let today = || {
            let mut days = self.domains[place].iter();
            days.position(|value| *value == self.today).unwrap()
        };
        let to: Vec<usize> = match how {
            How::Rise | How::With(_) => (now + 1..count).collect(),
            How::Fall => (0..now).collect(),
            How::Once => Some(today()).filter(|to| *to < now).into_iter().collect(),
            How::Again => Some(today()).filter(|to| *to != now).into_iter().collect(),
            How::Gain(options) => options.iter().copied().filter(|to| *to != now).collect(),
            How::Flip(gains, sheds) => (0..count)
                .filter(|to| *to != now && to & !now & !gains == 0 && now & !to & !sheds == 0)
                .collect(),
        };
        let mut plans = Vec::new();
        for to in to {
            let mut next = plan.clone();
            next.to[place] = to;
            let times = match how {
                How::Flip(..) => (to ^ now).count_ones(),
                How::With(_) => u32::try_from(to - now).unwrap(),
                _ => 1,
            };
            next.effort += effort * times;
            if let How::With(other) = how {
                let other = self.place(other);
                if next.to[other] != OPEN {
                    next.to[other] += to - now;
                    if next.to[other] >= self.domains[other].len() {
                        continue;
                    }
                }
            }
            plans.push(next);
        }
        plans
    }

    /// Whether a plan asks for nothing that another does not; with `loose`, one option is as good as another.
    fn within(&self, person: &[usize], part: &Plan, whole: &Plan, loose: bool) -> bool {
        self.acts.iter().all(|(fact, ..)| {
            let place = self.place(fact);
            let (now, near, far) = (person[place], part.to[place], whole.to[place]);
            near == now
                || match self.pack.facts()[place].kind {
                    FactKind::Set => (near ^ now) & !(far ^ now) == 0,
                    FactKind::Choice => near == far || loose && far != now,
                    _ if near > now => far >= near,
                    _ => far <= near,
                }
        })
    }
}
