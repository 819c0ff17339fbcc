//! What a form says was decided, as far as it can be read.

use api::application::{DefectView, DisbursementView, RefusalView, TermsView};
use api::package::PackageDecisionView;
use api::particulars::ContractView;
use api::people::WaiverAnswerView;
use api::servicing::RepaymentView;
use domain::{Date, Money};
use i18n::t;
use workflow::loan::HandOverDecision as D;

use super::Judge;
use crate::packages::rows::{self, CONDITIONS, DEFECTS, REMEDIES};
use crate::packages::{form, manifest};

/// The reason of a refusal that is no condition of the policy.
const OTHER: &str = "other";
/// Longest name of whoever decided.
const NAME_CHARS: usize = 60;

impl Judge<'_> {
    /// What was chosen in a row, or nothing when nothing is there; what is no choice is refused.
    fn chosen(&mut self, row: &str) -> Option<String> {
        let text = self.filled.text(row);
        if text.is_empty() {
            return None;
        }
        let choices = form::choices(row, self.file, self.facts).unwrap_or_default();
        let found = choices
            .into_iter()
            .find(|(code, words)| code == text || words == text);
        if found.is_none() {
            self.refuse(row, "not_an_option");
        }
        found.map(|(code, _)| code)
    }

    /// The same for what must be there.
    fn required(&mut self, row: &str) -> Option<String> {
        let found = self.chosen(row);
        if found.is_none() {
            self.refuse(row, "required");
        }
        found
    }

    /// Everything the form says, as far as it can be read.
    pub(super) fn decided(&mut self, today: Date) -> Option<PackageDecisionView> {
        let decided_by = self.filled.text(rows::DECIDED_BY).to_owned();
        if decided_by.is_empty() {
            self.refuse(rows::DECIDED_BY, "required");
        } else if decided_by.chars().count() > NAME_CHARS {
            self.refuse(rows::DECIDED_BY, "too_long");
        }
        let decided_on = self.day(rows::DECIDED_ON);
        match decided_on {
            Some(on) if on > today => self.refuse(rows::DECIDED_ON, "date_in_future"),
            Some(on) if on < self.facts.made_on() => {
                self.refuse(rows::DECIDED_ON, "date_before_package");
            }
            _ => {}
        }
        let decision: D = self.required(rows::DECISION)?.parse().ok()?;
        let mut decided = PackageDecisionView {
            decision,
            decided_by,
            decided_on: decided_on.map_or_else(String::new, |on| on.to_string()),
            form_hash: manifest::hex(&self.filled.hash),
            terms: None,
            conditions: Vec::new(),
            waiver: None,
            condition: None,
            refusal: None,
            would_change: None,
            contract: None,
            defects: Vec::new(),
            disbursement: None,
            repayment: None,
            note: None,
        };
        match decision {
            D::Approve => {
                decided.terms = Some(self.terms());
                decided.conditions = self.conditions();
            }
            D::Meet => {
                let condition = self.required(rows::MET);
                decided.condition = condition.and_then(|code| code.parse().ok());
                decided.note = self.note();
            }
            D::Refuse => {
                decided.refusal = Some(self.refusal());
                decided.would_change = Some(self.filled.text("would_change").to_owned());
            }
            D::NotMet => {
                let condition = self.required(rows::NOT_MET);
                decided.condition = condition.and_then(|code| code.parse().ok());
                decided.refusal = Some(self.not_met(decided.condition));
                decided.would_change = Some(self.filled.text("would_change").to_owned());
            }
            D::Return => decided.defects = self.returned(),
            D::Pay => {
                decided.disbursement = Some(self.disbursement());
                decided.repayment = self.repayment();
            }
            D::Pass => {
                decided.waiver = self.waiver();
                decided.conditions = self.conditions();
                decided.note = self.note();
            }
            D::Uphold | D::Overturn | D::HoldForQuota | D::HoldForFund => {
                decided.note = self.note();
            }
            D::Sign => decided.contract = Some(self.contract()),
        }
        Some(decided)
    }

    fn note(&self) -> Option<String> {
        let note = self.filled.text("note");
        (!note.is_empty()).then(|| note.to_owned())
    }

    /// The answer to whoever asked to do without a guarantor; none where nobody did.
    fn waiver(&mut self) -> Option<WaiverAnswerView> {
        let reason = self.filled.text(rows::WAIVER_REASON).to_owned();
        let answer = if reason.is_empty() {
            self.chosen(rows::WAIVER)
        } else {
            self.required(rows::WAIVER)
        };
        Some(WaiverAnswerView {
            is_granted: answer? == form::GRANTED,
            reason,
        })
    }

    /// What has to be so before the contract; blank places are none.
    fn conditions(&mut self) -> Vec<String> {
        let mut conditions = Vec::new();
        for number in 1..=CONDITIONS {
            let text = self.filled.text(&format!("condition_{number}"));
            if !text.is_empty() {
                conditions.push(text.to_owned());
                self.places.conditions.push(number);
            }
        }
        conditions
    }

    fn day(&mut self, row: &str) -> Option<Date> {
        let text = self.filled.text(row);
        let day = listing::read_day(text);
        if text.is_empty() {
            self.refuse(row, "required");
        } else if day.is_none() {
            self.refuse(row, "date_unreadable");
        }
        day
    }

    /// A sum in fen; 0, which no request takes, where it cannot be read.
    fn fen(&mut self, row: &str) -> i64 {
        let text = self.filled.text(row);
        match Money::parse_yuan(text) {
            Ok(sum) => return sum.fen(),
            Err(_) if text.is_empty() => self.refuse(row, "required"),
            Err(_) => self.refuse(row, "amount_unreadable"),
        }
        0
    }

    fn terms(&mut self) -> TermsView {
        let rate = rate_basis_points(self.filled.text("rate"));
        if rate.is_none() {
            self.refuse("rate", "rate_unreadable");
        }
        let months = self.filled.text("months").parse();
        if months.is_err() {
            self.refuse("months", "number_unreadable");
        }
        TermsView {
            amount_fen: self.fen("amount"),
            rate_basis_points: rate.unwrap_or_default(),
            months: months.unwrap_or_default(),
            bank_branch: self.filled.text("branch").to_owned(),
        }
    }

    fn refusal(&mut self) -> RefusalView {
        RefusalView {
            reason_code: self.required("reason").unwrap_or_default(),
            article: self.filled.text("article").to_owned(),
            evidence: self.filled.text("evidence").to_owned(),
            remedies: self.remedies(),
        }
    }

    /// The refusal of an offer whose condition is not met: the condition is the reason, and stands with what shows it.
    fn not_met(&mut self, condition: Option<u32>) -> RefusalView {
        let at = condition.and_then(|at| usize::try_from(at).ok());
        let known = at.and_then(|at| self.file.loan.conditions().get(at));
        let evidence = self.filled.text("evidence");
        let evidence = match known {
            Some(known) if !evidence.is_empty() => {
                t::staff_package::form::not_met(&known.text, evidence)
            }
            _ => evidence.to_owned(),
        };
        RefusalView {
            reason_code: OTHER.to_owned(),
            article: self.filled.text("article").to_owned(),
            evidence,
            remedies: self.remedies(),
        }
    }

    /// What the applicant can do; blank places are none.
    fn remedies(&mut self) -> Vec<String> {
        let mut remedies = Vec::new();
        for number in 1..=REMEDIES {
            let text = self.filled.text(&format!("remedy_{number}"));
            if !text.is_empty() {
                remedies.push(text.to_owned());
                self.places.remedies.push(number);
            }
        }
        remedies
    }

    fn returned(&mut self) -> Vec<DefectView> {
        let mut defects = Vec::new();
        for number in 1..=DEFECTS {
            let row = format!("defect_{number}");
            let (code_row, note_row) = (format!("{row}_code"), format!("{row}_note"));
            let is_blank = [&row, &code_row, &note_row]
                .iter()
                .all(|row| self.filled.text(row).is_empty());
            if is_blank {
                continue;
            }
            let (field, code) = (self.required(&row), self.required(&code_row));
            let code = code.and_then(|code| code.parse().ok());
            if let (Some(field), Some(code)) = (field, code) {
                self.places.defects.push(number);
                defects.push(DefectView {
                    field,
                    code,
                    note: self.filled.text(&note_row).to_owned(),
                    cannot_supply: None,
                });
            }
        }
        defects
    }

    fn disbursement(&mut self) -> DisbursementView {
        DisbursementView {
            amount_fen: self.fen("paid_amount"),
            on: self
                .day("paid_on")
                .map_or_else(String::new, |on| on.to_string()),
            account_tail: self.filled.text("account_tail").to_owned(),
        }
    }

    fn contract(&mut self) -> ContractView {
        let signed_on = self.day("signed_on");
        ContractView {
            signed_on: signed_on.map_or_else(String::new, |on| on.to_string()),
            number: self.filled.text("contract_number").to_owned(),
            guarantee_number: self.filled.text("guarantee_number").to_owned(),
        }
    }

    fn repayment(&mut self) -> Option<RepaymentView> {
        let (method, counting) = (self.required("method"), self.required("counting"));
        let early_effect = self.required("early_effect");
        Some(RepaymentView {
            method: method?.parse().ok()?,
            counting: counting?.parse().ok()?,
            early_effect: early_effect?.parse().ok()?,
            loan_number: self.filled.text("loan_number").to_owned(),
        })
    }
}

/// A yearly rate in percent, with at most two decimals.
fn rate_basis_points(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(['%', '％']).trim_end();
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_number = (1..=2).contains(&whole.len())
        && decimals.len() <= 2
        && whole
            .bytes()
            .chain(decimals.bytes())
            .all(|digit| digit.is_ascii_digit());
    let hundredths: u32 = format!("{decimals:0<2}").parse().ok()?;
    let whole: u32 = whole.parse().ok()?;
    is_number.then(|| whole * 100 + hundredths)
}

#[cfg(test)]
mod tests;
