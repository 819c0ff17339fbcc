//! Journeys in a browser.
