//! Packs of a few facts with narrow ranges, so that every person there can be is tried.

use std::collections::BTreeMap;

use domain::Date;
use policy::{
    FactKind, FactSpec, Facts, Pack, Value, Verdict,
    compile::{File, Sources},
    verdict,
};

const CITE: &str = r#"{ document = "paper", clause = "1", status = "verified" }"#;
const BOTH: &str = r#"{ zh = "字", en = "word" }"#;

/// A pack of one programme, `p`, with one condition for each expression, and extra text for its version.
pub(crate) fn sources(facts: &str, conditions: &[&str], version: &str) -> Sources {
    let file = |path: &str, text: String| File {
        path: path.into(),
        text,
    };
    let documents = format!(
        "[[document]]\nid = \"paper\"\ntitle = {BOTH}\nstatus = \"verified\"\nlast_verified = \"2026-01-01\"\n"
    );
    let words = format!("label = {BOTH}\npass = {BOTH}\nfail = {BOTH}\n");
    let mut programme = format!(
        "id = \"p\"\nkind = \"loan\"\ntitle = {BOTH}\nsummary = {BOTH}\ndecided_by_person = {BOTH}\n"
    );
    for (place, when) in conditions.iter().enumerate() {
        programme += &format!(
            "[[condition]]\nkey = \"c{place}\"\nwhen = '{when}'\ncite = [{CITE}]\n{words}"
        );
    }
    let listed: Vec<_> = (0..conditions.len())
        .map(|place| format!("\"c{place}\""))
        .collect();
    programme += &format!(
        "[[version]]\nfrom = \"2000-01-01\"\nconditions = [{}]\ncite = [{CITE}]\ninterest = {BOTH}\nterm = {BOTH}\namount_words = {BOTH}\n{version}",
        listed.join(", ")
    );
    Sources {
        documents: file("documents.toml", documents),
        facts: file("facts.toml", facts.to_owned()),
        parameters: file("parameters.toml", String::new()),
        district: None,
        programmes: vec![file("p.toml", programme)],
        cases: Vec::new(),
    }
}

/// One fact with what every fact needs, and `more` lines of its own.
pub(crate) fn fact(id: &str, kind: &str, more: &str) -> String {
    format!(
        "[[fact]]\nid = \"{id}\"\ntype = \"{kind}\"\nconfirmed_by = \"self\"\nlabel = {BOTH}\nquestion = {BOTH}\n{}{more}\n",
        if more.contains("change =") {
            ""
        } else {
            "change = \"never\"\n"
        }
    )
}

pub(crate) fn pack(facts: &str, conditions: &[&str], version: &str) -> Pack {
    match policy::compile::compile(&sources(facts, conditions, version)) {
        Ok(pack) => pack,
        Err(errors) => panic!(
            "{}",
            errors.iter().map(|e| format!("{e}\n")).collect::<String>()
        ),
    }
}

/// Every answer a person can give.
pub(crate) fn answers(spec: &FactSpec) -> Vec<Value> {
    let days = |first: Date, last: Date| {
        (0..=first.days_until(last)).map(move |more| Value::date(first.add_days(more)))
    };
    match spec.kind {
        FactKind::Bool => vec![Value::Bool(false), Value::Bool(true)],
        FactKind::Int => (spec.int_range().0..=spec.int_range().1)
            .map(Value::Int)
            .collect(),
        FactKind::Money => {
            let (least, most) = spec.money_range();
            (least.fen()..=most.fen())
                .map(|fen| Value::money(domain::Money::from_fen(fen)))
                .collect()
        }
        FactKind::Date => {
            let (first, last) = spec.date_range().unwrap();
            days(first, last)
                .chain(spec.may_be_never.then(Value::never))
                .collect()
        }
        FactKind::Choice => spec
            .options
            .iter()
            .map(|option| Value::choice(option))
            .collect(),
        FactKind::Set => (0..1_u32 << spec.options.len())
            .map(|mask| {
                let held = spec
                    .options
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| mask >> bit & 1 == 1);
                Value::set(held.map(|(_, option)| &**option))
            })
            .collect(),
    }
}

/// Every way to answer all facts, and the verdict of each.
pub(crate) fn people(pack: &Pack, as_of: Date) -> Vec<(Vec<usize>, Verdict)> {
    let domains: Vec<_> = pack.facts().iter().map(answers).collect();
    let mut chosen = vec![0; domains.len()];
    let mut found = Vec::new();
    loop {
        let facts = told(pack, &domains, |place| Some(chosen[place]));
        found.push((chosen.clone(), verdict(pack, "p", as_of, &facts).unwrap()));
        let Some(place) =
            (0..chosen.len()).find(|place| chosen[*place] + 1 < domains[*place].len())
        else {
            return found;
        };
        chosen[place] += 1;
        chosen[..place].fill(0);
    }
}

