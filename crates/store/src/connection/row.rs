//! One row of an answer, read by position.

use domain::Date;

use super::Value;
use crate::StoreError;

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(Vec<Value>);

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values)
    }

    pub(crate) fn into_values(self) -> Vec<Value> {
        self.0
    }

    /// The column, counted from 0, as the type the caller asks for.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, StoreError> {
        self.0
            .get(column)
            .and_then(T::from_value)
            .ok_or(StoreError::Column {
                column,
                expected: std::any::type_name::<T>(),
            })
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(number) = value {
            Some(*number)
        } else {
            None
        }
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value {
            Some(text.clone())
        } else {
            None
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value {
            Some(bytes.clone())
        } else {
            None
        }
    }
}

impl FromValue for [u8; 32] {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value {
            bytes.as_slice().try_into().ok()
        } else {
            None
        }
    }
}

impl FromValue for Date {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value {
            Self::parse_iso(text)
        } else {
            None
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if *value == Value::Null {
            Some(None)
        } else {
            T::from_value(value).map(Some)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_as_what_they_are() {
        let row = Row::new(vec![
            Value::Null,
            Value::Int(1),
            Value::from("2026-11-24"),
            Value::from(&[7; 32]),
        ]);
        assert_eq!(row.get::<Option<i64>>(0), Ok(None));
        assert_eq!(row.get::<Option<i64>>(1), Ok(Some(1)));
        assert_eq!(row.get::<bool>(1), Ok(true));
        assert_eq!(row.get::<Date>(2), Ok(Date::new(2026, 11, 24).unwrap()));
        assert_eq!(row.get::<[u8; 32]>(3), Ok([7; 32]));
        for wrong in [
            row.get::<i64>(0).err(),
            row.get::<i64>(2).err(),
            row.get::<Date>(1).map(|_| 0).err(),
            row.get::<i64>(9).err(),
        ] {
            assert!(matches!(wrong, Some(StoreError::Column { .. })));
        }
    }
}
