//! The fumin binary: HTTP, command line.
