//! What residents read is plain: short sentences, and characters that everybody learnt at school.

use crate::tree::{code_lines, none, sources};

/// The most characters between two stops (comma, colon, list mark) and between two ends of a sentence.
const LONGEST_BREATH: usize = 24;
const LONGEST_SENTENCE: usize = 48;

/// Words every resident knows although one of their characters is rare.
const KNOWN: &[char] = &['浏'];

/// What desks read may name files and signs.
fn is_for_residents(path: &str) -> bool {
    !path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.starts_with("staff_"))
}

/// Every text below a table, with its key.
fn texts(key: &str, value: &toml::Value, found: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => found.push((key.to_owned(), text.clone())),
        toml::Value::Table(table) => {
            for (name, inner) in table {
                texts(&format!("{key}.{name}"), inner, found);
            }
        }
        toml::Value::Array(list) => list.iter().for_each(|inner| texts(key, inner, found)),
        _ => {}
    }
}

/// Every Chinese message of these files, with file and key.
fn messages(is_wanted: fn(&str) -> bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in sources(".toml", &["locales/zh-CN/"]) {
        if is_wanted(&file.path) {
            let table: toml::Value = toml::from_str(&file.text).unwrap();
            texts(&file.path, &table, &mut found);
        }
    }
    assert!(found.len() > 1_000, "only {} messages", found.len());
    found
}

/// Every Chinese text of the rules, with file and key.
fn rules() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in sources(".toml", &["policies/programmes/", "policies/facts.toml"]) {
        let table: toml::Value = toml::from_str(&file.text).unwrap();
        texts(&file.path, &table, &mut found);
    }
    found.retain(|(key, _)| key.ends_with(".zh"));
    assert!(found.len() > 500, "only {} texts", found.len());
    found
}

fn is_han(letter: char) -> bool {
    // With those outside the basic plane, where the rarest are.
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// What stands in no file of words: the messages that the server sends, its calendar file, and what the shells say before
/// the app is there.
fn beside_the_locales() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let written = ["server/src/sms/words", "server/src/enrolments/calendar.rs"];
    for file in sources(".rs", &written) {
        if file.path.ends_with("tests.rs") {
            continue;
        }
        let lines: Vec<&str> = code_lines(&file).map(|(_, line)| line.trim()).collect();
        let code = lines.join("\n").replace("\\\n", "");
        let quoted = code.split('"').skip(1).step_by(2);
        found.extend(quoted.map(|text| (file.path.clone(), text.to_owned())));
    }
    for file in sources(".html", &[]) {
        // Shells stand at the root or in the folder of their bundle.
        if file.path.matches('/').count() > 1 {
            continue;
        }
        let shown = file.text.split('>').skip(1);
        let shown = shown.filter_map(|rest| rest.split('<').next());
        let told = file.text.split("content=\"").skip(1);
        let told = told.filter_map(|rest| rest.split('"').next());
        found.extend(
            shown
                .chain(told)
                .map(|text| (file.path.clone(), text.to_owned())),
        );
    }
    found.retain(|(_, text)| text.chars().any(is_han));
    assert!(found.len() > 80, "only {} texts", found.len());
    found
}

/// What is put in for `{name}` is short: a number, a day, a name.
fn filled(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        plain += before;
        plain += "〇〇";
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    plain + rest
}

/// Pieces of a text between these marks that are longer than allowed.
fn too_long(text: &str, ends: &[char], most: usize) -> Vec<String> {
    let pieces = text.split(|letter: char| ends.contains(&letter));
    pieces
        .filter(|piece| piece.chars().count() > most)
        .map(str::to_owned)
        .collect()
}

/// Where a sentence ends, and where one may draw breath.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];
const STOPS: [char; 16] = [
    '。', '！', '？', '；', '\n', '，', '：', '、', '（', '）', '“', '”', '《', '》', '·', '】',
];

/// What is too long in a text.
fn breathless(key: &str, text: &str) -> Vec<String> {
    let sentences = too_long(text, &ENDS, LONGEST_SENTENCE).into_iter();
    let sentences = sentences
        .map(|piece| format!("{key}: a sentence of more than {LONGEST_SENTENCE}: {piece}"));
    let breaths = too_long(text, &STOPS, LONGEST_BREATH).into_iter();
    let breaths =
        breaths.map(|piece| format!("{key}: more than {LONGEST_BREATH} in one breath: {piece}"));
    sentences.chain(breaths).collect()
}

#[test]
fn sentences_are_short() {
    let said = messages(is_for_residents).into_iter().chain(rules());
    let said = said.chain(beside_the_locales());
    let findings = said.flat_map(|(key, text)| breathless(&key, &filled(&text)));
    none(&findings.collect::<Vec<_>>());
}

/// Names of files and signs of the rules' language are no reading, nor are lines to sign on.
#[test]
fn sentences_of_desks_are_as_short() {
    let is_read = |letter: &char| is_han(*letter) || STOPS.contains(letter);
    let said = messages(|path| !is_for_residents(path)).into_iter();
    let findings = said.flat_map(|(key, text)| {
        let read: String = text.chars().filter(is_read).collect();
        breathless(&key, &read)
    });
    none(&findings.collect::<Vec<_>>());
}

/// Where a counter-guarantee or a mortgage is arranged the bank may take longer (facts.md 2.2 (1)), so nobody is promised the
/// five days without it.
#[test]
fn the_days_of_the_bank_are_not_promised_to_everybody() {
    let said = messages(is_for_residents).into_iter().chain(rules());
    let promises: Vec<_> = said
        .filter(|(_, text)| text.contains("放款") && text.replace(' ', "").contains("5个工作日"))
        .collect();
    assert!(promises.len() > 2, "only {} promises", promises.len());
    let findings = promises.into_iter();
    let findings = findings.filter(|(_, text)| !text.contains("要久一些"));
    none(&findings.map(|(key, _)| key).collect::<Vec<_>>());
}

/// The first level of GB 2312 is the 3,755 characters in common use; its rows are 16 to 55.
fn is_common(letter: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, is_lossy) = encoding_rs::GBK.encode(letter.encode_utf8(&mut buffer));
    let rows = 0xa0 + 16..=0xa0 + 55_u8;
    !is_lossy && matches!(*bytes, [row, place] if rows.contains(&row) && place > 0xa0)
}

#[test]
fn characters_are_those_of_school() {
    assert!(is_common('贷') && !is_common('浏') && !is_common('𬭎'));
    assert!(is_han('𬭎'));
    let mut findings = Vec::new();
    let said = messages(|_| true).into_iter().chain(rules());
    for (key, text) in said.chain(beside_the_locales()) {
        let rare: String = text
            .chars()
            .filter(|letter| is_han(*letter))
            .filter(|letter| !is_common(*letter) && !KNOWN.contains(letter))
            .collect();
        if !rare.is_empty() {
            findings.push(format!("{key}: {rare} in “{text}”"));
        }
    }
    none(&findings);
}
