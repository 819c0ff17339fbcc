//! One small change of a programme: what it is, where, and on which days it could show.

use domain::Date;

use super::{
    Mutant, MutantKind,
    alternatives::{Alternative, Names, of_number, of_truth},
    subject::Subject,
};
use crate::compile::{
    expression::{Expression, parse},
    source::{AmountSource, Unit, VersionSource},
};

/// A change, ready to be made.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) mutant: Mutant,
    pub(super) change: Change,
    /// The days to compare on when no case notices.
    pub(super) days: Vec<Date>,
}

#[derive(Debug)]
pub(super) enum Change {
    /// Another expression for a version's condition.
    Condition {
        version: usize,
        place: usize,
        expression: Expression,
    },
    /// A version without one of its conditions.
    Without { version: usize, place: usize },
    /// Other lines of a version's amount.
    Amount {
        version: usize,
        lines: Vec<AmountSource>,
    },
    /// Another first and last day of a version, or of a gap.
    Version {
        version: usize,
        from: Date,
        until: Option<Date>,
    },
    Gap {
        gap: usize,
        from: Option<Date>,
        until: Option<Date>,
    },
}

impl Subject<'_> {
    /// Every change, in the order of the file.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (place, version) in self.written.version.iter().enumerate() {
            self.conditions(place, version, &mut edits);
            self.amounts(place, version, &mut edits);
            self.days(place, version, &mut edits);
        }
        self.gaps(&mut edits);
        edits
    }

    fn mutant(&self, version: &str, place: &str, alternative: &Alternative) -> Mutant {
        Mutant {
            programme: self.rule.id.clone(),
            version: version.to_owned(),
            place: place.to_owned(),
            kind: alternative.kind,
            before: alternative.before.clone(),
            after: alternative.after.clone(),
        }
    }

    fn conditions(&self, version: usize, written: &VersionSource, edits: &mut Vec<Edit>) {
        let Some(rule) = self.rule.versions.get(version) else {
            return;
        };
        let (days, names) = (
            typical_days(written),
            Names {
                steps: &|name| self.step(name, 1),
            },
        );
        for (place, listed) in rule.conditions.iter().enumerate() {
            let condition = self.rule.conditions.get(listed.place);
            let id = condition.map_or("", |condition| condition.id.as_str());
            let name = Expression::Name(id.to_owned());
            let dropped = Alternative::of(MutantKind::Dropped, &name, None);
            edits.push(Edit {
                mutant: self.mutant(&rule.id, id, &dropped),
                change: Change::Without { version, place },
                days: days.clone(),
            });
            let Ok(expression) = parse(&listed.expression) else {
                continue;
            };
            for alternative in of_truth(&expression, &names) {
                edits.push(Edit {
                    mutant: self.mutant(&rule.id, id, &alternative),
                    change: Change::Condition {
                        version,
                        place,
                        expression: alternative.whole,
                    },
                    days: days.clone(),
                });
            }
        }
    }

    fn amounts(&self, version: usize, written: &VersionSource, edits: &mut Vec<Edit>) {
        let id = written.from.as_ref().to_string();
        let days = typical_days(written);
        for (line, source) in written.amount.iter().enumerate() {
            let place = format!("amount {}", line + 1);
            let mut push = |alternative: &Alternative, replaced: Option<AmountSource>| {
                let mut lines = written.amount.clone();
                match (replaced, lines.get_mut(line)) {
                    (Some(replaced), Some(slot)) => *slot = replaced,
                    _ => drop(lines.remove(line)),
                }
                edits.push(Edit {
                    mutant: self.mutant(&id, &place, alternative),
                    change: Change::Amount { version, lines },
                    days: days.clone(),
                });
            };
            let whole = Expression::Name(place.clone());
            push(&Alternative::of(MutantKind::Dropped, &whole, None), None);
            for (alternative, replaced) in self.lines(source) {
                push(&alternative, Some(replaced));
            }
        }
    }

    /// A line of an amount with another guard, value or cap.
    fn lines(&self, source: &AmountSource) -> Vec<(Alternative, AmountSource)> {
        let mut found = Vec::new();
        let read = |text: &toml::Spanned<String>| parse(text.as_ref()).ok();
        let guard = Names {
            steps: &|name| self.step(name, 1),
        };
        let money = Names {
            steps: &|name| self.step(name, 100),
        };
        if let Some((text, when)) = source
            .when
            .as_ref()
            .and_then(|text| Some((text, read(text)?)))
        {
            for other in of_truth(&when, &guard) {
                let when = Some(other.respelt(text));
                found.push((
                    other,
                    AmountSource {
                        when,
                        ..source.clone()
                    },
                ));
            }
        }
        if let Some((text, value)) = source
            .value
            .as_ref()
            .and_then(|text| Some((text, read(text)?)))
        {
            for other in of_number(&value, &money, MutantKind::Amount) {
                let value = Some(other.respelt(text));
                found.push((
                    other,
                    AmountSource {
                        value,
                        ..source.clone()
                    },
                ));
            }
        }
        if let Some((text, cap)) = source
            .at_most
            .as_ref()
            .and_then(|text| Some((text, read(text)?)))
        {
            for other in of_number(&cap, &money, MutantKind::Amount) {
                let at_most = Some(other.respelt(text));
                found.push((
                    other,
                    AmountSource {
                        at_most,
                        ..source.clone()
                    },
                ));
            }
            let dropped = Alternative::of(MutantKind::Amount, &cap, None);
            found.push((
                dropped,
                AmountSource {
                    at_most: None,
                    ..source.clone()
                },
            ));
        }
        found
    }

    fn days(&self, version: usize, written: &VersionSource, edits: &mut Vec<Edit>) {
        let (from, until) = (*written.from.as_ref(), written.until);
        let id = from.to_string();
        for step in [1, -1] {
            let moved = from.add_days(step);
            let change = Change::Version {
                version,
                from: moved,
                until,
            };
            edits.push(self.moved(&id, "from", from, moved, change));
            if let Some(until) = until {
                let moved = until.add_days(step);
                let change = Change::Version {
                    version,
                    from,
                    until: Some(moved),
                };
                edits.push(self.moved(&id, "until", until, moved, change));
            }
        }
    }

    fn gaps(&self, edits: &mut Vec<Edit>) {
        for (gap, written) in self.written.known_gap.iter().enumerate() {
            let (from, until) = (written.from, written.until);
            let id = format!("known_gap {}", gap + 1);
            for step in [1, -1] {
                if let Some(day) = from {
                    let moved = day.add_days(step);
                    let change = Change::Gap {
                        gap,
                        from: Some(moved),
                        until,
                    };
                    edits.push(self.moved(&id, "from", day, moved, change));
                }
                if let Some(day) = until {
                    let moved = day.add_days(step);
                    let change = Change::Gap {
                        gap,
                        from,
                        until: Some(moved),
                    };
                    edits.push(self.moved(&id, "until", day, moved, change));
                }
            }
        }
    }

    /// A day moved shows on itself and its neighbours, and nowhere else.
    fn moved(&self, id: &str, place: &str, before: Date, after: Date, change: Change) -> Edit {
        Edit {
            mutant: Mutant {
                programme: self.rule.id.clone(),
                version: id.to_owned(),
                place: place.to_owned(),
                kind: MutantKind::Date,
                before: before.to_string(),
                after: after.to_string(),
            },
            change,
            days: (-1..=1).map(|step| before.add_days(step)).collect(),
        }
    }

    /// How far the value of a parameter is moved; money in an amount by a yuan.
    fn step(&self, name: &str, yuan: i64) -> Option<i64> {
        let parameter = self.parsed.parameters.get(name)?;
        Some(if parameter.unit == Unit::Yuan {
            yuan
        } else {
            1
        })
    }
}

/// The first and the last day, those around the end of a February with 29 days, and where no end is written, ten years on.
fn typical_days(version: &VersionSource) -> Vec<Date> {
    let from = *version.from.as_ref();
    let until = version.until.unwrap_or_else(|| from.add_months(120));
    let leap = (from.year()..=until.year()).find_map(|year| Date::new(year, 2, 29));
    let around = leap.into_iter().flat_map(|leap| [leap, leap.add_days(1)]);
    let mut days = vec![from, until];
    days.extend(around.filter(|day| (from..=until).contains(day)));
    days
}
