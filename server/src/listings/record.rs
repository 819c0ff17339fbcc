//! A listing opened: its row, its fold, its words.

use api::ProblemCode;
use catalogue::TrainingClocks;
use listing::Draft;
use sha2::{Digest as _, Sha256};
use store::events::LISTINGS;
use store::listings::{self, Listing};
use store::{Connection, Tx};
use workflow::WorkCalendar;
use workflow::listing::{
    ListingAction, ListingDetail, ListingEvent, ListingFile, ListingRules, ListingState, Written,
};

use super::photo;
use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::enrolments::error::{refused_step, refused_update};
use crate::event_log;
use crate::ids;
use crate::problem::ApiError;
use crate::state::Parts;

/// What stands in place of words that were forgotten: the empty draft.
pub const NO_WORDS: &str = r#"{"course":{},"classes":[]}"#;

/// A listing, opened.
#[derive(Clone, Debug)]
pub struct Record {
    /// The row as it was read or last written.
    pub row: Listing,
    /// What its events fold into.
    pub file: ListingFile,
    /// What is being written or reviewed.
    pub draft: Draft,
    /// What residents see or saw.
    pub live: Option<Draft>,
    /// What they saw until this write published what is live now.
    pub before: Option<Draft>,
}

/// What names the words of a draft.
#[must_use]
pub fn hash_of(document: &str) -> String {
    let hash = Sha256::digest(document.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A draft as it is stored.
///
/// # Errors
/// Never with a draft of ours.
pub fn document_of(draft: &Draft) -> Result<String, ApiError> {
    serde_json::to_string(draft).map_err(while_doing("write a listing"))
}

/// The numbers decisions are measured against.
#[must_use]
pub fn rules(parts: &Parts) -> ListingRules<'_> {
    rules_of(parts.training_plan.clocks, &parts.calendar)
}

fn rules_of(clocks: TrainingClocks, calendar: &WorkCalendar) -> ListingRules<'_> {
    ListingRules {
        calendar,
        review_working_days: clocks.review_working_days,
        answer_working_days: clocks.answer_working_days,
        draft_days: i32::from(clocks.draft_days),
        notice_days: i32::from(clocks.notice_days),
        archive_days: i32::from(clocks.archive_days),
        suspension_working_days: clocks.suspension_working_days,
    }
}

impl Record {
    /// Opens one; none when there is no such listing.
    ///
    /// # Errors
    /// When what is stored of it cannot be read.
    pub fn find(connection: &Connection, id: &str) -> Result<Option<Self>, ApiError> {
        let row = listings::find(connection, id)?;
        row.map(Self::open).transpose()
    }

    /// Opens the listing of a row.
    ///
    /// # Errors
    /// When what is stored of it cannot be read.
    pub fn open(row: Listing) -> Result<Self, ApiError> {
        let doing = "read a listing";
        let read = |text: &str| serde_json::from_str(text).map_err(while_doing(doing));
        Ok(Self {
            file: serde_json::from_str(&row.fold).map_err(while_doing(doing))?,
            draft: read(&row.draft)?,
            live: row.live.as_deref().map(read).transpose()?,
            before: None,
            row,
        })
    }

