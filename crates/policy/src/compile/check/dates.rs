//! Days without a rule or a declared gap, days with two, and programmes without any.

use domain::Date;

use super::{Finding, eligible, finding};
use crate::{Pack, Programme, Version};

/// A stretch of days: a version or a declared gap.
struct Stretch<'a> {
    from: Option<Date>,
    until: Option<Date>,
    version: Option<&'a Version>,
    name: String,
}

pub(super) fn check(pack: &Pack, programme: &Programme, findings: &mut Vec<Finding>) {
    let versions = programme.versions.iter().map(|version| Stretch {
        from: Some(version.from),
        until: version.until,
        version: Some(version),
        name: version.id.to_string(),
    });
    let gaps = programme.gaps.iter().map(|gap| Stretch {
        from: gap.from,
        until: gap.until,
        version: None,
        name: format!("known_gap {}", gap.id),
    });
    let mut stretches: Vec<_> = versions.chain(gaps).collect();
    stretches.sort_by_key(|stretch| stretch.from);
    if programme.versions.is_empty() {
        let message = "has no version; write one".to_owned();
        findings.push(finding("no_version", true, &programme.id, message));
    }
    for pair in stretches.windows(2) {
        if let [one, next] = pair {
            findings.extend(between(pack, programme, one, next));
        }
    }
}

fn between(
    pack: &Pack,
    programme: &Programme,
    one: &Stretch<'_>,
    next: &Stretch<'_>,
) -> Option<Finding> {
    let from = next.from?;
    let (code, message, day) = match one.until {
        None => (
            "overlap",
            format!(
                "{} has no end, and {} follows on {from}",
                one.name, next.name
            ),
            from,
        ),
        Some(until) if from <= until => (
            "overlap",
            format!(
                "{} begins on {from}, but {} lasts until {until}",
                next.name, one.name
            ),
            from,
        ),
        Some(until) if until.add_days(1) < from => (
            "gap",
            format!(
                "from {} to {} nothing is said; write a [[known_gap]]",
                until.add_days(1),
                from.add_days(-1)
            ),
            until.add_days(1),
        ),
        Some(_) => return None,
    };
    // The rule that stops, on its last day; else the one that begins, on its first.
    let before = one.version.zip(one.until);
    let after = next.version.map(|version| (version, version.from));
    let (version, shown_on) = match (code, before.or(after)) {
        ("gap", Some((version, day))) => (Some(version), day),
        _ => (one.version.or(next.version), day),
    };
    Some(Finding {
        version: Some(next.name.clone()),
        witness: version.and_then(|version| eligible(pack, programme, version, shown_on)),
        as_of: Some(day),
        ..finding(code, true, &programme.id, message)
    })
}
