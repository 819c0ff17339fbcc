//! A verdict with every condition, the amount and what is still missing.

use crate::{
    ConditionResult, ConditionVerdict, Evaluation, FactKind, Per, Person, Rules, Verdict, Version,
    amount::{self, Open},
    diagram::{NO, YES},
    rules::{Root, Ruled},
    walk::{FactSet, MAY_FAIL, MAY_PASS},
};

impl Rules {
    /// The verdict of the programme at a place, with every condition, its sources, the amount and the fewest facts
    /// still missing. The ways out of a no ([`Evaluation::counterfactuals`]) stay empty: [`Rules::evaluate`] adds
    /// them.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules, facts: &policy::Facts) {
    /// let found = rules.explain(0, &rules.person(facts));
    /// for condition in &found.conditions {
    ///     println!("{}: {:?}, by {}", condition.id, condition.verdict, condition.citations[0].clause);
    /// }
    /// # }
    /// ```
    pub fn explain(&self, programme: usize, person: &Person) -> Evaluation {
        let Some(known) = self.source.programmes.get(programme) else {
            return nothing(Verdict::NotInForce);
        };
        let id = known.id.clone();
        let (place, whole, conditions, guards) = match self.ruled(programme) {
            Some(Ruled::Version {
                place,
                whole,
                conditions,
                guards,
            }) => (*place, whole, conditions, guards),
            Some(Ruled::Without(verdict)) => {
                return Evaluation {
                    programme: id,
                    ..nothing(*verdict)
                };
            }
            None => {
                return Evaluation {
                    programme: id,
                    ..nothing(Verdict::NotInForce)
                };
            }
        };
        let Some(version) = self.version(programme, place) else {
            return nothing(Verdict::NotInForce);
        };
        let verdict = self.verdict(programme, person);
        let mut results = Vec::with_capacity(conditions.len());
        let mut provisional = version.provisional_amount;
        for (condition, root) in known.conditions_of(version).zip(conditions) {
            provisional |= condition.provisional;
            results.push(ConditionResult {
                id: condition.id.clone(),
                words: condition.words.clone(),
                verdict: match self.outcomes(root, person) {
                    MAY_PASS => ConditionVerdict::Met,
                    MAY_FAIL => ConditionVerdict::Unmet,
                    _ => ConditionVerdict::Unknown,
                },
                citations: condition.citations.clone(),
                provisional: condition.provisional,
            });
        }
        let amount = if verdict == Verdict::NotEligible {
            amount::Range::default()
        } else {
            self.amount(version, guards, person)
        };
        let missing = match verdict {
            Verdict::Unknown => self.missing(whole, person, YES, 0).unwrap_or(0),
            _ => self.amount_needs(&amount, guards, person, 0),
        };
        Evaluation {
            programme: id,
            version: Some(version.id.clone()),
            verdict,
            amount_fen: amount.exact.filter(|_| verdict == Verdict::Eligible),
            ceiling_fen: amount.most,
            per: amount.per,
            conditions: results,
            missing: self.names(missing),
            counterfactuals: Vec::new(),
            provisional,
        }
    }

    /// What [`Rules::explain`] says, and for a no the ways to a yes.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules, facts: &policy::Facts) {
    /// for way in rules.evaluate(0, &rules.person(facts)).counterfactuals {
    ///     println!("{:?} from {:?}", way.changes, way.from);
    /// }
    /// # }
    /// ```
    pub fn evaluate(&self, programme: usize, person: &Person) -> Evaluation {
        let mut found = self.explain(programme, person);
        if found.verdict == Verdict::NotEligible {
            found.counterfactuals = self.ways(programme, person);
        }
        found
    }

    /// What the amount may come to.
    pub(crate) fn amount(
        &self,
        version: &Version,
        guards: &[Root],
        person: &Person,
    ) -> amount::Range {
        amount::spread(
            &version.amounts,
            |line| {
                let guard = guards.get(line);
                guard.map_or(MAY_FAIL | MAY_PASS, |guard| self.outcomes(guard, person))
            },
            |fact| match (person.get(fact), self.spec(fact)) {
                (Some(value), _) => (value, value),
                (None, spec) => spec.map_or((0, 0), |spec| (spec.min, spec.max)),
            },
            |fact| {
                self.spec(fact)
                    .is_some_and(|spec| spec.kind == FactKind::Money)
            },
        )
    }

    /// The fewest facts, none of them skipped, that an open amount hangs on.
    pub(crate) fn amount_needs(
        &self,
        amount: &amount::Range,
        guards: &[Root],
        person: &Person,
        skipped: FactSet,
    ) -> FactSet {
        match amount.open {
            Some(Open::Guard(line)) => guards.get(line).and_then(|guard| {
                self.missing(guard, person, YES, skipped)
                    .or_else(|| self.missing(guard, person, NO, skipped))
            }),
            Some(Open::Fact(fact)) => Some((1 << (fact & 127)) & !skipped),
            None => None,
        }
        .unwrap_or(0)
    }
}

fn nothing(verdict: Verdict) -> Evaluation {
    Evaluation {
        programme: crate::Name::from(""),
        version: None,
        verdict,
        amount_fen: None,
        ceiling_fen: None,
        per: Per::Once,
        conditions: Vec::new(),
        missing: Vec::new(),
        counterfactuals: Vec::new(),
        provisional: false,
    }
}
