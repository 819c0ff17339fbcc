//! Which question to ask next: the one whose answer settles most.

use crate::{
    FactKind, NextQuestion, Person, Rules,
    day::NEVER,
    diagram::{NO, YES},
    rules::{Kind, Root, Ruled},
    walk::{FactSet, MAY_FAIL, MAY_PASS},
};

/// A programme whose verdict or amount still hangs on something.
struct Undecided<'a> {
    programme: usize,
    needed: FactSet,
    /// None when only the amount is open.
    whole: Option<&'a Root>,
}

impl Rules {
    /// The unanswered fact that settles most over the programmes at these places; `None` when no answer can change
    /// anything. Facts in `skip` (answered "not sure") are not asked again.
    ///
    /// Asked are facts that some undecided programme needs: the fewest that lead to a yes, or to a sure no when what
    /// was skipped leaves no way to a yes. Of those, the one whose answers decide most programmes on average, over one
    /// answer from every cell; among equals the one that more programmes need, then the first of the vocabulary. When
    /// all verdicts are settled, what an amount hangs on.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules, facts: &policy::Facts) {
    /// let next = rules.next_question(&[0, 1, 2], &rules.person(facts), &[]);
    /// # }
    /// ```
    pub fn next_question(
        &self,
        programmes: &[usize],
        person: &Person,
        skip: &[&str],
    ) -> Option<NextQuestion> {
        let mut skipped: FactSet = 0;
        for (place, spec) in self.source.facts.iter().enumerate() {
            if skip.iter().any(|id| spec.id == *id) {
                skipped |= 1 << place;
            }
        }
        let undecided: Vec<_> = programmes
            .iter()
            .filter_map(|programme| self.undecided(*programme, person, skipped))
            .collect();
        let wanted = undecided
            .iter()
            .filter(|open| open.whole.is_some())
            .fold(0, |facts, open| facts | open.needed);
        let mut best: Option<(usize, usize)> = None;
        for fact in (0..self.source.facts.len()).filter(|fact| (wanted >> fact) & 1 == 1) {
            let score = self.score(&undecided, person, fact);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, fact));
            }
        }
        let asked = match best {
            Some((_, fact)) => fact,
            None => {
                let first = undecided.iter().find(|open| open.needed != 0)?;
                usize::try_from(first.needed.trailing_zeros()).ok()?
            }
        };
        Some(NextQuestion {
            fact: self.spec(asked)?.id.clone(),
            settles: undecided
                .iter()
                .filter(|open| (open.needed >> asked) & 1 == 1)
                .filter_map(|open| Some(self.source.programmes.get(open.programme)?.id.clone()))
                .collect(),
        })
    }

    fn undecided(
        &self,
        programme: usize,
        person: &Person,
        skipped: FactSet,
    ) -> Option<Undecided<'_>> {
        let Ruled::Version {
            place,
            whole,
            guards,
            ..
        } = self.ruled(programme)?
        else {
            return None;
        };
        match self.outcomes(whole, person) {
            MAY_FAIL => None,
            MAY_PASS => {
                let amount = self.amount(self.version(programme, *place)?, guards, person);
                let needed = self.amount_needs(&amount, guards, person, skipped);
                (needed != 0).then_some(Undecided {
                    programme,
                    needed,
                    whole: None,
                })
            }
            _ => {
                let needed = self
                    .missing(whole, person, YES, skipped)
                    .or_else(|| self.missing(whole, person, NO, skipped))?;
                Some(Undecided {
                    programme,
                    needed,
                    whole: Some(whole),
                })
            }
        }
    }

    /// How much an answer settles: programmes it decides, in thousandths, averaged over the answers that differ; and
    /// a little for each that needs it.
    fn score(&self, undecided: &[Undecided<'_>], person: &Person, fact: usize) -> usize {
        let mut tried = person.clone();
        let answers = self.answers(fact);
        let (mut decided, mut needing) = (0, 0);
        for open in undecided {
            needing += usize::from((open.needed >> fact) & 1 == 1);
        }
        for answer in &answers {
            self.set(&mut tried, fact, *answer);
            for whole in undecided.iter().filter_map(|open| open.whole) {
                let settled = (whole.facts >> fact) & 1 == 1
                    && self.outcomes(whole, &tried) != MAY_FAIL | MAY_PASS;
                decided += usize::from(settled) * 1000;
            }
        }
        decided / answers.len().max(1) + needing
    }

    /// One answer from every cell any rule of the day cuts the fact into; of a set none, and each option alone.
    fn answers(&self, fact: usize) -> Vec<i64> {
        let Some(spec) = self.spec(fact) else {
            return Vec::new();
        };
        if spec.kind == FactKind::Set {
            let alone = (0..spec.options.len()).map(|bit| 1 << bit);
            return std::iter::once(0).chain(alone).collect();
        }
        let mut answers = vec![spec.min];
        for column in &self.columns {
            if column.kind == Kind::Value(fact) {
                answers.extend(&column.cuts);
            }
        }
        // A fact that is only compared with others has no cells of its own: its ends.
        if answers.len() == 1 {
            answers.push(spec.max);
            if spec.may_be_never {
                answers.push(NEVER);
            }
        }
        answers
    }
}
