//! Staff workspaces.
