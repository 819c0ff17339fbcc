//! Lists of staff pages that may grow long draw their rows a portion at a time.

use crate::tree::{none, root};

/// Where the list is, and what draws it.
const LISTS: &[(&str, &str)] = &[
    ("staff/src/features/queue/table.rs", "in_portions("),
    ("staff/src/features/file/roster.rs", "terms("),
    ("staff/src/features/training/classes/page.rs", "cards("),
    (
        "staff/src/features/training/section/complaints.rs",
        "cards(",
    ),
];

#[test]
fn long_lists_of_staff_pages_are_drawn_in_portions() {
    let mut findings = Vec::new();
    for (path, call) in LISTS {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        let is_called = text
            .lines()
            .any(|line| line.contains(call) && !line.trim_start().starts_with("use "));
        if !is_called {
            findings.push(format!("{path} draws all of its rows at once"));
        }
    }
    none(&findings);
}
