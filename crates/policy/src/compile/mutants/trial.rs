//! What becomes of a mutant: the cases first, then everybody there can be.

use domain::Date;

use super::{Survivor, edit::Edit, subject::Subject};
use crate::{
    Facts, Pack, Value, Verdict,
    compile::{CompileError, case::Example, room::Room},
    diff::{ConditionDiff, Outcome, ProgrammeDiff, Witness, diff},
};

pub(super) enum Fate {
    /// The compiler refuses it.
    Refused,
    /// A case noticed.
    Killed,
    /// Nobody can.
    Equivalent,
    /// Somebody could, and no case did.
    Survived(Box<Survivor>),
}

/// A programme's cases, all of which come out as they say while nothing is changed.
pub(super) struct Trial<'a> {
    subject: &'a Subject<'a>,
    examples: Vec<&'a Example>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(
        subject: &'a Subject<'a>,
        examples: &'a [Example],
    ) -> Result<Self, Vec<CompileError>> {
        let own = |example: &&Example| example.programme() == subject.rule.id;
        let examples: Vec<_> = examples.iter().filter(own).collect();
        let wrong = examples
            .iter()
            .filter(|example| example.notices(&subject.pack) || example.notices_more(&subject.pack))
            .map(|example| {
                let message = format!("the case \"{}\" fails before any change", example.name());
                CompileError::whole(example.file(), &message)
            });
        let wrong: Vec<_> = wrong.collect();
        if wrong.is_empty() {
            Ok(Self { subject, examples })
        } else {
            Err(wrong)
        }
    }

    pub(super) fn fate(&self, edit: &Edit) -> Fate {
        let Some(mutant) = self.subject.changed(edit) else {
            return Fate::Refused;
        };
        let mut examples = self.examples.iter();
        if examples.any(|example| example.notices(&mutant))
            || self
                .examples
                .iter()
                .any(|example| example.notices_more(&mutant))
        {
            return Fate::Killed;
        }
        let mut days = edit.days.iter();
        match days.find_map(|day| self.difference(&mutant, *day)) {
            None => Fate::Equivalent,
            Some((as_of, witness)) => Fate::Survived(Box::new(Survivor {
                mutant: edit.mutant.clone(),
                as_of,
                facts: witness.facts,
                said_before: witness.before,
                said_after: witness.after,
            })),
        }
    }

    /// Somebody whom the mutant answers otherwise on a day: another verdict, another amount, another reason.
    fn difference(&self, mutant: &Pack, day: Date) -> Option<(Date, Witness)> {
        let id = &self.subject.rule.id;
        let old = (&self.subject.pack, day);
        let found = diff(old, (mutant, day), Some(id)).into_iter().next()?;
        let without = found.before.without != found.after.without;
        let facts = match somebody(found) {
            Some(witness) => self.plainer(mutant, day, witness.facts),
            None if without => Facts::default(),
            None => return None,
        };
        let [before, after] = self.said(mutant, day, &facts);
        Some((
            day,
            Witness {
                facts,
                before,
                after,
            },
        ))
    }

    /// What the rule and the mutant say.
    fn said(&self, mutant: &Pack, day: Date, facts: &Facts) -> [Outcome; 2] {
        [&self.subject.pack, mutant]
            .map(|pack| Outcome::ask(pack, &self.subject.rule.id, day, facts))
    }

    /// A person of the cases who is eligible on the day, with nothing in their life that is still to come; else anybody
    /// who is.
    fn familiar(&self, day: Date) -> Option<Facts> {
        let (pack, id) = (&self.subject.pack, &self.subject.rule.id);
        let is_past = |value: &Value| match value {
            Value::Text(text) => Date::parse_iso(text).is_none_or(|date| date <= day),
            _ => true,
        };
        let mut known = self.examples.iter().map(|example| example.facts());
        let known = known.find(|known| {
            known.iter().all(|(_, value)| is_past(value))
                && Outcome::ask(pack, id, day, known).verdict == Some(Verdict::Eligible)
        });
        known.cloned().or_else(|| {
            let programme = pack.programme(id)?;
            let mut room = Room::new(pack, programme, programme.version_on(day)?, day);
            let all = room.all_but(None);
            room.somebody(all)
        })
    }

    /// Somebody who differs as little as possible from a person of the cases who is eligible on the day, and still
    /// tells the mutant from the rule: an officer knows the person, and sees what it hangs on.
    fn plainer(&self, mutant: &Pack, day: Date, mut facts: Facts) -> Facts {
        let Some(known) = self.familiar(day) else {
            return facts;
        };
        let tells = |facts: &Facts| {
            let [one, other] = self.said(mutant, day, facts);
            one != other
        };
        for (id, value) in known.iter() {
            let mut nearer = facts.clone();
            nearer.set(id, value.clone());
            if tells(&nearer) {
                facts = nearer;
            }
        }
        let others: Vec<String> = facts.iter().map(|(id, _)| id.to_owned()).collect();
        for id in others.iter().filter(|id| known.get(id).is_none()) {
            let mut nearer = facts.clone();
            nearer.clear(id);
            let [before, _] = self.said(mutant, day, &nearer);
            if before.verdict != Some(Verdict::Unknown) && tells(&nearer) {
                facts = nearer;
            }
        }
        facts
    }
}

fn somebody(found: ProgrammeDiff) -> Option<Witness> {
    let amounts = found.amounts;
    let by_condition = |condition: ConditionDiff| condition.met_now.or(condition.unmet_now);
    let mut conditions = found.conditions.into_iter();
    found
        .gains
        .or(found.loses)
        .or(amounts.more)
        .or(amounts.less)
        .or(amounts.otherwise)
        .or_else(|| conditions.find_map(by_condition))
}
