//! One file per aggregate, portable SQL.
