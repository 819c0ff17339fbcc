//! Why the subsidy of a quarter is held back, as a code beside the officer's words.

use crate::names::named;

named! {
    /// Why the subsidy of a quarter is held back.
    pub enum StopCode {
        /// Something was paid late: what is late is not subsidised.
        Overdue = "overdue",
        /// The loan was extended: what was moved is not subsidised.
        Extended = "extended",
        /// The business closed, moved or does something else.
        ChangeOfBusiness = "change_of_business",
        /// A question was not answered, or a paper is missing.
        Unclear = "unclear",
        /// Something else, which the words say.
        Other = "other",
    }
}
