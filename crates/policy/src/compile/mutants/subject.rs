//! A programme under the knife: as written, as lowered, and as a pack of its own.

use super::{
    edit::{Change, Edit},
    graft,
};
use crate::{
    Pack,
    compile::{
        CompileError,
        lower::{self, LoweredProgramme},
        source::{File, Parsed, ProgrammeSource},
    },
};

pub(super) struct Subject<'a> {
    pub(super) parsed: &'a Parsed<'a>,
    file: &'a File,
    pub(super) written: &'a ProgrammeSource,
    pub(super) rule: &'a LoweredProgramme,
    /// The pack of this programme alone, as it is.
    pub(super) pack: Pack,
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        parsed: &'a Parsed<'a>,
        file: &'a File,
        written: &'a ProgrammeSource,
        rule: &'a LoweredProgramme,
        whole: &Pack,
    ) -> Result<Self, Vec<CompileError>> {
        let pack = graft::pack(&graft::alone(whole, &rule.id), rule)?;
        Ok(Self {
            parsed,
            file,
            written,
            rule,
            pack,
        })
    }

    /// The pack with a change made; none when the compiler refuses it.
    pub(super) fn changed(&self, edit: &Edit) -> Option<Pack> {
        let mut rule = self.rule.clone();
        match &edit.change {
            Change::Condition {
                version,
                place,
                expression,
            } => {
                let written = self.written.version.get(*version)?;
                let formula = lower::formula(self.parsed, written, expression).ok()?;
                let listed = rule
                    .versions
                    .get_mut(*version)?
                    .conditions
                    .get_mut(*place)?;
                let mut condition = rule.conditions.get(listed.place)?.clone();
                condition.formula = formula;
                listed.place = rule.conditions.len();
                rule.conditions.push(condition);
            }
            Change::Without { version, place } => {
                let listed = &mut rule.versions.get_mut(*version)?.conditions;
                if *place >= listed.len() {
                    return None;
                }
                listed.remove(*place);
            }
            Change::Amount { version, lines } => {
                let written = self.written.version.get(*version)?;
                let lines = lower::amounts(self.parsed, (self.file, self.written), written, lines);
                rule.versions.get_mut(*version)?.amounts = lines.ok()?;
            }
            Change::Version { .. } | Change::Gap { .. } => return self.on_other_days(&edit.change),
        }
        graft::pack(&self.pack, &rule).ok()
    }

    fn on_other_days(&self, change: &Change) -> Option<Pack> {
        let mut pack = self.pack.clone();
        let mut programme = pack.programmes.first()?.clone();
        match *change {
            Change::Version {
                version,
                from,
                until,
            } => {
                if until.is_some_and(|until| until < from) {
                    return None;
                }
                let slot = programme.versions.get_mut(version)?;
                (slot.from, slot.until) = (from, until);
            }
            Change::Gap { gap, from, until } => {
                let slot = programme.gaps.get_mut(gap)?;
                (slot.from, slot.until) = (from, until);
            }
            _ => return None,
        }
        pack.programmes = vec![programme].into();
        pack.days = crate::rules::Days::default();
        Some(pack)
    }
}
