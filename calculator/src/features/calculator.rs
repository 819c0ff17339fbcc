//! 算一算贷款: what a startup loan costs and who pays it, worked out on the device as one types.

mod answer;
mod basis;
mod chart;
mod early;
mod form;
mod hand_out;
mod late;
mod limits;
mod memory;
mod page;
mod read;
mod rests_on;
mod result;
mod rows;
#[cfg(test)]
mod tests;
mod totals;
mod typed;
mod words;

pub(crate) use page::CalculatorPage;
