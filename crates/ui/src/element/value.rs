//! What an attribute says.

use super::Element;
use crate::Text;

/// What an attribute or a property says at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Not there; for a property, false.
    Absent,
    /// There without a text; for a property, true.
    Bare,
    /// A text.
    Text(Text),
}

/// Where an attribute's value comes from.
pub enum Source {
    /// It stays.
    Still(Value),
    /// It is read again whenever a signal in it changes.
    Live(Box<dyn Fn() -> Value + Send>),
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Still(value) => value.fmt(f),
            Self::Live(_) => f.write_str("Live"),
        }
    }
}

/// What can be written for an attribute's value.
pub trait IntoValue: Sized {
    /// Where the value comes from.
    fn into_source(self) -> Source {
        Source::Still(self.into_value())
    }

    /// The value now.
    fn into_value(self) -> Value;

    /// Hands the value to an element.
    #[doc(hidden)]
    fn give(self, to: Element, name: &'static str, is_property: bool) -> Element {
        to.with(name, is_property, self.into_source())
    }
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl IntoValue for Text {
    fn into_value(self) -> Value {
        Value::Text(self)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(self.into())
    }

    fn give(self, to: Element, name: &'static str, is_property: bool) -> Element {
        to.with_text(name, is_property, self)
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(self.into())
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        if self { Value::Bare } else { Value::Absent }
    }
}

impl IntoValue for u32 {
    fn into_value(self) -> Value {
        self.to_string().into_value()
    }
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        self.to_string().into_value()
    }
}

impl<V: IntoValue> IntoValue for Option<V> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, V::into_value)
    }
}

impl<V: IntoValue, F: Fn() -> V + Send + 'static> IntoValue for F {
    fn into_source(self) -> Source {
        Source::Live(Box::new(move || self().into_value()))
    }

    fn into_value(self) -> Value {
        self().into_value()
    }
}

#[cfg(test)]
mod tests {
    use super::{IntoValue, Source, Value};

    #[test]
    fn values_are_absent_bare_or_text() {
        let table = [
            (true.into_value(), Value::Bare),
            (false.into_value(), Value::Absent),
            ("a".into_value(), Value::Text("a".into())),
            (String::from("b").into_value(), Value::Text("b".into())),
            (7_u32.into_value(), Value::Text("7".into())),
            (7_usize.into_value(), Value::Text("7".into())),
            (Some("c").into_value(), Value::Text("c".into())),
            (None::<String>.into_value(), Value::Absent),
            ((|| Some("d")).into_value(), Value::Text("d".into())),
        ];
        for (value, expected) in table {
            assert_eq!(value, expected);
        }
    }

    #[test]
    fn only_a_closure_is_read_again() {
        assert!(matches!("a".into_source(), Source::Still(_)));
        let read = match (|| true).into_source() {
            Source::Live(read) => Some(read()),
            Source::Still(_) => None,
        };
        assert_eq!(read, Some(Value::Bare));
    }
}
