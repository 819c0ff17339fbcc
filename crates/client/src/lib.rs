//! Typed browser client over crates/api.
