//! State machines as tables, and the working-day clock.
