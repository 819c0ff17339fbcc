//! Courses and dated classes as values, and the filter that browser and server share.
