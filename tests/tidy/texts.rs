//! What source files may say.

use crate::tree::{code_lines, none, sources};

const VIEWS: &[&str] = &[
    "src/",
    "eligibility/src/",
    "calculator/src/",
    "track/src/",
    "my/src/",
    "classes/src/",
    "apply/src/",
    "print/src/",
    "staff/src/",
    "crates/account/src/",
    "crates/course-words/src/",
    "crates/ui/src/",
];

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

#[test]
fn words_live_in_locales() {
    let mut findings = Vec::new();
    for file in sources(".rs", VIEWS)
        .iter()
        .filter(|file| !file.path.contains("test"))
    {
        for (number, line) in code_lines(file) {
            let code = line.split("//").next().unwrap_or_default();
            if code.chars().any(is_han) {
                findings.push(format!("{}:{number} {}", file.path, line.trim()));
            }
        }
    }
    none(&findings);
}

#[test]
fn every_rust_file_says_what_it_is() {
    let without = sources(".rs", &[])
        .into_iter()
        .filter(|file| !file.path.contains("/tests"));
    let without = without.filter(|file| !file.text.trim_start().starts_with("//!"));
    none(
        &without
            .map(|file| format!("{} has no //! line", file.path))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn nothing_is_left_undone_or_allowed() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("敬请", "期待"),
        concat!("#[al", "low("),
        concat!("#[ig", "nore"),
    ];
    let mut findings = Vec::new();
    for file in sources(".rs", &[])
        .iter()
        .chain(&sources(".toml", &["locales/", "policies/", "districts/"]))
    {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|mark| line.contains(**mark)) {
                findings.push(format!("{}:{} {mark}", file.path, number + 1));
            }
        }
    }
    none(&findings);
}

#[test]
fn no_style_or_script_stands_inline() {
    let pages = sources(".html", &[]);
    let mut findings = Vec::new();
    for file in sources(".rs", VIEWS).iter().chain(&pages) {
        for (number, line) in file.text.lines().enumerate() {
            let inline_script =
                file.path.ends_with(".html") && line.contains("<script") && !line.contains("src=");
            if line.contains(" style=\"") || line.contains("onclick=") || inline_script {
                findings.push(format!("{}:{} {}", file.path, number + 1, line.trim()));
            }
        }
    }
    none(&findings);
}

#[test]
fn colours_come_from_the_tokens() {
    let mut findings = Vec::new();
    for file in sources(".css", &[])
        .iter()
        .filter(|file| file.path != "style/tokens.css")
    {
        for (number, line) in file.text.lines().enumerate() {
            let is_colour = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                matches!(digits, 3 | 6 | 8) && line.contains(':')
            });
            if is_colour {
                findings.push(format!("{}:{} {}", file.path, number + 1, line.trim()));
            }
        }
    }
    none(&findings);
}

/// Nobody has to ask for less motion where there is none.
#[test]
fn nothing_moves() {
    let mut findings = Vec::new();
    for file in sources(".css", &[]) {
        for (number, line) in file.text.lines().enumerate() {
            let line = line.trim();
            let moves = ["transition", "animation", "@keyframes", "scroll-behavior"];
            if moves.iter().any(|start| line.starts_with(start)) {
                findings.push(format!("{}:{} {line}", file.path, number + 1));
            }
        }
    }
    none(&findings);
}
