//! The gallery shows every component, so that whoever changes one sees it.

use crate::tree::{none, root, sources};

/// They stand around every page, the gallery among them, or instead of one.
const AROUND: &[&str] = &["BottomBar", "NotFound", "SiteHeader"];

#[test]
fn every_component_is_in_the_gallery() {
    let gallery = sources(".rs", &["staff/src/features/gallery"]);
    let mut findings = Vec::new();
    let mut seen = 0;
    for file in sources(".rs", &["crates/ui/src/"]) {
        let parts = file.text.split("#[component]\npub fn ").skip(1);
        for part in parts {
            let end = part.find(|letter: char| !letter.is_alphanumeric());
            let name = part.get(..end.unwrap_or(0)).unwrap_or_default();
            seen += 1;
            let tag = format!("<{name}");
            let is_drawn = gallery.iter().any(|page| page.text.contains(&tag));
            if !is_drawn && !AROUND.contains(&name) {
                findings.push(format!("{}: {name} is not in the gallery", file.path));
            }
        }
    }
    assert!(seen > 20, "only {seen} components");
    none(&findings);
}

/// Kinds of which each has a face of its own. What comes when none is named is there with its component.
const KINDS: &[(&str, &str)] = &[
    ("button.rs", "ButtonKind"),
    ("icon.rs", "IconName"),
    ("notice.rs", "Tone"),
    ("text_field.rs", "InputKind"),
];

#[test]
fn every_kind_of_a_component_is_in_the_gallery() {
    let gallery = sources(".rs", &["staff/src/features/gallery"]);
    let mut findings = Vec::new();
    let mut seen = 0;
    for (file, kind) in KINDS {
        let path = format!("crates/ui/src/{file}");
        let text = std::fs::read_to_string(root().join(&path)).unwrap();
        let (_, body) = text.split_once(&format!("pub enum {kind} {{")).unwrap();
        let (body, _) = body.split_once("\n}").unwrap();
        let mut is_default = false;
        for line in body.lines().map(str::trim) {
            let name = line.trim_end_matches(',');
            if name.is_empty() || name.starts_with("///") {
                continue;
            }
            if name.starts_with('#') {
                is_default = name == "#[default]";
                continue;
            }
            seen += 1;
            let named = format!("{kind}::{name}");
            let is_drawn = gallery.iter().any(|page| page.text.contains(&named));
            if !is_drawn && !is_default {
                findings.push(format!("{path}: {named} is not in the gallery"));
            }
            is_default = false;
        }
    }
    assert!(seen > 20, "only {seen} kinds");
    none(&findings);
}
