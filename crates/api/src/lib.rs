//! Wire types, problem codes and paths. Knows no database, no axum, no leptos.
