//! Changing a draft: values, conditions, files, and throwing it away.

mod condition;
mod discard;
mod editing;
mod files;
mod parameter;
mod source;
mod trial;

pub(super) use condition::ConditionPage;
pub(super) use discard::Discard;
pub(super) use files::FilesPage;
pub(super) use parameter::ParameterPage;
pub(super) use source::SourcePage;
