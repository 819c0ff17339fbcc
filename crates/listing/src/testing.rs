//! A district, a licence and a draft without mistakes.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{BusySeason, Division, DivisionKind, SkillLevel, SubsidyStandard};
use domain::Date;
use workflow::WorkCalendar;

use crate::{Catalogues, Draft, Field, Ground, Licence, OpenClass, Scope, Values};

pub(crate) fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub(crate) fn divisions() -> Vec<Division> {
    [
        ("620602101", "武南镇"),
        ("620602100", "黄羊镇"),
        ("620602114", "发放镇"),
    ]
    .into_iter()
    .map(|(code, name)| Division {
        code: code.into(),
        name: name.into(),
        kind: DivisionKind::Town,
    })
    .collect()
}

/// Everything a check needs, owned.
pub(crate) struct Bench {
    pub(crate) calendar: WorkCalendar,
    pub(crate) divisions: Vec<Division>,
    pub(crate) licence: Licence,
    pub(crate) titles: BTreeSet<String>,
    pub(crate) open: BTreeMap<String, OpenClass>,
    pub(crate) trades: Vec<String>,
    pub(crate) has_institution: bool,
    pub(crate) is_sample: bool,
    pub(crate) busy_seasons: Vec<BusySeason>,
    pub(crate) standards: Vec<SubsidyStandard>,
}

impl Default for Bench {
    fn default() -> Self {
        Self {
            calendar: WorkCalendar::from_parts(
                [day("2026-10-01"), day("2027-01-01")],
                [],
                day("2027-12-31"),
            ),
            divisions: divisions(),
            licence: Licence {
                scopes: vec![Scope {
                    trade: "电工".into(),
                    levels: vec![SkillLevel::Five, SkillLevel::Four],
                }],
                valid_until: day("2027-12-31"),
                divisions: vec!["620602101".into()],
            },
            titles: BTreeSet::new(),
            open: BTreeMap::new(),
            trades: vec!["电工".into()],
            has_institution: true,
            is_sample: false,
            busy_seasons: Vec::new(),
            standards: Vec::new(),
        }
    }
}

impl Bench {
    pub(crate) fn ground(&self) -> Ground<'_> {
        Ground {
            today: day("2026-11-24"),
            calendar: &self.calendar,
            notice_working_days: 5,
            divisions: &self.divisions,
            licence: &self.licence,
            other_titles: &self.titles,
            catalogues: Some(Catalogues {
                trades: &self.trades,
                has_institution: self.has_institution,
                is_sample: self.is_sample,
            }),
            standards: &self.standards,
            busy_seasons: &self.busy_seasons,
            open: &self.open,
        }
    }
}

/// The sample row of the template, as a draft.
pub(crate) fn good() -> Draft {
    let values = |fields: Vec<Field>| -> Values {
        fields
            .into_iter()
            .map(|field| (field, field.example().to_owned()))
            .collect()
    };
    Draft {
        course: values(Field::of_course().collect()),
        classes: vec![values(Field::of_class().collect())],
        photo: None,
    }
}
