//! The vocabularies of several packs as one: facts match by id, options by id.

use super::View;
use crate::{FactKind, FactSpec, Name, Pack, day::NEVER};

/// A fact of the common vocabulary: what a person can answer in every view that has it.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) id: Name,
    pub(crate) kind: FactKind,
    pub(crate) options: Vec<Name>,
    pub(crate) never: bool,
    pub(crate) min: i64,
    pub(crate) max: i64,
}

/// The slots, and by view the slot of each fact. A fact that changed its type has none in the later views.
pub(crate) fn merge(views: &[View<'_>]) -> (Vec<Slot>, Vec<Vec<Option<usize>>>) {
    let mut slots: Vec<Slot> = Vec::new();
    let mut places = Vec::new();
    for view in views {
        let mut here = Vec::new();
        for spec in view.pack.facts() {
            let known = slots.iter().position(|slot| slot.id == spec.id);
            here.push(
                match known.and_then(|place| Some((place, slots.get_mut(place)?))) {
                    None => {
                        slots.push(Slot::of(spec));
                        Some(slots.len() - 1)
                    }
                    Some((place, slot)) if slot.kind == spec.kind => {
                        slot.join(spec);
                        Some(place)
                    }
                    Some(_) => None,
                },
            );
        }
        places.push(here);
    }
    (slots, places)
}

/// The bit of a pack's option in the common slot.
pub(crate) fn option_of(pack: &Pack, fact: usize, bit: u32, slot: &Slot) -> Option<u32> {
    let option = pack
        .facts()
        .get(fact)?
        .options
        .get(usize::try_from(bit).ok()?)?;
    u32::try_from(slot.options.iter().position(|known| known == option)?).ok()
}

/// The place a common option has in the pack.
pub(crate) fn place_of(pack: &Pack, fact: usize, slot: &Slot, option: usize) -> Option<i64> {
    let option = slot.options.get(option)?;
    let options = &pack.facts().get(fact)?.options;
    i64::try_from(options.iter().position(|known| known == option)?).ok()
}

impl Slot {
    fn of(spec: &FactSpec) -> Self {
        Self {
            id: spec.id.clone(),
            kind: spec.kind,
            options: spec.options.clone(),
            never: spec.may_be_never,
            min: spec.min,
            max: spec.max,
        }
    }

    /// A choice that one pack does not offer is no answer there, so it is left out. An option of a set is kept: who
    /// does not see it ticks the others.
    fn join(&mut self, spec: &FactSpec) {
        match self.kind {
            FactKind::Choice => {
                self.options.retain(|option| spec.options.contains(option));
                self.max = i64::try_from(self.options.len()).unwrap_or(1) - 1;
            }
            FactKind::Set => {
                for option in &spec.options {
                    if !self.options.contains(option) {
                        self.options.push(option.clone());
                    }
                }
                self.max = (1 << self.options.len().min(62)) - 1;
            }
            _ => {
                self.min = self.min.max(spec.min);
                self.max = self.max.min(spec.max);
                self.never &= spec.may_be_never;
            }
        }
    }

    /// The largest number an answer can have.
    pub(crate) fn ceiling(&self) -> i64 {
        if self.never { NEVER } else { self.max }
    }

    /// A cell without bounds that every answer keeps anyway.
    pub(crate) fn clip(&self, from: i64, until: i64) -> (i64, i64) {
        (
            if from <= self.min { i64::MIN } else { from },
            if until > self.ceiling() {
                i64::MAX
            } else {
                until
            },
        )
    }

    /// The nearest answers inside a range; an empty range when there is none.
    pub(crate) fn inside(&self, (low, high): (i64, i64)) -> (i64, i64) {
        let (low, high) = (low.max(self.min), high.min(self.ceiling()));
        (
            if low > self.max { low.max(NEVER) } else { low },
            if high < NEVER {
                high.min(self.max)
            } else {
                high
            },
        )
    }

    /// True for a number that is an answer.
    pub(crate) fn has(&self, value: i64) -> bool {
        (self.min..=self.max).contains(&value) || (self.never && value == NEVER)
    }

    /// The largest answer below a number.
    pub(crate) fn before(&self, cut: i64) -> Option<i64> {
        let value = (cut - 1).min(self.max);
        (value >= self.min).then_some(value)
    }

    /// The smallest answer from a number on.
    pub(crate) fn from(&self, cut: i64) -> Option<i64> {
        let value = cut.max(self.min);
        if value <= self.max {
            return Some(value);
        }
        (self.never && cut <= NEVER).then_some(NEVER)
    }

    /// A likely answer: an adult of thirty, nothing owed, nothing counted.
    pub(crate) fn usual(&self, today: i64) -> i64 {
        const THIRTY_YEARS_DAYS: i64 = 10_958;
        match self.kind {
            FactKind::Date => (today - THIRTY_YEARS_DAYS).clamp(self.min, self.max.max(self.min)),
            _ => self.min,
        }
    }

    /// The answer of a number.
    pub(crate) fn decode(&self, number: i64) -> crate::Value {
        self.spec().decode(number)
    }

    fn spec(&self) -> FactSpec {
        FactSpec {
            id: self.id.clone(),
            kind: self.kind,
            options: self.options.clone(),
            may_be_never: self.never,
            confirmed_by: Name::from(""),
            change: crate::ChangeKind::Never,
            min: self.min,
            max: self.max,
            rises: false,
            falls: false,
            gains: 0,
            sheds: 0,
            effort: 0,
            moves_with: None,
        }
    }
}
