//! The table of bad input names tests that are there.

use crate::tree::{none, root};

/// What stands between backticks.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

#[test]
fn the_table_of_bad_input_names_real_tests() {
    let table = std::fs::read_to_string(root().join("docs/TESTING.md")).unwrap();
    let (mut findings, mut count) = (Vec::new(), 0);
    for line in table.lines() {
        let Some((_, tests)) = line.rsplit_once(" | ") else {
            continue;
        };
        let mut text = String::new();
        for name in quoted(tests) {
            if name.contains('/') {
                text = std::fs::read_to_string(root().join(name)).unwrap_or_default();
                continue;
            }
            count += 1;
            if !text.contains(&format!("fn {name}(")) {
                findings.push(format!("docs/TESTING.md: no test is called {name}: {line}"));
            }
        }
    }
    assert!(count > 20, "only {count} tests are named");
    none(&findings);
}
