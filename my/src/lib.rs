//! The residents' own pages: sign in, apply, my files.
