//! 我能享受什么: one question a screen, the verdict at every moment, every condition with its source.
//!
//! Everything happens here: the rules come as one pack, the answers stay in this tab.

mod address;
mod answers;
mod ask;
mod card;
mod check;
mod checked;
mod citations;
mod claim;
mod conditions;
mod control;
mod hand_out;
mod memory;
mod missing;
mod money;
mod numbers;
mod pack;
mod programme_page;
mod purpose;
mod question_page;
mod receipts;
mod result_page;
mod standing;
mod start_page;
mod strip;
#[cfg(test)]
mod testing;
mod training;
mod typed;
mod ways;
mod words;

pub(crate) use programme_page::EligibilityProgrammePage;
pub(crate) use question_page::EligibilityQuestionPage;
pub(crate) use result_page::EligibilityResultPage;
pub(crate) use start_page::EligibilityStartPage;
