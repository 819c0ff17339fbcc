//! Design-system components used by all front ends.
