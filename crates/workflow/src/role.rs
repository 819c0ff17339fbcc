//! Who acts, and from what.

use crate::names::named;

named! {
    /// The capacity in which somebody acts on a file.
    ///
    /// A policy officer, an administrator and an auditor are listed because they exist in the portal; no transition
    /// names them, so none of them can change the state of a file.
    pub enum Role {
        /// The person the file is about, or a helper with that person's consent.
        Resident = "resident",
        /// An officer of the human-resources bureau.
        HrOfficer = "hr_officer",
        /// An officer of the guarantee agency.
        GuaranteeOfficer = "guarantee_officer",
        /// An officer of the lending bank.
        BankOfficer = "bank_officer",
        /// A training organisation's staff: its own classes and the people in them.
        Trainer = "trainer",
        /// An officer of the training section.
        TrainingOfficer = "training_officer",
        /// Works at a service point: with a resident's consent, and in that resident's presence, only.
        ServicePointClerk = "service_point_clerk",
        /// Keeps the policy rules; never a file.
        PolicyOfficer = "policy_officer",
        /// Keeps accounts and parameters; never a file.
        Administrator = "administrator",
        /// Reads; never writes.
        Auditor = "auditor",
        /// The portal itself, when a time has run out.
        System = "system",
    }
}

named! {
    /// What kind of device an event came from.
    pub enum DeviceKind {
        /// A mobile phone.
        Phone = "phone",
        /// A tablet.
        Tablet = "tablet",
        /// A desktop or laptop computer.
        Computer = "computer",
        /// A shared computer at a service point.
        ServicePoint = "service_point",
        /// The portal's own server.
        Server = "server",
    }
}
