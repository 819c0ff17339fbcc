use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::{List, Unreadable, from_str};

#[derive(Debug, PartialEq, Deserialize)]
struct Class {
    id: String,
    seats: u32,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    days: Vec<i64>,
    pair: Option<(u8, bool)>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Draft,
    Named(String),
    Placed { at: u8 },
    Both(u8, u8),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    Word { text: String },
    Number { value: i64 },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Loose {
    Number(i64),
    Text(String),
    List(Vec<Loose>),
}

/// What serde_json reads as this type is read the same; what it refuses is refused.
fn same<T: DeserializeOwned + PartialEq + Debug>(texts: &[&str]) {
    for text in texts {
        assert_eq!(
            from_str::<T>(text).ok(),
            serde_json::from_str::<T>(text).ok(),
            "{text}"
        );
    }
}

#[test]
fn structs_are_read_as_serde_json_reads_them() {
    same::<Class>(&[
        r#"{"id":"a","seats":3,"pair":null}"#,
        r#" { "id" : "焊工" , "seats" : 0 , "pair":[1,true], "days":[ -1 , 2,9007199254740993 ], "note":"x" } "#,
        r#"{"seats":3,"more":{"deep":[1,[],{},{"a":"\"}"}],"x":null,"y":false,"z":-5},"id":"a"}"#,
        r#"{"id":"a","seats":-3}"#,
        r#"{"id":"a","seats":4294967296}"#,
        r#"{"id":"a","seats":"3"}"#,
        r#"{"id":"a","seats":3,"pair":[1,true,2]}"#,
        r#"{"id":"a","seats":3,"pair":[1]}"#,
        r#"{"id":"a","seats":3,"seats":3}"#,
        r#"{"id":"a"}"#,
        r#"{"id":"a","seats":3,}"#,
        r#"{"id":"a" "seats":3}"#,
        r#"{"id":"a","seats":03}"#,
        r#"{"id":"a","seats":3}}"#,
        r#"{"id":"a","seats":3"#,
        r#"{"id":"a,"seats":3}"#,
        "null",
        "",
    ]);
}

#[test]
fn enums_are_read_as_serde_json_reads_them() {
    same::<Step>(&[
        r#""draft""#,
        r#"{"named":"x"}"#,
        r#"{"placed":{"at":3}}"#,
        r#"{"both":[1,2]}"#,
        r#"{"both":[1,2,3]}"#,
        r#"{"named":"x","more":1}"#,
        r#""named""#,
        r#""other""#,
        "3",
    ]);
    same::<Tagged>(&[
        r#"{"kind":"word","text":"x"}"#,
        r#"{"value":-3,"kind":"number"}"#,
        r#"{"value":-3,"kind":"other"}"#,
    ]);
    same::<Vec<Loose>>(&[r#"[1,"x",[2,[]]]"#, "[true]", "[]", "[1,]"]);
    same::<BTreeMap<String, Option<bool>>>(&[
        r#"{"a":null,"b":true,"":false}"#,
        "{}",
        r#"{1:null}"#,
    ]);
}

#[test]
fn strings_are_unescaped() {
    same::<String>(&[
        r#""plain 中文""#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u4e2d\u6587 \ud83d\ude00 end""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ude00""#,
        r#""\u12""#,
        r#""\u+123""#,
        r#""\x""#,
        "\"line\nbreak\"",
        r#""open"#,
        r#""\"#,
    ]);
}

#[test]
fn any_value_is_read_as_a_tree() {
    same::<serde_json::Value>(&[
        r#"{"a":[1,-2,"x",null,true,{"b":{}}],"a2":""}"#,
        "0",
        "nul",
        "truex",
        "[",
        "[1 2]",
        "9223372036854775807",
        "-9223372036854775808",
    ]);
}

#[test]
fn what_the_contract_never_has_is_refused() {
    for text in ["1.5", "1e3", "9223372036854775808", "-", "--1", "1-2"] {
        assert_eq!(from_str::<i64>(text), Err(Unreadable), "{text}");
    }
    let deep = "[".repeat(1000) + &"]".repeat(1000);
    assert_eq!(from_str::<serde_json::Value>(&deep), Err(Unreadable));
    assert_eq!(
        from_str::<serde::de::IgnoredAny>(&deep).err(),
        Some(Unreadable)
    );
    // A struct written as a list, which serde_json would take.
    assert_eq!(
        from_str::<Class>(r#"["a",3,null,[],null]"#),
        Err(Unreadable)
    );
}

#[test]
fn a_list_read_by_and_by_is_what_it_is_at_once() {
    let by_and_by = |text: &str| -> Result<Vec<i64>, Unreadable> {
        let mut list = List::new(text.to_owned())?;
        let mut items = Vec::new();
        while let Some(item) = list.read_next()? {
            items.push(item);
        }
        Ok(items)
    };
    for text in [
        "[]",
        " [ ] ",
        "[1]",
        "[1, 2 ,3]\n",
        "[1,]",
        "[1 2]",
        "[1",
        "[",
        "",
        "{}",
        "[1]]",
        "[1] x",
        "[\"a\"]",
        "[,1]",
    ] {
        assert_eq!(by_and_by(text), from_str(text), "{text}");
    }
}
