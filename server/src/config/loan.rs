//! `fumin loan`: the arithmetic of a loan. JSON on standard input, JSON on standard output.

use clap::{Args, Subcommand};

/// Examples under `fumin loan --help`.
const EXAMPLES: &str = "Examples:
  echo '{\"method\": \"equal_installment\", \"principal\": \"200000.00\", \"annual_rate_percent\": \"4.60\",
         \"start_date\": \"2024-11-08\", \"day_count\": \"month_12\", \"rounding\": \"half_up\", \"installments\": 36,
         \"every_months\": 1}' | fumin loan schedule
  echo '{\"signed\": \"2024-03-15\", \"loan\": {\"method\": \"interest_only_bullet\", \"principal\": \"200000.00\",
         \"annual_rate_percent\": \"4.60\", \"start_date\": \"2024-03-15\", \"day_count\": \"act_360\",
         \"maturity_date\": \"2027-03-15\", \"settle\": \"quarterly_20\"}}' | fumin loan subsidy

The question is the `input` of a case in crates/loan/tests/schedule-cases.json, where every key can be seen at work.
Amounts, rates and days are texts: a number could lose a fen on its way. A mistake is told with its place, all at once,
and with what to write instead; the exit code is then 65.";

/// Working out a loan.
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Loan {
    /// What to work out.
    #[command(subcommand)]
    pub task: LoanTask,
}

/// What can be worked out.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum LoanTask {
    /// What is due when: principal, interest and what is left.
    Schedule,
    /// Who pays the interest of each row: the state or the borrower.
    Subsidy,
}
