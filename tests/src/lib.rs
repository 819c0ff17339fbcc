//! Journeys in a browser, repository rules.
