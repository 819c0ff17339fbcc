//! What is said about applying, and conditions nobody lists.

use super::Lowering;
use crate::compile::source::WindowSource;

impl Lowering<'_> {
    /// Mistakes in what is said about applying.
    pub(super) fn applying(&mut self) {
        let programme = self.programme;
        let WindowSource { zh, en, .. } = &programme.window;
        let texts = programme
            .papers
            .iter()
            .chain(&programme.steps)
            .chain([&programme.office, &programme.title, &programme.summary])
            .chain([&programme.decided_by_person])
            .map(|both| (&both.zh, &both.en));
        for (zh, en) in texts.chain([(zh, en)]) {
            if zh.is_empty() != en.is_empty() {
                let message =
                    format!("\"{zh}{en}\" is written in one language only; write zh and en");
                self.refuse(0, "programme", message);
            }
        }
        if programme.apply_cite.is_empty()
            && !(programme.papers.is_empty() && programme.steps.is_empty())
        {
            self.refuse(
                0,
                "apply_cite",
                "is empty; cite where papers and steps stand written".into(),
            );
        }
        self.documents(&programme.apply_cite, 0, "apply_cite");
        for other in &programme.not_with {
            self.documents(std::slice::from_ref(&other.cite), 0, "not_with");
            let known =
                (self.parsed.programmes.iter()).any(|(_, known)| known.id == other.programme);
            if !known || other.programme == programme.id {
                let message = format!(
                    "names \"{}\", which is no other programme; write one of programmes/",
                    other.programme
                );
                self.refuse(0, "not_with", message);
            }
        }
    }

    /// A condition that no version lists is a mistake more often than a reserve.
    pub(super) fn unused(&mut self) {
        let programme = self.programme;
        for condition in &programme.condition {
            let listed = programme
                .version
                .iter()
                .flat_map(|version| &version.conditions);
            if !listed
                .into_iter()
                .any(|listed| listed.as_ref() == condition.key.as_ref())
            {
                let key = format!("condition.{}", condition.key.as_ref());
                self.refuse(
                    condition.key.span().start,
                    &key,
                    "is in no version; list it or delete it".into(),
                );
            }
        }
    }
}