    /// Begins one.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn begin(
        tx: &Tx,
        parts: &Parts,
        actor: &Actor,
        organisation_id: &str,
        draft: Draft,
    ) -> Result<Self, ApiError> {
        let document = document_of(&draft)?;
        let written = Written {
            content: hash_of(&document),
            changed: Vec::new(),
        };
        let event = actor.step(ListingAction::Write, ListingDetail::Written(written));
        let file = ListingFile::default()
            .decide(&event, rules(parts))
            .map_err(refused_step)?;
        let mut record = Self {
            row: Listing {
                id: ids::fresh(),
                organisation_id: organisation_id.to_owned(),
                course_id: course_id(),
                version: 0,
                fold: String::new(),
                draft: document,
                live: None,
                state: String::new(),
                title: String::new(),
                is_handed_in: false,
                go_live_on: None,
                author_id: actor.id.clone(),
                created_ms: actor.now_ms,
                updated_ms: actor.now_ms,
                photo: None,
                live_photo: None,
            },
            file,
            draft,
            live: None,
            before: None,
        };
        record.fill_row(actor.now_ms)?;
        listings::insert(tx, &record.row)?;
        record.append(tx, parts, &event)?;
        Ok(record)
    }

    /// Does something to it, and writes what came of it.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(
        &mut self,
        tx: &Tx,
        parts: &Parts,
        actor: &Actor,
        (action, detail): (ListingAction, ListingDetail),
    ) -> Result<(), ApiError> {
        let event = actor.step(action, detail);
        let seen = self.row.version;
        self.file = self
            .file
            .decide(&event, rules(parts))
            .map_err(refused_step)?;
        self.follow_words()?;
        self.fill_row(actor.now_ms)?;
        listings::update(tx, &self.row, seen).map_err(refused_update)?;
        self.append(tx, parts, &event)
    }

    /// Puts other words in; the step that writes them follows.
    ///
    /// # Errors
    /// Never with a draft of ours.
    pub fn set_draft(&mut self, draft: Draft) -> Result<Written, ApiError> {
        let changed = listing::changed(&self.draft, &draft);
        self.row.draft = document_of(&draft)?;
        self.draft = draft;
        Ok(Written {
            content: hash_of(&self.row.draft),
            changed,
        })
    }

    /// The words the fold names: what is live after a publication is what was reviewed, and a draft thrown away is
    /// what is live.
    fn follow_words(&mut self) -> Result<(), ApiError> {
        let is_draft = self.file.content() == hash_of(&self.row.draft);
        if !is_draft && let (Some(live), Some(document)) = (&self.live, &self.row.live) {
            self.draft = live.clone();
            self.row.draft.clone_from(document);
        }
        if let Some(hash) = self.file.live()
            && hash == hash_of(&self.row.draft)
        {
            self.before = self.live.replace(self.draft.clone());
            self.row.live = Some(self.row.draft.clone());
        }
        Ok(())
    }

    fn fill_row(&mut self, now_ms: i64) -> Result<(), ApiError> {
        self.row.version = i64::from(self.file.version());
        self.row.fold =
            serde_json::to_string(&self.file).map_err(while_doing("write a listing"))?;
        self.row.state = self.file.state().as_str().to_owned();
        self.draft.title().clone_into(&mut self.row.title);
        self.row.is_handed_in = self.file.is_handed_in();
        self.row.go_live_on = self.file.go_live_on();
        self.row.updated_ms = now_ms;
        self.row.photo = photo::hash_in(&self.draft);
        self.row.live_photo = self.live.as_ref().and_then(photo::hash_in);
        Ok(())
    }

    fn append(&self, tx: &Tx, parts: &Parts, event: &ListingEvent) -> Result<(), ApiError> {
        let last = LISTINGS.find_last(tx, &self.row.id)?;
        let seq = last.as_ref().map_or(0, |event| event.seq) + 1;
        if seq != self.row.version {
            return Err(ProblemCode::Stale.into());
        }
        event_log::append(LISTINGS, tx, parts, &self.row.id, last.as_ref(), event)
    }

    /// What happened, the oldest first.
    ///
    /// # Errors
    /// When its events cannot be read.
    pub fn events(
        &self,
        parts: &Parts,
        connection: &Connection,
    ) -> Result<Vec<ListingEvent>, ApiError> {
        let (events, _) = event_log::read(LISTINGS, connection, parts, &self.row.id)?;
        Ok(events)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ListingState {
        self.file.state()
    }
}

/// Part of the course's address: small letters and digits.
fn course_id() -> String {
    let bytes = vault::random_bytes::<8>();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("c{hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_that_sets_nothing_has_the_usual_days() {
        let calendar = WorkCalendar::from_parts([], [], domain::Date::MAX);
        let days = |rules: ListingRules<'_>| {
            let working = [
                rules.review_working_days,
                rules.answer_working_days,
                rules.suspension_working_days,
            ];
            let calendar = [rules.draft_days, rules.notice_days, rules.archive_days];
            (working, calendar)
        };
        let own = rules_of(TrainingClocks::default(), &calendar);
        assert_eq!(days(own), days(ListingRules::usual(&calendar)));
    }
}
