//! Keys, sealing of personal fields, blind indexes. Native only.
