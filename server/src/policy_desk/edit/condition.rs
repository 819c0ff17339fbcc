//! What a condition asks and says.

use api::policy_desk::{BothLanguages, ConditionWords};
use toml_edit::{InlineTable, Item, TableLike};

use super::super::toml_tree::{put, tables_mut, text};
use super::Problems;
use crate::problem::ApiError;

pub(super) fn set(
    root: &mut dyn TableLike,
    key: &str,
    when: Option<&str>,
    words: Option<&ConditionWords>,
) -> Result<(), ApiError> {
    check(when, words)?;
    let condition = tables_mut(root, "condition")
        .into_iter()
        .find(|condition| text(*condition, "key") == key)
        .ok_or_else(|| ApiError::invalid_field("/edit/condition", "unknown"))?;
    if let Some(when) = when
        && text(condition, "when").trim() != when.trim()
    {
        put(condition, "when", when.trim().into());
    }
    if let Some(words) = words {
        for (key, both) in [
            ("label", &words.label),
            ("pass", &words.pass),
            ("fail", &words.fail),
            ("how", &words.how),
        ] {
            write(condition, key, both);
        }
    }
    Ok(())
}

fn check(when: Option<&str>, words: Option<&ConditionWords>) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    if let Some(when) = when {
        problems.need("when", when);
    }
    if let Some(words) = words {
        for (field, both) in [
            ("words/label", &words.label),
            ("words/pass", &words.pass),
            ("words/fail", &words.fail),
        ] {
            problems.need(&format!("{field}/zh"), &both.zh);
            problems.need(&format!("{field}/en"), &both.en);
        }
        // Not every condition can be changed by anybody, but a language may not be left out.
        if words.how.zh.trim().is_empty() != words.how.en.trim().is_empty() {
            problems.add("words/how", "one_language");
        }
    }
    problems.finish()
}

fn write(condition: &mut dyn TableLike, key: &str, both: &BothLanguages) {
    let is_empty = both.zh.trim().is_empty() && both.en.trim().is_empty();
    if is_empty {
        condition.remove(key);
        return;
    }
    if let Some(table) = condition.get_mut(key).and_then(Item::as_table_like_mut) {
        put(table, "zh", both.zh.trim().into());
        put(table, "en", both.en.trim().into());
        return;
    }
    let mut table = InlineTable::new();
    put(&mut table, "zh", both.zh.trim().into());
    put(&mut table, "en", both.en.trim().into());
    condition.insert(key, Item::Value(table.into()));
}
