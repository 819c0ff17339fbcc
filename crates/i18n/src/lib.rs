//! Messages generated from locales/: a missing key or argument in either language fails the build.
