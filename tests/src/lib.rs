//! Holds only tests: `tidy` reads the repository, `journeys` drives the portal in a browser, `faults` hurts it.