/// Facts with the answers chosen by place; none leaves the fact open.
pub(crate) fn told(
    pack: &Pack,
    domains: &[Vec<Value>],
    choice: impl Fn(usize) -> Option<usize>,
) -> Facts {
    let mut facts = Facts::default();
    for (place, spec) in pack.facts().iter().enumerate() {
        if let Some(chosen) = choice(place) {
            facts.set(&spec.id, domains[place][chosen].clone());
        }
    }
    facts
}

/// Tries every partial person of a pack: the verdict must be definite exactly when all completions agree.
pub(crate) fn prove(pack: &Pack, as_of: Date) -> [usize; 3] {
    let domains: Vec<_> = pack.facts().iter().map(answers).collect();
    let people = people(pack, as_of);
    let mut seen = [0; 3];
    for open in 0..1_usize << domains.len() {
        let mut groups: BTreeMap<Vec<usize>, [usize; 2]> = BTreeMap::new();
        for (chosen, verdict) in &people {
            let key: Vec<_> = chosen
                .iter()
                .enumerate()
                .map(|(place, choice)| {
                    if open >> place & 1 == 1 {
                        usize::MAX
                    } else {
                        *choice
                    }
                })
                .collect();
            groups.entry(key).or_default()[usize::from(*verdict == Verdict::Eligible)] += 1;
        }
        for (key, counts) in groups {
            let facts = told(pack, &domains, |place| {
                (key[place] != usize::MAX).then_some(key[place])
            });
            let (expected, kind) = match counts {
                [_, 0] => (Verdict::NotEligible, 0),
                [0, _] => (Verdict::Eligible, 1),
                _ => (Verdict::Unknown, 2),
            };
            assert_eq!(
                verdict(pack, "p", as_of, &facts),
                Some(expected),
                "{facts:?} of {counts:?}"
            );
            seen[kind] += 1;
        }
    }
    seen
}

/// Every partial person for whom the verdict is open: the facts said to be missing must be the fewest whose answers
/// can make it a sure yes.
pub(crate) fn prove_missing(pack: &Pack, as_of: Date) -> usize {
    const OPEN: usize = usize::MAX;
    let domains: Vec<_> = pack.facts().iter().map(answers).collect();
    let mut counts: BTreeMap<Vec<usize>, [usize; 2]> = BTreeMap::new();
    for (chosen, verdict) in people(pack, as_of) {
        for open in 0..1_usize << domains.len() {
            let mut key = chosen.clone();
            for (place, slot) in key.iter_mut().enumerate() {
                if open >> place & 1 == 1 {
                    *slot = OPEN;
                }
            }
            counts.entry(key).or_default()[usize::from(verdict == Verdict::Eligible)] += 1;
        }
    }
    let sure: Vec<&Vec<usize>> = counts
        .iter()
        .filter(|(_, [no, _])| *no == 0)
        .map(|(key, _)| key)
        .collect();
    // The smallest sets by what is answered: for each sure yes, every way to open some of its answers.
    let mut fewest: BTreeMap<Vec<usize>, (u32, Vec<usize>)> = BTreeMap::new();
    for key in sure {
        let answered: Vec<usize> = (0..key.len()).filter(|place| key[*place] != OPEN).collect();
        for subset in 0..1_usize << answered.len() {
            let mut told = key.clone();
            let mut set = Vec::new();
            for (bit, place) in answered.iter().enumerate() {
                if subset >> bit & 1 == 1 {
                    told[*place] = OPEN;
                    set.push(*place);
                }
            }
            let found = (subset.count_ones(), set);
            let best = fewest.entry(told).or_insert_with(|| found.clone());
            if found < *best {
                *best = found;
            }
        }
    }
    let mut proved = 0;
    for (key, [no, yes]) in &counts {
        if *no == 0 || *yes == 0 {
            continue;
        }
        let facts = told(pack, &domains, |place| {
            (key[place] != OPEN).then_some(key[place])
        });
        let found = policy::evaluate(pack, "p", as_of, &facts).unwrap();
        let wanted: Vec<_> = fewest[key]
            .1
            .iter()
            .map(|place| pack.facts()[*place].id.clone())
            .collect();
        assert_eq!(found.missing, wanted, "{facts:?}");
        proved += 1;
    }
    proved
}
