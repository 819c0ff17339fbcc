//! A verdict in short, without the ways to another one.

use domain::Date;
use serde::Serialize;

use crate::{
    Facts, Name, Pack, Per, Verdict, amount,
    evaluate::{outcomes, verdict_of},
    person::Person,
    walk::MAY_PASS,
};

/// A verdict in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The verdict; none when the pack has no such programme.
    pub verdict: Option<Verdict>,
    /// The amount in fen, when it is settled.
    pub amount_fen: Option<i64>,
    /// What the amount is paid for.
    pub per: Per,
    /// The conditions not met.
    pub unmet: Vec<Name>,
}

impl Outcome {
    /// What a pack says of a programme to a person.
    pub(crate) fn ask(pack: &Pack, programme: &str, as_of: Date, facts: &Facts) -> Self {
        Self::for_person(pack, programme, as_of, &Person::new(pack, as_of, facts))
    }

    pub(crate) fn for_person(pack: &Pack, programme: &str, as_of: Date, person: &Person) -> Self {
        let mut said = Self {
            verdict: None,
            amount_fen: None,
            per: Per::Once,
            unmet: Vec::new(),
        };
        let Some(programme) = pack.programme(programme) else {
            return said;
        };
        let verdict = verdict_of(pack, programme, as_of, person);
        said.verdict = Some(verdict);
        let Some(version) = programme.version_on(as_of) else {
            return said;
        };
        if verdict == Verdict::Eligible {
            let paid = amount::range(pack, version, person);
            (said.amount_fen, said.per) = (paid.exact, paid.per);
        }
        let conditions = programme.conditions_of(version);
        said.unmet = conditions
            .filter(|condition| outcomes(pack, person, condition.root) & MAY_PASS == 0)
            .map(|condition| condition.id.clone())
            .collect();
        said
    }
}

/// The answers as a pack can read them: unknown facts and unknown options of a set left out.
pub(crate) fn known_to(pack: &Pack, facts: &Facts) -> Facts {
    let mut known = Facts::default();
    for (id, value) in facts.iter() {
        let Some(spec) = pack.fact(id) else { continue };
        let value = match value {
            crate::Value::Set(options) => crate::Value::Set(
                options
                    .iter()
                    .filter(|option| spec.options.iter().any(|known| *known == option.as_str()))
                    .cloned()
                    .collect(),
            ),
            other => other.clone(),
        };
        if spec.check(&value).is_ok() {
            known.set(id, value);
        }
    }
    known
}
