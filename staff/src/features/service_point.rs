//! The service point: begin helping somebody, the day's sheet, what is left on this computer.

mod draft;
mod left;
mod open;
mod page;
mod sheet;

pub(crate) use page::ServicePointPage;
