//! The correction notice: what is pinned, what is wrong with it, all at once.

use super::super::flaw::Flaw;
use super::non_blank;
use api::{application::DefectView, staff::StaffApplicationView};
use application::{documents_for, sections};
use serde::{Deserialize, Serialize};
use workflow::loan::DefectCode;

/// The notice as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct ReturnDraft {
    pins: Vec<Pin>,
    pub(in super::super) supervisor_reason: String,
    /// What came up after the second return.
    pub(in super::super) new_facts: String,
}

/// The notice once nothing is missing.
pub(super) struct Notice {
    pub(super) defects: Vec<DefectView>,
    pub(super) supervisor_reason: Option<String>,
    pub(super) new_facts: Option<String>,
}

/// One field or paper. Unticking keeps what was written, in case it is ticked again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Pin {
    field: String,
    is_ticked: bool,
    code: String,
    note: String,
}

impl ReturnDraft {
    /// Whether this is to be fixed.
    pub(in super::super) fn is_ticked(&self, field: &str) -> bool {
        self.pin(field).is_some_and(|pin| pin.is_ticked)
    }

    /// What is wrong with it, by code.
    pub(in super::super) fn code(&self, field: &str) -> String {
        self.pin(field)
            .map(|pin| pin.code.clone())
            .unwrap_or_default()
    }

    /// The officer's words on it.
    pub(in super::super) fn note(&self, field: &str) -> String {
        self.pin(field)
            .map(|pin| pin.note.clone())
            .unwrap_or_default()
    }

    pub(in super::super) fn tick(&mut self, field: &str, is_ticked: bool) {
        self.change(field, |pin| pin.is_ticked = is_ticked);
    }

    pub(in super::super) fn set_code(&mut self, field: &str, code: String) {
        self.change(field, |pin| pin.code = code);
    }

    pub(in super::super) fn set_note(&mut self, field: &str, note: String) {
        self.change(field, |pin| pin.note = note);
    }

    /// What is ticked, in the order of the form, each with its code if one is chosen.
    pub(in super::super) fn ticked(
        &self,
        file: &StaffApplicationView,
    ) -> Vec<(String, Option<DefectCode>, String)> {
        let known = pinnable(file);
        known
            .into_iter()
            .filter_map(|field| self.pin(&field))
            .filter(|pin| pin.is_ticked)
            .map(|pin| {
                (
                    pin.field.clone(),
                    pin.code.parse().ok(),
                    pin.note.trim().to_owned(),
                )
            })
            .collect()
    }

    /// The defects and what another return needs, or everything missing.
    pub(super) fn check(&self, file: &StaffApplicationView) -> Result<Notice, Vec<Flaw>> {
        let mut flaws = Vec::new();
        let mut defects = Vec::new();
        let ticked = self.ticked(file);
        if ticked.is_empty() {
            flaws.push(Flaw::Pins);
        }
        for (field, code, note) in ticked {
            match code {
                None => flaws.push(Flaw::PinCode(field)),
                Some(DefectCode::Other) if note.is_empty() => flaws.push(Flaw::PinNote(field)),
                Some(code) => defects.push(DefectView {
                    field,
                    code,
                    note,
                    cannot_supply: None,
                }),
            }
        }
        let needs_supervisor = file.returns_in_stage > 0;
        let supervisor_reason = non_blank(&self.supervisor_reason).filter(|_| needs_supervisor);
        if needs_supervisor && supervisor_reason.is_none() {
            flaws.push(Flaw::Supervisor);
        }
        let needs_facts = file.returns_in_stage > 1;
        let new_facts = non_blank(&self.new_facts).filter(|_| needs_facts);
        if needs_facts && new_facts.is_none() {
            flaws.push(Flaw::NewFacts);
        }
        if flaws.is_empty() {
            Ok(Notice {
                defects,
                supervisor_reason,
                new_facts,
            })
        } else {
            Err(flaws)
        }
    }

    fn pin(&self, field: &str) -> Option<&Pin> {
        self.pins.iter().find(|pin| pin.field == field)
    }

    fn change(&mut self, field: &str, change: impl FnOnce(&mut Pin)) {
        if let Some(pin) = self.pins.iter_mut().find(|pin| pin.field == field) {
            change(pin);
        } else {
            let mut pin = Pin {
                field: field.to_owned(),
                ..Pin::default()
            };
            change(&mut pin);
            self.pins.push(pin);
        }
    }
}

/// Every field and paper of a file, in the order shown; papers as `documents/<kind>`.
fn pinnable(file: &StaffApplicationView) -> Vec<String> {
    let application = &file.application;
    let fields = sections(application.product, &application.answers)
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .map(|field| field.id().to_owned());
    let papers = documents_for(application.product, &application.answers)
        .into_iter()
        .map(|kind| paper_id(kind.id()));
    fields.chain(papers).collect()
}

fn paper_id(kind: &str) -> String {
    let mut id = String::from("documents/");
    id.push_str(kind);
    id
}
