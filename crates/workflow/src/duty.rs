//! What somebody does in a training organisation.

use crate::names::named;

named! {
    /// What somebody does in a training organisation. To the workflow all of them are [`Role::Trainer`](crate::Role::Trainer);
    /// which calls each may make is the server's table to say.
    pub enum Duty {
        /// Everything, and the accounts of the others.
        Owner = "owner",
        /// Courses, sheets, classes as a whole, the money at their end.
        Editor = "editor",
        /// Who was there and who passed, nothing else.
        Teacher = "teacher",
    }
}
