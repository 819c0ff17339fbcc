//! The static check of a pack: what no single file shows. Every finding about people carries a witness.

use serde::Serialize;

use crate::{
    Facts, Pack, Programme, Version,
    diagram::{NO, Reference, YES},
    evaluate::outcomes,
    next::answers,
    person::Person,
    walk::{MAY_FAIL, MAY_PASS},
};

/// Something suspicious in a pack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// `gap`, `overlap`, `impossible_version`, `impossible_condition`, `empty_condition`, `implied_condition`,
    /// `uncited` or `overdue`.
    pub code: &'static str,
    /// True when the pack must not be published so.
    pub is_error: bool,
    /// The programme, or the document for `overdue`.
    pub programme: String,
    /// The version, when it concerns one.
    pub version: Option<String>,
    /// The condition, when it concerns one.
    pub condition: Option<String>,
    /// What is wrong.
    pub message: String,
    /// A person who shows it.
    pub witness: Option<Facts>,
}

/// Checks a pack on a day (for documents whose last look is overdue).
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, today: domain::Date) {
/// let findings = policy::compile::check(pack, today);
/// assert!(findings.iter().all(|finding| !finding.is_error));
/// # }
/// ```
pub fn check(pack: &Pack, today: domain::Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    for programme in &pack.programmes {
        dates(programme, &mut findings);
        for version in &programme.versions {
            conditions(pack, programme, version, &mut findings);
        }
    }
    for document in &pack.documents {
        if document.verify_by.is_some_and(|by| by < today) {
            let message = "should have been looked at again by now".into();
            findings.push(finding("overdue", false, &document.id, None, message));
        }
    }
    findings
}

fn finding(
    code: &'static str,
    is_error: bool,
    programme: &str,
    version: Option<&str>,
    message: String,
) -> Finding {
    Finding {
        code,
        is_error,
        programme: programme.into(),
        version: version.map(String::from),
        condition: None,
        message,
        witness: None,
    }
}

/// Days without a rule or a declared gap, and days with two.
fn dates(programme: &Programme, findings: &mut Vec<Finding>) {
    let versions = programme
        .versions
        .iter()
        .map(|version| (Some(version.from), version.until, version.id.to_string()));
    let gaps = programme
        .gaps
        .iter()
        .map(|gap| (gap.from, gap.until, format!("known_gap {}", gap.id)));
    let mut spans: Vec<_> = versions.chain(gaps).collect();
    spans.sort_by_key(|(from, ..)| *from);
    for pair in spans.windows(2) {
        let [(_, until, name), (from, _, next)] = pair else {
            continue;
        };
        let (Some(until), Some(from)) = (until, from) else {
            let message = format!("{name} has no end, and {next} follows");
            findings.push(finding("overlap", true, &programme.id, Some(next), message));
            continue;
        };
        if *from <= *until {
            let message = format!("{next} begins on {from}, but {name} lasts until {until}");
            findings.push(finding("overlap", true, &programme.id, Some(next), message));
        } else if until.add_days(1) < *from {
            let message = format!(
                "from {} to {} nothing is said; write a [[known_gap]]",
                until.add_days(1),
                from.add_days(-1)
            );
            findings.push(finding("gap", true, &programme.id, Some(next), message));
        }
    }
}

fn conditions(pack: &Pack, programme: &Programme, version: &Version, findings: &mut Vec<Finding>) {
    let nobody = Person::new(pack, version.from, &Facts::default());
    let mut report = |code, is_error, condition: Option<&str>, message: &str, witness| {
        let mut found = finding(
            code,
            is_error,
            &programme.id,
            Some(&version.id),
            message.into(),
        );
        found.condition = condition.map(String::from);
        found.witness = witness;
        findings.push(found);
    };
    if outcomes(pack, &nobody, version.root) & MAY_PASS == 0 {
        report(
            "impossible_version",
            true,
            None,
            "nobody can be eligible",
            None,
        );
    }
    for condition in programme.conditions_of(version) {
        let id = Some(&*condition.id);
        if condition.citations.is_empty() {
            report("uncited", true, id, "names no document", None);
        }
        let found = outcomes(pack, &nobody, condition.root);
        if found & MAY_PASS == 0 || condition.root == NO {
            report("impossible_condition", true, id, "nobody can meet it", None);
        } else if found & MAY_FAIL == 0 || condition.root == YES {
            let witness = witness(pack, &nobody, condition.root, MAY_PASS);
            report(
                "empty_condition",
                true,
                id,
                "everybody meets it, this person too",
                witness,
            );
        } else if !decides(pack, programme, version, &nobody, condition.root) {
            report(
                "implied_condition",
                false,
                id,
                "whoever meets the others meets it",
                None,
            );
        }
    }
}

/// Whether somebody fails this condition alone: looked for among people who meet every other.
fn decides(
    pack: &Pack,
    programme: &Programme,
    version: &Version,
    nobody: &Person,
    root: Reference,
) -> bool {
    let others: Vec<_> = programme
        .conditions_of(version)
        .map(|other| other.root)
        .filter(|other| *other != root)
        .collect();
    let Some(failing) = complete(pack, nobody, root, MAY_FAIL) else {
        return false;
    };
    let mut person = nobody.clone();
    for fact in pack.support(root) {
        if let Some(value) = failing.get(fact) {
            person.set(fact, value);
        }
    }
    others
        .iter()
        .all(|other| outcomes(pack, &person, *other) & MAY_PASS != 0)
        || others.iter().all(|other| {
            pack.support(*other)
                .iter()
                .all(|fact| !pack.support(root).contains(fact))
        })
}

/// A person who ends at the wanted leaf.
pub(crate) fn witness(pack: &Pack, nobody: &Person, root: Reference, wanted: u8) -> Option<Facts> {
    let person = complete(pack, nobody, root, wanted)?;
    let mut facts = Facts::default();
    for (place, spec) in pack.facts.iter().enumerate() {
        if let Some(value) = person.answer(pack, place) {
            facts.set(&spec.id, value);
        }
    }
    Some(facts)
}

/// Answers every fact of a diagram so that it ends at the wanted leaf.
fn complete(pack: &Pack, start: &Person, root: Reference, wanted: u8) -> Option<Person> {
    let mut person = start.clone();
    for fact in pack.support(root) {
        if person.get(fact).is_some() {
            continue;
        }
        let fits = answers(pack, &person, fact).into_iter().find(|answer| {
            let mut tried = person.clone();
            tried.set(fact, *answer);
            outcomes(pack, &tried, root) & wanted != 0
        });
        person.set(fact, fits?);
    }
    Some(person)
}
