//! A refusal in all its parts: reason, article, evidence, what would change it, remedies.

use super::super::flaw::Flaw;
use super::non_blank;
use api::{
    application::RefusalView,
    policy::{ConditionView, VerdictView},
    staff::StaffApplicationView,
};
use i18n::t;
use serde::{Deserialize, Serialize};

/// The reason that is no condition of the policy.
pub(in super::super) const OTHER: &str = "other";

/// The refusal as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct RefusalDraft {
    pub(in super::super) reason_code: String,
    article: String,
    /// The officer's own words are not replaced when another reason is chosen.
    is_article_typed: bool,
    pub(in super::super) evidence: String,
    would_change: String,
    /// Nor are these words.
    is_change_typed: bool,
    remedies: Vec<String>,
}

impl RefusalDraft {
    /// Starts from the first condition that is not met.
    pub(super) fn begin(&mut self, file: &StaffApplicationView) {
        if self.reason_code.is_empty()
            && let Some(verdict) = &file.application.verdict
            && let Some(failing) = conditions(verdict).first()
            && failing.verdict == "unmet"
        {
            self.choose(&failing.id, Some(verdict));
        }
    }

    /// Takes a reason, and with it the article it rests on and what would change it.
    pub(in super::super) fn choose(&mut self, code: &str, verdict: Option<&VerdictView>) {
        self.reason_code = code.to_owned();
        if !self.is_article_typed {
            let condition = verdict
                .and_then(|verdict| verdict.conditions.iter().find(|known| known.id == code));
            self.article = condition
                .map(|condition| condition.citation.clone())
                .unwrap_or_default();
        }
        if !self.is_change_typed {
            let condition = verdict
                .and_then(|verdict| verdict.conditions.iter().find(|known| known.id == code));
            self.would_change = condition
                .map(|condition| t::staff_file::refusal::would_change_begin(&condition.label))
                .unwrap_or_default();
        }
    }

    pub(in super::super) fn would_change(&self) -> String {
        self.would_change.clone()
    }

    pub(in super::super) fn set_would_change(&mut self, text: String) {
        self.is_change_typed = !text.trim().is_empty();
        self.would_change = text;
    }

    pub(in super::super) fn article(&self) -> String {
        self.article.clone()
    }

    pub(in super::super) fn set_article(&mut self, text: String) {
        self.is_article_typed = !text.trim().is_empty();
        self.article = text;
    }

    /// How many lines for remedies are shown; always one.
    pub(in super::super) fn remedy_count(&self) -> usize {
        self.remedies.len().max(1)
    }

    pub(in super::super) fn remedy(&self, at: usize) -> String {
        self.remedies.get(at).cloned().unwrap_or_default()
    }

    pub(in super::super) fn set_remedy(&mut self, at: usize, text: String) {
        if self.remedies.len() <= at {
            self.remedies.resize(at + 1, String::new());
        }
        if let Some(remedy) = self.remedies.get_mut(at) {
            *remedy = text;
        }
    }

    pub(in super::super) fn add_remedy(&mut self) {
        self.remedies.resize(self.remedy_count() + 1, String::new());
    }

    pub(in super::super) fn remove_remedy(&mut self, at: usize) {
        if at < self.remedies.len() {
            self.remedies.remove(at);
        }
    }

    /// The refusal and what would change it, or everything missing.
    pub(super) fn check(&self) -> Result<(RefusalView, String), Vec<Flaw>> {
        let article = non_blank(&self.article);
        let evidence = non_blank(&self.evidence);
        let would_change = non_blank(&self.would_change);
        let remedies: Vec<String> = self
            .remedies
            .iter()
            .filter_map(|remedy| non_blank(remedy))
            .collect();
        let missing = [
            (self.reason_code.is_empty(), Flaw::Reason),
            (article.is_none(), Flaw::Article),
            (evidence.is_none(), Flaw::Evidence),
            (would_change.is_none(), Flaw::WouldChange),
            (remedies.is_empty(), Flaw::Remedies),
        ];
        let flaws: Vec<Flaw> = missing
            .into_iter()
            .filter(|(is_missing, _)| *is_missing)
            .map(|(_, flaw)| flaw)
            .collect();
        match (article, evidence, would_change) {
            (Some(article), Some(evidence), Some(would_change)) if flaws.is_empty() => {
                let refusal = RefusalView {
                    reason_code: self.reason_code.clone(),
                    article,
                    evidence,
                    remedies,
                };
                Ok((refusal, would_change))
            }
            _ => Err(flaws),
        }
    }
}

/// The conditions, those against the application first.
pub(in super::super) fn conditions(verdict: &VerdictView) -> Vec<&ConditionView> {
    let mut conditions: Vec<&ConditionView> = verdict.conditions.iter().collect();
    conditions.sort_by_key(|condition| match condition.verdict.as_str() {
        "unmet" => 0,
        "met" => 2,
        _ => 1,
    });
    conditions
}
