//! How values travel to PostgreSQL and back.

use tokio_postgres::types::{
    FromSql, IsNull, ToSql, Type, accepts, private::BytesMut, to_sql_checked,
};

use crate::{Row, StoreError, Value};

type Unsent = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Unsent> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) if *kind == Type::INT8 => number.to_sql(kind, out),
            Self::Text(text) if *kind == Type::TEXT || *kind == Type::VARCHAR => {
                text.to_sql(kind, out)
            }
            Self::Blob(bytes) if *kind == Type::BYTEA => bytes.to_sql(kind, out),
            _ => Err(format!("a value of another kind than the {kind} it is for").into()),
        }
    }

    accepts!(INT4, INT8, TEXT, VARCHAR, BYTEA);
    to_sql_checked!();
}

/// As the column says, whatever the caller expects.
impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Unsent> {
        Ok(match *kind {
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(kind, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(kind, raw)?.into()),
            Type::BYTEA => Self::Blob(raw.to_vec()),
            _ => Self::Text(String::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Unsent> {
        Ok(Self::Null)
    }

    accepts!(INT4, INT8, BOOL, TEXT, VARCHAR, NAME, BYTEA);
}

/// Reads a row whole.
pub(super) fn read(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let columns = (0..row.len()).map(|column| {
        row.try_get(column).map_err(|_| StoreError::Column {
            column,
            expected: "portable value",
        })
    });
    Ok(Row::new(columns.collect::<Result<_, _>>()?))
}
